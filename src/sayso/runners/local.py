"""Runs the stages on this machine: in this process for a small pile, in worker processes for a large one.

The result is the same for any number of processes. A worker that dies or hangs costs the one document that it
read, which is listed as a failure. What is read is written in the order of the inputs, batch by batch, each
whole or not at all: a run that is stopped at any moment is taken up by the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from sayso.case import rereading
from sayso.case.cache import Cache
from sayso.case.components import components
from sayso.case.connection import alone
from sayso.case.given import recorded, remember, remembered
from sayso.case.store import Store
from sayso.comparison import Hands
from sayso.intake import Columns, Input, list_inputs
from sayso.model import Document, Failure, Findings
from sayso.reading.parse import keys_of
from sayso.runners.comparing import Change, compare_case
from sayso.runners.opening import (
    Begin,
    End,
    Event,
    Known,
    Opening,
    Same,
    Unread,
    as_known,
    batches,
    unlisted,
)
from sayso.runners.workers import Found, Read, Reader, Recall
from sayso.settings import Settings
from sayso.stages.parts import check

Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, how much is done, and of how much."""


class Reads(Hands, Protocol):
    """Reads the documents of batches, in order, and then compares them."""

    def read(self, batches: Iterable[list[Event]]) -> Iterator[tuple[list[Event], Read]]:
        """Each batch with what came of its documents."""

    def close(self) -> None:
        """End what reads."""


MakeReader = Callable[[Settings, Recall], Reads]


@dataclass
class Outcome:
    """What a run did: how many documents it read anew, how many the case had, and what failed."""

    read: int = 0
    known: int = 0
    failures: list[Failure] = field(default_factory=list)
    documents: int = 0
    gone: int = 0
    """Of how many documents the files are no longer in the folders that were named."""
    elsewhere: int = 0
    """How many documents are of files that were not named, nor in a folder that was."""
    change: Change | None = None
    """What the documents that were read changed; None where the case stands as it did."""


def run(
    paths: Sequence[str],
    case: str,
    settings: Settings,
    mapping: Columns | None = None,
    progress: Progress | None = None,
    reader: MakeReader = Reader,
) -> Outcome:
    """Read everything under the paths into a case, find and compare the claims, and store all of it.

    Files that the case has read already, with the same settings, are not read again; lines of stdin are added
    to those that came before. ``reader`` makes what reads the documents, here or elsewhere. Raises
    ``CaseError`` where the case cannot be written, or another run does.
    """
    tell = progress or (lambda stage, done, total: None)
    # Listed before the case is opened, whose own files may lie in the same folder.
    items = list_inputs(paths, settings)
    check(settings)
    with Store(case, create=True) as store, alone(Path(case)):
        settings = remembered(store, settings)
        remember(store, settings)
        cache = store.cache(settings.cache_mb * 1_000_000)
        reads = reader(settings, lambda some: cache.known(set().union(*map(keys_of, some))))
        job = _Job(store, Opening(store, settings, mapping or {}), tell, reads, cache)
        try:
            listed = as_known(items, store)
            job.read_inputs(listed)
            job.compare()
        finally:
            reads.close()
        job.outcome.documents = store.count_documents()
        job.outcome.gone, job.outcome.elsewhere = unlisted(store, listed, paths)
    return job.outcome


@dataclass
class _Job:
    store: Store
    opening: Opening
    tell: Progress
    reader: Reads
    cache: Cache
    outcome: Outcome = field(default_factory=Outcome)
    fresh: dict[str, tuple[Document, Findings]] = field(default_factory=dict)

    def read_inputs(self, items: Sequence[Input | Failure]) -> None:
        done = 0
        self.tell("read", 0, len(items))
        for batch, read in self.reader.read(batches(self.opening.events(items))):
            self._keep(batch, read)
            done += sum(isinstance(event, End | Known | Unread) for event in batch)
            self.tell("read", done, len(items))

    def _keep(self, batch: Sequence[Event], read: Read) -> None:
        """Write what came of a batch, whole or not at all."""
        if any(not isinstance(event, Known) for event in batch):
            with self.store.writing():
                self.store.begin_run()
                results = iter(read.found)
                for event in batch:
                    self._write(event, results)
                self.cache.keep(read.made)
        documents = (event for event in batch if isinstance(event, Document))
        for document, found in zip(documents, read.found, strict=True):
            if isinstance(found, Findings):
                self.fresh[document.id] = (document, found)
        self._count(batch, read.found)

    def _write(self, event: Event, found: Iterator[Found]) -> None:
        if isinstance(event, Begin):
            self.store.begin_input(event.path, event.data, event.sha256, event.signature)
        elif isinstance(event, Same):
            rereading.keep(self.store.db, event.document)
        elif isinstance(event, End):
            self.store.end_input(event.path)
        elif isinstance(event, Unread):
            self.store.add_unread(event.failure)
        elif isinstance(event, Failure):
            self.store.add((), (event,))
        elif isinstance(event, Document):
            thing = next(found)
            if isinstance(thing, Failure):
                self.store.add((), (thing,))
            else:
                self.store.add(((event, thing),))

    def _count(self, batch: Sequence[Event], found: Sequence[Found]) -> None:
        results = iter(found)
        for event in batch:
            thing = next(results) if isinstance(event, Document) else event
            if isinstance(thing, Findings):
                self.outcome.read += 1
            elif isinstance(thing, Begin):
                self.outcome.known += thing.known
            elif isinstance(thing, Same):
                self.outcome.known += 1
            elif isinstance(thing, Known):
                self.outcome.known += thing.documents
                self.outcome.failures.extend(thing.failures)
            elif isinstance(thing, Failure | Unread):
                self.outcome.failures.append(thing.failure if isinstance(thing, Unread) else thing)

    def compare(self) -> None:
        """Compare what came to the case, where anything has changed."""
        self.tell("compare", 0, 1)
        settings = self.opening.settings
        if not self.store.is_compared(components(settings), recorded(self.store, settings)):
            self.outcome.change = compare_case(self.store, settings, self.fresh, self.reader)
        self.tell("compare", 1, 1)
