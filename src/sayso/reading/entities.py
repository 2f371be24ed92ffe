"""The pipeline's names, found in all tokens at once: the same as spaCy's recogniser finds, in half the time.

spaCy's goes from token to token, and asks at each of them of each of its 74 moves whether it may be made. But
outside a name, scores depend on the token alone, and inside one, on the token and on where the name began. So
what begins is decided for all tokens together, and what began is then followed to its end, token by token.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.attrs import IS_SPACE, SENT_START
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from spacy.util import minibatch
from thinc.api import Model, NumpyOps

FACTORY = "sayso_names"
"""The name under which spaCy makes this recogniser."""

_Array = np.ndarray[Any, np.dtype[Any]]
_Bounds = tuple[int, int, str]
_BEGIN, _IN, _LAST, _UNIT, _OUT = range(1, 6)
"""spaCy's numbers for: begin a name, go on, end it; a name of one token; no name."""


class Recogniser(EntityRecognizer):  # type: ignore[misc]
    """spaCy's recogniser with its model and moves, for texts in which no names are marked beforehand."""

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """The texts with their names; each batch whole, where spaCy's parsers cut it in four."""
        for batch in minibatch(docs, batch_size):
            self.set_annotations(batch, self.predict(batch))
            yield from batch

    def predict(self, docs: Sequence[Doc]) -> list[list[_Bounds]]:
        """The names of each text: first token, last token (exclusive), kind."""
        if not any(map(len, docs)):
            return [[] for _ in docs]
        found = _found(_Scores(self.model, docs), *_limits(docs), self.label_data)
        edges = np.cumsum([0, *map(len, docs)]).tolist()
        return [
            [(start - first, end - first, kind) for start, end, kind in found if first <= start < last]
            for first, last in pairwise(edges)
        ]

    def set_annotations(self, docs: Sequence[Doc], names: Sequence[list[_Bounds]]) -> None:
        """Mark the names in the texts."""
        for doc, found in zip(docs, names, strict=True):
            doc.set_ents([Span(doc, *bounds) for bounds in found], default="outside")


def _make(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    moves: Any,
    scorer: Callable[..., Any] | None,
    incorrect_spans_key: str | None,
    update_with_oracle_cut_size: int,
) -> Recogniser:
    return Recogniser(
        nlp.vocab,
        model,
        name,
        moves,
        scorer=scorer,
        incorrect_spans_key=incorrect_spans_key,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
    )


Language.factory(FACTORY, assigns=["doc.ents", "token.ent_iob", "token.ent_type"], func=_make)


class _Scores:
    """The scores of all moves, a row for each token in its place."""

    def __init__(self, model: Model[Any, Any], docs: Sequence[Doc]) -> None:
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        # What each token adds as the one looked at, as the first of its name, and as the one before.
        parts = lower.predict(model.layers[0].predict(docs))
        self._none, self._parts = parts[0], parts[1:]
        self._hidden_bias = lower.get_param("b")
        self._weights, self._bias = upper.get_param("W"), upper.get_param("b")

    def outside(self) -> _Array:
        """Of all tokens, outside names."""
        return self._scores(self._parts[:, 0] + self._none[1] + self._none[2])

    def inside(self, tokens: _Array, firsts: _Array) -> _Array:
        """Of some tokens, in the names that began at others."""
        parts = self._parts
        return self._scores(parts[tokens, 0] + parts[firsts, 1] + parts[tokens - 1, 2])

    def _scores(self, summed: _Array) -> _Array:
        summed = summed + self._hidden_bias
        # The better of two pieces; ``max`` would go through them pair by pair.
        hidden = np.maximum(summed[..., 0], summed[..., 1])
        # By spaCy's own library, and added up in spaCy's order, so that near ties fall as they do there.
        scores: _Array = NumpyOps().gemm(hidden, self._weights, trans2=True) + self._bias
        return scores


def _limits(docs: Sequence[Doc]) -> tuple[_Array, _Array]:
    """Which tokens are the last of their sentences, and which are white space."""
    told = np.concatenate([doc.to_array([SENT_START, IS_SPACE]) for doc in docs])
    last = np.append(told[1:, 0] == 1, True)
    last[np.cumsum([len(doc) for doc in docs]) - 1] = True
    return last, told[:, 1] == 1


def _found(scores: _Scores, last: _Array, space: _Array, labels: dict[int, Sequence[str]]) -> list[_Bounds]:
    """The names in all tokens, in order: none goes beyond a sentence, none begins with white space."""
    moves = [(move, label) for move in sorted(labels) for label in labels[move]]
    column = {move: i for i, move in enumerate(moves)}
    kinds = np.array([move for move, _ in moves])
    named = np.array([label != "" for _, label in moves])
    outside = scores.outside()
    outside[:, ~((kinds == _OUT) | (named & ((kinds == _BEGIN) | (kinds == _UNIT))))] = -np.inf
    outside[np.ix_(last | space, kinds == _BEGIN)] = -np.inf
    outside[np.ix_(space, kinds == _UNIT)] = -np.inf
    best = outside.argmax(axis=1)
    begun = np.flatnonzero(kinds[best] == _BEGIN)
    on, end = (np.array([column.get((move, label), -1) for _, label in moves]) for move in (_IN, _LAST))
    ends = dict(
        zip(begun.tolist(), _ends(scores, last, begun, (on[best[begun]], end[best[begun]])), strict=True)
    )
    names, after = [], 0
    for start in np.flatnonzero(kinds[best] != _OUT).tolist():
        if start >= after:
            after = ends.get(start, start + 1)
            names.append((start, after, moves[best[start]][1]))
    return names


def _ends(scores: _Scores, last: _Array, firsts: _Array, moves: tuple[_Array, _Array]) -> list[int]:
    """Where the names end (exclusive) that begin at some tokens.

    ``moves`` has for each of them the moves by which it goes on and ends.
    """
    ends = firsts + 1
    going = np.arange(len(firsts))
    while len(going):
        tokens = ends[going]
        told = scores.inside(tokens, firsts[going])
        row = np.arange(len(going))
        on, end = (told[row, move[going]] for move in moves)
        ends[going] += 1
        going = going[(on >= end) & ~last[tokens]]
    made: list[int] = ends.tolist()
    return made
