"""What the tests of intake share: reading invented texts, and what must hold of every document."""

from __future__ import annotations

from pathlib import Path

from sayso.intake import Columns, read
from sayso.languages.en.outlets import outlet_name
from sayso.model import SEGMENT_KINDS, Document, Failure
from sayso.settings import Settings


def read_all(
    path: Path, mapping: Columns | None = None, settings: Settings | None = None
) -> list[Document | Failure]:
    """Everything that intake makes of a path."""
    return list(read([str(path)], settings or Settings(), mapping or {}))


def read_one(folder: Path, content: str | bytes, name: str = "a.txt") -> Document:
    """The one document of a file written for a test; it must hold together."""
    (found,) = read_all(write(folder, content, name))
    assert isinstance(found, Document), found
    check(found)
    return found


def fail_one(folder: Path, content: str | bytes, name: str = "a.txt") -> Failure:
    """The one failure of a file written for a test; its sentence names the file and ends."""
    (found,) = read_all(write(folder, content, name))
    assert isinstance(found, Failure), found
    assert name in found.what
    assert found.what.endswith(".")
    return found


def write(folder: Path, content: str | bytes, name: str) -> Path:
    """A file with this content, bytes as they are."""
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def check(document: Document) -> None:
    """Segments are disjoint, in order, of known kinds, and cover every non-blank character; spans verify."""
    covered, last = [False] * len(document.text), 0
    for segment in document.segments:
        assert last <= segment.start < segment.end <= len(document.text)
        assert segment.kind in SEGMENT_KINDS
        last = segment.end
        covered[segment.start : segment.end] = [True] * (segment.end - segment.start)
    assert all(c or t.isspace() for c, t in zip(covered, document.text, strict=True))
    for relay in document.relay:
        if relay.start is not None:
            assert document.text[relay.start : relay.end] == relay.name
    for field in ("title", "outlet"):
        evidence = document.evidence.get(field)
        if evidence and evidence.start is not None:
            said = " ".join(document.text[evidence.start : evidence.end].split())
            assert (outlet_name(said) if field == "outlet" else said) == getattr(document, field)


def kinds(document: Document) -> list[tuple[str, str]]:
    """Each segment as its kind and text."""
    return [(s.kind, document.text[s.start : s.end]) for s in document.segments]


def said(document: Document, kind: str) -> list[str]:
    """The texts of all segments of one kind."""
    return [text for k, text in kinds(document) if k == kind]
