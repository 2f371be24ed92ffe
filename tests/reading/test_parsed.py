"""Parsed paragraphs as bytes: what is packed comes back, and what comes back gives the same reading."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.parse import forget, keys_of, memory, parse, pipeline
from sayso.reading.parsed import Parsed, key_of, packed, unpacked
from tests.sentences import document

TEXT = "The old ferry sank off Lower Issa on Monday, the mayor said, and nobody was hurt.\nIt was old."

ROWS = st.lists(
    st.tuples(
        st.integers(0, 2**31 - 1), st.integers(0, 9999), st.sampled_from(["NN", "_SP", ""]),
        st.sampled_from(["nsubj", "ROOT", ""]), st.integers(-9999, 9999), st.sampled_from(["", "GPE"]),
        st.integers(0, 3), st.booleans(),
    ).map(list),
)  # fmt: skip


@given(ROWS, st.integers(1, 4))
def test_what_is_packed_comes_back(rows: list[list[object]], width: int) -> None:
    shades = np.arange(len(rows) * width).astype(np.int8).reshape(len(rows), width)
    found = unpacked(packed(Parsed(rows, shades)))
    assert found is not None
    assert found.rows == rows
    assert np.array_equal(found.shades, shades)


@pytest.mark.parametrize("data", [b"", b"damaged", packed(Parsed([], np.zeros((0, 3), np.int8)))[:-3]])
def test_damaged_bytes_give_nothing(data: bytes) -> None:
    assert unpacked(data) is None


def test_a_paragraph_that_is_lent_is_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    article = document(TEXT)
    forget()
    with memory.lent({}) as made:
        (first,) = parse([article], 32)
    assert set(made) == keys_of(article)
    (key,) = made
    assert key == key_of(TEXT.splitlines()[0])
    forget()
    parsed = []
    whole = pipeline()

    class Pipeline:
        def pipe(self, texts: list[str], batch_size: int) -> object:
            parsed.extend(texts)
            return whole.pipe(texts, batch_size=batch_size)

    monkeypatch.setattr(sys.modules["sayso.reading.parse"], "pipeline", Pipeline)
    with memory.lent(made) as anew:
        (second,) = parse([article], 32)
    assert (parsed, anew) == ([TEXT.splitlines()[1]], {})
    told = [
        [(t.text, t.tag, t.dep, t.head.i, t.ent, t.ent_begins) for t in r.tokens] for r in (first, second)
    ]
    assert told[0] == told[1]
    assert np.array_equal(first.shades, second.shades)


def test_short_paragraphs_are_not_kept() -> None:
    assert keys_of(document("It was old.")) == set()
