"""Neighbours share enough telling words for one story, however few are nearer."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.comparison.postings import no_postings
from sayso.comparison.stories import NEAREST, ONE_STORY, Near, nearest, words_held
from sayso.model import Document, Segment


def near(*texts: str) -> Near:
    documents = [
        Document(str(n), f"{n}.txt", None, str(n), text, segments=(Segment(0, len(text), "body", "en"),))
        for n, text in enumerate(texts)
    ]
    words = words_held(enumerate(documents))
    sizes = np.bincount(words.documents, minlength=len(documents))
    return nearest(words, no_postings(), {}, sizes, lambda _: {})


def told(first: int, last: int) -> str:
    return " ".join(f"w{n}" for n in range(first, last))


@pytest.mark.parametrize(("shared", "neighbours"), [(3, {}), (4, {1: 4})])
def test_neighbours_share_one_of_so_many_words_of_the_shorter(
    shared: int, neighbours: dict[int, int]
) -> None:
    size = 4 * ONE_STORY
    short, long = told(0, size), told(size - shared, 3 * size)
    assert near(short, long)[0] == neighbours


def test_one_word_is_no_story_even_of_a_line() -> None:
    assert near("bridge closed", "bridge fire brigade")[0] == {}
    assert near("bridge fire", "bridge fire brigade")[0] == {1: 2}


def test_the_nearest_are_taken_and_of_those_as_near_the_first() -> None:
    others = [told(0, 10) + " " + told(100 * n, 100 * n + 40) for n in range(1, NEAREST + 3)]
    best = told(0, 20)
    found = near(told(0, 50), *others, best)[0]
    assert len(found) == NEAREST
    assert list(found) == [len(others) + 1, *range(1, NEAREST)]
