"""Which documents tell the same story: each is compared with those nearest to it in their telling words.

Nearness is the number of words that two documents share and that few others have. It does not depend on how
large the pile is: a document that comes changes the neighbours of those alone that share such words with it.
Two that share hardly any are of two stories, and no neighbours, however few are nearer.
"""

from __future__ import annotations

import functools
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from sayso.comparison.postings import TRACE_BITS, Places, Postings, groups, no_postings, pairs_within
from sayso.comparison.words import stems
from sayso.model import Document

SMALL_PILE = 24
"""A pile of no more articles is somebody's choice of articles on one event: all its pairs are compared."""
NEAREST = 8
"""With how many articles, those nearest to it, an article is compared, and with those whose nearest it is."""
COMMON_WORD = 40
"""A word in more documents leads from none to another."""
ONE_STORY = 25
"""Of so many telling words of the shorter of two documents they share one at the least, to be neighbours.

``python -m benchmarks.stories`` tells what that keeps and leaves out."""
_FEWEST = 2
"""So many words they share at the least: one may be chance."""

Near = dict[int, dict[int, int]]
"""For each document those nearest to it, with how many telling words they share."""


def words_held(documents: Iterable[tuple[int, Document]]) -> Postings:
    """The traces of the telling words of documents, given with their numbers."""
    made = no_postings()
    some = [made]
    for number, document in documents:
        held = np.unique(np.array([_trace(s) for s in stems(_kept_text(document))], np.int64))
        some.append(Postings(held, np.full(len(held), number, np.int64)))
    return Postings(np.concatenate([p.traces for p in some]), np.concatenate([p.documents for p in some]))


@functools.lru_cache(maxsize=65536)
def _trace(stem: str) -> int:
    digest = hashlib.blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> (64 - TRACE_BITS)


def _kept_text(document: Document) -> str:
    return " ".join(document.text[s.start : s.end] for s in document.kept())


def nearest(
    fresh: Postings,
    known: Postings,
    lists: Mapping[int, Mapping[int, int]],
    sizes: Places,
    again: Callable[[Places], Near],
) -> Near:
    """The neighbours of documents that come to a pile, and of those there whose neighbours change by it.

    ``known`` has the documents there that hold words of the fresh ones, up to one more than make a word
    common; ``lists`` the neighbours so far of each of them; ``sizes`` how many telling words each document of
    the pile has; ``again`` finds the neighbours of documents anew, where a word that led from them to theirs
    has become common.
    """
    come = _nearest_of(_shared(fresh + known, np.unique(fresh.documents)), sizes)
    shaken = _shaken(fresh, known, lists)
    made = {n: _first({**lists.get(n, {}), **some}) for n, some in come.items() if n not in shaken}
    made |= {int(n): {} for n in np.unique(fresh.documents) if int(n) not in made}
    made |= again(np.array(sorted(shaken), np.int64))
    return {n: some for n, some in made.items() if n not in lists or some != lists[n]}


def anew(asked: Places, held: Postings, sizes: Places) -> Near:
    """The neighbours of some documents, from all who hold any of their words."""
    made = _nearest_of(_shared(held, asked), sizes)
    return {int(n): made.get(int(n), {}) for n in asked}


def _first(some: Mapping[int, int]) -> dict[int, int]:
    """The nearest of some neighbours; of those as near the one that comes first in the pile."""
    return dict(sorted(some.items(), key=lambda x: (-x[1], x[0]))[:NEAREST])


def _nearest_of(shared: tuple[Places, Places, Places], sizes: Places) -> Near:
    """Of pairs that share so many words the nearest of each document, less those of two stories."""
    left, right, count = shared
    enough = (count >= _FEWEST) & (count * ONE_STORY >= np.minimum(sizes[left], sizes[right]))
    left, right, count = left[enough], right[enough], count[enough]
    one, other, number = np.concatenate((left, right)), np.concatenate((right, left)), np.tile(count, 2)
    order = np.lexsort((other, -number, one))
    one, other, number = one[order], other[order], number[order]
    begin, counts = groups(one)
    first = np.arange(len(one)) - np.repeat(begin, counts) < NEAREST
    made: Near = defaultdict(dict)
    for i, j, n in zip(*(some[first].tolist() for some in (one, other, number)), strict=True):
        made[i][j] = n
    return dict(made)


def _shared(held: Postings, asked: Places) -> tuple[Places, Places, Places]:
    """Pairs of documents, one of which is asked for, that share telling words, and how many."""
    held = held.sorted()
    begin, counts = groups(held.traces)
    is_asked = np.isin(held.documents, asked)
    codes = [np.zeros(0, np.int64)]
    places = np.arange(len(held.documents))
    for one, other, _ in pairs_within(places, begin, np.where(counts <= COMMON_WORD, counts, 0)):
        wanted = is_asked[one] | is_asked[other]
        codes.append((held.documents[one[wanted]] << 32) | held.documents[other[wanted]])
    pairs, number = np.unique(np.concatenate(codes), return_counts=True)
    return pairs >> 32, pairs & 0xFFFFFFFF, number


def _shaken(fresh: Postings, known: Postings, lists: Mapping[int, Mapping[int, int]]) -> set[int]:
    """The documents there that share a word with a neighbour which the fresh ones make common."""
    before = known.sorted()
    begin, counts = groups(before.traces)
    words, more = np.unique(fresh.traces, return_counts=True)
    after = counts + more[np.searchsorted(words, before.traces[begin])]
    shaken: set[int] = set()
    for at in np.flatnonzero((counts > 1) & (counts <= COMMON_WORD) & (after > COMMON_WORD)).tolist():
        some = set(before.documents[begin[at] : begin[at] + counts[at]].tolist())
        shaken |= {n for n in some if not some.isdisjoint(lists.get(n, {}))}
    return shaken


def pairs_of(near: Mapping[int, Iterable[int]]) -> frozenset[tuple[int, int]]:
    """The pairs of documents that are compared, each document also with itself."""
    pairs = {(i, i) for i in near} | {(min(i, j), max(i, j)) for i in near for j in near[i]}
    return frozenset(pairs)


def neighbours(stories: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """The articles that each one is compared with, in order."""
    near: dict[int, set[int]] = defaultdict(set)
    for i, j in stories:
        near[i].add(j)
        near[j].add(i)
    return {i: sorted(near[i]) for i in near}


def all_near(numbers: Sequence[int]) -> Near:
    """A small pile's articles: each is near to all others."""
    return {i: {j: 0 for j in numbers if j != i} for i in numbers}
