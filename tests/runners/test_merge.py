"""Merging cases: as if all had been read at once, with every decision of each."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.case.contents import Contents
from sayso.case.custody import check_case
from sayso.case.decisions import Choice
from sayso.case.store import Store
from sayso.cli import main
from sayso.errors import CaseError, UsageError
from sayso.exporters.jsonl import export_jsonl
from sayso.runners import local
from sayso.runners.merge import merge
from sayso.settings import KnownName, Settings

TEXTS = {
    "a.txt": "At least 12 people were killed at Tolk, the mayor Ann Roe said on Tuesday.",
    "b.txt": "The mayor Ann Roe said 15 people were killed at Tolk.\n\nThe army denied shelling Tolk.",
    "c.txt": "The army was accused of shelling Tolk by the opposition, which said 20 people were killed.",
}


@pytest.fixture
def pile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)
    local.run(["a.txt", "b.txt"], "one.case", Settings(processes=1))
    local.run(["b.txt", "c.txt", "gone.txt"], "two.case", Settings(processes=1))
    return tmp_path


def contents_of(case: str) -> Contents:
    with Store(case) as store:
        return store.contents()


def decide(case: str, choice: Choice) -> str:
    with Store(case, write=True) as store:
        return store.decide(choice).id


def shared_claim() -> str:
    (id_,) = {c.id for c in contents_of("one.case").claims if c.cue and c.cue.text == "denied"}
    assert id_ in contents_of("two.case").claim
    return id_


def test_a_merged_case_is_as_if_all_had_been_read_at_once(pile: Path) -> None:
    merge(["one.case", "two.case"], "both.case")
    merge(["two.case", "one.case"], "swapped.case")
    local.run(["a.txt", "b.txt", "c.txt", "gone.txt"], "all.case", Settings(processes=1))
    expected = list(export_jsonl(contents_of("all.case")))
    assert list(export_jsonl(contents_of("both.case"))) == expected
    assert list(export_jsonl(contents_of("swapped.case"))) == expected
    with Store("both.case") as store:
        assert list(check_case(store, store.contents())) == []
        assert len(store.search("killed Tolk")) >= 2
        assert store.raw(store.hashes()["c.txt"]) == TEXTS["c.txt"].encode()


def test_copies_under_other_paths_are_told_and_stand_on_one_origin(
    pile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for desk in ("ana", "ben"):
        (pile / desk).mkdir()
        (pile / desk / "a.txt").write_text(TEXTS["a.txt"])
        local.run([desk], f"{desk}.case", Settings(processes=1))
    with pytest.raises(SystemExit):
        main(["merge", "ana.case", "ben.case", "--into", "both.case"])
    told = "1 article is a copy, byte for byte, of another under another path"
    assert told in capsys.readouterr().out
    contents = contents_of("both.case")
    assert len(contents.documents) == 2 and [p.similarity for p in contents.passages] == [1.0]
    assert {(g.origins.low, g.origins.high) for g in contents.groups} == {(1, 1)}


def test_a_merged_case_can_be_added_to_and_reads_nothing_again(pile: Path) -> None:
    merge(["one.case", "two.case"], "both.case")
    outcome = local.run(["a.txt", "b.txt", "c.txt"], "both.case", Settings(processes=1))
    assert (outcome.read, outcome.known) == (0, 3)


def test_the_decisions_of_all_are_kept(pile: Path) -> None:
    claim = shared_claim()
    ids = {
        decide("one.case", Choice(claim, "speaker", "the northern army", "Ana")),
        decide("one.case", Choice(claim, "note", "seen by Ana", "Ana")),
        decide("two.case", Choice(claim, "speaker", "the southern army", "Bo", "by the photograph")),
        decide("two.case", Choice(claim, "grade", "B2", "Bo")),
    }
    made = merge(["one.case", "two.case"], "both.case")
    assert {d.id for d in made.contents.decisions} == ids
    assert made.contents.log.values[claim] == {"speaker": "the southern army", "grade": "B2"}
    ((earlier, later),) = made.disputed
    assert (earlier.who, later.who) == ("Ana", "Bo")
    swapped = merge(["two.case", "one.case"], "swapped.case")
    assert swapped.contents.decisions == made.contents.decisions
    # Taking the later one back brings the other back.
    with Store("both.case", write=True) as store:
        store.undecide(later.id, "Cy")
    assert contents_of("both.case").log.values[claim]["speaker"] == "the northern army"


def test_what_was_taken_back_stays_so(pile: Path) -> None:
    claim = shared_claim()
    id_ = decide("one.case", Choice(claim, "grade", "A1", "Ana"))
    with Store("one.case", write=True) as store:
        store.undecide(id_, "Ana")
    made = merge(["one.case", "two.case", "one.case"], "both.case")
    assert len(made.contents.decisions) == 2 and claim not in made.contents.log.values


def test_two_versions_of_a_file_are_said_and_nothing_is_left_behind(pile: Path) -> None:
    (pile / "b.txt").write_text("The mayor said nothing new.")
    local.run(["b.txt"], "three.case", Settings(processes=1))
    with pytest.raises(CaseError, match=r"b\.txt has other bytes in three\.case"):
        merge(["one.case", "three.case"], "both.case")
    (pile / "a.txt").write_text("The mayor said nothing at all.")
    local.run(["a.txt"], "three.case", Settings(processes=1))
    with pytest.raises(CaseError, match=r"than in one\.case, and so has 1 more file: "):
        merge(["one.case", "three.case"], "both.case")
    assert not list(pile.glob("both.case*"))


def test_of_an_unfinished_case_an_unfinished_one_is_made(pile: Path) -> None:
    with Store("one.case", write=True) as store:
        # As a run of other settings that is stopped before it comes to the articles of the file.
        store.begin_run()
        store.begin_input("a.txt", TEXTS["a.txt"].encode(), store.hashes()["a.txt"], "other")
    assert not merge(["one.case", "two.case"], "both.case").contents.finished
    assert not merge(["two.case", "one.case"], "swapped.case").contents.finished
    with Store("both.case") as store:
        assert store.finished_documents("a.txt", store.hashes()["a.txt"], "other") == set()
    assert local.run(["a.txt"], "both.case", Settings(processes=1)).read == 1
    assert contents_of("both.case").finished


@pytest.mark.parametrize("swapped", (False, True))
def test_each_file_comes_from_the_case_that_got_furthest_with_it(pile: Path, swapped: bool) -> None:
    local.run(["a.txt", "b.txt", "gone.txt"], "far.case", Settings(processes=1))
    with Store("one.case", write=True) as store:
        # As a run that is stopped in the middle of a file: its other version's findings are gone.
        store.begin_run()
        sha256 = store.hashes()["a.txt"]
        store.begin_input("a.txt", b"other", "other", "other")
        store.begin_input("a.txt", TEXTS["a.txt"].encode(), sha256, "other")
    cases = ["one.case", "far.case", "two.case"]
    made = merge(cases[::-1] if swapped else cases, "both.case").contents
    assert [d.path for d in made.documents] == ["a.txt", "b.txt", "c.txt"] and not made.finished
    assert local.run(["a.txt", "b.txt", "c.txt"], "both.case", Settings(processes=1)).read == 0


@given(st.permutations(["one.case", "two.case", "three.case", "four.case"]))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_cases_changes_nothing(pile: Path, order: list[str]) -> None:
    if not Path("four.case").exists():
        claim = shared_claim()
        known = (KnownName("Ann Roe", "person", ("A. Roe",)),)
        local.run(["b.txt", "gone.txt"], "three.case", Settings(processes=1, learned=0, known=known))
        Path("r.jsonl").write_text('{"story": "The mayor Ann Roe said 15 people were killed at Tolk."}')
        local.run(["r.jsonl"], "four.case", Settings(processes=1), {"text": ["story"]})
        decide("two.case", Choice(claim, "speaker", "the southern army", "Bo"))
        decide("three.case", Choice(claim, "speaker", "the northern army", "Ana"))
        with Store("four.case", write=True) as store:
            store.begin_run()
            store.begin_input(
                "c.txt", TEXTS["c.txt"].encode(), contents_of("two.case").documents[1].sha256, "x"
            )
        merge(["one.case", "two.case", "three.case", "four.case"], "first.case")
    Path("other.case").unlink(missing_ok=True)
    merge(order, "other.case")
    first, other = contents_of("first.case"), contents_of("other.case")
    assert list(export_jsonl(other)) == list(export_jsonl(first))
    assert (other.finished, other.settings) == (first.finished, first.settings) and not other.finished
    assert dict(first.settings)["map"] == {"r.jsonl": {"text": ["story"]}}
    assert dict(first.settings)["known"]["names"] == 1 and dict(first.settings)["learned"] == 1
    with Store("first.case") as one, Store("other.case") as two:
        tables = ("input", "failure", "document", "claim", "figure", "named", "stale", "decision", "bytes")
        for table in tables:
            rows = f"SELECT * FROM {table}"
            assert sorted(map(repr, one.db.execute(rows))) == sorted(map(repr, two.db.execute(rows)))


def test_no_case_is_overwritten(pile: Path) -> None:
    with pytest.raises(UsageError, match="is there already"):
        merge(["one.case", "two.case"], "one.case")
    with pytest.raises(CaseError, match="There is no case"):
        merge(["one.case", "none.case"], "both.case")
    assert not (pile / "both.case").exists() and len(contents_of("one.case").documents) == 2


def test_the_command_tells_of_disputes(pile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claim = shared_claim()
    decide("one.case", Choice(claim, "speaker", "the northern army", "Ana"))
    decide("two.case", Choice(claim, "speaker", "the southern army", "Bo"))
    with pytest.raises(SystemExit) as ended:
        main(["merge", "one.case", "two.case", "--into", "both.case"])
    told = capsys.readouterr().out
    assert ended.value.code == 0 and told.startswith("3 articles")
    assert "the southern army (" in told.splitlines()[3] and "in force" in told.splitlines()[3]
