"""Charges, the denials that answer them, and charges that name another culprit."""

from __future__ import annotations

import pytest

from tests.comparison.pile import article, pile

POST = "The Post"
PILOT = "The Pilot"


def conflicts(*texts: str) -> set[frozenset[str]]:
    """The words of each two claims that are in conflict, an article for each text."""
    made = pile(*(article(f"a{n}", text, f"Paper {n}") for n, text in enumerate(texts)))
    return {frozenset({left, right}) for relation, left, right in made.relations() if relation == "conflicts"}


CHARGE = "The United States accused Russia of shelling the port of Tolk with sarin gas."


@pytest.mark.parametrize(
    "denial",
    [
        "The Russian army denied using chemical weapons.",
        "Moscow denied that its forces had used any gas.",
        "Moscow has repeatedly denied using such weapons, chemical or other.",
    ],
)
def test_a_denial_answers_a_charge_in_other_words(denial: str) -> None:
    assert len(conflicts(CHARGE, denial)) == 1


@pytest.mark.parametrize(
    "other",
    [
        "France denied using chemical weapons.",  # another party
        "The Russian army denied leaking the oil.",  # another deed
        "The United States denied nothing.",
    ],
)
def test_a_denial_of_another_party_or_deed_answers_nothing(other: str) -> None:
    assert not conflicts(CHARGE, other)


def test_two_culprits_of_one_deed_conflict() -> None:
    other = "Russia said rebels were behind the gas attack on Tolk."
    assert conflicts("The United States said Russia was responsible for the gas attack on Tolk.", other)


def test_one_culprit_told_twice_is_no_conflict() -> None:
    other = "The mayor Ann Roe said the Russian army was behind the gas attack on Tolk."
    assert not conflicts("The United States said Russia was responsible for the gas attack on Tolk.", other)


def test_whoever_was_responsible_is_nobody() -> None:
    other = "The mayor Ann Roe said those responsible for the gas attack on Tolk must answer for it."
    assert not conflicts("Russia said rebels were behind the gas attack on Tolk.", other)


def test_swapping_two_parties_changes_nothing_but_the_names() -> None:
    def swap(text: str) -> str:
        return text.replace("Norland", "\0").replace("Sudland", "Norland").replace("\0", "Sudland")

    told = (
        "Norland accused Sudland of gassing the port of Tolk.",
        "Sudland denied gassing anybody. Sudland said Norland was behind the gas attack on Tolk.",
    )
    before = conflicts(*told)
    after = conflicts(*map(swap, told))
    assert {frozenset(map(swap, pair)) for pair in before} == after
