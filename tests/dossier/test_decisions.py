"""Decisions in the dossier: shown where their record is shown, counted as decided, orphans first."""

from __future__ import annotations

import dataclasses
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from sayso.case.checking import NO, REJECTED, YES
from sayso.case.contents import Contents
from sayso.case.decisions import Choice, decide, fields_of, found, timed
from sayso.cli.summary import summarize
from sayso.dossier import dossier_text, render
from sayso.dossier.decisions import decisions
from sayso.dossier.pairs import cards
from sayso.dossier.pile import Pile
from sayso.dossier.summary import counts
from sayso.dossier.voices import voices
from sayso.errors import UsageError
from sayso.exporters.md import export_md
from sayso.exporters.tables import export_csv
from sayso.model import RELATIONS, Decision, Entity
from sayso.runners.local import Outcome
from tests.dossier.helpers import small_case


def decided(*made: tuple[str, str, str | None], case: Contents | None = None) -> Contents:
    """The small case, in which Ana decided what is given as target, field and new value."""
    case = case or small_case()
    log = (
        Decision(f"dec_{n}", on, field, found(case.things.get(on), field), new, "Ana", f"2031-05-0{n}")
        for n, (on, field, new) in enumerate(made, 1)
    )
    return dataclasses.replace(case, decisions=tuple(log))


def section(page: str, id_: str) -> str:
    tree: Any = lxml_html.fromstring(page)
    return " ".join(tree.get_element_by_id(id_).text_content().split())


def test_a_decided_relation_moves_the_card_and_says_who() -> None:
    case = decided(("cmp_3", "relation", "scope"))
    by_relation = cards(Pile(case))
    assert list(by_relation) == ["differs", "repeats", "scope"]
    assert by_relation["scope"][0].decided == (
        "decided by Ana: updates → scope (2031-05-01); of 8 and about 17, killed (people)",
    )
    assert "decided by Ana: updates → scope" in section(render(case), "accounts")
    assert "decided by Ana: updates → scope" in "".join(export_md(case))


def test_the_short_lines_say_what_was_decided() -> None:
    case = small_case()
    case = decided(("cmp_3", "relation", "conflicts"), (case.figures[2].id, "high", "9"), case=case)
    told = ("decided by Ana: updates → conflicts", "high decided by Ana: 8 → 9")
    page, digest = section(render(case), "summary"), "".join(export_md(case))
    short = summarize(case, Outcome(), "x.case", None)
    for line in told:
        assert line in page and line in digest and line in short


def test_a_rejected_pair_comes_last_and_is_in_no_chart() -> None:
    case = decided(("cmp_1", "relation", "rejected"), ("cmp_2", "relation", "rejected"))
    pile = Pile(case)
    assert list(cards(pile)) == ["updates", "repeats", "rejected"]
    assert {c.id for c in pile.comparisons} == {"cmp_3", "cmp_4"}
    (card,) = cards(pile)["rejected"]
    assert card.amounts == (("6 or more", "8", "killed (people)"),)


def test_corrections_are_shown_where_the_claim_and_figure_are() -> None:
    case = small_case()
    claim, figure = case.claims[0], case.figures[0]
    case = decided((claim.id, "speaker", "Jon Ek"), (figure.id, "low", "7"))
    page = render(case)
    accounts = section(page, "accounts")
    assert "Jon Ek" in accounts and "7 or more" in accounts
    for words in ("speaker decided by Ana: Oda Brandt → Jon Ek", "low decided by Ana: 6 → 7"):
        assert words in accounts
        assert words in section(page, claim.document)
    assert "low decided by Ana: 6 → 7" in section(page, "figures")
    assert "speaker decided by Ana: Oda Brandt → Jon Ek" in "".join(export_csv(case))


def test_an_outlet_that_was_decided_is_the_outlet_everywhere() -> None:
    case = small_case()
    page = render(decided((case.documents[1].id, "outlet", "Courier")))
    assert "file courier.txt" not in dossier_text(page)
    assert "outlet decided by Ana: none → Courier" in section(page, case.documents[1].id)


def with_two_names() -> Contents:
    """The small case, whose fire service is named as an entity beside the mayor."""
    case = small_case()
    service = Entity("entity_2", "the fire service", "organization")
    source = dataclasses.replace(case.claims[5].sources[0], entity="entity_2", entity_name=service.name)
    claims = (*case.claims[:5], dataclasses.replace(case.claims[5], sources=(source,)), *case.claims[6:])
    return dataclasses.replace(case, entities=(*case.entities, service), claims=claims)


def test_merged_entities_are_one_voice_with_the_merge_shown() -> None:
    apart = Pile(dataclasses.replace(with_two_names(), decisions=()))
    case = decided(("entity_1", "same_as", "entity_2"), case=with_two_names())
    merged = Pile(case)
    names = [[row.name for row in voices(pile).named] for pile in (apart, merged)]
    assert names == [["Oda Brandt", "the fire service"], ["Oda Brandt"]]
    told = [
        next(c.number for c in counts(p, cards(p)) if c.noun.startswith("named")) for p in (apart, merged)
    ]
    assert told == ["2", "1"]
    assert "merged by Ana: Oda Brandt = the fire service, called Oda Brandt" in section(
        render(case), "voices"
    )


def test_whoever_merges_says_which_name_stands() -> None:
    either_way = (("entity_1", "same_as", "entity_2"), ("entity_2", "same_as", "entity_1"))
    for made, name in zip((either_way[:1], either_way[1:], either_way), ("Oda", "the", "the"), strict=True):
        pile = Pile(decided(*made, case=with_two_names()))
        assert {row.name.split()[0] for row in voices(pile).named} == {name}
        assert {first.name.split()[0] for first in pile.merged.first.values()} == {name}


def test_private_and_notes_stand_with_the_sentence() -> None:
    case = small_case()
    claim = case.claims[0].id
    page = render(decided((claim, "private", "yes"), (claim, "note", "Ask <b>again</b>.")))
    accounts = section(page, "accounts")
    assert "private" in accounts and "note by Ana: Ask <b>again</b>." in accounts


def test_what_a_private_person_said_is_marked_under_either_name() -> None:
    service = with_two_names().claims[5].id
    case = decided(("entity_1", "private", "yes"), case=with_two_names())
    assert not Pile(case).quote(service).private
    both = decided(("entity_2", "same_as", "entity_1"), ("entity_1", "private", "yes"), case=with_two_names())
    assert Pile(both).quote(service).private


def test_orphans_are_told_first_and_never_dropped() -> None:
    case = decided(("claim_gone", "speaker", "Jon Ek"))
    page = render(case)
    assert "1 decision lost what it was about" in section(page, "summary")
    assert "claim_gone" in section(page, "summary")
    assert "orphaned" in section(page, "decisions")


def test_the_list_has_what_was_replaced_and_taken_back() -> None:
    case = decided(("cmp_1", "relation", "scope"), ("cmp_1", "relation", "agrees"))
    last = case.decisions[-1]
    undo = dataclasses.replace(
        last, id="dec_9", old="agrees", new="scope", when="2031-05-09", undoes=last.id, who="Ben"
    )
    assert [d.state for d in decisions(Pile(case))] == ["stands", "replaced"]
    case = dataclasses.replace(case, decisions=(*case.decisions, undo))
    assert [d.state for d in decisions(Pile(case))] == ["undoes", "undone", "stands"]
    told = "relation taken back by Ben: agrees → scope (2031-05-09); of 6 or more and 8, killed (people)"
    assert decisions(Pile(case))[0].text == told


def test_without_decisions_nothing_is_said_of_them() -> None:
    case = dataclasses.replace(small_case(), decisions=())
    assert 'id="decisions"' not in render(case) and 'class="decided"' not in render(case)


VALUES = {
    "relation": (*RELATIONS, REJECTED),
    "speaker": ("Jon Ek", "the fire service", ""),
    "low": ("0", "-5", "999999999999999", "2.5", ""),
    "high": ("0", "-5", "999999999999999", ""),
    "counted": ("", "homes"),
    "outlet": ("", "Lake Wire", "<b>"),
    "published": ("2031", "2031-05", "", "0001-01-01", "9999-12-31", "2031-05-01T10:00:00+02:00"),
    "title": ("", "Bridge closed", "<b>"),
    "private": (YES, NO),
    "same_as": ("entity_1", "entity_2"),
    "not_same_as": ("entity_1", "entity_2"),
    "earlier": (small_case().comparisons[0].left, small_case().comparisons[0].right),
}
STEPS = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 9), st.integers(0, 9)), max_size=12)


@settings(max_examples=12)
@given(STEPS)
def test_whatever_is_decided_there_is_a_dossier(steps: list[tuple[int, int, int]]) -> None:
    case = dataclasses.replace(with_two_names(), decisions=())
    things = list(case.things.values())
    for thing_number, field_number, value_number in steps:
        thing = things[thing_number % len(things)]
        field = fields_of(thing)[field_number % len(fields_of(thing))]
        values = VALUES.get(field, ("B2",))
        choice = Choice(thing.id, field, values[value_number % len(values)], "Ana")
        try:
            made = decide(case.things, case.log, choice)
        except UsageError:
            continue
        if not made.id:
            last = case.log.all[-1].when if case.log.all else None
            case = dataclasses.replace(case, decisions=(*case.decisions, timed(made, last)))
    page = render(case)
    for made in case.log.all:
        assert made.id and made.target in page
    assert list(export_csv(case)) and list(export_md(case)) and summarize(case, Outcome(), "x.case", None)
