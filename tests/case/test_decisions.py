"""Decisions: what stands is the replay of the log; a re-run keeps them; what lost its record is told."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.case import decisions
from sayso.case.contents import Contents
from sayso.case.custody import check_case
from sayso.case.decided import decided
from sayso.case.decisions import Choice, Log, told
from sayso.case.store import Store
from sayso.dossier import render
from sayso.errors import UsageError
from sayso.exporters.jsonl import export_jsonl
from sayso.exporters.schema import export_schema
from sayso.model import Claim, Decision, Entity, Mention, Similar
from sayso.runners import local
from sayso.settings import Settings
from tests.dossier.helpers import small_case

TEXT = "At least 12 people were killed at Tolk, the mayor Ann Roe said on Tuesday.\n\nThe road is closed."


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "a.txt").write_text(TEXT)
    (tmp_path / "pile" / "b.txt").write_text(TEXT.replace("12", "15"))
    return tmp_path / "pile"


@pytest.fixture
def case(pile: Path, tmp_path: Path) -> Path:
    run(pile, tmp_path / "x.case")
    return tmp_path / "x.case"


def run(pile: Path, case: Path) -> None:
    local.run([str(pile)], str(case), Settings(processes=1))


def contents(case: Path) -> Contents:
    with Store(case) as store:
        return store.contents()


def decide(case: Path, target: str, field: str, value: str | None, who: str = "Ana") -> Decision:
    with Store(case, write=True) as store:
        return store.decide(Choice(target, field, value, who))


def undecide(case: Path, id_: str) -> Decision:
    with Store(case, write=True) as store:
        return store.undecide(id_, "Ben")


def claim_of(case: Path) -> Claim:
    return next(c for c in contents(case).claims if c.sources)


# --- the log ------------------------------------------------------------------------------------------------

STATES: dict[tuple[str, str], tuple[str | None, ...]] = {
    ("cmp_1", "relation"): ("conflicts", "scope", "rejected", "differs"),
    ("cmp_2", "relation"): ("conflicts", "agrees"),
    ("claim_doc_post_0", "grade"): ("B2", None, "A1"),
}

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("decide"), st.sampled_from(sorted(STATES)), st.integers(0, 3)),
        st.tuples(st.just("undo"), st.just(("", "")), st.integers(0, 30)),
    ),
    max_size=25,
)


def the_case() -> Contents:
    case = small_case()
    first = dataclasses.replace(case.claims[0], id="claim_doc_post_0")
    return dataclasses.replace(case, claims=(first, *case.claims[1:]), decisions=())


@given(STEPS)
def test_what_stands_is_the_replay_of_the_log(steps: list[tuple[str, tuple[str, str], int]]) -> None:
    things = the_case().things
    log: list[Decision] = []
    # The plainest telling of the same: a pile for each field, from which undoing takes one out.
    stacks: dict[tuple[str, str], list[Decision]] = {key: [] for key in STATES}
    for step, (target, field), number in steps:
        if step == "decide":
            values = STATES[target, field]
            choice = Choice(target, field, values[number % len(values)], f"person {len(log)}")
            made = decisions.timed(decisions.decide(things, Log(log), choice), log[-1].when if log else None)
            stacks[target, field].append(made)
        else:
            standing = [d for stack in stacks.values() for d in stack]
            if not standing:
                continue
            taken = sorted(standing, key=lambda d: d.when)[number % len(standing)]
            made = decisions.timed(decisions.undo(things, Log(log), taken.id, "somebody"), log[-1].when)
            stack = stacks[taken.target, taken.field]
            stack.remove(taken)
            before = decisions.found(things[taken.target], taken.field)
            assert made.new == (stack[-1].new if stack else before)
        log.append(made)
        values_now = Log(reversed(log)).values
        for (on, of), stack in stacks.items():
            assert (of in values_now.get(on, {})) == bool(stack)
            if stack:
                assert values_now[on][of] == stack[-1].new
    assert [d.when for d in Log(log).all] == sorted({d.when for d in log})


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.booleans()), max_size=12))
def test_undoing_everything_gives_what_was_found(pairs: list[tuple[int, int, bool]]) -> None:
    case = with_people()
    log: list[Decision] = []
    for left, right, same in pairs:
        choice = Choice(f"entity_{left}", "same_as" if same else "not_same_as", f"entity_{right}", "Ana")
        try:
            made = decisions.decide(case.things, Log(log), choice)
        except UsageError:
            continue
        if not made.id:
            log.append(decisions.timed(made, log[-1].when if log else None))
    merged = decided(dataclasses.replace(case, decisions=tuple(log)))
    assert {m for e in merged.entities for m in e.mentions} == {m for e in case.entities for m in e.mentions}
    for standing in tuple(log):
        log.append(decisions.timed(decisions.undo(case.things, Log(log), standing.id, "Ben"), log[-1].when))
    assert decided(dataclasses.replace(case, decisions=tuple(log))) == dataclasses.replace(
        case, decisions=tuple(log)
    )


def with_people() -> Contents:
    """The small case with five entities that are named once each, the first two said to be similar."""
    case = the_case()
    document = case.documents[0]
    entities = tuple(
        Entity(
            f"entity_{n}",
            f"Person {n}",
            "person",
            mentions=(Mention(document.id, n, n + 1, document.text[n]),),
            similar=(Similar("entity_1", "one surname"),) if n == 0 else (),
        )
        for n in range(5)
    )
    source = dataclasses.replace(case.claims[0].sources[0], entity="entity_0", entity_name="Person 0")
    other = dataclasses.replace(source, entity="entity_1", entity_name="Person 1", name="Person 1")
    claims = (
        dataclasses.replace(case.claims[0], sources=(source,)),
        dataclasses.replace(case.claims[1], sources=(other,)),
        *case.claims[2:],
    )
    return dataclasses.replace(case, entities=entities, claims=claims)


def with_decision(case: Contents, target: str, field: str, value: str | None) -> Contents:
    made = decisions.decide(case.things, case.log, Choice(target, field, value, "Ana"))
    last = case.log.all[-1].when if case.log.all else None
    return dataclasses.replace(case, decisions=(*case.decisions, decisions.timed(made, last)))


# --- laid over the findings ---------------------------------------------------------------------------------


def test_merged_entities_are_one_and_their_claims_have_one_voice() -> None:
    case = with_decision(with_people(), "entity_0", "same_as", "entity_1")
    shown = decided(case)
    assert [e.id for e in shown.entities] == ["entity_0", "entity_2", "entity_3", "entity_4"]
    assert shown.entities[0].aliases == ("Person 1",)
    assert len(shown.entities[0].mentions) == 2 and shown.entities[0].similar == ()
    assert {s.entity_name for c in shown.claims[:2] for s in c.sources} == {"Person 0"}
    assert len(case.entities) == 5 and case.claims[1].sources[0].entity == "entity_1"


def test_split_again_they_are_two() -> None:
    case = with_decision(with_people(), "entity_0", "same_as", "entity_1")
    case = with_decision(case, "entity_1", "not_same_as", "entity_0")
    shown = decided(case)
    assert len(shown.entities) == 5
    assert shown.entities[0].similar == ()


def test_a_rejected_suggestion_is_not_made_again() -> None:
    case = with_decision(with_people(), "entity_0", "not_same_as", "entity_1")
    assert decided(case).entities[0].similar == ()


def test_those_joined_by_a_third_are_not_kept_apart_in_silence() -> None:
    case = with_decision(with_people(), "entity_0", "same_as", "entity_1")
    case = with_decision(case, "entity_1", "same_as", "entity_2")
    with pytest.raises(UsageError, match="by way of a third"):
        with_decision(case, "entity_0", "not_same_as", "entity_2")


def test_corrections_are_laid_over_and_leave_the_findings() -> None:
    case = the_case()
    post, figure, claim = case.documents[0], case.figures[0], case.claims[0]
    for target, field, value in (
        (post.id, "outlet", "The Post of Velmara"),
        (post.id, "published", "2031-05"),
        (figure.id, "low", "7"),
        (figure.id, "high", "9.5"),
        (figure.id, "counted", "residents"),
        (claim.id, "speaker", "Jon Ek"),
        ("cmp_1", "relation", "scope"),
    ):
        case = with_decision(case, target, field, value)
    shown = decided(case)
    assert (shown.documents[0].outlet, shown.documents[0].published) == ("The Post of Velmara", "2031-05")
    assert (shown.figures[0].low, shown.figures[0].high, shown.figures[0].counted) == (7, 9.5, "residents")
    assert [s.name for s in shown.claims[0].sources] == ["Jon Ek"]
    assert shown.comparisons[0].relation == "scope"
    assert (case.documents, case.figures, case.claims) == (
        the_case().documents,
        the_case().figures,
        the_case().claims,
    )


def test_a_speaker_can_be_nobody_named_and_an_outlet_none() -> None:
    case = with_decision(the_case(), "claim_doc_post_0", "speaker", "")
    assert decided(case).claims[0].sources == ()
    case = with_decision(case, case.documents[0].id, "outlet", " ")
    assert decided(case).documents[0].outlet is None


@pytest.mark.parametrize(
    ("target", "field", "value", "words"),
    [
        ("cmp_1", "relation", "lies", "A relation is"),
        ("cmp_1", "low", "3", "not 'low'"),
        ("gone", "note", "x", "no record gone"),
        ("doc_post", "published", "2031-13", "no date that sayso can read"),
        ("doc_post", "published", "2031-02-30", "no date that sayso can read"),
        ("doc_post", "published", "May", "no date that sayso can read"),
        ("doc_post", "note", " ", "needs words"),
        ("doc_post", "note", "x" * 10_001, "may have"),
        ("doc_post", "outlet", "a\x00b", "control characters"),
        ("doc_post", "private", "maybe", "yes or no"),
        ("FIGURE", "low", "many", "is a number"),
        ("FIGURE", "low", "nan", "is a number"),
        ("FIGURE", "low", "1_0", "is a number"),
        ("FIGURE", "low", "9" * 400, "is a number"),
        ("doc_post", "outlet", "a\udc80b", "no text"),
        ("FIGURE", "high", "2", "set the other one first"),
        ("entity_1", "same_as", "entity_1", "id of another"),
        ("entity_1", "same_as", "cmp_1", "id of another"),
    ],
)
def test_what_cannot_be_decided_is_said_in_a_sentence(
    target: str, field: str, value: str, words: str
) -> None:
    case = small_case()
    target = {"FIGURE": case.figures[0].id, "doc_post": case.documents[0].id}.get(target, target)
    with pytest.raises(UsageError, match=words):
        decisions.decide(case.things, case.log, Choice(target, field, value, "Ana"))


@pytest.mark.parametrize(
    ("written", "kept"),
    [("40,000", "40000"), ("2.50", "2.5"), (" 7 ", "7"), ("0", "0"), ("-3", "-3"), ("", None)],
)
def test_numbers_are_kept_as_numbers(written: str, kept: str | None) -> None:
    case = the_case()
    last = case.figures[-2].id
    case = with_decision(with_decision(case, last, "high", ""), last, "low", written)
    assert case.log.values[last]["low"] == kept
    render(case)


def test_a_decision_needs_a_name() -> None:
    case = small_case()
    with pytest.raises(UsageError, match="name of who"):
        decisions.decide(case.things, case.log, Choice("cmp_1", "relation", "scope", " "))


def test_lines_say_who_and_what() -> None:
    case = small_case()
    (made,) = case.log.about("cmp_1")
    assert told(case.things, made) == "decided by Ana: differs → conflicts (2031) – seen"
    accepted = dataclasses.replace(made, new="differs", note=None)
    assert told(case.things, accepted) == "accepted by Ana: differs (2031)"


# --- in the case file ---------------------------------------------------------------------------------------


def test_a_decision_survives_a_run_and_an_undo(case: Path, pile: Path) -> None:
    claim = claim_of(case)
    first = decide(case, claim.id, "speaker", "Jo Hale")
    second = decide(case, claim.id, "speaker", "Kim Hale", who="Ben")
    assert (first.old, first.new, second.old) == ("Ann Roe", "Jo Hale", "Jo Hale")
    (pile / "c.txt").write_text("The bridge at Tolk is open, the army said.")
    run(pile, case)
    assert contents(case).log.values[claim.id]["speaker"] == "Kim Hale"
    assert contents(case).claim[claim.id].sources[0].name == "Ann Roe"
    back = undecide(case, second.id)
    assert (back.new, back.who, back.undoes) == ("Jo Hale", "Ben", second.id)
    run(pile, case)
    assert contents(case).log.values[claim.id]["speaker"] == "Jo Hale"
    assert undecide(case, first.id).new == "Ann Roe"
    assert contents(case).log.values == {}
    assert len(contents(case).decisions) == 4


def test_what_is_taken_back_cannot_be_taken_back_again(case: Path) -> None:
    made = decide(case, claim_of(case).id, "grade", "B2")
    back = undecide(case, made.id)
    for id_, words in ((made.id, "taken back already"), (back.id, "decide it again"), ("x", "no decision x")):
        with pytest.raises(UsageError, match=words):
            undecide(case, id_)


def test_the_same_decision_twice_is_one(case: Path) -> None:
    target = claim_of(case).id
    assert decide(case, target, "grade", "B2") == decide(case, target, "grade", "B2")
    assert decide(case, target, "grade", "B2", who="Ben").old == "B2"


def test_notes_stand_beside_one_another(case: Path) -> None:
    target = claim_of(case).id
    first = decide(case, target, "note", "Ask the mayor.")
    decide(case, target, "note", "Asked: no answer.")
    assert len(contents(case).log.about(target)) == 2
    undecide(case, first.id)
    assert [d.new for d in contents(case).log.about(target)] == ["Asked: no answer."]


def test_the_export_has_decisions_and_follows_the_schema(case: Path) -> None:
    found = contents(case)
    comparison, document = found.comparisons[0], found.documents[0]
    made = decide(case, comparison.id, "relation", "rejected")
    undecide(case, decide(case, document.id, "private", "yes").id)
    records = [json.loads(line) for line in export_jsonl(contents(case))]
    schema = export_schema()
    for record in records:
        of_type = {**schema, "oneOf": [{"$ref": f"#/$defs/{record['type']}"}]}
        jsonschema.Draft202012Validator(of_type).validate(record)
    (exported,) = (r for r in records if r["id"] == comparison.id)
    assert (exported["relation"], exported["decision"]) == (comparison.relation, "rejected")
    kept = [r for r in records if r["type"] == "decision"]
    assert [r["id"] for r in kept] == sorted(r["id"] for r in kept) and len(kept) == 3
    (exported,) = (r for r in kept if r["id"] == made.id)
    assert (exported["old"], exported["new"], exported["who"]) == (comparison.relation, "rejected", "Ana")


def test_a_decision_whose_record_is_gone_is_told_and_comes_back(case: Path, pile: Path) -> None:
    target = next(c for c in contents(case).claims if "12" in c.text)
    made = decide(case, target.id, "speaker", "Jo Hale")
    (pile / "a.txt").write_text("The dam broke.")
    run(pile, case)
    (lost,) = decisions.orphans(contents(case).things, contents(case).log)
    assert lost == made
    with Store(case) as store:
        (fault,) = check_case(store, store.contents())
    assert "orphaned" in fault and "12 people" in fault and "Ann Roe → Jo Hale" in fault
    (pile / "a.txt").write_text(TEXT)
    run(pile, case)
    assert decisions.orphans(contents(case).things, contents(case).log) == []
    assert [s.name for s in decided(contents(case)).claim[target.id].sources] == ["Jo Hale"]


def test_an_orphan_can_be_taken_back(case: Path, pile: Path) -> None:
    made = decide(case, claim_of(case).id, "speaker", "Jo Hale")
    (pile / "a.txt").write_text("The dam broke.")
    (pile / "b.txt").write_text("The dam held.")
    run(pile, case)
    undecide(case, made.id)
    assert decisions.orphans(contents(case).things, contents(case).log) == []


def test_a_case_of_an_earlier_sayso_can_be_read_and_decided_on(case: Path) -> None:
    with Store(case, write=True) as store:
        for (view,) in store.db.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
            store.db.execute(f"DROP VIEW {view}")
        for column in ("undoes", "about"):
            store.db.execute(f"ALTER TABLE decision DROP COLUMN {column}")
    assert contents(case).decisions == ()
    made = decide(case, claim_of(case).id, "grade", "B2")
    assert contents(case).decisions == (made,)


def test_the_stamp_changes_with_findings_and_not_with_decisions(case: Path, pile: Path) -> None:
    def stamp() -> int | None:
        with Store(case) as store:
            return store.stamp()

    before, found = stamp(), contents(case)
    target = found.comparisons[0].id
    made = decide(case, target, "relation", "rejected")
    assert stamp() == before
    with Store(case) as store:
        assert store.redecided(found) == store.contents() != found
    undecide(case, made.id)
    with Store(case) as store:
        assert store.redecided(contents(case)) == store.contents()
    run(pile, case)
    assert stamp() == before
    (pile / "new.txt").write_text("The bridge of Tolk is closed, the mayor said.")
    run(pile, case)
    assert stamp() != before
