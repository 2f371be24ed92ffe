"""The piles that shared text is held against: copies stand where they are said to be, the same every time."""

from __future__ import annotations

import random

from benchmarks.copies import KINDS, TAKEN_WORDS, Pile, document, plant
from sayso.comparison.shared_text import find_passages

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def pool(paragraphs: int) -> list[str]:
    """Paragraphs of invented words."""
    rng = random.Random(1)
    words = ["".join(rng.choices(LETTERS, k=rng.randint(3, 8))) for _ in range(3000)]
    return [" ".join(rng.choices(words, k=rng.randint(30, 70))) for _ in range(paragraphs)]


def planted() -> Pile:
    """A small pile."""
    return plant(pool(400), 240)


def test_a_pile_is_the_same_every_time() -> None:
    assert planted() == planted()


def test_each_kind_is_planted_and_found() -> None:
    pile = planted()
    assert set(pile.taken.values()) == set(KINDS)
    documents = [document(n, a) for n, a in enumerate(pile.articles)]
    found = {(int(p.left.document), int(p.right.document)) for p in find_passages(documents)}
    assert {(min(pair), max(pair)) for pair in pile.taken} <= found


def test_sixty_words_are_taken_as_they_stand() -> None:
    pile = planted()
    for (giver, taker), kind in pile.taken.items():
        if kind == "60 words":
            (quoted,) = (p for p in pile.articles[taker].paragraphs if p.startswith("“") and p.endswith("”"))
            assert len(quoted.split()) == TAKEN_WORDS
            assert quoted.split()[1] in " ".join(pile.articles[giver].paragraphs).split()
