"""Text that two documents share, down to a short lift inside another article, and through many edits.

Word 5-grams lead from one document to another; those that go on with each other are joined to runs, edits
stepped over. The more documents hold a gram, the less it tells: a stock phrase or an outlet's own closing
lines are no shared text. No more is said of two documents than which passages they share: articles are not
merged.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.comparison.direction import direction
from sayso.comparison.grams import Words, grams_of, words_of
from sayso.comparison.hits import LEAST_GRAMS, Held, Stretch, shared_stretches
from sayso.comparison.runs import Run, may_run, runs
from sayso.comparison.words import stopwords
from sayso.model import Document, Passage, Side, make_id

_LEAST_WORDS = 30
_LEAST_SHARE = 0.6
_LEAST_TELLING = 0.6
"""Which share of a run's words, each by how telling it is, must be the same: forms change those that tell."""
_FUNCTION_WORD, _WORD, _NAME = 1.0, 2.5, 3.5
_LEAST_RARE = 0.25
"""Which share of a run's grams must be rare, where it is not nearly all of an article."""
_NEARLY_ALL = 0.8
"""Which share of an article a run of common grams must be: one report that very many carry."""
_CACHED = 256


@dataclass(frozen=True, slots=True)
class _Text:
    """A document with its words, as numbers, where they stand, and how telling each is."""

    document: Document
    words: Words
    numbers: list[int]
    telling: list[float]

    def side(self, first: int, end: int) -> Side:
        """The stretch of text from one word up to before another."""
        return Side(self.document.id, int(self.words.starts[first]), int(self.words.ends[end - 1]))


def find_passages(documents: Sequence[Document], held: Held | None = None) -> tuple[Passage, ...]:
    """The passages that pairs of documents share, sorted by id; left is the document that comes first.

    ``held`` says who else holds grams, and which pairs are asked for, where the documents are not the pile.
    """
    grams = grams_of(documents)

    @functools.lru_cache(_CACHED)
    def text(n: int) -> _Text:
        words = words_of([documents[n]])
        ends = zip(words.starts.tolist(), words.ends.tolist(), strict=True)
        telling = [_how_telling(documents[n].text[start:end]) for start, end in ends]
        return _Text(documents[n], words, words.numbers.tolist(), telling)

    made = [
        passage
        for i, j, stretches in shared_stretches(grams, held)
        if may_run(stretches)
        for passage in _passages(text(i), text(j), stretches)
    ]
    return tuple(sorted(made, key=lambda p: p.id))


def _passages(left: _Text, right: _Text, stretches: Sequence[Stretch]) -> Iterator[Passage]:
    lengths = len(left.numbers), len(right.numbers)
    whole = left.document.text == right.document.text
    found = [
        run
        for run in runs(stretches, left.numbers, right.numbers)
        if (whole and run.same == lengths[0])
        or (_is_long(run, min(lengths)) and _telling(run, left, right) >= _LEAST_TELLING)
    ]
    carried = sum(run.same for run in found) / max(lengths)
    for run in found:
        one, two = left.side(run.left, run.left_end), right.side(run.right, run.right_end)
        way, evidence = direction((left.document, one), (right.document, two), carried)
        yield Passage(
            make_id("passage", one.document, one.start, one.end, two.document, two.start, two.end),
            one,
            two,
            round(run.same / run.longest, 3),
            way,
            f"{run.same} of {run.longest} words the same; {evidence}",
        )


def _is_long(run: Run, shorter: int) -> bool:
    """Whether a run is long enough, mostly the same, and rare or nearly all of the shorter article."""
    if run.same < _LEAST_WORDS or run.same < _LEAST_SHARE * run.longest:
        return False
    rare = run.weight >= max(LEAST_GRAMS, _LEAST_RARE * run.grams)
    return rare or run.same >= _NEARLY_ALL * shorter


def _telling(run: Run, left: _Text, right: _Text) -> float:
    """The weight of the words that both sides of a run have over that of the heavier side's."""
    sides = ((left, run.left, run.left_end), (right, run.right, run.right_end))
    weight: dict[int, float] = {}
    for text, start, end in sides:
        for word, telling in zip(text.numbers[start:end], text.telling[start:end], strict=True):
            weight[word] = min(telling, weight.get(word, telling))
    mine, other = (Counter(text.numbers[start:end]) for text, start, end in sides)
    both, *whole = (sum(weight[w] * n for w, n in c.items()) for c in (mine & other, mine, other))
    return both / max(*whole)


@functools.lru_cache(maxsize=65536)
def _how_telling(word: str) -> float:
    """How telling a word is by itself: a name or number most, a function word least."""
    if word.lower() in stopwords():
        return _FUNCTION_WORD
    return _WORD if word.islower() else _NAME
