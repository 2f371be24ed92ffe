"""Which passages documents that come share with those there, and which there change by it.

How telling a gram is goes by how many documents hold it, in steps; so passages between two documents there
can change when a further one comes that holds the same.
"""

from __future__ import annotations

import numpy as np

from sayso.comparison.desk import Desk, pair, places, shared_by
from sayso.comparison.grams import grams_of
from sayso.comparison.hits import COMMON, LEAST_GRAMS, Held, pair_codes, telling
from sayso.comparison.postings import Places, Postings, groups, pairs_within
from sayso.comparison.shared_text import find_passages


def copy_anew(desk: Desk) -> Postings:
    """Put on the desk what passages are others now, with the documents that come; the grams of those."""
    fresh = grams_held(desk)
    if desk.is_first:
        desk.copied = shared_by(find_passages(desk.documents(desk.fresh)), desk)
        return fresh
    known = desk.ranked(desk.known.gram_holders(np.unique(fresh.traces)))
    pairs = _looked_at(fresh, known)
    looked_at = sorted({int(n) for n in (*(pairs >> 32), *(pairs & 0xFFFFFFFF))} | set(desk.fresh))

    def holders(traces: Places) -> Postings:
        mine = np.isin(fresh.traces, traces)
        there = desk.ranked(desk.known.gram_holders(traces))
        return there + Postings(fresh.traces[mine], fresh.documents[mine])

    held = Held(holders, np.array(looked_at, np.int64), pairs)
    now = shared_by(find_passages(desk.documents(looked_at), held), desk)
    had = shared_by(desk.known.passages([desk.ids[r] for r in looked_at]), desk)
    every = {pair(int(p) >> 32, int(p) & 0xFFFFFFFF) for p in pairs}
    desk.copied = {p: now.get(p, set()) for p in every if now.get(p, set()) != had.get(p, set())}
    return fresh


def grams_held(desk: Desk) -> Postings:
    """The grams of the documents that come, each once for each document."""
    grams = grams_of(desk.documents(desk.fresh))
    homes = np.repeat(np.array(desk.fresh, np.int64), np.diff(grams.first))
    held = Postings(np.concatenate(grams.blocks), homes).sorted()
    first = (np.diff(held.traces, prepend=-1) != 0) | (np.diff(held.documents, prepend=-1) != 0)
    return Postings(held.traces[first], held.documents[first])


def _looked_at(fresh: Postings, known: Postings) -> Places:
    """The pairs whose passages may be new or change, as codes."""
    held = (fresh + known).sorted()
    begin, counts = groups(held.traces)
    new = np.isin(held.documents, places(fresh.documents.tolist()))
    had = counts - np.add.reduceat(new, begin) if len(begin) else counts
    came = _joined_to_fresh(held, new, begin, counts)
    codes, number = np.unique(came, return_counts=True)
    there = Postings(held.traces[~new], held.documents[~new])
    return np.union1d(codes[number >= LEAST_GRAMS], _changed_there(held, there, new, (begin, counts, had)))


def _joined_to_fresh(held: Postings, new: np.ndarray, begin: Places, counts: Places) -> Places:
    """For each gram the pairs that it joins, one of which at the least comes."""
    at = np.arange(len(held.documents))
    left, right = [at[:0]], [at[:0]]
    for one, other, _ in pairs_within(at, begin, np.where(counts <= COMMON, counts, 0)):
        left.append(one)
        right.append(other)
    first = np.repeat(begin, counts)
    common = np.repeat(counts > COMMON, counts) & (at > first)
    for before in (at - 1, first):
        left.append(before[common])
        right.append(at[common])
    one, other = np.concatenate(left), np.concatenate(right)
    mine = new[one] | new[other]
    codes: Places = pair_codes(held.documents[one[mine]], held.documents[other[mine]])
    return codes


def _changed_there(
    held: Postings, there: Postings, new: np.ndarray, sizes: tuple[Places, Places, Places]
) -> Places:
    """The pairs of documents there that a gram joined otherwise before."""
    begin, counts, had = sizes
    at, of = groups(there.traces)
    steps = telling(counts[had > 0]) != telling(had[had > 0])
    codes = [np.zeros(0, np.int64)]
    for one, other, _ in pairs_within(there.documents, at, np.where(steps & (of <= COMMON), of, 0)):
        codes.append(pair_codes(one, other))
    # Among many, two next to each other are no longer so where a new one stands between them.
    old_places = np.flatnonzero(~new)
    home = np.repeat(np.arange(len(at)), of)
    apart = (np.diff(old_places, prepend=-1) > 1) & (np.diff(home, prepend=-1) == 0) & (of[home] > COMMON)
    chosen = np.flatnonzero(apart)
    codes.append(pair_codes(there.documents[chosen - 1], there.documents[chosen]))
    # And where a new one is the first, all others are joined to that.
    ousted = new[begin[had > 0]] & (of > COMMON)
    chosen = np.flatnonzero(ousted[home] & (np.arange(len(home)) > at[home]))
    codes.append(pair_codes(there.documents[at[home[chosen]]], there.documents[chosen]))
    return np.unique(np.concatenate(codes))
