"""How surely each block of a page is the article's: its signs, added up as ``blocks.txt`` weighs them."""

from __future__ import annotations

import functools
from itertools import repeat

from sayso.intake.layout import Layout
from sayso.intake.signs import signs_of
from sayso.languages.lexicon import read_weights

_NEVER = -9.0
"""The score of what is none of the article's without a look at its signs."""

BIAS = "every block"
"""The sign that holds of all."""


def scores(layout: Layout) -> list[float]:
    """For each block how much speaks for it (above nought) or against it (below), in logarithms of odds."""
    table = weights()
    return [
        table[BIAS] + sum(map(table.get, found, repeat(0.0))) if found else _NEVER
        for found in signs_of(layout)
    ]


@functools.cache
def weights() -> dict[str, float]:
    """The weight of each sign; one that is not listed counts nothing."""
    return read_weights("en", "blocks.txt")
