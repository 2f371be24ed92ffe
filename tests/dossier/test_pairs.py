"""Cards of pairs: what a decision about two accounts covers, and which of two came first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.case.contents import Contents
from sayso.dossier import pairs, summary
from sayso.dossier.pile import Pile
from sayso.model import Comparison, Decision, Group, Range, Reason
from tests.dossier.helpers import claim, document, figure


def _two_tolls(
    *fields: tuple[str, str], first: str | None = "2031-05-02", then: str | None = "2031-05-03"
) -> Pile:
    """Two claims, each with a toll of people and one of children; only those of children clash."""
    one = document("one.txt", "72 people were killed, 9 children.\n", "One", first)
    two = document("two.txt", "58 people were killed, 11 children.\n", "Two", then)
    claims = tuple(claim(d, d.text.rstrip(".\n"), "narrated") for d in (one, two))
    killed = {"event": "killed"}
    people = [
        figure(d, c, f"{n} people", n, None, counted="people", **killed)
        for d, c, n in zip((one, two), claims, (72, 58), strict=True)
    ]
    children = [
        figure(d, c, f"{n} children", n, n, counted="children", **killed)
        for d, c, n in zip((one, two), claims, (9, 11), strict=True)
    ]
    some = (
        Comparison("cmp_claims", claims[0].id, claims[1].id, "conflicts"),
        Comparison("cmp_people", people[0].id, people[1].id, "differs"),
        Comparison("cmp_children", children[0].id, children[1].id, "conflicts"),
    )
    made = tuple(
        Decision(
            f"dec_{n}",
            "cmp_claims",
            field,
            None,
            claims[1].id if value == "right" else value,
            "Ana",
            f"203{n}",
        )
        for n, (field, value) in enumerate(fields)
    )
    return Pile(
        Contents(
            documents=(one, two),
            claims=claims,
            figures=(*people, *children),
            comparisons=some,
            decisions=made,
        )
    )


def test_a_decided_card_is_titled_by_the_figures_whose_relation_was_decided() -> None:
    before = pairs.cards(_two_tolls())["conflicts"][0]
    assert before.amounts == (("9", "11", "killed (children)"),)
    pile = _two_tolls(("relation", "updates"))
    (card,) = pairs.cards(pile)["updates"]
    assert card.amounts == before.amounts
    assert card.decided[0].endswith("; of 9 and 11, killed (children)")
    assert "72" not in summary.line(card).left
    by_id = {c.id: c.relation for c in pile.comparisons}
    assert (by_id["cmp_people"], by_id["cmp_children"]) == ("differs", "updates")


@pytest.mark.parametrize(
    ("fields", "days", "told"),
    [
        ((), ("2031-05-02", "2031-05-03"), ("9", "11", True)),
        ((), ("2031-05-03", "2031-05-02"), ("11", "9", True)),
        ((), ("2031-05-03", "2031-05-03"), ("9", "11", False)),
        ((), ("2031-05", "2031-05-03"), ("9", "11", False)),
        ((), (None, "2031-05-03"), ("9", "11", False)),
        ((("earlier", "right"),), ("2031-05-02", "2031-05-03"), ("11", "9", True)),
    ],
)
def test_an_update_has_the_order_that_dates_or_people_give(
    fields: tuple[tuple[str, str], ...], days: tuple[str | None, str], told: tuple[str, str, bool]
) -> None:
    pile = _two_tolls(("relation", "updates"), *fields, first=days[0], then=days[1])
    (card,) = pairs.cards(pile)["updates"]
    assert (*card.amounts[0][:2], card.ordered) == told


LINES = (
    "Ann Roe accused the ministry of the raid.",
    "Bo Lind accused the ministry of the raid.",
    "Cy Moor said the ministry carried out the raid.",
    "The ministry denied the raid.",
    "The ministry denied any raid.",
    "The council denied the sale.",
    "Di Pell accused the council of the sale.",
)
CLASHES = ((0, 3, "ministry"), (1, 3, "ministry"), (2, 4, "ministry"), (0, 4, "ministry"), (5, 6, "council"))


def _disputes(decided: str = "") -> Pile:
    """A ministry's two denials of three accusations, and another dispute."""
    docs = [document(f"d{n}.txt", f"{text}\n", f"Outlet {n}", "2031-05-02") for n, text in enumerate(LINES)]
    claims = [claim(d, d.text.rstrip(".\n"), "narrated") for d in docs]
    some = tuple(
        Comparison(
            f"cmp_{a}_{b}",
            claims[a].id,
            claims[b].id,
            "conflicts",
            (Reason("accused", who, who), Reason("shared words", f"raid, {who}", f"raid, {who}")),
        )
        for a, b, who in CLASHES
    )
    made = (Decision("dec_1", decided, "relation", None, "conflicts", "Ana", "2031"),) if decided else ()
    return Pile(Contents(documents=tuple(docs), claims=tuple(claims), comparisons=some, decisions=made))


def test_clashes_of_one_side_and_matter_are_one_point_the_most_different_first() -> None:
    one, other = pairs.cards(_disputes())["conflicts"]
    assert (one.heading, other.heading) == ("ministry · raid", "council · raid")
    assert len(one.comparisons) == 4 and one.one_matter and not other.one_matter
    assert {one.comparison, *one.further} == set(one.comparisons)
    lead = {one.left.document, one.right.document}
    shared = [len(lead & {left.document, right.document}) for left, right in one.more]
    assert shared == sorted(shared) and shared[0] == 0


def test_what_is_decided_keeps_a_point_of_its_own() -> None:
    found = pairs.cards(_disputes("cmp_1_3"))["conflicts"]
    (mine,) = (card for card in found if card.decided)
    assert mine.comparisons == ("cmp_1_3",) and len(found) == 3


def test_the_pair_in_full_is_the_one_whose_sides_most_articles_carry() -> None:
    case = _disputes().contents
    at = {c.document: c.id for c in case.claims}
    carried = Group("group_1", "the raid", (at["doc_d1"], at["doc_d2"]), Range(1, 2))
    (card,) = (c for c in pairs.cards(Pile(replace(case, groups=(carried,))))["conflicts"] if c.one_matter)
    assert {card.left.document, card.right.document} in ({"doc_d1", "doc_d3"}, {"doc_d2", "doc_d4"})


def test_a_matter_that_more_articles_carry_comes_first() -> None:
    case = _disputes().contents
    at = {c.document: c.id for c in case.claims}
    more = tuple(document(f"e{n}.txt", LINES[5] + "\n", f"Paper {n}", "2031-05-02") for n in range(5))
    copies = tuple(claim(d, LINES[5].rstrip("."), "narrated") for d in more)
    group = Group("group_1", "the sale", (at["doc_d5"], *(c.id for c in copies)), Range(1, 1))
    grown = replace(case, documents=(*case.documents, *more), claims=(*case.claims, *copies), groups=(group,))
    assert pairs.cards(Pile(grown))["conflicts"][0].heading == "council · raid"
