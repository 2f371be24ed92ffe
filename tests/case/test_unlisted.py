"""A pair that people decided on stays decided while both sides are found, whether or not a run lists it."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.case import decisions
from sayso.case.contents import Contents
from sayso.case.decided import decided
from sayso.case.decisions import Choice, Log, made, told
from sayso.case.private import without_private
from sayso.case.store import Store
from sayso.case.unlisted import TOLD, is_unlisted
from sayso.comparison.stories import SMALL_PILE
from sayso.dossier.decisions import decisions as lines
from sayso.dossier.pile import Pile
from sayso.exporters.jsonl import export_jsonl
from sayso.exporters.published import published
from sayso.model import Compared, Decision, Findings
from sayso.runners import local
from sayso.settings import Settings
from tests.dossier.helpers import small_case

IDS = ("cmp_1", "cmp_2", "cmp_3", "cmp_4")


def undecided() -> Contents:
    return dataclasses.replace(small_case(), decisions=())


def without(case: Contents, *ids: str) -> Contents:
    """The case after a run that no longer lists some pairs."""
    return dataclasses.replace(case, comparisons=tuple(x for x in case.comparisons if x.id not in ids))


def with_decision(case: Contents, target: str, field: str, value: str) -> Contents:
    kept = decisions.decide(case.things, case.log, Choice(target, field, value, "Ana"))
    return _and(case, kept)


def taken_back(case: Contents) -> Contents:
    last = max((d for d in case.log.all if d.id in case.log.standing), key=lambda d: d.when)
    return _and(case, decisions.undo(case.things, case.log, last.id, "Ben"))


def _and(case: Contents, made: Decision) -> Contents:
    last = case.log.all[-1].when if case.log.all else None
    return case if made.id else dataclasses.replace(
        case, decisions=(*case.decisions, decisions.timed(made, last))
    )  # fmt: skip


def relations(case: Contents) -> dict[str, str]:
    """How each pair stands with all that was decided."""
    return {c.id: c.relation for c in decided(case).comparisons}


# --- one pair -----------------------------------------------------------------------------------------------


def test_a_decision_on_a_pair_stays_when_the_pair_is_no_longer_listed() -> None:
    case = without(with_decision(undecided(), "cmp_1", "relation", "conflicts"), "cmp_1")
    assert relations(case)["cmp_1"] == "conflicts"
    assert decisions.orphans(case.things, case.log) == []
    (decision,) = case.log.about("cmp_1")
    assert told(case.things, decision) == (
        f"decided by Ana: differs → conflicts ({decision.when[:10]}; {TOLD})"
    )
    (line,) = lines(Pile(case))
    assert line.state == "unlisted" and TOLD in line.text and "At least 6 people" in line.about


def test_the_export_keeps_what_the_machine_found_apart() -> None:
    case = without(with_decision(undecided(), "cmp_1", "relation", "conflicts"), "cmp_1")
    records = [json.loads(line) for line in export_jsonl(case)]
    assert [r["id"] for r in records if r["type"] == "comparison"] == list(IDS[1:])
    (kept,) = (r for r in records if r["type"] == "decision")
    first = undecided().comparisons[0]
    assert (kept["target"], kept["left"], kept["right"]) == ("cmp_1", first.left, first.right)
    assert (kept["old"], kept["new"]) == ("differs", "conflicts")


def test_taken_back_nothing_stands_between_the_two_and_it_is_said() -> None:
    case = without(with_decision(undecided(), "cmp_1", "relation", "conflicts"), "cmp_1")
    case = taken_back(case)
    assert "cmp_1" not in relations(case)
    back = case.log.all[-1]
    assert back.new is None
    assert made(case.things, back) == (
        f"relation taken back by Ben: conflicts; {TOLD}, so nothing stands in its place ({back.when[:10]})"
    )
    # The pair is known still, so that who took it back by mistake can decide it again.
    again = with_decision(case, "cmp_1", "relation", "scope")
    assert relations(again)["cmp_1"] == "scope" and again.log.all[-1].old == "differs"


def test_an_earlier_decision_stands_again_where_a_later_one_is_taken_back() -> None:
    case = with_decision(undecided(), "cmp_1", "relation", "conflicts")
    case = without(with_decision(case, "cmp_1", "relation", "scope"), "cmp_1")
    case = taken_back(case)
    assert relations(case)["cmp_1"] == "conflicts" and case.log.all[-1].new == "conflicts"


def test_it_is_orphaned_where_one_side_is_gone() -> None:
    case = without(with_decision(undecided(), "cmp_1", "relation", "conflicts"), "cmp_1")
    case = dataclasses.replace(case, claims=case.claims[1:])
    (lost,) = decisions.orphans(case.things, case.log)
    assert lost.target == "cmp_1" and "cmp_1" not in relations(case)
    back = taken_back(case).log.all[-1]
    assert back.new is None and "no longer holds what it was about, so nothing stands" in made({}, back)


@pytest.mark.parametrize(("field", "value"), [("note", "Ask the mayor."), ("private", "yes")])
def test_a_note_on_a_pair_shows_no_relation(field: str, value: str) -> None:
    case = without(with_decision(undecided(), "cmp_1", field, value), "cmp_1")
    assert "cmp_1" not in relations(case) and decisions.orphans(case.things, case.log) == []
    assert is_unlisted(case.things["cmp_1"]) and case.things["cmp_1"].relation == ""
    assert decisions.decide(case.things, case.log, Choice("cmp_1", "relation", "scope", "Ana")).old is None


def test_what_is_given_away_holds_to_what_is_private() -> None:
    case = without(with_decision(undecided(), "cmp_1", "relation", "conflicts"), "cmp_1")
    first = case.claims[0].id
    for target, there in (("entity_1", True), ("cmp_1", False), (first, False)):
        hidden = with_decision(case, target, "private", "yes")
        told_of = {d.target for d in without_private(hidden).decisions}
        assert ("cmp_1" in told_of) is there, target
    hidden = with_decision(case, "cmp_1", "private", "yes")
    assert "cmp_1" not in {d.target for d in published(hidden).decisions}
    assert [c.relation for c in published(case).comparisons if c.id == "cmp_1"] == ["conflicts"]


# --- any order ----------------------------------------------------------------------------------------------

STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("decide"), st.sampled_from(IDS), st.sampled_from(("scope", "conflicts", "rejected"))
        ),
        st.tuples(st.just("list"), st.sampled_from(IDS), st.just("")),
        st.tuples(st.just("unlist"), st.sampled_from(IDS), st.just("")),
        st.tuples(st.just("undo"), st.just(""), st.just("")),
    ),
    max_size=20,
)


@given(STEPS)
def test_whatever_comes_and_goes_the_last_decision_is_shown(steps: list[tuple[str, str, str]]) -> None:
    whole, case = undecided(), undecided()
    listed = set(IDS)
    stacks: dict[str, list[tuple[int, str]]] = {id_: [] for id_ in IDS}
    for number, (step, id_, value) in enumerate(steps):
        if step == "decide" and id_ in case.things:
            before = len(case.decisions)
            case = with_decision(case, id_, "relation", value)
            if len(case.decisions) > before:
                stacks[id_].append((number, value))
        elif step == "undo" and any(stacks.values()):
            stack = max((s for s in stacks.values() if s), key=lambda s: s[-1])
            stack.pop()
            case = taken_back(case)
        elif step in ("list", "unlist"):
            listed = listed | {id_} if step == "list" else listed - {id_}
            found = tuple(x for x in whole.comparisons if x.id in listed)
            case = dataclasses.replace(case, comparisons=found)
        machine = {x.id: x.relation for x in case.comparisons}
        wanted = {i: stack[-1][1] for i, stack in stacks.items() if stack}
        assert relations(case) == {**machine, **wanted}
        assert decisions.orphans(case.things, case.log) == []
        assert {x.id for x in case.comparisons} == listed
    assert relations(dataclasses.replace(case, comparisons=whole.comparisons)) == {
        **relations(whole), **{i: stack[-1][1] for i, stack in stacks.items() if stack}
    }  # fmt: skip


# --- in the case file ---------------------------------------------------------------------------------------


def _kept(path: Path) -> Path:
    """The small case as a file."""
    case = undecided()
    with Store(path, create=True) as store:
        for d in case.documents:
            store.begin_input(d.path, d.text.encode(), d.sha256, "x")
            claims = tuple(c for c in case.claims if c.document == d.id)
            figures = tuple(f for f in case.figures if f.document == d.id)
            store.add([(d, Findings(d.id, claims, figures))])
            store.end_input(d.path)
    _compare(path, *IDS)
    return path


def _compare(path: Path, *ids: str) -> None:
    found = tuple(x for x in undecided().comparisons if x.id in ids)
    with Store(path, write=True) as store:
        store.replace_compared(Compared(comparisons=found), (), {})


def test_a_run_that_no_longer_finds_the_pair_keeps_its_decision(tmp_path: Path) -> None:
    path = _kept(tmp_path / "x.case")
    with Store(path, write=True) as store:
        kept = store.decide(Choice("cmp_1", "relation", "conflicts", "Ana"))
    _compare(path, *IDS[1:])
    with Store(path) as store:
        assert relations(store.contents())["cmp_1"] == "conflicts"
        assert store.redecided(store.contents()) == store.contents()
        query = "SELECT id, found, decided, decided_by FROM conflicts"
        assert store.db.execute(query).fetchall() == [("cmp_1", None, "conflicts", "Ana")]
    _compare(path, *IDS)
    with Store(path, write=True) as store:
        (found,) = (x for x in decided(store.contents()).comparisons if x.id == "cmp_1")
        assert found.judge == "rules 1" and found.decision == "conflicts"
        assert TOLD not in told(store.contents().things, kept)
        assert store.undecide(kept.id, "Ben").new == "differs"


def test_decisions_of_an_earlier_sayso_get_the_sides_that_their_pair_has(tmp_path: Path) -> None:
    path = _kept(tmp_path / "x.case")
    with Store(path, write=True) as store:
        store.decide(Choice("cmp_1", "relation", "conflicts", "Ana"))
        store.decide(Choice(undecided().claims[0].id, "grade", "B2", "Ana"))
        for (view,) in store.db.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
            store.db.execute(f"DROP VIEW {view}")
        for column in ("left", "right"):
            store.db.execute(f'ALTER TABLE decision DROP COLUMN "{column}"')
    with Store(path) as store:
        assert {d.left for d in store.contents().decisions} == {None}
    _compare(path, *IDS[1:])
    with Store(path) as store:
        assert relations(store.contents())["cmp_1"] == "conflicts"
        assert [d.left for d in store.contents().log.all] == [undecided().comparisons[0].left, None]


def test_the_log_alone_tells_what_was_found_last() -> None:
    case = with_decision(undecided(), "cmp_1", "relation", "conflicts")
    other = dataclasses.replace(case.comparisons[0], relation="agrees")
    case = taken_back(case)
    case = dataclasses.replace(case, comparisons=(other, *case.comparisons[1:]))
    case = without(with_decision(case, "cmp_1", "relation", "scope"), "cmp_1")
    assert case.unlisted["cmp_1"].relation == "agrees"
    assert Log(case.decisions).values["cmp_1"] == {"relation": "scope"}


# --- one article more ---------------------------------------------------------------------------------------

NORTH = "The tannery by the northern canal burned; its vats, hides and barrels lay scattered on the quay."
SOUTH = "The chapel beneath the southern ridge flooded; its benches, hymnals and candles floated in the nave."
TOLL = "At least {} people were killed at Tolk on 3 May 2031, the mayor {} said."


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """Twelve articles: two with a toll, each nearer to all ten others than to one another."""
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "m1.txt").write_text(f"{TOLL.format(12, 'Ann Roe')}\n\n{NORTH}")
    (folder / "m2.txt").write_text(f"{TOLL.format(15, 'Bo Lind')}\n\n{SOUTH}")
    for number in range(SMALL_PILE - 2):
        (folder / f"n{number}.txt").write_text(f"{NORTH}\n\n{SOUTH}\n\nEnd of report {number}.")
    return folder


def read(pile: Path, case: Path) -> Contents:
    local.run([str(pile)], str(case), Settings(processes=1))
    with Store(case) as store:
        return store.contents()


@pytest.mark.parametrize("order", [("a",), ("mm",), ("z",), ("z", "a"), ("a", "mm", "z")])
def test_an_article_more_leaves_what_was_decided(pile: Path, tmp_path: Path, order: tuple[str, ...]) -> None:
    case = tmp_path / "x.case"
    found = read(pile, case)
    (pair,) = (x for x in found.comparisons if x.left in found.claim and TOLL[:8] in found.claim[x.left].text)
    with Store(case, write=True) as store:
        kept = store.decide(Choice(pair.id, "relation", "scope", "Ana"))
    for name in order:
        (pile / f"{name}.txt").write_text(f"The minister said the bridge {name} would be open on Friday.")
        found = read(pile, case)
        assert pair.id not in {x.id for x in found.comparisons}
        assert relations(found)[pair.id] == "scope"
        assert decisions.orphans(found.things, found.log) == []
    assert read(pile, case) == found
    with Store(case, write=True) as store:
        assert store.undecide(kept.id, "Ben").new is None
    assert pair.id not in relations(read(pile, case))
