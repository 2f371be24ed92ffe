"""Products of matrices: those of spaCy's library, and for each row the same whatever stands beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import numpy as np
import pytest
from thinc.api import NumpyOps

from sayso.reading import products
from sayso.reading.products import SteadyOps, by_blocks, is_steady, one_thread

SHAPES = ((288, 288), (64, 96), (50, 96), (1024, 64))
"""Outputs and inputs of some layers of the pipeline."""

TOLD = """
import json
from sayso.reading.products import is_steady, one_thread
with one_thread():
    print(json.dumps([is_steady(outputs, inputs) for outputs, inputs in {shapes}]))
"""


def drawn(rows: int, outputs: int, inputs: int) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(3)
    return (
        draw.standard_normal((rows, inputs), dtype=np.float32),
        draw.standard_normal((outputs, inputs), dtype=np.float32),
    )


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("rows", [0, 1, 127, 128, 300])
def test_a_product_is_that_of_spacy(shape: tuple[int, int], rows: int) -> None:
    x, y = drawn(rows, *shape)
    expected = NumpyOps().gemm(x, y, trans2=True) if rows else np.zeros((0, shape[0]))
    out = np.empty((rows, shape[0]), dtype=np.float32)
    assert np.allclose(by_blocks(x, y), expected, atol=1e-4)
    assert SteadyOps().gemm(x, y, out=out, trans2=True) is out
    assert np.allclose(out, expected, atol=1e-4)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_row_is_the_same_whatever_stands_beside_it(shape: tuple[int, int]) -> None:
    x, y = drawn(300, *shape)
    with one_thread():
        whole = SteadyOps().gemm(x, y, trans2=True)
        for start, end in ((0, 1), (5, 9), (100, 290), (1, 300)):
            assert np.array_equal(SteadyOps().gemm(x[start:end], y, trans2=True), whole[start:end])


def test_where_places_differ_the_library_of_spacy_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    x, y = drawn(5, *SHAPES[0])
    monkeypatch.setattr(products, "is_steady", lambda *_: False)
    monkeypatch.setattr(products, "by_blocks", lambda *_: pytest.fail("multiplied by blocks"))
    assert np.array_equal(SteadyOps().gemm(x, y, trans2=True), NumpyOps().gemm(x, y, trans2=True))
    turned = np.ascontiguousarray(y.T)
    assert np.allclose(SteadyOps().gemm(x, turned), NumpyOps().gemm(x, y, trans2=True), atol=1e-4)


@pytest.mark.parametrize("place", range(0, products._BLOCK, 9))
def test_a_place_that_adds_up_otherwise_is_seen(monkeypatch: pytest.MonkeyPatch, place: int) -> None:
    def odd(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        made = np.repeat(x[:1] @ y.T, len(x), axis=0)
        made[place, 3] = np.nextafter(made[place, 3], np.float32(np.inf))
        return made

    monkeypatch.setattr(products, "by_blocks", odd)
    assert not is_steady.__wrapped__(96, 64)


@pytest.mark.parametrize("threads", ["1", "2"])
def test_threads_change_nothing(threads: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", TOLD.format(shapes=SHAPES)],
        env={**os.environ, "OPENBLAS_NUM_THREADS": threads},
        capture_output=True,
        text=True,
        check=True,
    )
    with one_thread():
        assert json.loads(told.stdout) == [is_steady(*shape) for shape in SHAPES]
