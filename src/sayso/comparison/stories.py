"""Which documents tell the same story: those near in their telling words, so that a large pile stays fast."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.comparison.words import Weights, stems
from sayso.model import Document

_SMALL_PILE = 12
_NEAREST = 8
_COMMON_STEM = 40


def story_pairs(documents: Sequence[Document]) -> frozenset[tuple[int, int]]:
    """Pairs of places in the pile whose documents are compared; every document also with itself.

    A small pile is somebody's choice of articles on one event: all its pairs count. In a large one each
    document is compared with those that share most of its rare words.
    """
    own = {(i, i) for i in range(len(documents))}
    if len(documents) <= _SMALL_PILE:
        return frozenset(own | set(itertools.combinations(range(len(documents)), 2)))
    texts = [_kept_text(d) for d in documents]
    weights = Weights(texts)
    by_stem: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        for stem in sorted(stems(text)):
            by_stem[stem].append(i)
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for stem in sorted(by_stem):
        if 2 <= len(by_stem[stem]) <= _COMMON_STEM:
            weight = weights.of(stem)
            for pair in itertools.combinations(by_stem[stem], 2):
                shared[pair] += weight
    nearest: dict[int, int] = defaultdict(int)
    chosen = set(own)
    for pair, _ in sorted(shared.items(), key=lambda x: (-round(x[1], 6), x[0])):
        if nearest[pair[0]] < _NEAREST or nearest[pair[1]] < _NEAREST:
            nearest[pair[0]] += 1
            nearest[pair[1]] += 1
            chosen.add(pair)
    return frozenset(chosen)


def neighbours(stories: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """The articles that each one is compared with, in order."""
    near: dict[int, set[int]] = defaultdict(set)
    for i, j in stories:
        near[i].add(j)
        near[j].add(i)
    return {i: sorted(near[i]) for i in near}


def _kept_text(document: Document) -> str:
    return " ".join(document.text[s.start : s.end] for s in document.kept())
