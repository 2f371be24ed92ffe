"""From bytes to documents: text, HTML, JSON and tables, each segmented, with what it says about itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from sayso.errors import InputError
from sayso.intake.decode import decode
from sayso.intake.records import failure, read_json, read_json_lines, read_table
from sayso.intake.sources import STDIN, Input, list_inputs, read_bytes
from sayso.intake.text import read_text
from sayso.model import Document, Failure
from sayso.settings import Settings

__all__ = ["Input", "list_inputs", "read", "read_input"]

_KINDS = {
    ".jsonl": "json lines", ".ndjson": "json lines", ".jl": "json lines", ".json": "json",
    ".csv": "table", ".tsv": "table", ".tab": "table",
}  # fmt: skip


def read(
    paths: Sequence[str], settings: Settings, mapping: Mapping[str, str]
) -> Iterator[Document | Failure]:
    """Every document under the paths, and a failure for all that gave none.

    ``paths`` are files, folders, or ``-`` for JSON lines on stdin. ``mapping`` names columns of records by
    field ("text": "story"). Documents come in the order of the paths and of the names in folders.
    """
    for item in list_inputs(paths, settings):
        if isinstance(item, Failure):
            yield item
        else:
            yield from read_input(item, settings, mapping)


def read_input(item: Input, settings: Settings, mapping: Mapping[str, str]) -> Iterator[Document | Failure]:
    """The documents of one file; raises nothing for bad input, which is a failure."""
    try:
        yield from _read(item.path, read_bytes(item.path, settings), settings, mapping)
    except InputError as error:
        yield failure(item.path, None, error.kind, str(error))


def _read(
    path: str, data: bytes, settings: Settings, mapping: Mapping[str, str]
) -> Iterator[Document | Failure]:
    kind = "json lines" if path == STDIN else _KINDS.get(PurePath(path).suffix.lower(), "text")
    decoded = decode(data, path)
    if kind == "json lines":
        yield from read_json_lines(decoded.text, path, settings, mapping)
    elif kind == "json":
        yield from read_json(decoded.text, path, settings, mapping)
    elif kind == "table":
        yield from read_table(decoded.text, path, settings, mapping)
    else:
        if len(decoded.text) > settings.max_record_chars:
            raise InputError(
                "too_large",
                f"{path} has {len(decoded.text):,} characters, more than {settings.max_record_chars:,};"
                " split it, or set SAYSO_MAX_RECORD_CHARS.",
            )
        yield read_text(data, decoded, path)
