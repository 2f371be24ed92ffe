"""What stands in one article only: look-alikes carry nothing elsewhere, scenes come last."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.dossier.only_here import only_here
from sayso.dossier.pile import Pile
from sayso.model import Comparison
from tests.dossier.helpers import claim, document, figure, small_case

TEXT = """Forty years of waiting

One man sat on the steps of the hall.
Some 12 boats lay in the harbour.
The harbour master said that the lights had failed.
The fire service said 3 divers were killed.
"""


def told(pile: Pile) -> dict[str, list[str]]:
    return {row.document.path: [q.text for q in row.shown] for row in only_here(pile, 9)}


def joined(relation: str, sure: bool = True) -> Pile:
    """The small case, its two tolls joined by such a pair alone."""
    case = small_case()
    six, eight = case.comparisons[0].left, case.comparisons[0].right
    pair = Comparison("cmp_1", six, eight, relation, (), "rules 1", sure=sure)
    return Pile(replace(case, comparisons=(pair,), decisions=()))


@pytest.mark.parametrize("relation", ["scope", "unclear"])
def test_a_look_alike_carries_nothing_elsewhere(relation: str) -> None:
    assert "At least 6 people were killed on Tuesday" in told(joined(relation))["post.txt"]


@pytest.mark.parametrize(("relation", "sure"), [("agrees", True), ("conflicts", True), ("agrees", False)])
def test_what_others_say_or_may_say_stands_elsewhere_too(relation: str, sure: bool) -> None:
    assert "At least 6 people were killed on Tuesday" not in told(joined(relation, sure))["post.txt"]


def test_counts_of_an_event_come_first_and_scenes_not_at_all() -> None:
    case = small_case()
    lake = document("side.txt", TEXT, "Side", "2031-05-06", kinds={0: "headline"})
    years = claim(lake, "Forty years of waiting", "narrated")
    man = claim(lake, "One man sat on the steps of the hall.", "narrated")
    boats = claim(lake, "Some 12 boats lay in the harbour.", "narrated")
    lights = claim(lake, "the lights had failed", "indirect", "The harbour master", "said")
    divers = claim(lake, "3 divers were killed", "indirect", "The fire service", "said")
    figures = (
        figure(lake, years, "Forty years", 40, 40, unit="a", kind="duration"),
        figure(lake, man, "One man", 1, 1, counted="man"),
        figure(lake, boats, "Some 12 boats", 12, 12, counted="boats"),
        figure(lake, divers, "3 divers", 3, 3, counted="divers", event="killed"),
    )
    pile = Pile(
        replace(
            case,
            documents=(*case.documents, lake),
            claims=(*case.claims, years, man, boats, lights, divers),
            figures=(*case.figures, *figures),
        )
    )
    assert told(pile)["side.txt"] == [c.text for c in (divers, lights, boats, years)]
