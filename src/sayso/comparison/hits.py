"""Which documents share 5-grams, and where: stretches of words that are the same in two documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.comparison.grams import GRAM, Grams
from sayso.comparison.postings import TRACE_BITS, Holders, Places, groups, pairs_within

COMMON = 30
"""A gram in more documents joins each to the first that holds it and to the one before only."""
_TELLING = ((10, 1.0), (20, 0.5), (COMMON, 0.3))
"""In up to how many documents a gram tells how much: steps, so that few pairs change when one comes."""
LEAST_GRAMS = 4
"""Fewer shared grams than this make no shared text: a lift of 60 words, a quarter edited, keeps about 13."""
_PART_GRAMS = 4_000_000
_PARTS = 16
_MOST_BUCKET_BITS = 24


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that are the same in two documents: their first word in each, how many grams, how telling."""

    left: int
    right: int
    grams: int
    weight: float

    @property
    def length(self) -> int:
        """How many words it has."""
        return self.grams + GRAM - 1


@dataclass(frozen=True, slots=True)
class _Hits:
    """Grams that two documents share: the pair as one number, the gram's place in each, how telling."""

    pair: Places
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    weight: NDArray[np.float32]

    def where(self, chosen: NDArray[Any]) -> _Hits:
        return _Hits(self.pair[chosen], self.left[chosen], self.right[chosen], self.weight[chosen])


@dataclass(frozen=True, slots=True)
class Held:
    """Who holds grams in the whole pile, where only some of its documents are looked at.

    ``numbers`` are those of the documents that are looked at, ``pairs`` those of them that are asked for.
    """

    holders: Holders
    numbers: Places
    pairs: Places


def shared_stretches(grams: Grams, held: Held | None = None) -> Iterator[tuple[int, int, list[Stretch]]]:
    """For each two documents that share some grams their stretches, in the order of the left document.

    Without ``held``, the documents are the whole pile.
    """
    documents = len(grams.first) - 1
    hits = _joined([_hits(grams, *repeated, held) for repeated in _repeated(grams)])
    if held is not None:
        one, other = held.numbers[hits.pair // documents], held.numbers[hits.pair % documents]
        hits = hits.where(np.isin(pair_codes(one, other), held.pairs))
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
    worth = _worth_reading(grams, pairs[bounds[:-1]], (length, weight), bounds[:-1])
    for at, end in zip(bounds[:-1][worth].tolist(), bounds[1:][worth].tolist(), strict=True):
        chosen = begin[at:end]
        columns = (hits.left[chosen], hits.right[chosen], length[at:end], weight[at:end])
        some = [Stretch(*row) for row in zip(*(c.tolist() for c in columns), strict=True)]
        yield int(pairs[at]) // documents, int(pairs[at]) % documents, some


def _worth_reading(
    grams: Grams, pairs: Places, stretches: tuple[Places, NDArray[np.float32]], at: Places
) -> NDArray[np.bool_]:
    """Which pairs of documents share some rare grams, or most of the shorter one's.

    ``stretches`` holds how many grams each has and how telling it is; those of a pair begin at its ``at``.
    """
    documents = len(grams.first) - 1
    shared, telling = (np.add.reduceat(column, at) for column in stretches)
    own = np.diff(grams.first)
    shorter = np.minimum(own[pairs // documents], own[pairs % documents])
    worth: NDArray[np.bool_] = (telling >= LEAST_GRAMS) | (2 * shared >= np.maximum(shorter, 2 * LEAST_GRAMS))
    return worth


def pair_codes(left: Places, right: Places) -> Places:
    """Pairs of documents as one number each."""
    return (left << 32) | right


def _repeated(grams: Grams) -> Iterator[tuple[Places, Places, Places]]:
    """The first places, in each document, of grams that several documents have, how many have each, and each.

    A large pile is sorted in parts, to spare memory.
    """
    parts = 1 if grams.first[-1] <= _PART_GRAMS else _PARTS
    for part in range(parts):
        low, high = (2**TRACE_BITS // parts * n for n in (part, part + 1))
        chosen = [np.flatnonzero((b >= low) & (b < high)) for b in grams.blocks]
        starts = np.cumsum([0, *(len(b) for b in grams.blocks)])
        numbers = np.concatenate([b[c] for b, c in zip(grams.blocks, chosen, strict=True)])
        places = np.concatenate([c + start for c, start in zip(chosen, starts, strict=False)])
        order = np.argsort(numbers, kind="stable")
        numbers, places = _once_each(grams, numbers[order], places[order])
        begin, counts = groups(numbers)
        yield places[np.repeat(counts > 1, counts)], counts[counts > 1], numbers[begin[counts > 1]]


def _once_each(grams: Grams, numbers: Places, places: Places) -> tuple[Places, Places]:
    """Sorted grams without all but the first place of each in a document: forms and lists say much again."""
    home = _homes(grams, places)
    first = (np.diff(home, prepend=-1) != 0) | (np.diff(numbers, prepend=-1) != 0)
    return numbers[first], places[first]


def _homes(grams: Grams, places: Places) -> Places:
    """The document of each place."""
    homes: Places = np.searchsorted(grams.first, places, side="right") - 1
    return homes


def _hits(grams: Grams, places: Places, counts: Places, numbers: Places, held: Held | None) -> _Hits:
    """The pairs of places of each gram that several documents have."""
    begin = np.cumsum(counts) - counts
    all_counts, position = counts, np.arange(len(places)) - np.repeat(begin, counts)
    if held is not None:
        all_counts, position = _in_all(held, numbers, counts, held.numbers[_homes(grams, places)])
    left: list[Places] = []
    right: list[Places] = []
    weights: list[NDArray[np.float32]] = []
    for one, other, group in pairs_within(places, begin, np.where(all_counts <= COMMON, counts, 0)):
        left.append(one)
        right.append(other)
        weights.append(telling(all_counts[group]))
    common = np.repeat(all_counts > COMMON, counts)
    first = np.repeat(begin, counts)
    at = np.arange(len(places))
    for before, gap in ((np.maximum(at - 1, 0), 1), (first, 2)):
        # To the one before it among all that have the gram, and to the first of all.
        step = position - position[before]
        chosen = common & (step == 1 if gap == 1 else (step > 1) & (position[before] == 0)) & (at > first)
        left.append(places[before[chosen]])
        right.append(places[chosen])
        weights.append(np.zeros(int(chosen.sum()), np.float32))
    return _between(grams, np.concatenate(left), np.concatenate(right), np.concatenate(weights))


def telling(counts: Places) -> NDArray[np.float32]:
    """How telling grams are that so many documents hold."""
    steps = [counts <= most for most, _ in _TELLING]
    return np.select(steps, [weight for _, weight in _TELLING], 0.0).astype(np.float32)


def _in_all(held: Held, numbers: Places, counts: Places, homes: Places) -> tuple[Places, Places]:
    """How many documents of the whole pile hold each gram, and which of them each place is in."""
    every = held.holders(numbers).sorted()
    begin, all_counts = groups(every.traces)
    which = np.searchsorted(every.traces[begin], numbers)
    codes = np.repeat(np.arange(len(begin)), all_counts) << 32 | every.documents
    mine = np.repeat(which, counts) << 32 | homes
    position = np.searchsorted(codes, mine) - np.repeat(begin[which], counts)
    return all_counts[which], position


def _between(grams: Grams, left: Places, right: Places, weight: NDArray[np.float32]) -> _Hits:
    """Pairs of places as hits."""
    one, other = _homes(grams, left), _homes(grams, right)
    return _Hits(
        one * (len(grams.first) - 1) + other,
        (left - grams.first[one]).astype(np.int32),
        (right - grams.first[other]).astype(np.int32),
        weight,
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
    bits = min(_MOST_BUCKET_BITS, len(hits.pair).bit_length() + 2)
    bucket = (mixed >> np.uint64(64 - bits)).astype(np.int64)
    counts = np.bincount(bucket, minlength=1)
    return hits.where(counts[bucket] >= LEAST_GRAMS)
