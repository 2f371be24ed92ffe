"""Custody: whether every citation and every hash of a case still holds."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any

from sayso.case.components import MODEL, components
from sayso.case.contents import Component, Contents
from sayso.case.decisions import orphaned, orphans
from sayso.case.given import settings_of
from sayso.case.store import Store
from sayso.errors import CaseError, InputError, UsageError
from sayso.intake import STDIN, hash_of, read_data, read_large
from sayso.model import Document, Failure
from sayso.records import to_record
from sayso.settings import Settings
from sayso.stages.documents import documents


def check_case(store: Store, contents: Contents) -> Iterator[str]:
    """A sentence for everything in a case that does not hold: bytes, texts, fields, columns, citations."""
    for document_id, table, number in store.lost():
        yield f"document {document_id} is not in the case, but {number} rows of {table} name it."
    for table, id in store.altered():
        yield f"{table} {id}: its columns do not say what its record says."
    kept = _Kept(store, contents)
    for path, sha256 in sorted(store.hashes().items()):
        yield from kept.check(path, sha256)
    for document in contents.documents:
        yield from _check_segments(document)
    for kind in (contents.claims, contents.figures, contents.times, contents.entities):
        for thing in kind:
            record = to_record(thing)
            yield from _check_citations(
                record, record.get("document"), contents, f"{record['type']} {record['id']}"
            )
    yield from _check_references(contents)
    for decision in orphans(contents.things, contents.log):
        yield orphaned(contents.things, decision)


def can_read_anew(contents: Contents, settings: Settings) -> bool:
    """Whether the case was made with what is installed now, so that its bytes must give the same texts."""
    try:
        return _of_intake(contents.components) == _of_intake(components(settings))
    except UsageError:  # a component that it was made with is not there
        return False


def _of_intake(parts: Sequence[Component]) -> list[Component]:
    later = ("reading", "claims", "comparison", "stages", MODEL)
    return [part for part in parts if part.name not in later]


class _Kept:
    """Holds the documents of a case against the bytes that are kept in it."""

    def __init__(self, store: Store, contents: Contents) -> None:
        self.store = store
        self.documents: dict[str, dict[str, Document]] = {}
        for document in store.documents():
            self.documents.setdefault(document.path, {})[document.id] = document
        self.failed = {(f.path, f.member) for f in contents.failures}
        self.finished = contents.finished
        self.anew = can_read_anew(contents, settings_of(store))
        self.mapping = store.mapping()
        self.settings = settings_of(store)

    def check(self, path: str, sha256: str) -> Iterator[str]:
        """A sentence for all that is off with one file's bytes and what was read from them."""
        if self.store.stays_outside(sha256):
            yield from self._check_outside(path, sha256)
            return
        try:
            data = self.store.raw(sha256)
        except CaseError:
            yield f"{path}: the bytes kept in the case are damaged."
            return
        if data is None:
            yield f"{path}: its bytes are not in the case."
        elif hashlib.sha256(data).hexdigest() != sha256:
            yield f"{path}: the bytes kept in the case no longer have the hash {sha256}."
        elif self.anew:
            found = read_data(path, data, self.settings, self.mapping.get(path, {}))
            yield from self._check_documents(path, documents(found, self.settings))

    def _check_outside(self, path: str, sha256: str) -> Iterator[str]:
        """The same for an archive that was too large to be kept in the case."""
        try:
            now = hash_of(path)
        except InputError as error:
            yield f"{path}: too large to be kept in the case, and cannot be read where it was: {error}"
            return
        if now != sha256:
            yield f"{path}: the file has changed since it was read."
        elif self.anew:
            found = read_large(path, self.settings, self.mapping.get(path, {}))
            yield from self._check_documents(path, documents(found, self.settings))

    def _check_documents(self, path: str, found: Iterable[Document | Failure]) -> Iterator[str]:
        """Each document is what its bytes give when they are read anew, and none is missing or too many."""
        given = {d.id: d for d in found if isinstance(d, Document)}
        there = self.documents.get(path, {})
        for id, document in given.items():
            had = there.get(id)
            if had is not None and had != document:
                fields = (f.name for f in dataclasses.fields(Document))
                off = [f for f in fields if getattr(had, f) != getattr(document, f)]
                yield f"document {id}: not the {' and '.join(off)} that the bytes of {path} give."
            elif had is None and self.finished and not self._failed(path, document.member):
                yield f"document {id}: the bytes of {path} give it, but it is not in the case."
        for id, had in there.items():
            if id not in given and not self._failed(path, had.member):
                yield f"document {id}: the bytes of {path} do not give it."

    def _failed(self, path: str, member: str | int | None) -> bool:
        return bool(self.failed & {(path, member), (path, None)})


def check_files(store: Store, paths: Sequence[str]) -> Iterator[str]:
    """A sentence for every file on disk that no longer has the bytes the case was made from."""
    known = store.hashes()
    for given in paths:
        if given == STDIN:
            continue
        top = os.path.realpath(given)
        under = [p for p in known if p != STDIN and PurePath(os.path.realpath(p)).is_relative_to(top)]
        if not under:
            yield f"{given}: the case was not made from it."
        for path in sorted(under):
            if not Path(path).is_file():
                yield f"{path}: the file is no longer there."
            elif hash_of(path) != known[path]:
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
