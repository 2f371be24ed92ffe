"""Which documents share 5-grams, and where: stretches of words that are the same in two documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.comparison.grams import GRAM, Grams, Places

COMMON = 30
"""A gram with more places than this joins each document to the first that holds it and the one before only."""
_TELLING = 10
"""Up to how many places a gram tells fully; beyond, it tells the less the more it has."""
_LEAST_GRAMS = 4
"""Fewer shared grams than this make no shared text: a lift of 60 words, a quarter edited, keeps about 13."""
_PART_GRAMS = 4_000_000
_PARTS = 16
_BUCKET_BITS = 24


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that are the same in two documents: the first word's place in each, how many, how telling."""

    left: int
    right: int
    length: int
    weight: float


@dataclass(frozen=True, slots=True)
class _Hits:
    """Grams that two documents share: the pair as one number, the gram's place in each, how telling."""

    pair: Places
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    weight: NDArray[np.float32]

    def where(self, chosen: NDArray[Any]) -> _Hits:
        return _Hits(self.pair[chosen], self.left[chosen], self.right[chosen], self.weight[chosen])


def shared_stretches(grams: Grams) -> Iterator[tuple[int, int, list[Stretch]]]:
    """For each two documents that share some grams their stretches, in the order of the left document."""
    documents = len(grams.first) - 1
    hits = _joined([_hits(grams, order, counts) for order, counts in _repeated(grams)])
    hits = _frequent(hits)
    order = np.lexsort((hits.left, hits.left - hits.right, hits.pair))
    hits = hits.where(order)
    if not len(hits.pair):
        return
    new_pair = np.diff(hits.pair, prepend=-1) != 0
    runs_on = (np.diff(hits.left, prepend=-9) == 1) & (np.diff(hits.right, prepend=-9) == 1) & ~new_pair
    begin = np.flatnonzero(~runs_on)
    length = np.diff(begin, append=len(order))
    weight = np.add.reduceat(hits.weight, begin)
    rows = np.lexsort((hits.right[begin], hits.left[begin], hits.pair[begin]))
    begin, length, weight = begin[rows], length[rows], weight[rows]
    pairs = hits.pair[begin]
    bounds = np.flatnonzero(np.diff(pairs, prepend=-1, append=-1))
    total = np.add.reduceat(length, bounds[:-1])
    for at, end, grams_shared in zip(bounds[:-1], bounds[1:], total, strict=True):
        if grams_shared < _LEAST_GRAMS:
            continue
        chosen = begin[at:end]
        columns = (hits.left[chosen], hits.right[chosen], length[at:end] + GRAM - 1, weight[at:end])
        some = [Stretch(*row) for row in zip(*(c.tolist() for c in columns), strict=True)]
        pair = int(pairs[at])
        yield pair // documents, pair % documents, some


def _repeated(grams: Grams) -> Iterator[tuple[Places, Places]]:
    """Places of grams that occur more than once, gram by gram in order, and how many places each gram has.

    A large pile is sorted in parts, to spare memory.
    """
    parts = 1 if len(grams.numbers) <= _PART_GRAMS else _PARTS
    leading = grams.numbers // np.uint64(2**64 // parts) if parts > 1 else None
    for part in range(parts):
        chosen = np.arange(len(grams.numbers)) if leading is None else np.flatnonzero(leading == part)
        order = chosen[np.argsort(grams.numbers[chosen], kind="stable")]
        numbers = grams.numbers[order]
        begin = np.flatnonzero(np.diff(numbers, prepend=~numbers[:1]) != 0)
        counts = np.diff(begin, append=len(order))
        yield order[np.repeat(counts > 1, counts)], counts[counts > 1]


def _hits(grams: Grams, order: Places, counts: Places) -> _Hits:
    """The pairs of places of each repeated gram."""
    begin = np.cumsum(counts) - counts
    left: list[Places] = []
    right: list[Places] = []
    weights: list[NDArray[np.float32]] = []
    for count in np.unique(counts[counts <= COMMON]).tolist():
        rows = order[begin[counts == count][:, None] + np.arange(count)]
        one, other = np.triu_indices(count, 1)
        left.append(rows[:, one].ravel())
        right.append(rows[:, other].ravel())
        weights.append(np.full(rows.shape[0] * len(one), min(1.0, _TELLING / count), np.float32))
    common = counts > COMMON
    places = np.flatnonzero(np.repeat(common, counts))
    first = np.repeat(begin[common], counts[common])
    for before, chosen in ((places - 1, places > first), (first, places > first + 1)):
        left.append(order[before[chosen]])
        right.append(order[places[chosen]])
        weights.append(np.zeros(int(chosen.sum()), np.float32))
    return _between(grams, np.concatenate(left), np.concatenate(right), np.concatenate(weights))


def _between(grams: Grams, left: Places, right: Places, weight: NDArray[np.float32]) -> _Hits:
    """Pairs of places as hits, without those within one document."""
    documents = len(grams.first) - 1
    one, other = (np.searchsorted(grams.first, p, side="right") - 1 for p in (left, right))
    apart = one != other
    one, other, left, right = one[apart], other[apart], left[apart], right[apart]
    return _Hits(
        one * documents + other,
        (left - grams.first[one]).astype(np.int32),
        (right - grams.first[other]).astype(np.int32),
        weight[apart],
    )


def _joined(some: list[_Hits]) -> _Hits:
    return _Hits(
        np.concatenate([h.pair for h in some]),
        np.concatenate([h.left for h in some]),
        np.concatenate([h.right for h in some]),
        np.concatenate([h.weight for h in some]),
    )


def _frequent(hits: _Hits) -> _Hits:
    """Without most of the hits whose two documents share hardly a gram; pairs are counted in buckets."""
    mixed = hits.pair.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    bucket = (mixed >> np.uint64(64 - _BUCKET_BITS)).astype(np.int64)
    counts = np.bincount(bucket, minlength=1)
    return hits.where(counts[bucket] >= _LEAST_GRAMS)
