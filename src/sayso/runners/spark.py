"""Reads documents on a Spark cluster, and compares pairs of them there; the driver writes what is found.

Documents go out as Arrow rows, and findings come back as such; so do parts of a comparison. A task that is
lost is done again by Spark, and what Spark gives up on is done on this machine, where each document is told
apart. The result is the same as that of the local runner, byte for byte. The cluster's workers need the same
Python, packages and sayso.
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
from sayso.runners.sending import done, packed, unpacked
from sayso.runners.workers import Found, Read, Reader, Recall, analyse, documents_of
from sayso.settings import Settings

A = TypeVar("A")
B = TypeVar("B")

_ROUND = 256
"""How many batches are sent out together."""
_PER_TASK = 16
_SENT, _PACKED = "number long, batch string", "number long, batch binary"
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
        read = _collected(frame, _Stages(self.settings), _SENT)
        return {row.number: [_found(record) for record in json.loads(row.batch)] for row in read}

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
        while sent := list(itertools.islice(given, self.number)):
            made = self._made(_Work(work), [(n, packed((thing,))) for n, thing in enumerate(sent)])
            if made:
                yield from (unpacked(made[n]) for n in range(len(sent)))
            else:
                yield from self.reader.each(work, sent)

    def _made(self, work: _Work, rows: list[tuple[int, bytes]]) -> dict[int, bytes]:
        """What the cluster made of rows, a task each, by their numbers; nothing where Spark gave up."""
        frame = self.session.createDataFrame(rows, _PACKED)
        return {row.number: bytes(row.batch) for row in _collected(frame, work, _PACKED)}

    def close(self) -> None:
        """End the session and the local workers."""
        if self.session is not None:
            self.session.stop()
        self.reader.close()


def _collected(frame: Any, stage: Callable[[Iterator[Any]], Iterator[Any]], columns: str) -> list[Any]:
    """The rows that a stage makes of a frame; none where Spark gave up."""
    try:
        made: list[Any] = frame.mapInArrow(stage, columns).collect()
    except Exception as error:  # of Java, Python or the network, whatever makes Spark give up
        print(f"sayso: Spark gave up on a part, which is done here: {first_line(error)}", file=sys.stderr)
        return []
    return made


class _Work:
    """Work on packed things as a function over Arrow batches."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self.work = work

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow  # noqa: PLC0415 - of the extra

        for batch in batches:
            for row in batch.to_pylist():
                made = {"number": row["number"], "batch": done(self.work, row["batch"])}
                yield pyarrow.RecordBatch.from_pylist([made])


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
