"""Runs the stages on this machine: in this process for a small pile, in worker processes for a large one.

The result is the same for any number of processes. A worker that dies or hangs costs the one document that it
read, which is listed as a failure.
"""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sayso.case.components import components
from sayso.case.store import Store
from sayso.comparison import compare
from sayso.errors import InputError
from sayso.intake import (
    STDIN,
    Columns,
    Input,
    add_lines,
    has_columns,
    hash_of,
    head_of,
    list_inputs,
    read_bytes,
    read_data,
    read_large,
    unread,
)
from sayso.model import Document, Failure, Findings
from sayso.runners.limit import time_limit
from sayso.runners.workers import SHARD, Reader
from sayso.settings import Settings

Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, how much is done, and of how much."""

_T = TypeVar("_T")


@dataclass
class Outcome:
    """What a run did: how many documents it read anew, how many the case had, and what failed."""

    read: int = 0
    known: int = 0
    failures: list[Failure] = field(default_factory=list)
    documents: int = 0


def run(
    paths: Sequence[str],
    case: str,
    settings: Settings,
    mapping: Columns | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Read everything under the paths into a case, find and compare the claims, and store all of it.

    Files that the case has read already, with the same settings, are not read again; lines of stdin are added
    to those that came before. Raises ``CaseError`` where the case cannot be written.
    """
    tell = progress or (lambda stage, done, total: None)
    outcome = Outcome()
    # Listed before the case is opened, whose own files may lie in the same folder.
    items = list_inputs(paths, settings)
    with Store(case, create=True) as store:
        store.begin_run()
        job = _Job(store, settings, mapping or {}, outcome, tell)
        job.read_inputs(_as_known(items, store))
        job.compare()
        outcome.documents = store.count_documents()
    return outcome


def _as_known(items: Iterable[Input | Failure], store: Store) -> list[Input | Failure]:
    """The inputs, by the paths under which the case knows the same files."""
    known = {os.path.realpath(path): path for path in store.hashes() if path != STDIN}
    return [
        dataclasses.replace(item, path=known.get(os.path.realpath(item.path), item.path))
        if isinstance(item, Input)
        else item
        for item in items
    ]


@dataclass
class _Job:
    store: Store
    settings: Settings
    mapping: Columns
    outcome: Outcome
    tell: Progress
    fresh: dict[str, tuple[Document, Findings]] = field(default_factory=dict)
    remembered: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def read_inputs(self, items: Sequence[Input | Failure]) -> None:
        self.remembered = self.store.mapping()
        reader = Reader(self.settings)
        try:
            for done, item in enumerate(items):
                self.tell("read", done, len(items))
                self._read_input(item, reader)
            self.tell("read", len(items), len(items))
        finally:
            reader.close()

    def _signature(self, mapping: Columns) -> str:
        """What results depend on besides the bytes: a file is read again when this changes."""
        stages = [(c.name, c.version, c.sha256) for c in components() if c.name != "comparison"]
        known = [stages, self.settings.changing_results(), sorted(mapping.items())]
        return hashlib.sha256(json.dumps(known).encode()).hexdigest()

    def _read_input(self, item: Input | Failure, reader: Reader) -> None:
        if isinstance(item, Failure):
            self._keep_unread(item)
            return
        try:
            data = None if item.large else self._bytes_of(item.path)
            sha256 = hash_of(item.path) if data is None else hashlib.sha256(data).hexdigest()
        except InputError as error:
            self._keep_unread(unread(item.path, error))
            return
        mapping = self._mapping_of(item.path, head_of(item.path) if data is None else data)
        signature = self._signature(mapping)
        if self.store.is_read(item.path, sha256, signature):
            self.outcome.known += self.store.count_documents(item.path)
            self.outcome.failures.extend(self.store.failures(item.path))
            return
        finished = self.store.begin_input(item.path, data, sha256, signature)
        self.outcome.known += len(finished)
        if data is None:
            found = read_large(item.path, self.settings, mapping)
        else:
            found = read_data(item.path, data, self.settings, mapping)
        found = _in_time(found, item.path, self.settings)
        for shard in _batched(found, SHARD * reader.processes * 4):
            self._read_shard(shard, finished, reader)
        self.store.end_input(item.path)

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

    def _keep_unread(self, failure: Failure) -> None:
        self.store.add_unread(failure)
        self.outcome.failures.append(failure)

    def _read_shard(self, shard: Iterable[Document | Failure], finished: set[str], reader: Reader) -> None:
        things = list(shard)
        failures = [t for t in things if isinstance(t, Failure)]
        documents = [t for t in things if isinstance(t, Document) and t.id not in finished]
        pairs: list[tuple[Document, Findings]] = []
        for document, found in zip(documents, reader.analyse(documents), strict=True):
            if isinstance(found, Failure):
                failures.append(found)
            else:
                pairs.append((document, found))
        self.store.add(pairs, failures)
        self.fresh.update((document.id, (document, found)) for document, found in pairs)
        self.outcome.read += len(pairs)
        self.outcome.failures.extend(failures)

    def compare(self) -> None:
        self.tell("compare", 0, 1)
        pairs = self.store.pairs(self.fresh)
        compared = compare([d for d, _ in pairs], [f for _, f in pairs])
        self.store.replace_compared(compared, components(), self._settings())
        self.tell("compare", 1, 1)

    def _settings(self) -> dict[str, Any]:
        """The settings that change results, with the columns that were named."""
        named = {"map": dict(sorted(self.remembered.items()))} if self.remembered else {}
        return {**self.settings.changing_results(), **named}


def _batched(things: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Lists of at most ``size`` things (``itertools.batched`` of Python 3.12)."""
    iterator = iter(things)
    while batch := list(itertools.islice(iterator, size)):
        yield batch


def _in_time(
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
