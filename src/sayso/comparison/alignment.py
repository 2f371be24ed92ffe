"""Which claims and figures of a pile are worth comparing: the same event, or much the same telling words."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sayso.comparison.numbers import relate
from sayso.comparison.relations import one_person
from sayso.comparison.slots import LEAD_CHARS, ClaimSlots, FigureSlots
from sayso.comparison.stories import neighbours
from sayso.comparison.words import Weights, opening

FigurePair = tuple[FigureSlots, FigureSlots, float]
ClaimPair = tuple[ClaimSlots, ClaimSlots, float]

_COMPARED_KINDS = frozenset({"count", "money", "share"})
_MOST = {("across", "near"): 2, ("across", "apart"): 3, ("inside", "near"): 2, ("inside", "apart"): 3}
"""How many pairs of one event two articles (or one) are compared by at the most, near and apart in number."""
_LEAST = {
    ("across", "near"): 0.35,
    ("across", "apart"): 0.3,
    ("inside", "near"): 0.35,
    ("inside", "apart"): 0.3,
}
_SMALL_NUMBER = 10
_ALIKE_BY_CHANCE = 0.15
_LEAST_ALIKE = 0.3
_SHARED_STEMS = 3
_HELD = 0.6
_ONE_OCCASION = 0.46
_BOTH_NOT = 0.43
_COMMON_STEM = 60


def figure_pairs(
    figures: Sequence[FigureSlots], stories: frozenset[tuple[int, int]], weights: Weights
) -> Iterator[FigurePair]:
    """Pairs of figures of one event in articles of one story, with how alike their claims are."""
    blocks: dict[tuple[str, int], list[FigureSlots]] = defaultdict(list)
    for figure in sorted(figures, key=lambda f: f.order):
        if figure.figure.kind in _COMPARED_KINDS:
            for key in _block_keys(figure):
                blocks[key, figure.order[0]].append(figure)
    near = neighbours(stories)
    seen: set[tuple[str, str]] = set()
    for key, i in sorted(blocks):
        left = blocks[key, i]
        for j in (j for j in near.get(i, ()) if j >= i and (key, j) in blocks):
            right = blocks[key, j]
            pairs = itertools.combinations(left, 2) if i == j else itertools.product(left, right)
            for pair in _best("inside" if i == j else "across", pairs, weights):
                ids = (pair[0].figure.id, pair[1].figure.id)
                if ids not in seen:
                    seen.add(ids)
                    yield pair


def _block_keys(figure: FigureSlots) -> list[str]:
    """What a figure can be compared by: its events, or the thing counted where no event is known."""
    event = figure.figure.event
    if event is not None:
        return [f"event {part}" for part in event.split(" or ")]
    if figure.figure.kind != "count":
        return [f"{figure.figure.kind} {figure.figure.unit}"]
    return [f"counted {figure.counted}"] if figure.counted else []


def _best(
    where: str, pairs: Iterable[tuple[FigureSlots, FigureSlots]], weights: Weights
) -> Iterator[FigurePair]:
    """The pairs that a reader would look at first: near numbers and numbers apart, each up to a limit."""
    scored: dict[str, list[tuple[float, FigurePair]]] = {"near": [], "apart": []}
    for left, right in pairs:
        if (left.figure.kind, left.figure.unit) != (right.figure.kind, right.figure.unit):
            continue
        numbers = relate(left.figure, right.figure)
        alike = weights.similarity(left.stems, right.stems)
        group = "near" if numbers in ("equal", "rounding") else "apart"
        if numbers == "equal" and _coincidence(left, right, alike):
            continue
        score = _score(left, right, alike) + (
            0.3 if numbers == "equal" else 0.15 if numbers == "rounding" else 0.0
        )
        if score >= _LEAST[where, group]:
            scored[group].append((score, (left, right, alike)))
    for group, found in scored.items():
        ranked = sorted(found, key=lambda s: (-round(s[0], 9), s[1][0].order, s[1][1].order))
        taken: dict[str, int] = defaultdict(int)
        count = 0
        for _, pair in ranked:
            ends = (pair[0].figure.id, pair[1].figure.id)
            if count < _MOST[where, group] and max(taken[e] for e in ends) < 2:
                count += 1
                for end in ends:
                    taken[end] += 1
                yield pair


def _coincidence(left: FigureSlots, right: FigureSlots, alike: float) -> bool:
    """Whether two equal numbers may be equal by chance: small ones, in claims with little else in common."""
    value = left.figure.low if left.figure.low is not None else left.figure.high
    return (value or 0) < _SMALL_NUMBER and alike < _ALIKE_BY_CHANCE and left.document.id != right.document.id


def _score(left: FigureSlots, right: FigureSlots, alike: float) -> float:
    """How likely two figures are of one thing: shared words, class, time, place, and both in the lead."""
    score = alike
    if left.counted is not None and left.counted == right.counted:
        score += 0.15
    if left.figure.event is not None and left.figure.event == right.figure.event:
        score += 0.1
    if left.time is not None and left.time == right.time:
        score += 0.15
    if left.place and right.place and set(left.place.split()) & set(right.place.split()):
        score += 0.1
    if left.figure.counted and left.figure.event is None and left.figure.counted == right.figure.counted:
        score += 0.2
    leads = (left.figure.start < LEAD_CHARS) + (right.figure.start < LEAD_CHARS)
    return score + 0.1 * leads


def claim_pairs(
    claims: Sequence[ClaimSlots], stories: frozenset[tuple[int, int]], weights: Weights
) -> Iterator[ClaimPair]:
    """Pairs of claims that share telling words, the likest first."""
    ordered = sorted(claims, key=lambda c: c.order)
    by_stem: dict[str, list[int]] = defaultdict(list)
    for i, claim in enumerate(ordered):
        for word in sorted(claim.stems):
            by_stem[word].append(i)
    candidates: set[tuple[int, int]] = set()
    for places in by_stem.values():
        if 2 <= len(places) <= _COMMON_STEM:
            candidates.update(itertools.combinations(places, 2))
    scored: list[tuple[float, int, int]] = []
    for i, j in sorted(candidates):
        left, right = ordered[i], ordered[j]
        if (left.order[0], right.order[0]) not in stories:
            continue
        alike = weights.similarity(left.stems, right.stems)
        if len(left.stems & right.stems) >= _SHARED_STEMS:
            # A short claim that stands whole in a longer one.
            alike = max(alike, _HELD * weights.containment(left.stems, right.stems))
        if left.phrases & right.phrases and left.document.id != right.document.id and one_person(left, right):
            # One person and one phrase in two articles: most likely one occasion.
            alike = max(alike, _ONE_OCCASION)
        if left.negated and right.negated and opening(left.claim.text) & opening(right.claim.text):
            # Two that say of one thing that it is not.
            alike = max(alike, _BOTH_NOT)
        if alike >= _LEAST_ALIKE:
            scored.append((alike, i, j))
    for alike, i, j in sorted(scored, key=lambda s: (-round(s[0], 9), s[1], s[2])):
        yield ordered[i], ordered[j], alike
