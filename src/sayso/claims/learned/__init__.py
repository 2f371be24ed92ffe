"""The learned part of attribution: finds the cues that no lexicon lists, and whose words stand where.

A pair of small networks (``learned.network``) that see the rules' findings among the rest, so that they
correct the rules and add to them. Rules alone stay a full mode. What it was trained on stands in ``card.md``.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np

from sayso.claims.attribution import LEARNED, OTHER, Attribution
from sayso.claims.learned import chain, pairs, table
from sayso.claims.learned.chain import Floats, Ints
from sayso.claims.learned.network import Weights, cue_scores, read, role_scores
from sayso.claims.learned.weights import load
from sayso.claims.sources import SourceWords
from sayso.languages.en import cues as lexicon
from sayso.reading.text import Reading, Token

_SOURCE, _CONTENT = 1, 2


def attributions(given: Sequence[tuple[Reading, Sequence[Attribution]]]) -> list[list[Attribution]]:
    """What the networks attribute in each reading, given what the rules did; in the order of the cues.

    What is found in a reading does not depend on the others: of all, only the labels are chosen at once.
    """
    weights = load()
    texts = [_Text(reading, ruled, weights) for reading, ruled in given if reading.tokens]
    _choose_cues(texts, weights)
    _choose_roles(texts, weights)
    found = {id(text.reading): text.found for text in texts}
    return [found.get(id(reading), []) for reading, _ in given]


class _Text:
    """A reading on its way through the networks."""

    def __init__(self, reading: Reading, ruled: Sequence[Attribution], weights: Weights) -> None:
        self.reading = reading
        self.ruled = ruled
        self.seen = table.build(reading, ruled)
        for_cues, self.for_roles = read(weights, self.seen)
        self.cue_scores = cue_scores(weights, self.seen, for_cues)
        self.spots: list[pairs.Spot] = []
        self.found: list[Attribution] = []

    def attribute(self, number: int, near: Ints, labels: Ints) -> None:
        """Add what a cue attributes, where the tokens near it have such roles."""
        spot = self.spots[number]
        source, content = (
            list(_runs([(int(t), False) for t in near[labels == role]])) for role in (_SOURCE, _CONTENT)
        )
        made = _attribution(self.reading, spot, source, _near(self.reading, self.seen, spot, content))
        if made.contents:
            self.found.append(made)


def _choose_cues(texts: Sequence[_Text], weights: Weights) -> None:
    """Find the cues of all texts: runs of tokens in a sentence."""
    if not texts:
        return
    scores = np.concatenate([text.cue_scores for text in texts])
    lengths = np.concatenate([np.unique(text.seen.sentence, return_counts=True)[1] for text in texts])
    start, moves = weights["cue start"], weights["cue moves"]
    # A sentence in which no token comes near to being a cue needs no search: moves cannot make up for it.
    reach = 2 * (moves.max() - moves[0, 0]) + max(start.max() - start[0], 0)
    near = (scores[:, 1:].max(axis=1) + reach) >= scores[:, 0]
    is_open = np.logical_or.reduceat(near, np.cumsum(lengths) - lengths)
    rows = np.repeat(is_open, lengths)
    labels = np.zeros(len(scores), np.int64)
    labels[rows] = _labels(scores[rows], lengths[is_open], start, moves)
    first = 0
    for text in texts:
        own = labels[first : first + len(text.cue_scores)]
        marked = np.flatnonzero(own)
        cues = _runs(
            [(token, begins) for token, begins in zip(marked.tolist(), own[marked] == 1, strict=True)]
        )
        text.spots = [pairs.spot(text.seen, *ends) for ends in cues]
        first += len(own)


def _choose_roles(texts: Sequence[_Text], weights: Weights) -> None:
    """Find which of the tokens near each cue are its source and its content."""
    texts = [text for text in texts if text.spots]
    if not texts:
        return
    built = [pairs.build(text.seen, text.spots, text.ruled) for text in texts]
    scores = [
        role_scores(
            weights, text.seen, text.for_roles, made, np.array([s.head for s in text.spots], np.int64)
        )
        for text, made in zip(texts, built, strict=True)
    ]
    widths = np.concatenate([made.widths for made in built])
    labels = _labels(np.concatenate(scores), widths, weights["role start"], weights["role moves"])
    first = 0
    for text, made in zip(texts, built, strict=True):
        own = labels[first : first + len(made.token)]
        first += len(own)
        edges = np.cumsum([0, *made.widths]).tolist()
        for number, (begin, end) in enumerate(itertools.pairwise(edges)):
            text.attribute(number, made.token[begin:end], own[begin:end])


def _labels(scores: Floats, lengths: Ints, start: Floats, moves: Floats) -> Ints:
    """The likeliest labels of sequences that stand one after another, a row a step."""
    block = chain.block(scores, lengths)
    labels: Ints = chain.best(block, lengths, start, moves)[chain.filled(lengths)]
    return labels


def _runs(tokens: Sequence[tuple[int, bool]]) -> Iterator[tuple[int, int]]:
    """Tokens in a row as first and last; one that begins anew starts a new run."""
    first = last = -2
    for token, begins in tokens:
        if token != last + 1 or begins:
            if first >= 0:
                yield first, last
            first = token
        last = token
    if first >= 0:
        yield first, last


def _near(
    reading: Reading, seen: table.Table, spot: pairs.Spot, content: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The content of a cue in its own sentence, and beyond it what is quoted: only quotations run on."""
    sentence, quoted = seen.sentence, seen.quotation > 0
    tokens = [t for first, last in content for t in range(first, last + 1)]
    kept = [t for t in tokens if sentence[t] == sentence[spot.head] or quoted[t]]
    return list(_runs([(t, False) for t in kept]))


def _attribution(
    reading: Reading, spot: pairs.Spot, source: list[tuple[int, int]], content: list[tuple[int, int]]
) -> Attribution:
    tokens = reading.tokens
    # "It was reported that": the pronoun stands for the clause.
    said = [run for run in content if not all(t.tag == "PRP" for t in tokens[run[0] : run[1] + 1])]
    contents = [(tokens[first].start, tokens[last].end) for first, last in said or content]
    words = _source_words(tokens, source)
    cue = tokens[spot.head]
    kind = _kind(tokens[spot.first : spot.last + 1], cue)
    quoted = any(q.start < e and q.end > s for q in reading.quotations for s, e in contents)
    return Attribution(
        cue, tokens[spot.last], kind, LEARNED, words, contents, quoted, None, tokens[spot.first]
    )


def _source_words(tokens: Sequence[Token], source: list[tuple[int, int]]) -> SourceWords | None:
    if not source:
        return None
    first, last = max(source, key=lambda run: (run[1] - run[0], -run[0]))
    inside = tokens[first : last + 1]
    outward = [t for t in inside if not first <= t.head.i <= last or t.head is t]
    nouns = [t for t in outward if t.tag.startswith(("NN", "PRP", "WP"))]
    return SourceWords((nouns or outward or inside)[0], inside[0], inside[-1])


def _kind(phrase: Sequence[Token], head: Token) -> str:
    """The kind of a cue by the lexicon: by its governing word, else by the first word that has one."""
    known = lexicon.load()
    for token in (head, *phrase):
        frames = known.verbs.get(token.lemma)
        if frames and token.tag.startswith("VB"):
            return next(iter(frames.values()))
        if token.lemma in known.nouns and token.tag.startswith("NN"):
            return known.nouns[token.lemma]
    for token in (head, *phrase):
        if token.lemma in known.attitudes:
            return known.attitudes[token.lemma]
    return "say" if head.lower in ("according", "―", ":", "—", "–") else OTHER
