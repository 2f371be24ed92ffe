"""Marked attributions as labels of tokens and of pairs of a cue and a token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sayso.claims.attribution import Attribution
from sayso.claims.learned import pairs
from sayso.claims.learned.chain import Ints
from sayso.claims.learned.pairs import Pairs, Spot
from sayso.claims.learned.table import Table

Article = dict[str, Any]
"""A marked article: ``doc``, ``text``, ``attributions``, as the gold has it."""

_SMALL_MARKS = frozenset(",;\"“”„«»'’‘`")

OUTSIDE, BEGIN, INSIDE = 0, 1, 2
NOTHING, SOURCE, CONTENT = 0, 1, 2


@dataclass(slots=True)
class Marked:
    """One article: its table, the places of its tokens, what the rules found and what people marked."""

    doc: str
    text: str
    gold: list[dict[str, Any]]
    places: Ints
    table: Table
    ruled: Sequence[Attribution]

    def tokens(self, spans: Sequence[Sequence[int]]) -> list[int]:
        """The tokens that lie in some spans, without punctuation at the ends of each span."""
        found: list[int] = []
        for start, end in spans:
            first = int(np.searchsorted(self.places[:, 1], start, side="right"))
            after = int(np.searchsorted(self.places[:, 0], end))
            inside = list(range(first, after))
            words = [i for i in inside if any(c.isalnum() for c in self._word(i))]
            found += range(words[0], words[-1] + 1) if words else inside
        return found

    def _word(self, i: int) -> str:
        start, end = self.places[i]
        return self.text[start:end]


@dataclass(slots=True)
class Candidate:
    """A cue to learn roles from: where it stands, and the tokens of its source and content."""

    spot: Spot
    source: list[int]
    content: list[int]


def without_marks(article: Article) -> Article:
    """An article as badly extracted text would have it: without commas, quotation marks and apostrophes."""
    text = article["text"]
    kept = [i for i, c in enumerate(text) if c not in _SMALL_MARKS]
    place = np.searchsorted(kept, np.arange(len(text) + 1)).tolist()

    def moved(spans: Sequence[Sequence[int]]) -> list[list[int]]:
        return [[place[s], place[e]] for s, e in spans if place[s] < place[e]]

    attributions = [{role: moved(spans) for role, spans in a.items()} for a in article["attributions"]]
    plain = "".join(text[i] for i in kept)
    return {"doc": f"{article['doc']} without marks", "text": plain, "attributions": attributions}


def cue_labels(article: Marked) -> Ints:
    """The label of each token for the cue network."""
    labels = np.zeros(len(article.places), np.int64)
    for marked in article.gold:
        tokens = article.tokens(marked["cue"])
        if tokens and not labels[tokens].any():
            labels[tokens] = INSIDE
            labels[tokens[0]] = BEGIN
    return labels


def gold_candidates(article: Marked) -> list[Candidate]:
    """The marked attributions."""
    out = []
    for marked in article.gold:
        tokens = article.tokens(marked["cue"])
        if tokens:
            spot = pairs.spot(article.table, tokens[0], tokens[-1])
            out.append(Candidate(spot, article.tokens(marked["source"]), article.tokens(marked["content"])))
    return out


def role_labels(made: Pairs, candidates: Sequence[Candidate]) -> Ints:
    """The label of each pair for the role network."""
    labels = np.zeros(len(made.token), np.int64)
    for i, candidate in enumerate(candidates):
        own = made.cue == i
        labels[own & np.isin(made.token, candidate.source)] = SOURCE
        labels[own & np.isin(made.token, candidate.content)] = CONTENT
    return labels
