"""Cuts a case out of a corpus: some of its articles with what was found in them, compared with each other."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.case.connection import companions
from sayso.case.spelling import fold, like_it
from sayso.case.store import Store
from sayso.errors import UsageError
from sayso.model import Document, Failure, Findings
from sayso.records import TYPES, from_record
from sayso.runners.cluster import Cluster, session
from sayso.runners.comparing import compare_case
from sayso.runners.corpus import parts_of
from sayso.settings import Settings

_FIELDS = {"claim": "claims", "figure": "figures", "time": "times", "entity": "entities"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles: that hold all these words, of one of these outlets, published in this time.

    "" and () are everything. Days are ISO, as precise as wanted; an article without a date is in no time.
    """

    words: str = ""
    outlets: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Wanted()


def cut(folder: Path, case: str, wanted: Wanted, cluster: Cluster) -> int:
    """Make a new case of the articles wanted; how many they are.

    Failures come along where everything is wanted. ``UsageError`` where the case is there already, where the
    folder is no corpus, or where no article is as wanted; nothing is then left behind.
    """
    if Path(case).exists():
        raise UsageError(f"{case} is there already: name a new file.")
    if not (folder / "document.parquet").exists():
        raise UsageError(
            f"{folder} is no corpus: make one with sayso corpus PATH… --out {folder}, or let that end."
        )
    spark = session(cluster)
    try:
        number = _write(_rows(spark, folder, wanted), case, whole=wanted.everything)
    except BaseException:
        for name in companions(case):
            Path(name).unlink(missing_ok=True)
        raise
    finally:
        spark.stop()
    return number


def _rows(spark: Any, folder: Path, wanted: Wanted) -> Iterator[Any]:
    """The rows of the parts that belong to the articles wanted, input by input, article by article."""
    from pyspark.sql import functions  # noqa: PLC0415 - of the extra

    parts = spark.read.parquet(*parts_of(folder))
    if not wanted.everything:
        documents = _chosen(spark.read.parquet(str(folder / "document.parquet")), wanted, functions)
        found = documents.select(functions.col("id").alias("document"))
        of_articles = parts.where("type <> 'input'").join(found, "document", "left_semi")
        paths = documents.select("path").distinct()
        parts = of_articles.unionByName(parts.where("type = 'input'").join(paths, "path", "left_semi"))
    # The input's own row has no member and comes first.
    yield from parts.orderBy("path", "member", "document", "type", "place").toLocalIterator()


def _chosen(documents: Any, wanted: Wanted, functions: Any) -> Any:
    text = functions.lower(functions.concat_ws("\n", "title", "text"))
    for word in wanted.words.lower().split():
        documents = documents.where(functions.contains(text, functions.lit(word)))
    if wanted.outlets:
        documents = documents.where(functions.col("outlet").isin(*_called(documents, wanted.outlets)))
    day = functions.substring("published", 1, 10)
    if wanted.since:
        # A day lies within the month or year that it begins with.
        touches = functions.lit(wanted.since).startswith(day)
        documents = documents.where((day >= wanted.since) | touches)
    if wanted.until:
        documents = documents.where((day <= wanted.until) | day.startswith(wanted.until))
    return documents


def _called(documents: Any, names: Iterable[str]) -> list[str]:
    """The outlets of such names, whatever their capitals; ``UsageError`` where there is none of one."""
    known = [outlet for (outlet,) in documents.select("outlet").distinct().collect() if outlet]
    for name in names:
        if fold(name) not in map(fold, known):
            like = like_it(name, known)
            raise UsageError(f"No outlet of the corpus, in such articles, is called {name!r}{like}.")
    sought = set(map(fold, names))
    return sorted(outlet for outlet in known if fold(outlet) in sought)


def _write(rows: Iterable[Any], case: str, whole: bool) -> int:
    """Write rows into a case and compare; how many articles there are."""
    with Store(case, create=True) as store:
        store.begin_run()
        for path, some in itertools.groupby(rows, lambda row: row["path"]):
            with store.writing():
                _write_input(store, path, list(some), whole)
        number = store.count_documents()
        if not number:
            raise UsageError("No article of the corpus is as wanted: ask for less, or look at its tables.")
        compare_case(store, Settings.from_environment(), {})
    return number


def _write_input(store: Store, path: str, rows: list[Any], whole: bool) -> None:
    told = next(json.loads(row["record"]) for row in rows if row["type"] == "input")
    if told["sha256"] is None:
        for row in rows:
            if row["type"] == "failure":
                store.add_unread(from_record(Failure, json.loads(row["record"])))
        return
    # Its bytes stay where they lie, as those of any large archive do.
    store.begin_input(path, None, told["sha256"], told["signature"])
    for _, some in itertools.groupby(rows, lambda row: row["document"]):
        store.add(*_things(list(some)))
    if whole:
        store.end_input(path)


def _things(rows: list[Any]) -> tuple[list[tuple[Document, Findings]], list[Failure]]:
    """The article, with what was found in it, or the failures, of rows that belong together."""
    found: dict[str, list[Any]] = {name: [] for name in TYPES}
    for row in rows:
        if row["type"] in found:
            found[row["type"]].append(from_record(TYPES[row["type"]], json.loads(row["record"])))
    return [(d, _findings(d.id, found)) for d in found["document"]], found["failure"]


def _findings(id_: str, found: Mapping[str, list[Any]]) -> Findings:
    return Findings(id_, **{field: tuple(found[name]) for name, field in _FIELDS.items()})
