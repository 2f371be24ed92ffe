"""Reads documents and finds their claims, in this process or in workers, each within its time.

A document that takes too long, or that ends the worker it is read in, is a failure and costs itself alone.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import forkserver
from types import ModuleType
from typing import TypeVar

from sayso.errors import SaysoError, where_is
from sayso.intake.records import failed, failure
from sayso.model import Document, Failure, Findings
from sayso.reading.parse import memory, pipeline
from sayso.reading.products import one_thread
from sayso.runners.limit import TimeIsUp, time_limit
from sayso.runners.opening import Begin, Event
from sayso.runners.sending import done, packed, unpacked
from sayso.settings import Settings
from sayso.stages.findings import findings

A = TypeVar("A")
B = TypeVar("B")

Found = Findings | Failure
"""What came of a document: its findings, or the failure that took their place."""

Recall = Callable[[Sequence[Document]], dict[str, bytes]]
"""What is known of the parsed paragraphs of documents."""

_SMALL_PILE_CHARS = 400_000
_SMALL_PILE_BYTES = 32_000_000
_TRIES = 3
"""A document whose worker ends is read so often, alone: a worker can also be ended from outside."""
_WARM_UP_S = 60
_AHEAD = 2
"""So many things a worker has been given at the most, one of which it is at."""
_LOST = (BrokenProcessPool, CancelledError, OSError)
_PRELOADED = "sayso.runners.loaded"
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Read:
    """What came of the documents of a batch, in order, and the paragraphs that were parsed for it anew."""

    found: list[Found] = field(default_factory=list)
    made: dict[str, bytes] = field(default_factory=dict)


class Reader:
    """Reads documents here while the pile is small, and in worker processes when it is large."""

    def __init__(self, settings: Settings, recall: Recall) -> None:
        self.settings = settings
        self.recall = recall
        workers = settings.processes or min(os.cpu_count() or 1, 8)
        self.processes = workers if "forkserver" in multiprocessing.get_all_start_methods() else 1
        self.pool: ProcessPoolExecutor | None = None

    def read(self, batches: Iterable[list[Event]]) -> Iterator[tuple[list[Event], Read]]:
        """Each batch with what came of its documents, in order; few batches are held at a time."""
        batches = iter(batches)
        ahead: deque[list[Event]] = deque()
        if self.processes < 2 or (not self.settings.processes and self._is_small(batches, ahead)):
            for batch in _drained(ahead, batches):
                documents = documents_of(batch)
                yield batch, _analyse_list(documents, self.settings, self.recall(documents))
            return
        waiting: deque[tuple[list[Event], Future[bytes] | None]] = deque()
        for batch in _drained(ahead, batches):
            waiting.append((batch, self._submit(documents_of(batch))))
            if len(waiting) > 2 * self.processes:
                yield self._result(*waiting.popleft())
        while waiting:
            yield self._result(*waiting.popleft())

    def _is_small(self, batches: Iterator[list[Event]], ahead: deque[list[Event]]) -> bool:
        """Whether the batches end before workers would pay; those looked at are put into ``ahead``."""
        chars = held = 0
        for batch in batches:
            ahead.append(batch)
            chars += sum(len(d.text) for d in documents_of(batch))
            held += sum(len(e.data or b"") for e in batch if isinstance(e, Begin))
            if chars >= _SMALL_PILE_CHARS or held >= _SMALL_PILE_BYTES:
                return False
        return True

    def _submit(self, documents: list[Document]) -> Future[bytes] | None:
        """The work on documents, begun; None where there are none."""
        if not documents:
            return None
        return self._begun(_analyse_list, documents, self.settings, self.recall(documents))

    def _begun(self, work: Callable[..., object], *given: object) -> Future[bytes]:
        """Work that a worker was given; where none could take it, one of others."""
        sent = packed(given)
        with _fit_for_workers():
            try:
                return self._workers().submit(done, work, sent)
            except BrokenProcessPool:
                self.close()
                return self._workers().submit(done, work, sent)

    def _workers(self) -> ProcessPoolExecutor:
        if self.pool is None:
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload([_PRELOADED])
            forkserver.ensure_running()
            self.pool = ProcessPoolExecutor(self.processes, mp_context=context, initializer=_begin_worker)
        return self.pool

    def _result(self, batch: list[Event], future: Future[bytes] | None) -> tuple[list[Event], Read]:
        return batch, self._wait(documents_of(batch), future) if future else Read()

    def _wait(self, documents: list[Document], future: Future[bytes] | None) -> Read:
        """What came of documents; where their worker was lost, they are read again, then each alone."""
        for again in (False, True):
            try:
                future = self._submit(documents) if again or future is None else future
                assert future is not None
                # A worker keeps the time of each document itself; this is for one that hangs where it cannot.
                return _read(future, self.settings.read_timeout_s * len(documents) + _WARM_UP_S)
            except FutureTimeout:
                self.close()
                if len(documents) == 1:
                    return Read([_late(documents[0], self.settings)])
                break
            except _LOST:
                self.close()
        return Read([self._alone(d) for d in documents])

    def _alone(self, document: Document) -> Found:
        """One document with nothing beside it: a worker that ends now does so by it, or from outside."""
        for _ in range(_TRIES):
            try:
                future = self._submit([document])
                assert future is not None
                return _read(future, self.settings.read_timeout_s + _WARM_UP_S).found[0]
            except FutureTimeout:
                self.close()
                return _late(document, self.settings)
            except _LOST:
                self.close()
        return _lost(document, "crashed", "ended the process that read it")

    @property
    def number(self) -> int:
        """How much is done at once: by this process alone where it has begun no workers."""
        return self.processes if self.pool else 1

    def each(self, work: Callable[[A], B], given: Iterable[A]) -> Iterator[B]:
        """What work makes of each thing, in order; what a worker is lost over is done here.

        Of the processes that work at once, this is one: what is done here need not be sent. As soon as it
        has done its first, the others get the next thing before they are done with one.
        """
        begun: list[Future[bytes]] = []
        made: deque[Callable[[], B]] = deque()
        most = self.number - 1
        for thing in given:
            begun = [future for future in begun if not future.done()]
            if len(begun) < most:
                begun.append(self._begun(work, thing))
                made.append(partial(self._done, work, thing, begun[-1]))
            else:
                made.append(partial(_itself, work(thing)))
                most = _AHEAD * (self.number - 1)
        while made:
            # What was sent and came back is let go as soon as it is handed on.
            yield made.popleft()()

    def _done(self, work: Callable[[A], B], thing: A, future: Future[bytes]) -> B:
        try:
            made: B = unpacked(future.result())
        except _LOST:
            self.close()
            return work(thing)
        return made

    def close(self) -> None:
        """Stop the workers, also those that hang."""
        if self.pool is None:
            return
        workers = list((self.pool._processes or {}).values())
        self.pool.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.kill()
        self.pool = None


def _itself(thing: A) -> A:
    return thing


def documents_of(batch: Iterable[Event]) -> list[Document]:
    """The documents that a batch has to read."""
    return [event for event in batch if isinstance(event, Document)]


def _drained(ahead: deque[list[Event]], batches: Iterator[list[Event]]) -> Iterator[list[Event]]:
    """The batches looked at, which are let go one by one, then the others."""
    while ahead:
        yield ahead.popleft()
    yield from batches


@contextlib.contextmanager
def _fit_for_workers() -> Iterator[None]:
    """Processes started here compute on one thread each, and do not run the program's own script again."""
    program = sys.modules["__main__"]
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _begin_worker() -> None:
    """Workers end with the process they work for."""
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def analyse(documents: Sequence[Document], settings: Settings) -> Iterator[Found]:
    """The findings of each document; one that the stages cannot take, or not in time, is a failure."""
    pipeline()  # its loading is no document's time
    try:
        # On one thread: for so few numbers, more of them wait for each other longer than they compute.
        with time_limit(settings.read_timeout_s, TimeIsUp()), one_thread():
            found = list(findings(documents, settings))
    except TimeIsUp:
        if len(documents) == 1:
            yield _late(documents[0], settings)
            return
    except Exception as error:
        if len(documents) == 1:
            yield _failed(documents[0], error)
            return
    else:
        yield from found
        return
    for document in documents:
        yield from analyse([document], settings)


def _analyse_list(documents: list[Document], settings: Settings, known: Mapping[str, bytes]) -> Read:
    with memory.lent(known if settings.cache_mb else None) as made:
        return Read(list(analyse(documents, settings)), made)


def _read(future: Future[bytes], seconds: float) -> Read:
    """What a worker read, waited for so long."""
    made: Read = unpacked(future.result(timeout=seconds))
    return made


def _late(document: Document, settings: Settings) -> Failure:
    return _lost(document, "timeout", f"took longer than {settings.read_timeout_s} s to read")


def _failed(document: Document, error: Exception) -> Failure:
    """The failure of a document that a stage, or what another package brings to it, cannot take."""
    if isinstance(error, SaysoError):
        return failed(document, error)
    return _lost(document, "crashed", f"made a stage of sayso fail ({type(error).__name__})")


def _lost(document: Document, kind: str, what: str) -> Failure:
    path, member = document.path, document.member
    cause = "usually text of an unusual size or shape; leave it out, or report it"
    return failure(path, member, kind, f"{where_is(path, member)} {what}: {cause}.")
