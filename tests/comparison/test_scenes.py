"""Whether a figure is of its article's main event, of another, or a total over time."""

from __future__ import annotations

import pytest

from sayso.comparison.ground import lay
from sayso.comparison.scenes import MAIN, OTHER, TOTAL, Scenes, tells_of_a_total
from sayso.comparison.slots import all_slots
from tests.comparison.pile import Pile, article, pile

LEAD = "At least 56 people were killed in Paris on Wednesday, the mayor Ann Roe said. "
BETWEEN = "The bridge over the river was closed, and the trains stood still for the whole of the day. " * 7


def scenes_of(made: Pile) -> Scenes:
    slots = all_slots(made.documents, made.findings)
    return lay(made.documents, made.findings, slots, ()).scenes


@pytest.mark.parametrize(
    ("sentence", "scene"),
    [
        ("The doctors said 70 people were wounded in Paris.", MAIN),
        ("The doctors said 70 people were killed in Hamburg.", OTHER),
        ("More than 9,000 people have been killed since the war began.", TOTAL),
        ("The six-year conflict has killed 9,000 people.", TOTAL),
    ],
)
def test_scenes(sentence: str, scene: str) -> None:
    made = pile(article("a", LEAD + BETWEEN + sentence, "The Post", "2021-12-01"))
    _, figures = all_slots(made.documents, made.findings)
    scenes = scenes_of(made)
    assert [scenes.of(f) for f in figures if f.figure.event] == [MAIN, scene]


@pytest.mark.parametrize("text", ["since the attack", "at war with the mill", "the conflict of laws"])
def test_what_is_no_total(text: str) -> None:
    assert not tells_of_a_total(text)


def test_leads_share_a_name_in_two_spellings() -> None:
    made = pile(
        article("a", "A bomb hit Qamishli on Monday.", "The Post"),
        article("b", "A bomb hit Qameshli on Monday.", "The Pilot"),
        article("c", "A bomb hit Norburg on Monday.", "The Pilot"),
    )
    scenes = scenes_of(made)
    one, other, third = made.documents
    assert scenes.share_names(one, other) and not scenes.share_names(one, third)
