"""From inputs to events: what a run has to write, in its order, and batches of it to be read together."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sayso.case import rereading
from sayso.case.components import components
from sayso.case.connection import companions
from sayso.case.store import Store
from sayso.errors import InputError
from sayso.intake import (
    STDIN,
    Columns,
    Input,
    add_lines,
    has_columns,
    hash_of,
    head_of,
    read_bytes,
    read_data,
    read_large,
    unread,
)
from sayso.model import Document, Failure
from sayso.runners.limit import time_limit
from sayso.settings import Settings
from sayso.stages.documents import documents

_BATCH_DOCUMENTS = 16
_BATCH_CHARS = 60_000
_BATCH_BYTES = 4_000_000
_BATCH_EVENTS = 256
_LONG_DOCUMENT_CHARS = 50_000
_LONG_LINE_CHARS = 10_000


@dataclass(frozen=True, slots=True)
class Begin:
    """A file begins, of which the case does not have all; ``known`` of its documents it has.

    ``data`` is None for an archive that is too large to be kept.
    """

    path: str
    data: bytes | None
    sha256: str
    signature: str
    known: int


@dataclass(frozen=True, slots=True)
class End:
    """A file was read to its end."""

    path: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A file could not be opened."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class Known:
    """A file that the case has read already: how many documents it gave, and what failed."""

    documents: int
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """A record of a file that changed stands as the case has it."""

    document: str


Event = Begin | Document | Same | Failure | End | Unread | Known
"""Between the begin and the end of a file stand its documents and failures."""


def as_known(items: Iterable[Input | Failure], store: Store) -> list[Input | Failure]:
    """The inputs, by the paths under which the case knows the same files; without the case itself."""
    own = companions(store.path)
    homes: dict[str, str] = {}
    known = {_real_path(path, homes): path for path in store.hashes() if path != STDIN}
    return [
        replace(item, path=known.get(real, item.path)) if isinstance(item, Input) else item
        for item, real in ((item, _real_path(item.path, homes)) for item in items)
        if real not in own
    ]


def unlisted(store: Store, items: Sequence[Input | Failure], paths: Iterable[str]) -> tuple[int, int]:
    """How many documents are of files that are not listed: under the folders named, and elsewhere."""
    homes: dict[str, str] = {}
    listed = {item.path for item in items}
    # An input has the path that the case knows it by.
    failed = {_real_path(item.path, homes) for item in items if isinstance(item, Failure)}
    folders = tuple(f"{os.path.realpath(path).rstrip(os.sep)}{os.sep}" for path in paths if path != STDIN)
    gone = elsewhere = 0
    for path, number in store.documents_by_path():
        if path in listed:
            continue
        real = "" if path == STDIN else _real_path(path, homes)
        if real in failed:
            continue
        if real.startswith(folders):
            gone += number
        else:
            elsewhere += number
    return gone, elsewhere


def _real_path(path: str, homes: dict[str, str]) -> str:
    """A path without links on the way; each folder is looked up once, and kept in ``homes``."""
    home, name = os.path.split(path)
    if not name or name in (os.curdir, os.pardir) or Path(path).is_symlink():
        return os.path.realpath(path)
    if home not in homes:
        homes[home] = os.path.realpath(home)
    return f"{homes[home].rstrip(os.sep)}{os.sep}{name}"


@dataclass
class Opening:
    """Opens inputs against what the case has of them; it writes only which columns were named."""

    store: Store
    settings: Settings
    mapping: Columns
    remembered: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.remembered = self.store.mapping()

    def events(self, items: Sequence[Input | Failure]) -> Iterator[Event]:
        """What is to be written of all inputs, in their order."""
        for item in items:
            if isinstance(item, Failure):
                yield Unread(item)
            else:
                yield from self._events_of(item)

    def _events_of(self, item: Input) -> Iterator[Event]:
        path = item.path
        try:
            data = None if item.large else self._bytes_of(path)
            sha256 = hash_of(path) if data is None else hashlib.sha256(data).hexdigest()
        except InputError as error:
            yield Unread(unread(path, error))
            return
        mapping = self._mapping_of(path, head_of(path) if data is None else data)
        signature = signature_of(self.settings, mapping)
        if self.store.is_read(path, sha256, signature):
            yield Known(self.store.count_documents(path), self.store.failures(path))
            return
        finished = self.store.finished_documents(path, sha256, signature)
        stands = self._standing(path, signature)
        yield Begin(path, data, sha256, signature, len(finished))
        if data is None:
            found = read_large(path, self.settings, mapping)
        else:
            found = read_data(path, data, self.settings, mapping)
        for thing in documents(in_time(found, path, self.settings), self.settings):
            if isinstance(thing, Failure):
                yield thing
            elif stands(thing):
                yield Same(thing.id)
            elif thing.id not in finished:
                yield thing
        yield End(path)

    def _standing(self, path: str, signature: str) -> Callable[[Document], bool]:
        """What tells, of a document of a file that changed, whether the case has it as it would be read now.

        Of a file that a run was stopped in, or that failed, nobody knows by which rules each was read.
        """
        failed = {failure.member for failure in self.store.failures(path)}
        if None in failed or not rereading.was_read(self.store.db, path, signature):
            return lambda document: False
        return lambda document: document.member not in failed and rereading.stands(self.store.db, document)

    def _bytes_of(self, path: str) -> bytes:
        """The bytes of an input; of stdin, all lines that the case has had from it, and what is new."""
        data = read_bytes(path, self.settings)
        if path != STDIN:
            return data
        sha256 = self.store.hashes().get(STDIN)
        before = (self.store.raw(sha256) if sha256 else None) or b""
        grown = add_lines(before, data)
        if before and grown != before:
            self.store.grow_input(STDIN, grown, hashlib.sha256(grown).hexdigest())
        return grown

    def _mapping_of(self, path: str, head: bytes) -> dict[str, list[str]]:
        """The columns named for a file's fields: those of this run, then those of earlier ones."""
        if not has_columns(path, head):
            return {}
        before = self.remembered.get(path, {})
        mapping = {
            field: list(dict.fromkeys((*self.mapping.get(field, ()), *before.get(field, ()))))
            for field in sorted({*self.mapping, *before})
        }
        if mapping != before:
            self.remembered[path] = mapping
            self.store.remember_mapping(self.remembered)
        return mapping


def signature_of(settings: Settings, mapping: Columns) -> str:
    """What results depend on besides the bytes: a file is read again when this changes."""
    made = components(settings)
    stages = [(c.name, c.version, c.sha256, c.settings) for c in made if c.name != "comparison"]
    known = [stages, settings.changing_results(), sorted(mapping.items())]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()


def in_time(
    found: Iterator[Document | Failure], path: str, settings: Settings
) -> Iterator[Document | Failure]:
    """What intake makes of a file; an article in it that takes too long is a failure."""
    seconds = settings.read_timeout_s
    while True:
        late = InputError(
            "timeout",
            f"{path}: an article in it took longer than {seconds} s to read:"
            " usually text of an unusual size or shape; leave it out, or report it.",
        )
        try:
            with time_limit(seconds, late):
                thing = next(found, None)
        except InputError as error:  # the time was up just when intake was done
            yield unread(path, error)
            return
        if thing is None:
            return
        yield thing


def batches(events: Iterable[Event]) -> Iterator[list[Event]]:
    """Events whose documents are read together and which are written together.

    A document that may take long stands alone and costs no other.
    """
    batch: list[Event] = []
    documents = chars = held = 0
    for event in events:
        alone = isinstance(event, Document) and _may_take_long(event)
        if batch and alone:
            yield batch
            batch, documents, chars, held = [], 0, 0, 0
        batch.append(event)
        if isinstance(event, Document):
            documents, chars = documents + 1, chars + len(event.text)
        elif isinstance(event, Begin) and event.data is not None:
            held += len(event.data)
        full = documents >= _BATCH_DOCUMENTS or chars >= _BATCH_CHARS or held >= _BATCH_BYTES
        if full or alone or len(batch) >= _BATCH_EVENTS:
            yield batch
            batch, documents, chars, held = [], 0, 0, 0
    if batch:
        yield batch


def _may_take_long(document: Document) -> bool:
    if len(document.text) > _LONG_DOCUMENT_CHARS:
        return True
    return any(len(line) > _LONG_LINE_CHARS for line in document.text.splitlines())
