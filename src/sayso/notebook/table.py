"""A sequence of records that can be had by place or by id, and become rows."""

from __future__ import annotations

import dataclasses
import functools
import importlib
import typing
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

from sayso.errors import UsageError
from sayso.exporters.jsonl import export_record
from sayso.exporters.parquet import record_table
from sayso.notebook import html
from sayso.records import TYPES, to_record

T = TypeVar("T")
Row = dict[str, Any]


class Table(Sequence[T], Generic[T]):
    """Records of one kind: ``table[0]``, ``table["claim_ca9f61993983"]``, ``for x in table``.

    ``things`` are the model's objects, ``view`` makes of one what is handed out, which is of ``kind``.
    """

    def __init__(self, things: Sequence[Any], view: Callable[[Any], T], kind: type) -> None:
        self._things = tuple(things)
        self._view = view
        self._kind = kind

    def __len__(self) -> int:
        return len(self._things)

    def __iter__(self) -> Iterator[T]:
        return (self._view(thing) for thing in self._things)

    @overload
    def __getitem__(self, at: int | str) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Table[T]: ...
    def __getitem__(self, at: int | str | slice) -> T | Table[T]:
        """The record at a place or of an id; of a slice, a table; ``KeyError`` for an id that is not here."""
        if isinstance(at, slice):
            return Table(self._things[at], self._view, self._kind)
        return self._view(self._by_id[at] if isinstance(at, str) else self._things[at])

    @functools.cached_property
    def _by_id(self) -> dict[str, Any]:
        return {thing.id: thing for thing in self._things}

    def where(self, test: Callable[[T], object]) -> Table[T]:
        """The records that pass a test, as a table."""
        kept = [thing for thing in self._things if test(self._view(thing))]
        return Table(kept, self._view, self._kind)

    def to_records(self) -> list[Row]:
        """Each record as a dict of one level: ``cue`` becomes ``cue_start``, ``cue_text`` …; lists stay.

        First come the contract's fields, then what a view adds: of a claim its speaker, outlet and path.
        """
        return [row_of(thing, self._view(thing)) for thing in self._things]

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``, a row a record, columns as in ``to_records``; needs pandas."""
        try:
            pandas: Any = importlib.import_module("pandas")
        except ImportError as error:
            raise UsageError("to_pandas needs pandas: pip install pandas, or use to_records.") from error
        return pandas.DataFrame(self.to_records()).convert_dtypes()

    def to_arrow(self) -> Any:
        """A ``pyarrow.Table``, nested and typed as the Parquet export, with what views add; needs pyarrow."""
        try:
            arrow: Any = importlib.import_module("pyarrow")
        except ImportError as error:
            raise UsageError("to_arrow needs pyarrow: pip install 'sayso[parquet]'.") from error
        name = next(name for name, kind in TYPES.items() if issubclass(self._kind, kind))
        table = record_table(arrow, name, map(export_record, self._things))
        added: tuple[str, ...] = getattr(self._kind, "ADDED", ())
        views: list[Any] = list(self) if added else []
        rows = [view.beside() for view in views]
        for column in added:
            values = [row[column] for row in rows]
            if column not in table.column_names:
                table = table.append_column(column, arrow.array(values, arrow.string()))
        return table

    def __repr__(self) -> str:
        shown = [repr(thing) for thing in self[:3]] + (["…"] if len(self) > 3 else [])
        return f"[{', '.join(shown)}] ({len(self)})"

    def _repr_html_(self) -> str:
        return html.table(self)


def row_of(thing: Any, view: Any) -> Row:
    """A record as a dict of one level, with what its view adds."""
    record, row = to_record(thing), {}
    kind: Any = type(thing)
    for name, inner in _shape(kind):
        value = record[name]
        if inner:
            row.update({f"{name}_{part}": value[part] if value else None for part in inner})
        else:
            row[name] = value
    added = getattr(view, "beside", None)
    return {**row, **(added() if added else {})}


@functools.cache
def _shape(kind: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The fields of a kind of record, each with the names inside it where it is a record itself."""
    hints = typing.get_type_hints(kind)
    return tuple((field.name.rstrip("_"), _inside(hints[field.name])) for field in dataclasses.fields(kind))


def _inside(hint: Any) -> tuple[str, ...]:
    kinds = [k for k in (hint, *typing.get_args(hint)) if dataclasses.is_dataclass(k)]
    if not kinds or typing.get_origin(hint) in (tuple, dict):
        return ()
    return tuple(field.name.rstrip("_") for field in dataclasses.fields(kinds[0]))
