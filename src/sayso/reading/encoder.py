"""Tokens into the pipeline's inner numbers: those of spaCy's layers, in less than half the time.

What a token brings along depends on its form alone, and is kept for the forms met. What its neighbours add is
worked out for many tokens at once, with one row for each number and one column for each token, which is how
machines add and compare fastest. It is worked out in blocks of one size with a margin at either end, and only
where numpy's library gives a token the same numbers in every place of a block; elsewhere spaCy's layers stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.tokens import Doc
from thinc.api import Model

from sayso.reading.products import MARGIN, one_thread

_Matrix = np.ndarray[Any, np.dtype[Any]]

_BLOCK = 512
"""Columns of a block: what is worked out of them stays near the processor."""
_TRIED = 4
_FORMS = 20_000
"""So many forms are kept before they are forgotten: those of some thousand articles."""
_SMALL = 1e-8
"""What spaCy adds to the spread of a token's numbers before it divides by it."""


def use_encoders(component: Any) -> None:
    """Let a component of the pipeline that has layers of its own for tokens work them out by this module."""
    for layers in component.model.walk():
        if layers.has_ref("embed") and layers.has_ref("encode"):
            encoder = Encoder(layers)
            with one_thread():
                if not encoder.is_steady():
                    return
            own = Model("encoder", encoder.forward, dims={"nO": encoder.width})
            if layers is component.model:
                component.model = own
            else:
                component.model.replace_node(layers, own)
            return


@dataclass(frozen=True, slots=True)
class _Layer:
    """A layer that looks at a token and its two neighbours.

    ``weights`` and ``bias`` have a row for each number and piece, piece by piece, ``scale`` and ``shift`` one
    for each number.
    """

    weights: _Matrix
    bias: _Matrix
    scale: _Matrix
    shift: _Matrix


class Encoder:
    """The layers of a component that tell a token by its form (spaCy's MultiHashEmbed) and neighbours."""

    def __init__(self, layers: Model[Any, Any]) -> None:
        extract, _, forms, mixed, *_ = layers.get_ref("embed").layers
        self._columns = extract.attrs["columns"]
        self._by_form = (forms, mixed)
        near = layers.get_ref("encode")
        self.width: int = near.get_dim("nO")
        self._apart: int = near.attrs["pad"]
        self._layers = [_layer(found) for found in near.layers[0].layers]
        self._known: dict[bytes, int] = {}
        self._told = np.empty((0, self.width), dtype=np.float32)

    def forward(
        self, model: Model[Any, Any], docs: Sequence[Doc], is_train: bool
    ) -> tuple[list[_Matrix], None]:
        """The numbers of each text, a row a token, as thinc's models give them; it cannot be trained."""
        lengths = [len(doc) for doc in docs]
        # Texts stand so far apart in the row that none sees another.
        first = np.cumsum([self._apart, *(n + self._apart for n in lengths[:-1])])
        places = np.concatenate([np.arange(at, at + n) for at, n in zip(first, lengths, strict=True)])
        row = np.zeros((self.width, first[-1] + lengths[-1] + self._apart), dtype=np.float32)
        row[:, places] = self._of_forms(docs).T
        made = np.ascontiguousarray(self._with_neighbours(row)[:, places].T)
        return np.split(made, np.cumsum(lengths)[:-1]), None

    def is_steady(self) -> bool:
        """Whether a token gets the same numbers in every place of a block."""
        draw = np.random.default_rng(1)
        for token in draw.standard_normal((_TRIED, self.width, 1), dtype=np.float32):
            made = self._with_neighbours(np.repeat(token, 2 * _BLOCK, axis=1))
            inner = made[:, len(self._layers) : -len(self._layers)]
            if not (inner == inner[:, :1]).all():
                return False
        return True

    def _of_forms(self, docs: Sequence[Doc]) -> _Matrix:
        """What the tokens of all texts bring along, a row each."""
        told = np.concatenate([doc.to_array(self._columns) for doc in docs])
        forms = [token.tobytes() for token in told]
        if len(self._known) > _FORMS:
            self._known.clear()
        new = {form: at for at, form in enumerate(forms) if form not in self._known}
        if new:
            self._meet(list(new), told[list(new.values())])
        known: _Matrix = self._told[[self._known[form] for form in forms]]
        return known

    def _meet(self, forms: Sequence[bytes], told: _Matrix) -> None:
        """Keep what tokens of forms not met yet bring along."""
        for layer in self._by_form:
            told = layer.predict(told)
        first = len(self._known)
        self._known.update(zip(forms, range(first, first + len(forms)), strict=True))
        if len(self._known) > len(self._told):
            room = np.empty((2 * len(self._known), self.width), dtype=np.float32)
            room[:first] = self._told[:first]
            self._told = room
        self._told[first : len(self._known)] = told

    def _with_neighbours(self, row: _Matrix) -> _Matrix:
        """Tokens in a row, a column each, with what their neighbours add, block by block."""
        edge = MARGIN + len(self._layers)
        counted = _BLOCK - 2 * edge
        tokens = row.shape[1]
        made = np.empty_like(row)
        work = _Work(self.width)
        for start in range(0, tokens, counted):
            begin, end = max(start - edge, 0), min(start + counted + edge, tokens)
            shown = slice(begin - start + edge, end - start + edge)
            work.tokens[:] = 0
            work.tokens[:, shown] = row[:, begin:end]
            for layer in self._layers:
                work.through(layer)
            some = min(counted, tokens - start)
            made[:, start : start + some] = work.tokens[:, edge : edge + some]
        return made


class _Work:
    """A block of tokens between those that stand before and after them, and room to work them out."""

    def __init__(self, width: int) -> None:
        self.window = np.zeros((3 * width, _BLOCK), dtype=np.float32)
        self.before, self.tokens, self.after = np.split(self.window, 3)
        self.summed = np.empty_like(self.window)
        self.pieces = np.split(self.summed, 3)
        self.squares = np.empty((width, _BLOCK), dtype=np.float32)

    def through(self, layer: _Layer) -> None:
        """Add to the tokens what a layer makes of them and their neighbours: the best piece, evened out."""
        self.before[:, 1:] = self.tokens[:, :-1]
        self.after[:, :-1] = self.tokens[:, 1:]
        np.dot(layer.weights, self.window, out=self.summed)
        self.summed += layer.bias
        best, *others = self.pieces
        for piece in others:
            np.maximum(best, piece, out=best)
        best -= best.mean(axis=0)
        np.square(best, out=self.squares)
        best /= np.sqrt(self.squares.mean(axis=0) + np.float32(_SMALL))
        best *= layer.scale
        best += layer.shift
        self.tokens += best


def _layer(found: Model[Any, Any]) -> _Layer:
    """One of spaCy's layers that look at neighbours: a window, the best of three pieces, evened out."""
    (maxout,) = (layer for layer in found.walk() if layer.name == "maxout")
    (norm,) = (layer for layer in found.walk() if layer.name == "layernorm")
    by_piece = maxout.get_param("W").swapaxes(0, 1)
    return _Layer(
        np.ascontiguousarray(by_piece.reshape(-1, by_piece.shape[-1])),
        maxout.get_param("b").T.reshape(-1, 1),
        norm.get_param("G").reshape(-1, 1),
        norm.get_param("b").reshape(-1, 1),
    )
