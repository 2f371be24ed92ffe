"""Reads documents on a Spark cluster, by the same stages; the driver writes and compares what is found.

Documents go out as Arrow rows, findings come back as such; a task that is lost is done again by Spark, and
what Spark gives up on is read on this machine, where each document is told apart. The result is the same as
that of the local runner, byte for byte. The cluster's workers need the same Python, packages and sayso.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sayso.model import Document, Failure, Findings
from sayso.records import from_record, to_record
from sayso.runners.cluster import Cluster, first_line, session
from sayso.runners.opening import Event
from sayso.runners.workers import Found, Read, Reader, Recall, analyse, documents_of
from sayso.settings import Settings

A = TypeVar("A")
B = TypeVar("B")

_ROUND = 256
"""How many batches are sent out together."""
_PER_TASK = 16
_SENT = "number long, batch string"
_KINDS = {"findings": Findings, "failure": Failure}


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
        rows = [
            (number, json.dumps([to_record(d) for d in documents]))
            for number, documents in enumerate(batches)
            if documents
        ]
        if not rows:
            return {}
        if self.session is None:
            self.session = session(self.cluster)
        tasks = max(len(rows) // _PER_TASK, self.session.sparkContext.defaultParallelism)
        frame = self.session.createDataFrame(rows, _SENT).repartition(tasks, "number")
        try:
            read = frame.mapInArrow(_Stages(self.settings), _SENT).collect()
        except Exception as error:  # of Java, Python or the network, whatever makes Spark give up
            print(f"sayso: Spark gave up on a part, which is read here: {first_line(error)}", file=sys.stderr)
            return {}
        return {row.number: [_found(record) for record in json.loads(row.batch)] for row in read}

    @property
    def number(self) -> int:
        """How much is compared at once, on this machine."""
        return self.reader.number

    def each(self, work: Callable[[A], B], given: Iterable[A]) -> Iterator[B]:
        """What work makes of each thing, in order, on this machine."""
        return self.reader.each(work, given)

    def close(self) -> None:
        """End the session and the local workers."""
        if self.session is not None:
            self.session.stop()
        self.reader.close()


class _Stages:
    """The stages as a function over Arrow batches, with the settings."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow  # noqa: PLC0415 - of the extra

        for batch in batches:
            for row in batch.to_pylist():
                documents = [from_record(Document, record) for record in json.loads(row["batch"])]
                found = [_told(thing) for thing in analyse(documents, self.settings)]
                yield pyarrow.RecordBatch.from_pylist([{"number": row["number"], "batch": json.dumps(found)}])


def _told(found: Found) -> dict[str, Any]:
    kind = "findings" if isinstance(found, Findings) else "failure"
    return {"kind": kind, "record": to_record(found)}


def _found(told: dict[str, Any]) -> Found:
    made: Found = from_record(_KINDS[told["kind"]], told["record"])
    return made
