"""Reads documents on a Spark cluster, and compares pairs of them there; the driver writes what is found.

Documents go out as Arrow rows, and findings come back as such; so do parts of a comparison. A task that is
lost is done again by Spark, and what Spark gives up on is done on this machine, where each document is told
apart. The result is the same as that of the local runner, byte for byte. The cluster's workers need the same
Python, packages and sayso.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from sayso.model import Document
from sayso.runners.cluster import Cluster, first_line, session
from sayso.runners.opening import Event
from sayso.runners.sending import done, packed, unpacked
from sayso.runners.workers import Found, Read, Reader, Recall, analyse, documents_of
from sayso.settings import Settings

A = TypeVar("A")
B = TypeVar("B")

_ROUND = 256
"""How many batches are sent out together."""
_PER_TASK = 16
"""How many batches a task has at the most."""
_TASKS_EACH = 4
"""How many tasks a core is given at the least, where there are batches: so that all are done at one time."""
_SENT = "number long, thing binary"


class SparkReader:
    """Reads documents in rounds of many batches, each batch a row."""

    def __init__(self, settings: Settings, recall: Recall, cluster: Cluster) -> None:
        self.settings = settings
        self.cluster = cluster
        self.session: Any = None
        # What Spark gives up on may end the process that reads it, which must not be this one.
        self.reader = Reader(replace(settings, processes=max(settings.processes, 2)), recall)

    def read(self, batches: Iterable[list[Event]]) -> Iterator[tuple[list[Event], Read]]:
        """Each batch with what came of its documents, in order."""
        batches = iter(batches)
        while sent := list(itertools.islice(batches, _ROUND)):
            found = self._read_round([documents_of(batch) for batch in sent])
            for number, batch in enumerate(sent):
                if number in found:
                    yield batch, Read(found[number])
                else:
                    yield from self.reader.read([batch])

    def _read_round(self, batches: Sequence[Sequence[Document]]) -> dict[int, list[Found]]:
        """What came of each batch that the cluster read, by its number."""
        rows = [(n, packed((documents,))) for n, documents in enumerate(batches) if documents]
        if not rows:
            return {}
        if self.session is None:
            self.session = session(self.cluster)
        cores = self.session.sparkContext.defaultParallelism
        tasks = max(-(-len(rows) // _PER_TASK), min(len(rows), _TASKS_EACH * cores))
        frame = self.session.createDataFrame(rows, _SENT).repartition(tasks)
        return _made(frame, partial(_analysed, self.settings))

    @property
    def number(self) -> int:
        """How much is compared at once: by the cluster, where it has read anything."""
        return self.session.sparkContext.defaultParallelism if self.session else self.reader.number

    def each(self, work: Callable[[A], B], given: Iterable[A]) -> Iterator[B]:
        """What work makes of each thing, in order; what Spark gives up on is done on this machine."""
        if self.session is None:
            yield from self.reader.each(work, given)
            return
        given = iter(given)
        while sent := list(itertools.islice(given, _TASKS_EACH * self.number)):
            rows = [(number, packed((thing,))) for number, thing in enumerate(sent)]
            made = _made(self.session.createDataFrame(rows, _SENT).repartition(len(rows)), work)
            if made:
                yield from (made[n] for n in range(len(sent)))
            else:
                yield from self.reader.each(work, sent)

    def close(self) -> None:
        """End the session and the local workers."""
        if self.session is not None:
            self.session.stop()
        self.reader.close()


def _made(frame: Any, work: Callable[[A], B]) -> dict[int, B]:
    """What the cluster makes of packed things by their numbers; nothing where Spark gives up."""
    try:
        made = frame.mapInArrow(_Work(work), _SENT).collect()
    except Exception as error:  # of Java, Python or the network, whatever makes Spark give up
        print(f"sayso: Spark gave up on a part, which is done here: {first_line(error)}", file=sys.stderr)
        return {}
    return {row.number: unpacked(row.thing) for row in made}


class _Work:
    """Work on packed things as a function over Arrow batches."""

    def __init__(self, work: Callable[[Any], object]) -> None:
        self.work = work

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow  # noqa: PLC0415 - of the extra

        for batch in batches:
            for row in batch.to_pylist():
                made = {"number": row["number"], "thing": done(self.work, row["thing"])}
                yield pyarrow.RecordBatch.from_pylist([made])


def _analysed(settings: Settings, documents: Sequence[Document]) -> list[Found]:
    return list(analyse(documents, settings))
