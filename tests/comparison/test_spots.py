"""The spots that a text names, and what they hold apart."""

from __future__ import annotations

import pytest

from sayso.comparison.slots import all_slots
from sayso.comparison.spots import of_two_spots, spots
from tests.comparison.pile import article, pile


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("shells fell on the Marwick quarter", 1),
        ("a raid on Harbour road and on the village of Upper Tolk", 3),
        ("the town was hit", 0),
        ("a road in Tolk", 0),
    ],
)
def test_a_name_beside_a_noun_for_a_spot_is_one(text: str, count: int) -> None:
    assert len(spots(text)) == count


def _apart(left: str, right: str) -> bool:
    made = pile(article("a", left, "The Post"), article("b", right, "The Pilot"))
    claims, _ = all_slots(made.documents, made.findings)
    one, other = claims[0], claims[-1]
    return of_two_spots(one, other)


def test_a_spot_that_the_other_article_does_not_name_is_another() -> None:
    assert _apart("Shells hit the Marwick quarter of Tolk, police said.", "Tolk was shelled, police said.")
    assert not _apart("Shells hit Tolk, police said.", "Tolk was shelled, police said.")
    named = "Tolk was shelled, police said. The Merwick quarter was quiet."
    assert not _apart("Shells hit the Marwick quarter of Tolk, police said.", named)


def test_two_tolls_of_two_quarters_are_no_clash() -> None:
    made = pile(
        article(
            "a", "Six people were killed by shells in the Marwick quarter of Tolk, Ann Roe said.", "The Post"
        ),
        article("b", "Shells killed nine people in Tolk, the mayor Jon Poe said.", "The Pilot"),
    )
    assert not {r for r, *_ in made.relations()} & {"conflicts", "updates", "agrees", "repeats"}
