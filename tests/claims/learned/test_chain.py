"""The chain against counting every row of labels by hand."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.learned import chain

LABELS = 3


def rows(seed: int, lengths: list[int]) -> tuple[chain.Floats, chain.Ints, chain.Floats, chain.Floats]:
    random = np.random.default_rng(seed)
    scores = random.normal(size=(sum(lengths), LABELS)).astype(np.float32)
    widths = np.array(lengths, np.int64)
    start, moves = random.normal(size=LABELS), random.normal(size=(LABELS, LABELS))
    return chain.block(scores, widths), widths, start.astype(np.float32), moves.astype(np.float32)


def weighed(
    scores: chain.Floats, start: chain.Floats, moves: chain.Floats, length: int
) -> dict[tuple[int, ...], float]:
    """Each row of labels with its score."""
    out = {}
    for labels in itertools.product(range(LABELS), repeat=length):
        total = start[labels[0]] + sum(scores[i, label] for i, label in enumerate(labels))
        out[labels] = float(total + sum(moves[a, b] for a, b in itertools.pairwise(labels)))
    return out


@given(st.integers(0, 1000), st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_best_is_the_best_of_all_rows(seed: int, lengths: list[int]) -> None:
    scores, widths, start, moves = rows(seed, lengths)
    found = chain.best(scores, widths, start, moves)
    for i, length in enumerate(lengths):
        all_rows = weighed(scores[i], start, moves, length)
        assert tuple(found[i, :length]) == max(all_rows, key=lambda r: all_rows[r])
        assert not found[i, length:].any()


@given(st.integers(0, 1000), st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_marginals_are_shares_of_all_rows(seed: int, lengths: list[int]) -> None:
    scores, widths, start, moves = rows(seed, lengths)
    chances, whole, expected = chain.marginals(scores, widths, start, moves)
    counted = np.zeros((LABELS, LABELS))
    for i, length in enumerate(lengths):
        shares = {r: np.exp(v - whole[i]) for r, v in weighed(scores[i], start, moves, length).items()}
        assert sum(shares.values()) == pytest.approx(1, abs=1e-4)
        for step, label in itertools.product(range(length), range(LABELS)):
            share = sum(v for r, v in shares.items() if r[step] == label)
            assert chances[i, step, label] == pytest.approx(share, abs=1e-4)
        assert not chances[i, length:].any()
        for row, share in shares.items():
            for a, b in itertools.pairwise(row):
                counted[a, b] += share
    assert expected == pytest.approx(counted, abs=1e-3)


def test_nothing_has_no_labels() -> None:
    scores, widths, start, moves = rows(0, [])
    assert chain.best(scores, widths, start, moves).shape == (0, 0)
    assert chain.marginals(scores, widths, start, moves)[0].shape == (0, 0, LABELS)
