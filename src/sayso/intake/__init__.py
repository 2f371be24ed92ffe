"""From bytes to documents: text, HTML, JSON and tables, each segmented, with what it says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from sayso.errors import InputError
from sayso.intake.decode import decode
from sayso.intake.html import read_html
from sayso.intake.records import (
    FIELD_NAMES,
    Columns,
    crashed,
    read_json,
    read_json_lines,
    read_table,
)
from sayso.intake.sources import STDIN, Input, add_lines, list_inputs, read_bytes, unread
from sayso.intake.text import read_text
from sayso.model import Document, Failure
from sayso.settings import Settings

__all__ = [
    "FIELD_NAMES",
    "STDIN",
    "Columns",
    "Input",
    "add_lines",
    "list_inputs",
    "read",
    "read_bytes",
    "read_data",
    "read_input",
    "takes_mapping",
    "unread",
]

_KINDS = (
    dict.fromkeys((".jsonl", ".ndjson", ".jl"), "json lines")
    | dict.fromkeys((".csv", ".tsv", ".tab"), "table")
    | dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), "html")
    | {".json": "json"}
)
_TEXT = frozenset({".txt", ".text", ".md", ".markdown", ".asc"})
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)", re.I | re.S
)
_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)[\s>]", re.I | re.S
)
_RECORD = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")


def read(paths: Sequence[str], settings: Settings, mapping: Columns) -> Iterator[Document | Failure]:
    """Every document under the paths, and a failure for all that gave none.

    ``paths`` are files, folders, or ``-`` for JSON lines on stdin. ``mapping`` names columns of records by
    field ("text": ["story"]). Documents come in the order of the paths and of the names in folders.
    """
    for item in list_inputs(paths, settings):
        if isinstance(item, Failure):
            yield item
        else:
            yield from read_input(item, settings, mapping)


def read_input(item: Input, settings: Settings, mapping: Columns) -> Iterator[Document | Failure]:
    """The documents of one file; raises nothing for bad input, which is a failure."""
    try:
        data = read_bytes(item.path, settings)
    except InputError as error:
        yield unread(item.path, error)
        return
    yield from read_data(item.path, data, settings, mapping)


def read_data(path: str, data: bytes, settings: Settings, mapping: Columns) -> Iterator[Document | Failure]:
    """The documents in the bytes of one file; raises nothing for bad input, which is a failure."""
    try:
        yield from _read(path, data, settings, mapping)
    except InputError as error:
        yield unread(path, error)
    except Exception as error:  # whatever one file does to us, it costs itself alone
        yield crashed(path, None, error)


def _read(path: str, data: bytes, settings: Settings, mapping: Columns) -> Iterator[Document | Failure]:
    if _FEED.match(data[:4096]):
        raise InputError(
            "unsupported",
            f"{path} is a feed (RSS or Atom), which sayso does not read yet: usually a list of articles with"
            " their beginnings; save the articles themselves as .html.",
        )
    kind = _kind(path, data)
    decoded = decode(data, path, markup=kind == "html")
    if kind == "json lines":
        yield from read_json_lines(decoded.text, path, settings, mapping)
    elif kind == "json":
        yield from read_json(decoded.text, path, settings, mapping)
    elif kind == "table":
        yield from read_table(decoded.text, path, settings, mapping)
    elif kind == "html":
        yield _within(read_html(data, decoded.text, path), settings)
    else:
        yield _within(read_text(data, decoded, path), settings)


def takes_mapping(path: str, data: bytes) -> bool:
    """Whether a file holds records with fields, whose columns a person may name."""
    return _kind(path, data) not in ("html", "text")


def _kind(path: str, data: bytes) -> str:
    """What a file holds: by its name's ending, else by how it begins."""
    if path == STDIN:
        return "json lines"
    suffix = PurePath(path).suffix.lower()
    if suffix in _KINDS:
        return _KINDS[suffix]
    if _PAGE.match(data[:2048]):
        return "html"
    return "json lines" if suffix not in _TEXT and _RECORD.match(data[:512]) else "text"


def _within(document: Document, settings: Settings) -> Document:
    """The document, unless its text is longer than the cap."""
    if len(document.text) > settings.max_record_chars:
        raise InputError(
            "too_large",
            f"{document.path} has {len(document.text):,} characters, more than {settings.max_record_chars:,}:"
            " usually many articles in one file; split it, or set SAYSO_MAX_RECORD_CHARS.",
        )
    return document
