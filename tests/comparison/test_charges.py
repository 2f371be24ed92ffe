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


BLAMED = "Russia blamed the gas attack on Tolk on rebel forces."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # "Rebel forces" are no forces of a state.
        (BLAMED, "The United States said Russia was responsible for the gas attack on Tolk."),
        # Staged: who says so says who did it, whatever it was for.
        (
            "A gas attack killed ten people at Tolk. Russia said it looked like a rebel provocation.",
            "The mayor Ann Roe accused the Russian army of gassing hundreds of people at Tolk.",
        ),
        ("The mayor Ann Roe said the gas rockets came from the Russian army.", BLAMED),
        # "Such weapons": of which kind, what the article is about tells.
        (
            "The United States said Russia was behind the gas attack on Tolk.",
            "A gas attack killed ten people at Tolk. It was the worst of the year. The harbour lay still for"
            " hours. The Russian army denied using such weapons.",
        ),
        # A "not" of one's own side is a denial.
        (
            "The United States accused Russia of using chemical weapons at Tolk.",
            "Moscow said Russian forces have not used chemical weapons.",
        ),
        (
            "The mayor Ann Roe spoke of the use of gas at Tolk by the Russian army.",
            "Moscow denied using gas.",
        ),
    ],
)
def test_charges_that_speak_against_each_other(one: str, other: str) -> None:
    assert conflicts(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BLAMED, "The Russian army denied using chemical weapons."),  # whom it clears nobody accuses
        (BLAMED, "The United States accused Russia of having chemical weapons."),  # had, and not done
        ("The Russian army denied using gas.", "Ann Roe backed up denials of a Russian gas attack on Tolk."),
        (BLAMED, "The mayor Ann Roe wanted proof of Russian responsibility for the gas attack."),
        # Of many deeds each side can have done some.
        (
            "Russia said rebels were responsible for gas attacks in the valley.",
            "The mayor Ann Roe said Russia was responsible for gas attacks in the valley.",
        ),
        (
            "Five Russian soldiers killed in the gas attack were buried.",
            BLAMED,
        ),  # who was killed did not kill
    ],
)
def test_charges_that_do_not(one: str, other: str) -> None:
    assert not conflicts(one, other)


def test_who_should_hold_whom_to_account_did_nothing() -> None:
    made = pile(
        article("a", "The mayor Ann Roe said France must hold Russia accountable for the gas attack.", POST),
        article("b", "The Russian army denied the gas attack.", PILOT),
    )
    (found,) = (x for x in made.compared.comparisons if x.relation == "conflicts")
    assert [r.left for r in found.reasons if r.feature == "accused"] == ["government of Russia"]


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
