"""The learned part of attribution: finds the cues that no lexicon lists, and whose words stand where.

A pair of small networks (``learned.network``) that see the rules' findings among the rest, so that they
correct the rules and add to them. Rules alone stay a full mode. What it was trained on stands in ``card.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sayso.claims.attribution import LEARNED, OTHER, Attribution
from sayso.claims.learned import chain, pairs, table
from sayso.claims.learned.chain import Floats
from sayso.claims.learned.network import Weights, cue_scores, read, role_scores
from sayso.claims.learned.weights import load
from sayso.claims.sources import SourceWords
from sayso.languages.en import cues as lexicon
from sayso.reading.text import Reading, Token

_SOURCE, _CONTENT = 1, 2


def attributions(reading: Reading, ruled: Sequence[Attribution]) -> list[Attribution]:
    """What the networks attribute in a reading, given what the rules did; in the order of the cues."""
    if not reading.tokens:
        return []
    weights = load()
    seen = table.build(reading, ruled)
    for_cues, for_roles = read(weights, seen)
    spots = [pairs.spot(seen, first, last) for first, last in cues(weights, seen, for_cues)]
    found = zip(spots, roles(weights, seen, for_roles, spots, ruled), strict=True)
    made = [
        _attribution(reading, spot, source, _near(reading, seen, spot, content))
        for spot, (source, content) in found
    ]
    return [a for a in made if a.contents]


def cues(weights: Weights, seen: table.Table, tokens: Floats) -> list[tuple[int, int]]:
    """The first and last token of each cue."""
    scores = cue_scores(weights, seen, tokens)
    lengths = np.unique(seen.sentence, return_counts=True)[1]
    start, moves = weights["cue start"], weights["cue moves"]
    # A sentence in which no token comes near to being a cue needs no search: moves cannot make up for it.
    reach = 2 * (moves.max() - moves[0, 0]) + max(start.max() - start[0], 0)
    near = (scores[:, 1:].max(axis=1) + reach) >= scores[:, 0]
    open_sentences = np.logical_or.reduceat(near, np.cumsum(lengths) - lengths)
    rows = np.flatnonzero(np.repeat(open_sentences, lengths))
    block = chain.block(scores[rows], lengths[open_sentences])
    labels = chain.best(block, lengths[open_sentences], start, moves)[chain.filled(lengths[open_sentences])]
    marked = zip(rows.tolist(), labels.tolist(), strict=True)
    return list(_runs([(token, label == 1) for token, label in marked if label]))


def roles(
    weights: Weights,
    seen: table.Table,
    tokens: Floats,
    spots: Sequence[pairs.Spot],
    ruled: Sequence[Attribution],
) -> Iterator[tuple[list[tuple[int, int]], list[tuple[int, int]]]]:
    """For each cue the runs of tokens that are its source and its content."""
    made = pairs.build(seen, spots, ruled)
    scores = role_scores(weights, seen, tokens, made, np.array([s.head for s in spots], np.int64))
    block = chain.block(scores, made.widths)
    labels = chain.best(block, made.widths, weights["role start"], weights["role moves"])
    ends = np.cumsum(made.widths)
    for row, width, end in zip(labels, made.widths, ends, strict=True):
        near = made.token[end - width : end]
        own = row[:width]
        yield tuple(  # type: ignore[misc]
            list(_runs([(int(t), False) for t in near[own == role]])) for role in (_SOURCE, _CONTENT)
        )


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
