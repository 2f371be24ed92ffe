"""The Spark runner in local mode gives what the local runner gives, and what it gives up on is read here."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sayso.case.store import Store
from sayso.comparison import parts
from sayso.errors import UsageError
from sayso.exporters.jsonl import export_jsonl
from sayso.intake import read
from sayso.model import Document, Findings
from sayso.runners import local, opening, spark, workers
from sayso.runners.cluster import Cluster
from sayso.runners.sending import packed, unpacked
from sayso.runners.spark import SparkReader
from sayso.runners.workers import analyse
from sayso.settings import Settings
from tests.runners.conftest import TEXTS

SETTINGS = Settings(processes=1)


def export(case: Path) -> str:
    with Store(case) as store:
        return "".join(export_jsonl(store.contents()))


def reader(settings: Settings, recall: Any) -> SparkReader:
    return SparkReader(settings, recall, Cluster("local[2]"))


def test_spark_is_told_to_say_nothing_unless_a_person_tells_it_otherwise() -> None:
    name = "spark.driver.extraJavaOptions"
    said = Cluster().settings()[name].partition("=file://")[2]
    assert "rootLogger.level = off" in Path(said).read_text(encoding="utf-8")
    assert Cluster(conf=((name, "-Xmx1g"),)).settings()[name] == "-Xmx1g"


@pytest.mark.usefixtures("on_spark")
def test_spark_and_this_machine_give_the_same(
    small_pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_BATCH_DOCUMENTS", 3)
    monkeypatch.setattr(spark, "_ROUND", 3)
    monkeypatch.setattr(spark, "_PER_TASK", 1)
    local.run([str(small_pile)], str(tmp_path / "here.case"), SETTINGS)
    outcome = local.run([str(small_pile)], str(tmp_path / "there.case"), SETTINGS, reader=reader)
    assert (outcome.read, len(outcome.failures)) == (len(TEXTS), 1)
    assert export(tmp_path / "there.case") == export(tmp_path / "here.case")
    assert local.run([str(small_pile)], str(tmp_path / "there.case"), SETTINGS, reader=reader).read == 0


@pytest.mark.usefixtures("on_spark")
def test_pairs_are_compared_on_the_cluster(
    small_pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    local.run([str(small_pile)], str(tmp_path / "here.case"), SETTINGS)
    monkeypatch.setattr(parts, "_WORTH_A_PART", 2)
    monkeypatch.setattr(workers.Reader, "each", _not_here)
    local.run([str(small_pile)], str(tmp_path / "there.case"), SETTINGS, reader=reader)
    assert export(tmp_path / "there.case") == export(tmp_path / "here.case")


@pytest.mark.usefixtures("on_spark")
def test_what_the_cluster_gives_up_on_is_compared_here(
    small_pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    local.run([str(small_pile)], str(tmp_path / "here.case"), SETTINGS)
    monkeypatch.setattr(parts, "_WORTH_A_PART", 2)
    monkeypatch.setattr(spark, "_Work", _dying(b"Tolk", spark._Work, "compare_part"))
    local.run([str(small_pile)], str(tmp_path / "there.case"), SETTINGS, reader=reader)
    assert "Spark gave up on a part" in capsys.readouterr().err
    assert export(tmp_path / "there.case") == export(tmp_path / "here.case")


def _not_here(*_: object) -> None:
    raise AssertionError("compared on this machine")


def _dying(told: bytes, work: type, name: str) -> Callable[[Any], Any]:
    """Work that ends the process it is done in where it is of a name and what it is given tells something."""

    def made(given: Any) -> Any:
        of_it = name in repr(given)
        return (lambda batches: _die_over(told, batches)) if of_it else work(given)

    return made


def _die_over(told: bytes, batches: Iterator[Any]) -> Iterator[Any]:
    for batch in batches:
        if any(told in row["thing"] for row in batch.to_pylist()):
            os._exit(9)
        yield from ()


@pytest.mark.usefixtures("on_spark")
def test_what_spark_gives_up_on_is_read_here(
    small_pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    local.run([str(small_pile)], str(tmp_path / "here.case"), SETTINGS)
    monkeypatch.setattr(spark, "_Work", _dying(b"street 7.", spark._Work, "_analysed"))
    outcome = local.run([str(small_pile)], str(tmp_path / "there.case"), SETTINGS, reader=reader)
    assert outcome.read == len(TEXTS)
    assert "Spark gave up on a part" in capsys.readouterr().err
    assert export(tmp_path / "there.case") == export(tmp_path / "here.case")


def _die_here(*_: object) -> None:
    os._exit(9)


def test_what_spark_gives_up_on_does_not_end_this_process(
    small_pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SparkReader, "_read_round", lambda *_: {})
    monkeypatch.setattr(workers, "_analyse_list", _die_here)
    monkeypatch.setattr(workers, "_TRIES", 1)
    outcome = local.run([str(small_pile / "05.txt")], str(tmp_path / "x.case"), SETTINGS, reader=reader)
    assert [failure.kind for failure in outcome.failures] == ["crashed"]


def test_without_pyspark_it_says_so(
    small_pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(UsageError, match=r"pip install 'sayso\[spark\]'"):
        local.run([str(small_pile)], str(tmp_path / "x.case"), SETTINGS, reader=reader)


def test_what_goes_to_workers_comes_back(small_pile: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    documents = [d for d in read([str(small_pile)], SETTINGS, {}) if isinstance(d, Document)]
    sent = pyarrow.RecordBatch.from_pylist([{"number": 5, "thing": packed((documents,))}])
    (batch,) = spark._Work(partial(spark._analysed, SETTINGS))(iter([sent]))
    ((number, told),) = ((row["number"], row["thing"]) for row in batch.to_pylist())
    found = unpacked(told)
    assert number == 5
    assert all(isinstance(f, Findings) and f.claims for f in found)
    assert found == list(analyse(documents, SETTINGS))
