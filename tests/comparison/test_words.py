"""Words of claims: which stand in names, however long they are."""

from __future__ import annotations

import time

import pytest

from sayso.comparison.words import names_in, stem, stems_of_names


def test_words_with_capitals_side_by_side_are_a_name() -> None:
    assert names_in("the mayor Ann Roe and Jon O'Poe Hale met in Tolk") == {
        "ann roe",
        "jon o'po",
        "o'po hale",
    }
    assert stems_of_names("the mayor Ann Roe met the army") == {"ann", "roe"}


@pytest.mark.parametrize("piece", ["A", "Aa", "A'", "A-", "A b", "A' "])
def test_an_endless_word_is_looked_at_once(piece: str) -> None:
    start = time.process_time()
    names_in(piece * 20_000)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("centre", "centers"),
        ("defence", "defense"),
        ("labour", "labor"),
        ("organisations", "organization"),
        ("travelled", "traveling"),
        ("programme", "programs"),
        ("theatres", "theater"),
    ],
)
def test_spellings_of_the_two_sides_of_the_ocean_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("four", "for"), ("rise", "riot"), ("entire", "enter")])
def test_words_that_only_look_like_two_spellings_keep_their_own_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)
