"""A corpus holds what every article gives, and a case cut out of it is what a run makes of those articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.case.custody import check_case
from sayso.case.store import Store
from sayso.cli import main
from sayso.errors import UsageError
from sayso.exporters.jsonl import export_jsonl
from sayso.runners import corpus, local
from sayso.runners.cluster import Cluster
from sayso.runners.corpus import Plan, read_corpus
from sayso.runners.cutting import Wanted, cut
from sayso.settings import Settings

SETTINGS = Settings(processes=1)
HERE = Cluster("local[2]")
RECORDS = [
    {
        "outlet": "Post",
        "date": "2016-12-05",
        "title": "Ferry",
        "text": "The mayor said 3 people drowned at Tolk.",
    },
    {
        "outlet": "Pilot",
        "date": "2016-12-06",
        "title": "Ferry",
        "text": "Police said 4 people drowned at Tolk.",
    },
    {"outlet": "Post", "date": "2017-01", "title": "Bread", "text": "The baker Eva Moe said bread was dear."},
    {"title": "", "text": ""},
]


@pytest.fixture
def pile(small_pile: Path) -> Path:
    (small_pile / "records.jsonl").write_text("\n".join(map(json.dumps, RECORDS)))
    return small_pile


def export(case: Path) -> str:
    with Store(case) as store:
        assert not list(check_case(store, store.contents()))
        return "".join(export_jsonl(store.contents()))


def run(paths: list[Path], case: Path) -> str:
    local.run([str(path) for path in paths], str(case), SETTINGS)
    return export(case)


def plan(pile: Path, tmp_path: Path, settings: Settings = SETTINGS) -> Plan:
    return Plan([str(pile)], tmp_path / "corpus", settings, {})


@pytest.mark.usefixtures("on_spark")
def test_a_case_of_the_whole_corpus_is_that_of_a_run(pile: Path, tmp_path: Path) -> None:
    from pyarrow import parquet  # noqa: PLC0415

    made = read_corpus(plan(pile, tmp_path), HERE)
    expected = run([pile], tmp_path / "here.case")
    assert cut(tmp_path / "corpus", str(tmp_path / "all.case"), Wanted(), HERE) == len(RECORDS) - 1 + 12
    assert export(tmp_path / "all.case") == expected
    lines = [json.loads(line) for line in expected.splitlines()]
    assert made.read == 14
    for name, number in (made.rows or {}).items():
        told = [line for line in lines if line["type"] == name]
        rows = parquet.read_table(tmp_path / "corpus" / f"{name}.parquet").to_pylist()
        assert len(rows) == number == len(told), name
        if name not in ("entity", "failure"):
            assert [row["id"] for row in rows] == [line["id"] for line in told], name
        assert {row["id"] for row in rows} == {line["id"] for line in told}, name
    again = read_corpus(plan(pile, tmp_path), HERE)
    assert (again.read, again.known, again.rows) == (0, 14, made.rows)


@pytest.mark.usefixtures("on_spark")
def test_a_case_of_some_articles_has_those_alone(pile: Path, tmp_path: Path) -> None:
    read_corpus(plan(pile, tmp_path), HERE)
    wanted = {
        "ferry": Wanted(words="FERRY drowned"),
        "post": Wanted(outlets=("post",)),
        "december": Wanted(since="2016-12", until="2016-12-05"),
        "january": Wanted(since="2017-01-15"),
    }
    found = {}
    for name, some in wanted.items():
        case = tmp_path / f"{name}.case"
        cut(tmp_path / "corpus", str(case), some, HERE)
        with Store(case) as store:
            contents = store.contents()
        found[name] = [d.member for d in contents.documents]
        assert contents.finished
        assert {c.document for c in contents.claims} == {d.id for d in contents.documents}
    assert found == {"ferry": [1, 2], "post": [1, 3], "december": [1], "january": [3]}
    with Store(tmp_path / "ferry.case") as store:
        assert len(store.contents().comparisons) == 1
    # What was left out is read when the file is run into the case.
    outcome = local.run([str(pile / "records.jsonl")], str(tmp_path / "ferry.case"), SETTINGS)
    assert (outcome.known, outcome.read, outcome.documents) == (2, 1, 3)
    with pytest.raises(UsageError, match="is there already"):
        cut(tmp_path / "corpus", str(tmp_path / "ferry.case"), Wanted(), HERE)
    with pytest.raises(UsageError, match="No article"):
        cut(tmp_path / "corpus", str(tmp_path / "none.case"), Wanted(words="zeppelin"), HERE)
    with pytest.raises(UsageError, match=r"No outlet of the corpus.*called 'Pilo'; like it: Pilot"):
        cut(tmp_path / "corpus", str(tmp_path / "none.case"), Wanted(outlets=("Pilo",)), HERE)
    assert not list(tmp_path.glob("none.case*"))


@pytest.mark.usefixtures("on_spark")
def test_what_could_not_be_read_is_named(
    pile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pile / "many.jsonl").write_text(f"{json.dumps(RECORDS[0])}\n" + "no record\n" * 4)
    with pytest.raises(SystemExit) as ended:
        main(["corpus", str(pile), "--out", str(tmp_path / "corpus")])
    told, said = capsys.readouterr()
    assert ended.value.code == 1 and told.startswith("15 inputs read; ")
    assert f"{pile / 'many.jsonl'}: 4 of 5 records (2, 3, 4 and 1 more): each" in said
    assert f"sayso: {pile / 'records.jsonl'}, record 4" in said
    with pytest.raises(SystemExit):
        main(["cut", str(tmp_path / "corpus"), "--case", str(tmp_path / "x.case"), "--since", "2017"])
    assert capsys.readouterr().out.startswith("1 article in ")
    with pytest.raises(SystemExit):
        main(["run", str(pile), "--case", str(tmp_path / "x.case")])
    told = capsys.readouterr().out.partition("Since the last run:\n")[2]
    assert "record 1" in told and "record 3" not in told


@pytest.mark.usefixtures("on_spark")
def test_a_run_that_was_stopped_is_taken_up(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus, "_PER_CORE", 2)
    tables = corpus._Reading._tables

    def stop(*_: object, **__: object) -> dict[str, int]:
        raise KeyboardInterrupt

    monkeypatch.setattr(corpus._Reading, "_tables", stop)
    with pytest.raises(KeyboardInterrupt):
        read_corpus(plan(pile, tmp_path), HERE)
    parts = sorted((tmp_path / "corpus" / "parts").iterdir())
    # A part that was not written to its end counts for nothing.
    (parts[1] / "_SUCCESS").unlink()
    monkeypatch.setattr(corpus._Reading, "_tables", tables)
    made = read_corpus(plan(pile, tmp_path), HERE)
    assert 0 < made.read < 14
    cut(tmp_path / "corpus", str(tmp_path / "all.case"), Wanted(), HERE)
    assert export(tmp_path / "all.case") == run([pile], tmp_path / "here.case")


@pytest.mark.usefixtures("on_spark")
def test_inputs_and_settings_stay_as_they_are(pile: Path, tmp_path: Path) -> None:
    read_corpus(plan(pile, tmp_path), HERE)
    with pytest.raises(UsageError, match="with other settings"):
        read_corpus(plan(pile, tmp_path, Settings(processes=1, learned=0)), HERE)
    (pile / "03.txt").write_text("The mayor said nothing at all.")
    with pytest.raises(UsageError, match=r"03\.txt has changed"):
        read_corpus(plan(pile, tmp_path), HERE)


@pytest.mark.usefixtures("on_spark")
def test_what_spark_gives_up_on_is_read_here(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write = corpus._Reading._write

    def fail(self: Any, items: Any, part: Path) -> None:
        if any(item.path.endswith("05.txt") for item in items):
            raise OSError("the executor is gone")
        write(self, items, part)

    monkeypatch.setattr(corpus._Reading, "_write", fail)
    read_corpus(plan(pile, tmp_path), HERE)
    assert "05.txt, which is read here: the executor is gone" in capsys.readouterr().err
    cut(tmp_path / "corpus", str(tmp_path / "all.case"), Wanted(), HERE)
    assert export(tmp_path / "all.case") == run([pile], tmp_path / "here.case")


def test_what_is_no_corpus_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no corpus"):
        cut(tmp_path, str(tmp_path / "x.case"), Wanted(), HERE)
