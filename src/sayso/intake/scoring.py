"""How surely each block of a page is the article's: its signs, added up as ``blocks.txt`` weighs them."""

from __future__ import annotations

import functools
from itertools import repeat

from sayso.intake.layout import Layout
from sayso.intake.signs import first_signs, second_signs
from sayso.languages.lexicon import read_sections

Weights = dict[str, float]

BIAS = "every block"
"""The sign that holds of all."""


def scores(layout: Layout) -> list[float]:
    """For each block how much speaks for it (above nought) or against it (below).

    It is looked at twice: the second look knows besides how the first took the blocks around it. Each look is
    a logistic regression over signs, so that a score is the logarithm of odds.
    """
    first, second = weights()
    signs = first_signs(layout)
    guesses = [_add(first, found) for found in signs]
    return [
        _add(second, [*own, *around])
        for own, around in zip(signs, second_signs(layout, guesses), strict=True)
    ]


def _add(table: Weights, signs: list[str]) -> float:
    return table[BIAS] + sum(map(table.get, signs, repeat(0.0)))


@functools.cache
def weights() -> tuple[Weights, Weights]:
    """The weights of both looks, by sign; a sign that is not listed counts nothing."""
    sections = read_sections("en", "blocks.txt")
    return _table(sections["first look"]), _table(sections["second look"])


def _table(lines: list[str]) -> Weights:
    return {sign: float(weight) for weight, _, sign in (line.partition(" ") for line in lines)}
