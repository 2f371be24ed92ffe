"""Two voices of one article that say the opposite of how one thing went."""

from __future__ import annotations

import pytest

from tests.comparison.pile import article, pile

FIRST = "The ministry said its troops had repelled the attack on the port."


def relations(*sentences: str) -> set[str]:
    made = pile(article("a", " ".join(sentences), "The Post"))
    return {x.relation for x in made.compared.comparisons}


def test_an_attack_repelled_and_ongoing_conflict() -> None:
    assert relations(FIRST, "The mayor Ann Roe said an attack on the port was ongoing.") == {"conflicts"}


@pytest.mark.parametrize(
    "second",
    [
        "The mayor Ann Roe said the strike of the dockers was ongoing.",  # of another thing
        "The ministry said an attack on the port was ongoing.",  # one voice
        "The mayor Ann Roe said the attack on the port was not ongoing.",
        "The mayor Ann Roe said 12 men were captured in the attack on the port.",  # who, not how it went
    ],
)
def test_what_is_no_opposite_outcome_is_no_conflict(second: str) -> None:
    assert "conflicts" not in relations(FIRST, second)
