"""Claims that give one mishap a cause by chance and one on purpose."""

from __future__ import annotations

import pytest

from sayso.model import Reason
from tests.comparison.pile import Pile, article, pile

SHOT = "The Tolk Front said its gunners had shot down the plane near Tolk."
FAULT = "State media said the plane had crashed because of a technical fault."


def two(left: str, right: str) -> Pile:
    return pile(article("a", left, "The Post"), article("b", right, "The Pilot"))


def relations(left: str, right: str) -> set[str]:
    return {x.relation for x in two(left, right).compared.comparisons}


def test_a_plane_shot_down_and_a_technical_fault_conflict() -> None:
    (found,) = two(SHOT, FAULT).compared.comparisons
    causes = [r for r in found.reasons if r.feature == "cause"]
    assert found.relation == "conflicts"
    assert {frozenset((r.left, r.right)) for r in causes} == {frozenset(("shot down", "technical fault"))}
    assert isinstance(causes[0], Reason)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (SHOT, "State media said the blaze at the depot began with an electrical fault."),  # another thing
        (SHOT, "The mayor Ann Roe said rebels had shot down the plane with a missile."),  # one kind of cause
        (SHOT, "State media said the plane had not crashed because of a technical fault."),  # no such cause
        (SHOT, "State media denied that the plane had a technical fault."),
        (SHOT, "The Tolk Front said the plane had crashed because of a technical fault."),  # one voice
        ("Rebels shot down the plane at Tolk.", "The plane crashed after a technical fault."),  # own voices
    ],
)
def test_what_is_no_other_cause_of_one_thing_is_no_conflict(left: str, right: str) -> None:
    assert "conflicts" not in relations(left, right)
