"""Which parties words name, and whether two names are of one voice."""

from __future__ import annotations

import pytest

from sayso.comparison.ground import lay
from sayso.comparison.parties import Cast
from sayso.comparison.slots import all_slots
from tests.comparison.pile import Pile, article, pile

TEXT = (
    "French President Ann Roe spoke in Paris. The Free Tolk Front and the River Watch Group met there. "
    "France and the French army were named by French officials."
)


def cast_of(made: Pile) -> Cast:
    slots = all_slots(made.documents, made.findings)
    return lay(made.documents, made.findings, slots, ()).cast


def named(words: str) -> frozenset[str]:
    made = pile(article("a", TEXT, "The Post"))
    return cast_of(made).named(words, made.documents[0])


@pytest.mark.parametrize(
    "words",
    [
        "the army",
        "Roe's forces",
        "Roes regime",
        "French warplanes",
        "France",
        "the Elysee",
        "government troops",
    ],
)
def test_names_of_one_government(words: str) -> None:
    assert named(words) == {"state of france"}


@pytest.mark.parametrize(
    ("words", "party"),
    [
        ("the rebels", "armed opposition"),
        ("militant groups", "armed opposition"),
        ("Russian jets", "state of russia"),
        ("fighters of the Free Tolk Front", "free tolk front"),
    ],
)
def test_other_parties(words: str, party: str) -> None:
    assert party in named(words)


@pytest.mark.parametrize("words", ["a town in France", "the rebel-held town", "French wine", "the mill"])
def test_what_is_no_party(words: str) -> None:
    assert named(words) == frozenset()


def one_voice(left: str, right: str) -> bool:
    said = "the mill had ignored three warnings about the boiler."
    made: Pile = pile(
        article("a", f"{left} said {said}", "The Post"), article("b", f"{right} said {said}", "The Pilot")
    )
    (one, other), _ = all_slots(made.documents, made.findings)
    return cast_of(made).one_voice(one, other)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The River Watch Group", "The River Watch Group of Tolk"),
        ("Russia's defence ministry", "The Russian Defence Ministry"),
        ("Sami Abdel Nour", "Sami Abdul Nour"),
        ("Moscow", "Russia"),
        ("Paris", "The French defence ministry"),
    ],
)
def test_one_voice_under_two_names(left: str, right: str) -> None:
    assert one_voice(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The French army", "The French health ministry"),
        ("Ann Roe", "Jon Poe"),
        ("The Tolk Army", "The Free Tolk Army"),
        ("Russia", "France"),
        ("Paris", "The Russian defence ministry"),
    ],
)
def test_two_voices(left: str, right: str) -> None:
    assert not one_voice(left, right)
