"""Words of claims: which stand in names, however long they are."""

from __future__ import annotations

import time

import pytest

from sayso.comparison.words import names_in, stems_of_names


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
