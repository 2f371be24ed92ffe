"""Products of matrices for the language pipeline: fast, and for a row the same whatever stands beside it.

spaCy multiplies by a small library of its own, numpy by one that takes a third of that time. But numpy's may
add up a row in another order when more or fewer rows come with it, or at the ends of a matrix, and then the
parse of a paragraph would depend on its neighbours. So rows go to it in blocks of one size, with a margin at
either end, on one thread, and only where it treats all places between alike; elsewhere spaCy's own library is
used.
"""

from __future__ import annotations

import functools
from contextlib import AbstractContextManager
from typing import Any

import numpy as np
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

_Matrix = np.ndarray[Any, np.dtype[Any]]

_BLOCK = 128
"""Rows of a block that count: with more, less is multiplied in vain in margins, more in the last block."""
MARGIN = 16
"""As many rows, or columns, as the libraries in use take together, at the most."""
_TRIED = 8


class SteadyOps(NumpyOps):  # type: ignore[misc]
    """The operations of spaCy's models, with other products."""

    def gemm(
        self, x: _Matrix, y: _Matrix, out: _Matrix | None = None, trans1: bool = False, trans2: bool = False
    ) -> _Matrix:
        """The product of two matrices, each turned or not."""
        by_weights = trans2 and not trans1 and x.dtype == y.dtype == np.float32
        if by_weights and is_steady(*y.shape):
            return by_blocks(x, y, out)
        product: _Matrix = super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        return product


def use_steady_products(model: Model[Any, Any]) -> None:
    """Let a model and all its layers multiply by these operations."""
    ops = SteadyOps()
    for layer in model.walk():
        layer.ops = ops


def one_thread() -> AbstractContextManager[object]:
    """While it lasts, products are made on one thread: how many there are must not change what comes out."""
    limited: AbstractContextManager[object] = _libraries().limit(limits=1, user_api="blas")
    return limited


@functools.cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()


def by_blocks(rows: _Matrix, weights: _Matrix, out: _Matrix | None = None) -> _Matrix:
    """Each row times each row of the weights."""
    made = np.empty((len(rows), len(weights)), dtype=np.float32) if out is None else out
    block = np.zeros((_BLOCK + 2 * MARGIN, weights.shape[1]), dtype=np.float32)
    product = np.empty((len(weights), len(block)), dtype=np.float32)
    for start in range(0, len(rows), _BLOCK):
        part = rows[start : start + _BLOCK]
        inner = slice(MARGIN, MARGIN + len(part))
        block[inner] = part
        # The rows stand in the second place: there, libraries differ at the ends only.
        np.dot(weights, block.T, out=product)
        made[start : start + _BLOCK] = product[:, inner].T
    return made


@functools.cache
def is_steady(outputs: int, inputs: int) -> bool:
    """Whether numpy's library gives a row the same product in every place of a block."""
    draw = np.random.default_rng(1)
    weights = draw.standard_normal((outputs, inputs), dtype=np.float32)
    for row in draw.standard_normal((_TRIED, inputs), dtype=np.float32):
        made = by_blocks(np.repeat(row[None], _BLOCK, axis=0), weights)
        if not (made == made[0]).all():
            return False
    return True
