"""Text that two documents share, down to a short lift inside another article.

Word 5-grams lead from one document to another; those on one diagonal are joined to runs, small edits stepped
over. A gram that very many documents hold leads nowhere. One shared quotation or a stock phrase is no shared
text.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.model import Document, Passage, Side, make_id

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_GRAM = 5
_COMMON = 30
"""A gram in more documents than this leads nowhere."""
_LEAST_WORDS = 30
_STEP = 12
"""Up to how many words of edits a run steps over."""
_DRIFT = 6
"""How far a run may leave its diagonal at one edit."""
_LEAST_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class _Words:
    words: list[str]
    places: list[tuple[int, int]]


def find_passages(documents: Sequence[Document]) -> tuple[Passage, ...]:
    """The passages that pairs of documents share, sorted by id; left is the document that sorts first."""
    read = [_words(d) for d in documents]
    index: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for n, words in enumerate(read):
        for at in range(len(words.words) - _GRAM + 1):
            index[tuple(words.words[at : at + _GRAM])].append((n, at))
    hits: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for places in index.values():
        if len({n for n, _ in places}) > _COMMON or len(places) > 2 * _COMMON:
            continue
        for (i, a), (j, b) in itertools.combinations(places, 2):
            if i != j:
                hits[i, j].append((a, b))
    made = [
        _passage(documents[i], documents[j], read[i], read[j], run)
        for (i, j), found in sorted(hits.items())
        for run in _runs(sorted(found))
    ]
    return tuple(sorted((p for p in made if p is not None), key=lambda p: p.id))


def _words(document: Document) -> _Words:
    found = [m for s in document.kept() for m in _WORD.finditer(document.text, s.start, s.end)]
    return _Words([m.group().lower() for m in found], [m.span() for m in found])


def _runs(hits: list[tuple[int, int]]) -> Iterator[tuple[int, int, int, int, int]]:
    """Hits joined to runs: first and last word on either side, and how many words are the same."""
    open_runs: list[list[int]] = []
    for a, b in hits:
        joined = None
        for run in open_runs:
            near = 0 < a - run[1] <= _STEP and 0 < b - run[3] <= _STEP
            if near and abs((a - run[1]) - (b - run[3])) <= _DRIFT:
                joined = run
                break
        if joined is None:
            open_runs.append([a, a, b, b, _GRAM])
        else:
            joined[4] += min(a - joined[1], b - joined[3], _GRAM)
            joined[1], joined[3] = a, b
    for first_a, last_a, first_b, last_b, same in open_runs:
        yield first_a, last_a + _GRAM, first_b, last_b + _GRAM, same


def _passage(
    left: Document, right: Document, mine: _Words, other: _Words, run: tuple[int, int, int, int, int]
) -> Passage | None:
    first_a, end_a, first_b, end_b, same = run
    longest = max(end_a - first_a, end_b - first_b)
    if same < _LEAST_WORDS or same / longest < _LEAST_SHARE:
        return None
    one = Side(left.id, mine.places[first_a][0], mine.places[end_a - 1][1])
    two = Side(right.id, other.places[first_b][0], other.places[end_b - 1][1])
    direction, evidence = _direction(left, right)
    return Passage(
        make_id("passage", left.id, one.start, one.end, right.id, two.start, two.end),
        one,
        two,
        round(same / longest, 3),
        direction,
        f"{same} of {longest} words the same; {evidence}",
    )


def _direction(left: Document, right: Document) -> tuple[str, str]:
    """Which way a text went, where a credit or the dates tell it."""
    for taker, giver, direction in ((right, left, "left_to_right"), (left, right, "right_to_left")):
        if giver.outlet and any(r.name.lower() == giver.outlet.lower() for r in taker.relay):
            return direction, f"{taker.outlet or taker.path} credits {giver.outlet}"
    both = {r.name.lower() for r in left.relay} & {r.name.lower() for r in right.relay}
    if both:
        name = min(r.name for r in left.relay if r.name.lower() in both)
        return "unknown", f"both credit {name}"
    if left.published and right.published and left.published[:10] != right.published[:10]:
        earlier = left.published < right.published
        return ("left_to_right" if earlier else "right_to_left"), "by the dates of publication"
    return "unknown", "neither dates nor credits tell the direction"
