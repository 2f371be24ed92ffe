"""Reads documents and finds their claims, in this process or in workers, each within its time.

A document that takes too long, or that ends the worker it is read in, is a failure and costs itself alone.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool

from sayso.claims import find
from sayso.model import Document, Failure, Findings, make_id
from sayso.reading import read
from sayso.reading.parse import pipeline
from sayso.runners.limit import TimeIsUp, time_limit
from sayso.settings import Settings

SHARD = 16
"""How many documents are read together."""
_SMALL_PILE_CHARS = 400_000
_LONG_DOCUMENT_CHARS = 50_000
_LONG_LINE_CHARS = 10_000
_WARM_UP_S = 60


class Reader:
    """Reads documents here while the pile is small, and in worker processes when it is large."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.processes = settings.processes or min(os.cpu_count() or 1, 8)
        self.pool: ProcessPoolExecutor | None = None
        self.chars = 0

    def analyse(self, documents: Sequence[Document]) -> Iterator[Findings | Failure]:
        """The findings of each document, or the failure that took their place, in order."""
        self.chars += sum(len(d.text) for d in documents)
        shards = list(_shards(documents))
        if self.processes < 2 or (not self.settings.processes and self.chars < _SMALL_PILE_CHARS):
            for shard in shards:
                yield from analyse(shard, self.settings)
            return
        futures = [self._submit(s) for s in shards]
        for shard, future in zip(shards, futures, strict=True):
            yield from self._result(shard, future)

    def _submit(self, shard: list[Document]) -> Future[list[Findings | Failure]]:
        if self.pool is None:
            context = multiprocessing.get_context("forkserver")
            self.pool = ProcessPoolExecutor(self.processes, mp_context=context, initializer=_begin_worker)
        return self.pool.submit(_analyse_list, shard, self.settings)

    def _result(
        self, shard: list[Document], future: Future[list[Findings | Failure]]
    ) -> list[Findings | Failure]:
        try:
            # A worker keeps the time of each document itself; this is for one that hangs where it cannot.
            return future.result(timeout=self.settings.read_timeout_s * len(shard) + _WARM_UP_S)
        except FutureTimeout:
            self.close()
            return [self._alone(d) for d in shard] if len(shard) > 1 else [_late(shard[0], self.settings)]
        except (BrokenProcessPool, OSError):
            self.close()
            return [self._alone(d) for d in shard]

    def _alone(self, document: Document) -> Findings | Failure:
        """One document in a worker of its own, after its shard was lost."""
        try:
            future = self._submit([document])
            return future.result(timeout=self.settings.read_timeout_s + _WARM_UP_S)[0]
        except FutureTimeout:
            self.close()
            return _late(document, self.settings)
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


def _shards(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents in lists to be read together; one that may take long stands alone and costs no other."""
    shard: list[Document] = []
    for document in documents:
        alone = _may_take_long(document)
        if shard and (alone or len(shard) == SHARD):
            yield shard
            shard = []
        if alone:
            yield [document]
        else:
            shard.append(document)
    if shard:
        yield shard


def _may_take_long(document: Document) -> bool:
    if len(document.text) > _LONG_DOCUMENT_CHARS:
        return True
    return any(len(line) > _LONG_LINE_CHARS for line in document.text.splitlines())


def _begin_worker() -> None:
    """Workers share the cores among them, each computes on one; they end with the process they work for."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def analyse(documents: Sequence[Document], settings: Settings) -> Iterator[Findings | Failure]:
    """The findings of each document; one that the stages cannot take, or not in time, is a failure."""
    pipeline()  # its loading is no document's time
    try:
        with time_limit(settings.read_timeout_s, TimeIsUp()):
            found = list(find(read(documents, settings), settings))
    except TimeIsUp:
        if len(documents) == 1:
            yield _late(documents[0], settings)
            return
    except Exception as error:
        if len(documents) == 1:
            yield _lost(documents[0], "crashed", f"made a stage of sayso fail ({type(error).__name__})")
            return
    else:
        yield from found
        return
    for document in documents:
        yield from analyse([document], settings)


def _analyse_list(documents: list[Document], settings: Settings) -> list[Findings | Failure]:
    return list(analyse(documents, settings))


def _late(document: Document, settings: Settings) -> Failure:
    return _lost(document, "timeout", f"took longer than {settings.read_timeout_s} s to read")


def _lost(document: Document, kind: str, what: str) -> Failure:
    where = document.path if document.member is None else f"{document.path}, record {document.member}"
    return Failure(
        make_id("failure", document.path, document.member),
        document.path,
        document.member,
        f"{where} {what}: usually text of an unusual size or shape; leave it out, or report it.",
        kind,
    )
