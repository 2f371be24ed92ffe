"""Cards of pairs: what a decision about two accounts covers, and which of two came first."""

from __future__ import annotations

import pytest

from sayso.case.contents import Contents
from sayso.dossier import pairs, summary
from sayso.dossier.pile import Pile
from sayso.model import Comparison, Decision
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
