"""Claims of the care and of the lack of it that attacks are carried out with."""

from __future__ import annotations

import pytest

from tests.comparison.pile import article, pile

CARE = "The French army said it takes great care to avoid civilian casualties."


def relations(left: str, right: str) -> set[str]:
    made = pile(article("a", left, "The Post"), article("b", right, "The Pilot"))
    return {x.relation for x in made.compared.comparisons}


def test_one_party_s_care_and_its_lack_conflict() -> None:
    less = "The River Watch Group said the French army shelled the market indiscriminately."
    assert relations(CARE, less) == {"conflicts"}


def test_whose_conduct_it_was_may_be_unclear() -> None:
    less = "The River Watch Group spoke of indiscriminate attacks on the market."
    assert relations(CARE, less) == {"unclear"}


@pytest.mark.parametrize(
    "care",
    [
        "The French army must avoid civilian casualties, the mayor Ann Roe said.",
        "The mayor Ann Roe hoped that the French army would avoid civilian casualties.",
        "The mayor Ann Roe ordered the French army to avoid civilian casualties.",
        "The mayor Ann Roe denied that the French army takes great care.",
    ],
)
def test_care_that_is_only_wanted_or_denied_stands_against_nothing(care: str) -> None:
    less = "The River Watch Group said the French army shelled the market indiscriminately."
    assert "conflicts" not in relations(care, less)
