"""A folder of Parquet files, one for each type of record, with the fields of the full export.

Columns follow the export's JSON Schema: objects are structs, lists are lists, what maps names to values is a
map. Numbers that may be whole or not are doubles, a record's ``member`` is text, and what may be of any kind
(both sides of a comparison's reasons, the settings of a case) is JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.case.contents import Contents
from sayso.errors import UsageError
from sayso.exporters.jsonl import case_record, export_record
from sayso.exporters.schema import Schema, export_schema
from sayso.exporters.writing import whole
from sayso.records import TYPES

_PIECE = ("start", "end", "from")
"""What the three values of a piece of ``source_map`` are, which the export writes as a list."""
_SIMPLE = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool_"}
_SUFFIX = ".parquet"


@dataclass(frozen=True)
class _Column:
    """The Arrow type of a field, and how its value in a record becomes one of it."""

    kind: Any
    value: Callable[[Any], Any] = lambda value: value


def export_parquet(contents: Contents, folder: Path) -> None:
    """Parquet, a folder of tables, one a type of record, for DuckDB, pandas, Polars, R and Spark.

    Needs the extra ``sayso[parquet]``. Each file is written whole or not at all; ``UsageError`` where they
    cannot be.

    Lost: the bytes of the files that were read; they stay in the case.
    """
    try:
        # The extra may be missing, and nothing else of sayso needs it.
        import pyarrow  # noqa: PLC0415
        from pyarrow import parquet  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise UsageError(
            f"The format parquet needs {error.name}, which is not installed: install the extra with"
            " pip install 'sayso[parquet]', or export jsonl."
        ) from error
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{folder} could not be made ({error}): usually a file of that name; name another place."
        ) from error
    for name, records in _tables(contents):
        with whole(folder / f"{name}{_SUFFIX}") as beside:
            parquet.write_table(record_table(pyarrow, name, records), beside, compression="zstd")


def _tables(contents: Contents) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The records of each type, also of those that the case has none of."""
    yield "case", [case_record(contents)]
    plural = {name: f"{name}s" for name in TYPES} | {"entity": "entities"}
    for name in TYPES:
        yield name, [export_record(thing) for thing in getattr(contents, plural[name])]


def record_schema(arrow: Any, name: str) -> Any:
    """The Arrow schema of the records of one type; ``arrow`` is pyarrow."""
    return arrow.schema([(field, column.kind) for field, column in _columns(arrow, name).items()])


def record_table(arrow: Any, name: str, records: Iterable[dict[str, Any]]) -> Any:
    """Records of one type, as the export writes them, as a table; ``arrow`` is pyarrow."""
    fields = _columns(arrow, name)
    # What a record has only now and then, as ``redacted``, is null in the others.
    rows = [
        {field: column.value(record[field]) if field in record else None for field, column in fields.items()}
        for record in records
    ]
    return arrow.Table.from_pylist(rows, schema=record_schema(arrow, name))


def _columns(arrow: Any, name: str) -> dict[str, _Column]:
    """The columns of a type of record, by name; ``type`` is the file's name and left out."""
    fields: Schema = export_schema()["$defs"][name]["properties"]
    made = {field: _column(arrow, node) for field, node in fields.items() if field != "type"}
    if name == "case":
        made["settings"] = _Column(arrow.string(), _json)
    return made


def _column(arrow: Any, node: Schema) -> _Column:
    """The column of a field by its JSON Schema."""
    if "anyOf" in node:
        kinds = [kind for kind in node["anyOf"] if kind != {"type": "null"}]
        if len(kinds) == 1:
            inner = _column(arrow, kinds[0])
            return _Column(inner.kind, lambda value: None if value is None else inner.value(value))
        if {kind["type"] for kind in kinds} == {"integer", "number"}:
            return _Column(arrow.float64())
        return _Column(arrow.string(), lambda value: None if value is None else str(value))
    if node.get("const") is True:
        return _Column(arrow.bool_())
    if "enum" in node or "const" in node:
        return _Column(arrow.string())
    if not node:
        return _Column(arrow.string(), _json)
    if node["type"] in _SIMPLE:
        return _Column(getattr(arrow, _SIMPLE[node["type"]])())
    return _list(arrow, node) if node["type"] == "array" else _object(arrow, node)


def _list(arrow: Any, node: Schema) -> _Column:
    if "items" in node:
        inner = _column(arrow, node["items"])
        return _Column(arrow.list_(inner.kind), lambda values: [inner.value(v) for v in values])
    kinds = [_column(arrow, part).kind for part in node["prefixItems"]]
    if len(set(kinds)) == 1:
        return _Column(arrow.list_(kinds[0]))
    fields = list(zip(_PIECE, kinds, strict=True))
    return _Column(arrow.struct(fields), lambda values: dict(zip(_PIECE, values, strict=True)))


def _object(arrow: Any, node: Schema) -> _Column:
    if "properties" not in node:
        inner = _column(arrow, node["additionalProperties"])
        kind = arrow.map_(arrow.string(), inner.kind)
        return _Column(kind, lambda value: [(key, inner.value(v)) for key, v in value.items()])
    parts = {field: _column(arrow, part) for field, part in node["properties"].items()}
    kind = arrow.struct([(field, part.kind) for field, part in parts.items()])
    return _Column(kind, lambda value: {field: part.value(value[field]) for field, part in parts.items()})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
