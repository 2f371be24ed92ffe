"""Whether a day is when a count rose, or when what it counts happened."""

from __future__ import annotations

import pytest

from sayso.comparison.slots import FigureSlots, all_slots
from tests.comparison.pile import article, pile

TOLD = "The death toll from the sinking of the Sea Lark rose to {} on {}, the coast guard said."


def counted(sentence: str) -> FigureSlots:
    made = pile(article("a", sentence, "The Post", "2025-03-08"))
    return next(f for f in all_slots(made.documents, made.findings)[1] if f.figure.event)


@pytest.mark.parametrize(
    "sentence",
    [
        "The death toll from the sinking of the ferry rose to 31 on Thursday, the coast guard said.",
        "The death toll on Thursday rose to 31, the coast guard said.",
        "The death toll rose on Thursday to at least 31, the coast guard said.",
        "By Thursday the number of dead had reached 31, the coast guard said.",
        "On Thursday, the official death toll stood at 31, the coast guard said.",
        "Officials on Thursday raised the death toll to 31 people.",
    ],
)
def test_the_day_of_a_rise_is_no_day_of_the_deaths(sentence: str) -> None:
    figure = counted(sentence)
    assert figure.figure.time is not None and figure.time is None and figure.said_so_far


@pytest.mark.parametrize(
    "sentence",
    [
        "The death toll from the sinking on Thursday rose to 31, the coast guard said.",
        "The death toll rose to 31 after the sinking on Thursday, the coast guard said.",
        "The death toll from Thursday's sinking rose to 31, the coast guard said.",
        "At least 31 people were killed on Thursday, the coast guard said.",
        "On Thursday a ferry sank and the death toll rose to 31, the coast guard said.",
        "The toll rose after 31 people were killed on Thursday, the mayor said.",
    ],
)
def test_the_day_of_what_happened_stays(sentence: str) -> None:
    assert counted(sentence).time == ("2025-03-06", "2025-03-06")


def test_a_toll_that_rises_on_two_days_is_an_update() -> None:
    made = pile(
        article("a", TOLD.format(31, "Thursday"), "The Post", "2025-03-06"),
        article("b", TOLD.format(44, "Saturday"), "The Post", "2025-03-08"),
    )
    found = made.between("31", "44")
    assert (found.relation, made.text(found.left), found.sure) == ("updates", "31", True)


def test_deaths_of_two_days_are_still_of_two_days() -> None:
    killed = "At least {} people were killed in the sinking of the Sea Lark on {}, the coast guard said."
    made = pile(
        article("a", killed.format(31, "Thursday"), "The Post", "2025-03-06"),
        article("b", killed.format(44, "Saturday"), "The Post", "2025-03-08"),
    )
    assert made.between("At least 31 people", "At least 44 people").relation == "scope"
