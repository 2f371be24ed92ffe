"""The nouns as plain JSON records (the export's shape), and back.

``Step``, ``Segment`` and the like become objects with the model's field names; a trailing underscore
(``from_``, because ``from`` is Python's) is dropped. Top-level records get ``type`` first.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
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


def to_record(thing: Any) -> Record:
    """A model object as a JSON-ready dict; top-level nouns carry their ``type`` first."""
    record: Record = {"type": _NAME_OF[type(thing)]} if type(thing) in _NAME_OF else {}
    kind: Any = type(thing)
    for name in _field_names(kind):
        record[name.rstrip("_")] = _plain(getattr(thing, name))
    return record


def from_record(kind: type[T], record: Record) -> T:
    """The model object that ``to_record`` made this record of."""
    wanted: Any = kind
    hints = _hints(wanted)
    values = {n: _typed(hints[n], record[n.rstrip("_")]) for n in hints if n.rstrip("_") in record}
    return kind(**values)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return to_record(value)
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return value


@functools.cache
def _field_names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(kind))


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if dataclasses.is_dataclass(hint):
        return from_record(typing.cast(type, hint), value)
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType or origin is typing.Union:
        inner = [a for a in args if a is not type(None)]
        return _typed(inner[0], value) if len(inner) == 1 else value
    if origin is tuple:
        kinds = [args[0]] * len(value) if args[-1] is Ellipsis else args
        return tuple(_typed(k, v) for k, v in zip(kinds, value, strict=True))
    if origin is dict:
        return {k: _typed(args[1], v) for k, v in value.items()}
    return value
