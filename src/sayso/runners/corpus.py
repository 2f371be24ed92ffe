"""Piles beyond one file: read by Spark into Parquet tables, which a case can be cut out of.

Each input is read where Spark puts it, by the same stages as everywhere, and what is found goes to a part of
the corpus: rows of JSON, written whole or not at all. What stands in a part is not read again, so that a run
that is killed is taken up by the next. The tables are made of the parts, with the columns of the export.
"""

from __future__ import annotations

import itertools
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sayso.case.connection import alone
from sayso.case.rows import as_json
from sayso.comparison.names import merge_entities
from sayso.errors import InputError, UsageError
from sayso.exporters.jsonl import export_record
from sayso.exporters.parquet import record_schema, record_table
from sayso.intake import (
    Columns,
    Input,
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
from sayso.records import TYPES, from_record, to_record
from sayso.runners.cluster import Cluster, first_line, session
from sayso.runners.opening import Event, batches, in_time, signature_of
from sayso.runners.workers import Found, Reader, analyse, documents_of
from sayso.settings import Settings
from sayso.stages.documents import documents

PARTS, DONE = "parts", "_SUCCESS"
TABLES = ("document", "failure", "entity", "claim", "figure", "time")
"""The tables of a corpus: what single articles give. What lies between them, a case cut out of it tells."""
_COLUMNS = ("type", "path", "member", "document", "place", "record")
_ROWS = ", ".join(f"{name} string" for name in _COLUMNS)
_SENT = "number long, path string, large boolean"
_PER_CORE = 4
"""How many inputs for each core are read between one commit and the next."""
_MOST_TOLD = 10_000
"""So many failures are told of at the most; the table has all."""
_HELD = 2000
"""How many rows are written together by this process."""

Row = tuple[str, str, str, str, str, str]
Analyse = Callable[[Iterable[list[Event]]], Iterator[tuple[list[Event], Sequence[Found]]]]


@dataclass
class Made:
    """What a run did: inputs read anew and known before, and how many rows each table has.

    ``failures`` are those of all inputs, ``records`` how many articles and failures a file with any has.
    """

    read: int = 0
    known: int = 0
    rows: dict[str, int] | None = None
    failures: Sequence[Failure] = ()
    records: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """What is read, how, and into which folder."""

    paths: Sequence[str]
    folder: Path
    settings: Settings
    mapping: Columns

    def signature(self, path: str) -> str:
        """What an input's findings depend on besides its bytes."""
        return signature_of(self.settings, self.mapping if has_columns(path, _head(path)) else {})


def read_corpus(plan: Plan, cluster: Cluster) -> Made:
    """Read what the corpus has not read yet, then make its tables.

    ``UsageError`` where an input has changed since it was read, or where Spark is not there; ``CaseError``
    where another run writes to the corpus.
    """
    (plan.folder / PARTS).mkdir(parents=True, exist_ok=True)
    with alone(plan.folder / PARTS):
        spark = session(cluster)
        try:
            return _Reading(plan, spark).run()
        finally:
            spark.stop()


def parts_of(folder: Path) -> list[str]:
    """The parts that were written to their end."""
    return [str(part) for part in sorted((folder / PARTS).iterdir()) if (part / DONE).exists()]


class _Reading:
    def __init__(self, plan: Plan, spark: Any) -> None:
        self.plan, self.spark = plan, spark

    def run(self) -> Made:
        for part in (self.plan.folder / PARTS).iterdir():
            if not (part / DONE).exists():
                shutil.rmtree(part)
        items = list_inputs(self.plan.paths, self.plan.settings)
        known = self._known()
        fresh = [item for item in items if _is_fresh(item, known)]
        made = Made(read=len(fresh), known=len(items) - len(fresh))
        size = _PER_CORE * self.spark.sparkContext.defaultParallelism
        for some in (fresh[i : i + size] for i in range(0, len(fresh), size)):
            self._read(some)
        made.rows = self._tables(anew=bool(fresh))
        made.failures, made.records = self._failures()
        return made

    def _known(self) -> dict[str, tuple[int, int]]:
        """Size and time of change of each input that was read, by its path."""
        parts = parts_of(self.plan.folder)
        if not parts:
            return {}
        rows = self.spark.read.parquet(*parts).where("type = 'input'").select("path", "record").collect()
        known = {}
        for path, record in rows:
            told = json.loads(record)
            if told["sha256"] is not None and told["signature"] != self.plan.signature(path):
                raise UsageError(
                    f"{path} was read into {self.plan.folder} with other settings or another sayso: read it"
                    " with the same, or make a new corpus."
                )
            known[path] = (told["size"], told["changed"])
        return known

    def _read(self, items: Sequence[Input | Failure]) -> None:
        """Read inputs into one part; where Spark gives up, each into its own, and the last resort is here."""
        part = self._next_part()
        try:
            self._write(items, part)
        except Exception as error:  # of Java, Python or the network, whatever makes Spark give up
            shutil.rmtree(part, ignore_errors=True)
            if len(items) > 1:
                for item in items:
                    self._read([item])
                return
            told = f"sayso: Spark gave up on {items[0].path}, which is read here: {first_line(error)}"
            print(told, file=sys.stderr)
            self._read_here(items[0], part)

    def _write(self, items: Sequence[Input | Failure], part: Path) -> None:
        rows = [(n, item.path, isinstance(item, Input) and item.large) for n, item in enumerate(items)]
        frame = self.spark.createDataFrame(rows, _SENT).repartitionByRange(len(rows), "number")
        stage = _Inputs(self.plan, {n: i for n, i in enumerate(items) if isinstance(i, Failure)})
        frame.mapInArrow(stage, _ROWS).write.parquet(str(part))

    def _read_here(self, item: Input | Failure, part: Path) -> None:
        from pyarrow import parquet  # noqa: PLC0415 - of the extra

        # What it is may end the process that reads it, which must not be this one.
        settings = replace(self.plan.settings, processes=max(self.plan.settings.processes, 2))
        reader = Reader(settings, lambda _: {})
        part.mkdir()
        rows = rows_of(item, self.plan, lambda some: ((b, read.found) for b, read in reader.read(some)))
        try:
            with parquet.ParquetWriter(str(part / "here.parquet"), _arrow_schema()) as writer:
                while held := list(itertools.islice(rows, _HELD)):
                    writer.write_batch(_batch(held))
        finally:
            reader.close()
        (part / DONE).touch()

    def _next_part(self) -> Path:
        numbers = [int(part.name) for part in (self.plan.folder / PARTS).iterdir()]
        return self.plan.folder / PARTS / f"{max(numbers, default=0) + 1:06}"

    def _failures(self) -> tuple[list[Failure], dict[str, int]]:
        """What could not be read, in the order of the table, and how many records its files have."""
        parts = self.spark.read.parquet(*parts_of(self.plan.folder))
        failed = parts.where("type = 'failure'")
        rows = failed.orderBy("path", "member", "place").select("record").limit(_MOST_TOLD).collect()
        found = [from_record(Failure, json.loads(record)) for (record,) in rows]
        if not found:
            return [], {}
        of = parts.where("type IN ('failure', 'document')").join(failed.select("path").distinct(), "path")
        return found, dict(of.groupBy("path").count().collect())

    def _tables(self, anew: bool) -> dict[str, int]:
        """Make the tables of the parts; how many rows each has."""
        counts = {}
        parts = self.spark.read.parquet(*parts_of(self.plan.folder))
        for name in TABLES:
            where = self.plan.folder / f"{name}.parquet"
            if anew or not (where / DONE).exists():
                _table(parts, name).write.mode("overwrite").option("compression", "zstd").parquet(str(where))
            counts[name] = self.spark.read.parquet(str(where)).count()
        return counts


class _Inputs:
    """Reads inputs, one a row, as a function over Arrow batches; failures by number stand for themselves."""

    def __init__(self, plan: Plan, failures: Mapping[int, Failure]) -> None:
        self.plan, self.failures = plan, failures

    def __call__(self, sent: Iterator[Any]) -> Iterator[Any]:
        for row in (row for batch in sent for row in batch.to_pylist()):
            item = self.failures.get(row["number"]) or Input(row["path"], row["large"])
            rows = rows_of(item, self.plan, self._analyse)
            while held := list(itertools.islice(rows, _HELD)):
                yield _batch(held)

    def _analyse(self, some: Iterable[list[Event]]) -> Iterator[tuple[list[Event], Sequence[Found]]]:
        for batch in some:
            yield batch, list(analyse(documents_of(batch), self.plan.settings))


def rows_of(item: Input | Failure, plan: Plan, read: Analyse) -> Iterator[Row]:
    """What an input gives, a row each, and last the input itself."""
    if isinstance(item, Failure):
        yield _failure(item)
        yield _input(item.path, plan, None)
        return
    try:
        sha256, found = _opened(item, plan)
    except InputError as error:
        yield _failure(unread(item.path, error))
        yield _input(item.path, plan, None)
        return
    for batch, results in read(batches(documents(in_time(found, item.path, plan.settings), plan.settings))):
        came = iter(results)
        for event in batch:
            if isinstance(event, Failure):
                yield _failure(event)
            elif isinstance(event, Document):
                yield from _rows_of_document(event, next(came))
    yield _input(item.path, plan, sha256)


def _opened(item: Input, plan: Plan) -> tuple[str, Iterator[Document | Failure]]:
    """The hash of an input's bytes, and what intake makes of it."""
    mapping = plan.mapping if has_columns(item.path, head_of(item.path)) else {}
    sha256 = hash_of(item.path)
    if item.large:
        return sha256, read_large(item.path, plan.settings, mapping)
    return sha256, read_data(item.path, read_bytes(item.path, plan.settings), plan.settings, mapping)


def _rows_of_document(document: Document, found: Found) -> Iterator[Row]:
    if isinstance(found, Failure):
        yield _failure(found)
        return
    home = (document.path, _member(document.member), document.id)
    yield ("document", *home, document.sha256, _json(document))
    for name, things in _things(found):
        for n, thing in enumerate(things):
            yield (name, *home, f"{n:09}", _json(thing))


def _things(found: Findings) -> tuple[tuple[str, Sequence[Any]], ...]:
    return (
        ("claim", found.claims),
        ("figure", found.figures),
        ("time", found.times),
        ("entity", found.entities),
    )


def _failure(failure: Failure) -> Row:
    return ("failure", failure.path, _member(failure.member), "", failure.id, _json(failure))


def _input(path: str, plan: Plan, sha256: str | None) -> Row:
    """The row that tells that an input was read; one that could not be is tried again once it changes."""
    size, changed = _state(path)
    signature = None if sha256 is None else plan.signature(path)
    told = {"size": size, "changed": changed, "sha256": sha256, "signature": signature}
    return ("input", path, "", "", "", json.dumps(told))


def _is_fresh(item: Input | Failure, known: Mapping[str, tuple[int, int]]) -> bool:
    """Whether an input was not read yet; ``UsageError`` where it was, and has changed."""
    if item.path not in known:
        return True
    if known[item.path] != _state(item.path):
        raise UsageError(
            f"{item.path} has changed since it was read into the corpus, whose inputs must stay as they are:"
            " give it another name, or make a new corpus."
        )
    return False


def _state(path: str) -> tuple[int, int]:
    try:
        stat = Path(path).stat()
    except OSError:
        return -1, -1
    return stat.st_size, stat.st_mtime_ns


def _head(path: str) -> bytes:
    try:
        return head_of(path)
    except (InputError, OSError):
        return b""


def _member(member: str | int | None) -> str:
    """A record's place as text that sorts as places do: none, then numbers, then names."""
    if member is None:
        return "0"
    return f"1{member:012}" if isinstance(member, int) else f"2{member}"


def _json(thing: Any) -> str:
    return as_json(to_record(thing))


def _arrow_schema() -> Any:
    import pyarrow  # noqa: PLC0415 - of the extra

    return pyarrow.schema([(name, pyarrow.string()) for name in _COLUMNS])


def _batch(rows: Sequence[Row]) -> Any:
    import pyarrow  # noqa: PLC0415 - of the extra

    columns = [pyarrow.array(values, pyarrow.string()) for values in zip(*rows, strict=True)]
    return pyarrow.RecordBatch.from_arrays(columns, schema=_arrow_schema())


def _table(parts: Any, name: str) -> Any:
    """A table as a frame, in the order of the export."""
    import pyarrow  # noqa: PLC0415 - of the extra
    from pyspark.sql import functions  # noqa: PLC0415 - of the extra
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 - of the extra

    rows = parts.where(functions.col("type") == name)
    if name == "entity":
        # One line for a name over all articles, whose mentions come in the order of the articles' bytes.
        hashes = parts.where("type = 'document'").select("document", functions.col("place").alias("sha256"))
        each = functions.struct("sha256", "path", "member", "document", "record")
        rows = rows.withColumn("id", functions.get_json_object("record", "$.id")).join(hashes, "document")
        told = functions.transform(functions.array_sort(functions.collect_list(each)), lambda e: e["record"])
        rows = rows.groupBy("id").agg(told.alias("records")).orderBy("id")
    else:
        one = functions.array("record").alias("records")
        rows = rows.orderBy("path", "member", "place").select(one)
    return rows.select("records").mapInArrow(_Columns(name), from_arrow_schema(record_schema(pyarrow, name)))


class _Columns:
    """Rows of JSON as the columns of a table, as a function over Arrow batches."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow  # noqa: PLC0415 - of the extra

        kind: Any = TYPES[self.name]
        for batch in batches:
            things = ([from_record(kind, json.loads(r)) for r in row["records"]] for row in batch.to_pylist())
            one = (_merged(some) if self.name == "entity" else some[0] for some in things)
            yield from record_table(pyarrow, self.name, map(export_record, one)).to_batches()


def _merged(entities: Sequence[Any]) -> Any:
    """The entities of one id as one."""
    return merge_entities([Findings("", entities=(entity,)) for entity in entities])[0]
