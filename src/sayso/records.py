"""The nouns as plain JSON records (the export's shape), and back.

``Step``, ``Segment`` and the like become objects with the model's field names; a trailing underscore
(``from_``, because ``from`` is Python's) is dropped. Top-level records get ``type`` first.
"""

from __future__ import annotations

import dataclasses
import functools
import sys
import types
import typing
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from sayso import model

Record = dict[str, Any]
T = TypeVar("T")

TYPES: dict[str, type] = {
    "document": model.Document,
    "failure": model.Failure,
    "passage": model.Passage,
    "entity": model.Entity,
    "claim": model.Claim,
    "figure": model.Figure,
    "time": model.Time,
    "comparison": model.Comparison,
    "group": model.Group,
    "decision": model.Decision,
}
"""The record types of the export after ``case``, in the order its lines come in."""

_NAME_OF = {kind: name for name, kind in TYPES.items()}
_SHORT_CHARS = 40
_AS_THEY_ARE = frozenset({str, int, float, bool, types.NoneType})
"""What most values are: types that JSON has, too."""


def to_record(thing: Any) -> Record:
    """A model object as a JSON-ready dict; top-level nouns carry their ``type`` first."""
    kind: Any = type(thing)
    record: Record = {"type": _NAME_OF[kind]} if kind in _NAME_OF else {}
    for name, key in _names(kind):
        value = getattr(thing, name)
        record[key] = value if type(value) in _AS_THEY_ARE else _plain(value)
    return record


def from_record(kind: type[T], record: Record) -> T:
    """The model object that ``to_record`` made this record of."""
    wanted: Any = kind
    made = {}
    for name, key, read in _fields(wanted):
        if key in record:
            value = record[key]
            made[name] = value if read is None or value is None else read(value)
    return kind(**made)


def check_stretches(found: model.Findings, document: model.Document) -> None:
    """``ValueError`` where findings name a stretch that is none of the text, or give another text for it.

    So it is where two of them have one id.
    """
    met: set[str] = set()
    for things in (found.claims, found.figures, found.times, found.entities):
        for thing in things:
            if thing.id in met:
                raise ValueError(f"two records have the id {thing.id}")
            met.add(thing.id)
            for start, end, text in _stretches(to_record(thing)):
                if not 0 <= start < end <= len(document.text):
                    raise ValueError(f"characters {start}–{end} are no stretch of the text")
                if text is not None and document.text[start:end] != text:
                    raise ValueError(f"characters {start}–{end} do not read {text!r}")


def _stretches(node: Any) -> Iterator[tuple[int, int, str | None]]:
    """Every stretch in a record, with the text that it gives for it, if it does."""
    if isinstance(node, dict):
        start, end = node.get("start"), node.get("end")
        if isinstance(start, int) and isinstance(end, int):
            yield start, end, node.get("text")
        if "spans" in node:
            yield from ((start, end, None) for start, end in (*node["spans"], node["sentence"]))
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _stretches(inner)


def _plain(value: Any) -> Any:
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return to_record(value) if dataclasses.is_dataclass(value) else value


@functools.cache
def _names(kind: Any) -> tuple[tuple[str, str], ...]:
    """Each field's name, and its name in records."""
    return tuple((f.name, f.name.rstrip("_")) for f in dataclasses.fields(kind))


_Read = Callable[[Any], Any]


@functools.cache
def _fields(kind: Any) -> tuple[tuple[str, str, _Read | None], ...]:
    """Each field's name, its name in records, and what makes its value of JSON (None: it is the value)."""
    return tuple((n, n.rstrip("_"), _reader(hint)) for n, hint in typing.get_type_hints(kind).items())


def _reader(hint: Any) -> _Read | None:
    """What makes a value of this type of JSON, or None where JSON has the value itself."""
    if hint is str:
        return _shared
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint):
        kind = typing.cast(type, hint)
        return lambda value: from_record(kind, value)
    if origin is types.UnionType or origin is typing.Union:
        inner = [a for a in args if a is not type(None)]
        return _reader(inner[0]) if len(inner) == 1 else None
    if origin is tuple:
        return _many(args[0]) if args[-1] is Ellipsis else _tuple(args)
    if origin is dict:
        of = _reader(args[1])
        return lambda value: {k: of(v) if of else v for k, v in value.items()}
    return None


def _shared(value: Any) -> Any:
    """A short text as one object for all places that have it: ids, names and kinds stand in very many."""
    return sys.intern(value) if type(value) is str and len(value) <= _SHORT_CHARS else value


def _many(hint: Any) -> _Read:
    of = _reader(hint)
    if of is None:
        return tuple
    return lambda value: tuple(map(of, value))


def _tuple(hints: tuple[Any, ...]) -> _Read:
    readers = [_reader(hint) for hint in hints]

    def read(value: Any) -> Any:
        return tuple(of(v) if of else v for of, v in zip(readers, value, strict=True))

    return read
