"""What a file holds: by how it begins, else by its name's ending."""

from __future__ import annotations

import re
import zlib
from pathlib import PurePath

STDIN = "-"

CONTAINERS = frozenset({"warc", "zip", "gzip", "mail", "mbox", "mhtml", "feed"})
"""The kinds of files that hold others, or records of other shapes."""

_WITH_COLUMNS = frozenset({"json lines", "json", "table", "parquet", "zip", "gzip"})

_ENDINGS = (
    dict.fromkeys((".jsonl", ".ndjson", ".jl"), "json lines")
    | dict.fromkeys((".csv", ".tsv", ".tab"), "table")
    | dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), "html")
    | dict.fromkeys((".mht", ".mhtml"), "mhtml")
    | {".json": "json", ".eml": "mail", ".warc": "warc"}
)
_MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "message/rfc822": "mail",
}
_TEXT = frozenset({".txt", ".text", ".md", ".markdown", ".asc"})
_BEFORE = rb"(?:\xef\xbb\xbf)?\s*(?:<\?(?:(?!\?>).)*\?>\s*|<!--(?:(?!-->).)*-->\s*)*"
_PAGE = re.compile(_BEFORE + rb"<(?:!doctype html|html)", re.I | re.S)
_FEED = re.compile(_BEFORE + rb"<(?:rss|feed|rdf:RDF)[\s>]", re.I | re.S)
_MAILBOX = re.compile(rb"From \S[^\n]*\d{2}:\d{2}:\d{2}[^\n]*\n>?[\w-]+[: ]")
_ZSTD = (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")
"""How what zstd packed begins: with a frame, or with the dictionary of those that follow."""

_RECORD = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")
HEAD_BYTES = 4096
"""What a file's kind is told from."""


def kind_of(name: str, head: bytes, media: str | None = None) -> str:
    """The kind of a file by its first bytes, the media type it came with, and its name.

    One of ``CONTAINERS``, or "pdf", "parquet", "html", "json lines", "json", "table", "text".
    """
    if name == STDIN:
        return "json lines"
    packed = _packed(name, head)
    if packed:
        return packed
    if _FEED.match(head[:HEAD_BYTES]):
        return "feed"
    ending = PurePath(name).suffix.lower()
    if media in _MEDIA or ending in _ENDINGS:
        return _MEDIA.get(media or "") or _ENDINGS[ending]
    if _PAGE.match(head[:2048]):
        return "html"
    return "json lines" if ending not in _TEXT and _RECORD.match(head[:512]) else "text"


def has_columns(name: str, head: bytes) -> bool:
    """Whether a file holds records with fields, whose columns a person may name, or may hold such a file."""
    return kind_of(name, head) in _WITH_COLUMNS


def _packed(name: str, head: bytes) -> str | None:
    """The kinds that their first bytes tell for certain."""
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"WARC/") or (head.startswith(_ZSTD) and name.lower().endswith(".warc.zst")):
        return "warc"
    if _MAILBOX.match(head):
        return "mbox"
    if head.startswith(b"\x1f\x8b"):
        return "warc" if name.lower().endswith(".warc.gz") or _unpacks_to_warc(head) else "gzip"
    return None


def _unpacks_to_warc(head: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(head, 16).startswith(b"WARC/")
    except zlib.error:
        return False
