"""Custody: whether every citation and every hash of a case still holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any

from sayso.case.contents import Contents
from sayso.case.store import Store
from sayso.model import Document
from sayso.records import to_record


def check_case(store: Store, contents: Contents) -> Iterator[str]:
    """A sentence for everything in a case that does not hold: citations, ids, segments, hashes of bytes."""
    for path, sha256 in sorted(store.hashes().items()):
        data = store.raw(sha256)
        if data is None:
            yield f"{path}: its bytes are not in the case."
        elif hashlib.sha256(data).hexdigest() != sha256:
            yield f"{path}: the bytes kept in the case no longer have the hash {sha256}."
    for document in contents.documents:
        yield from _check_segments(document)
    for kind in (contents.claims, contents.figures, contents.times, contents.entities):
        for thing in kind:
            record = to_record(thing)
            yield from _check_citations(
                record, record.get("document"), contents, f"{record['type']} {record['id']}"
            )
    yield from _check_references(contents)


def check_files(store: Store, paths: Sequence[str]) -> Iterator[str]:
    """A sentence for every file on disk that no longer has the bytes the case was made from."""
    known = store.hashes()
    for given in paths:
        name = PurePath(given).as_posix()
        under = [p for p in known if p == name or PurePath(p).is_relative_to(name)]
        if not under:
            yield f"{given}: the case was not made from it."
        for path in sorted(under):
            if not Path(path).is_file():
                yield f"{path}: the file is no longer there."
            elif hashlib.sha256(Path(path).read_bytes()).hexdigest() != known[path]:
                yield f"{path}: the file has changed since it was read."


def _check_segments(document: Document) -> Iterator[str]:
    """Segments are in order, apart, and cover every character that is not blank."""
    at = 0
    for segment in document.segments:
        if segment.start < at or segment.end > len(document.text) or segment.start >= segment.end:
            yield f"document {document.id}: segment {segment.start}–{segment.end} is out of place."
        elif document.text[at : segment.start].strip():
            yield f"document {document.id}: characters {at}–{segment.start} stand in no segment."
        at = max(at, segment.end)
    if document.text[at:].strip():
        yield f"document {document.id}: characters {at}–{len(document.text)} stand in no segment."


def _check_citations(node: Any, document: str | None, contents: Contents, where: str) -> Iterator[str]:
    """Every stretch that says what its characters are."""
    if isinstance(node, dict):
        document = node.get("document", document)
        start, end, text = node.get("start"), node.get("end"), node.get("text")
        if isinstance(start, int) and isinstance(end, int) and isinstance(text, str):
            source = contents.document.get(document or "")
            if source is None:
                yield f"{where}: its document {document} is not in the case."
            elif source.text[start:end] != text:
                yield f"{where}: characters {start}–{end} of {source.path} do not read {text!r}."
        for value in node.values():
            yield from _check_citations(value, document, contents, where)
    elif isinstance(node, list):
        for value in node:
            yield from _check_citations(value, document, contents, where)


def _check_references(contents: Contents) -> Iterator[str]:
    """Every id that a record names is the id of a record."""
    for claim in contents.claims:
        for figure in claim.figures:
            if figure not in contents.figure:
                yield f"claim {claim.id}: its figure {figure} is not in the case."
    for x in contents.comparisons:
        for side in (x.left, x.right):
            if side not in contents.claim and side not in contents.figure:
                yield f"comparison {x.id}: its side {side} is not in the case."
    for group in contents.groups:
        for member in group.members:
            if member not in contents.claim:
                yield f"group {group.id}: its member {member} is not in the case."
