"""Runs the stages on this machine: in this process for a small pile, in worker processes for a large one.

The result is the same for any number of processes. A worker that dies or hangs costs the one document that it
read, which is listed as a failure.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import TypeVar

from sayso.case.components import components
from sayso.case.store import Store
from sayso.claims import find
from sayso.comparison import compare
from sayso.errors import InputError
from sayso.intake import Columns, Input, list_inputs, read_bytes, read_data
from sayso.model import Document, Failure, Findings, make_id
from sayso.reading import read
from sayso.settings import Settings

Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, how much is done, and of how much."""

_T = TypeVar("_T")
_SMALL_PILE_CHARS = 400_000
_SHARD = 16
_WARM_UP_S = 60


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

    Files that the case has read already, with the same settings, are not read again. Raises ``CaseError``
    where the case cannot be written.
    """
    tell = progress or (lambda stage, done, total: None)
    outcome = Outcome()
    # Listed before the case is opened, whose own files may lie in the same folder.
    items = list_inputs(paths, settings)
    with Store(case, create=True) as store:
        job = _Job(store, settings, dict(mapping or {}), outcome, tell)
        job.read_inputs(items)
        job.compare()
        outcome.documents = store.count_documents()
    return outcome


@dataclass
class _Job:
    store: Store
    settings: Settings
    mapping: Columns
    outcome: Outcome
    tell: Progress
    fresh: dict[str, tuple[Document, Findings]] = field(default_factory=dict)

    def read_inputs(self, items: Sequence[Input | Failure]) -> None:
        signature = self._signature()
        reader = _Reader(self.settings)
        try:
            for done, item in enumerate(items):
                self.tell("read", done, len(items))
                self._read_input(item, signature, reader)
            self.tell("read", len(items), len(items))
        finally:
            reader.close()

    def _signature(self) -> str:
        """What results depend on besides the bytes: a file is read again when this changes."""
        stages = [(c.name, c.version, c.sha256) for c in components() if c.name != "comparison"]
        known = [stages, self.settings.changing_results(), sorted(self.mapping.items())]
        return hashlib.sha256(json.dumps(known).encode()).hexdigest()

    def _read_input(self, item: Input | Failure, signature: str, reader: _Reader) -> None:
        if isinstance(item, Failure):
            self._keep_failure(item, signature)
            return
        try:
            data = read_bytes(item.path, self.settings)
        except InputError as error:
            failed = Failure(make_id("failure", item.path, None), item.path, None, str(error), error.kind)
            self._keep_failure(failed, signature)
            return
        sha256 = hashlib.sha256(data).hexdigest()
        if self.store.is_read(item.path, sha256, signature):
            self.outcome.known += self.store.count_documents(item.path)
            self.outcome.failures.extend(self.store.failures(item.path))
            return
        finished = self.store.begin_input(item.path, data, sha256, signature)
        found = read_data(item.path, data, self.settings, self.mapping)
        for shard in _batched(found, _SHARD * reader.processes * 4):
            self._read_shard(shard, finished, reader)
        self.store.end_input(item.path)

    def _keep_failure(self, failure: Failure, signature: str) -> None:
        self.store.begin_input(failure.path, None, None, signature)
        self.store.add((), [failure])
        self.store.end_input(failure.path)
        self.outcome.failures.append(failure)

    def _read_shard(self, shard: Iterable[Document | Failure], finished: set[str], reader: _Reader) -> None:
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
        self.store.replace_compared(compared, components(), self.settings.changing_results())
        self.tell("compare", 1, 1)


class _Reader:
    """Reads documents and finds their claims, here or in worker processes that are started when needed."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.processes = settings.processes or min(os.cpu_count() or 1, 8)
        self.pool: ProcessPoolExecutor | None = None
        self.chars = 0

    def analyse(self, documents: Sequence[Document]) -> Iterator[Findings | Failure]:
        """The findings of each document, or the failure that took their place, in order."""
        self.chars += sum(len(d.text) for d in documents)
        if self.processes < 2 or (not self.settings.processes and self.chars < _SMALL_PILE_CHARS):
            yield from analyse(documents, self.settings)
            return
        shards = list(_batched(documents, _SHARD))
        futures = [self._submit(s) for s in shards]
        for shard, future in zip(shards, futures, strict=True):
            yield from self._result(shard, future)

    def _submit(self, shard: list[Document]) -> Future[list[Findings | Failure]]:
        if self.pool is None:
            context = multiprocessing.get_context("forkserver")
            self.pool = ProcessPoolExecutor(self.processes, mp_context=context, initializer=_one_thread)
        return self.pool.submit(_analyse_list, shard, self.settings)

    def _result(
        self, shard: list[Document], future: Future[list[Findings | Failure]]
    ) -> list[Findings | Failure]:
        try:
            return future.result(timeout=self.settings.read_timeout_s * len(shard) + _WARM_UP_S)
        except (BrokenProcessPool, FutureTimeout, OSError):
            self.close()
            return [self._alone(d) for d in shard]

    def _alone(self, document: Document) -> Findings | Failure:
        """One document in a worker of its own, after its shard was lost."""
        try:
            future = self._submit([document])
            return future.result(timeout=self.settings.read_timeout_s + _WARM_UP_S)[0]
        except FutureTimeout:
            self.close()
            return _lost(document, "timeout", f"took longer than {self.settings.read_timeout_s} s to read")
        except (BrokenProcessPool, OSError):
            self.close()
            return _lost(document, "crashed", "ended the process that read it")

    def close(self) -> None:
        """Stop the workers, also those that hang."""
        if self.pool is None:
            return
        workers = list((self.pool._processes or {}).values())
        self.pool.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.kill()
        self.pool = None


def _batched(things: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Lists of at most ``size`` things (``itertools.batched`` of Python 3.12)."""
    iterator = iter(things)
    while batch := list(itertools.islice(iterator, size)):
        yield batch


def _one_thread() -> None:
    """Workers share the cores among them: each computes on one."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"


def analyse(documents: Iterable[Document], settings: Settings) -> Iterator[Findings | Failure]:
    """The findings of each document; a document that the stages cannot take is a failure."""
    documents = list(documents)
    try:
        yield from list(find(read(documents, settings)))
        return
    except Exception:
        if len(documents) == 1:
            yield _lost(documents[0], "crashed", "made a stage of sayso fail")
            return
    for document in documents:
        yield from analyse([document], settings)


def _analyse_list(documents: list[Document], settings: Settings) -> list[Findings | Failure]:
    return list(analyse(documents, settings))


def _lost(document: Document, kind: str, what: str) -> Failure:
    where = document.path if document.member is None else f"{document.path}, record {document.member}"
    return Failure(
        make_id("failure", document.path, document.member),
        document.path,
        document.member,
        f"{where} {what}: usually text of an unusual size or shape; leave it out, or report it.",
        kind,
    )
