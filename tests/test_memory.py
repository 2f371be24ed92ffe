"""What is kept in mind, and that nothing else changes by it."""

from __future__ import annotations

import gc

import pytest

from sayso.memory import remembering, without_collections


def test_short_texts_are_asked_about_once_and_long_ones_each_time() -> None:
    asked = list[str]()

    @remembering
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    for text in ("bridge", "bridge", "x" * 500, "x" * 500):
        assert length(text) == len(text)
    assert asked == ["bridge", "x" * 500, "x" * 500]


def test_collections_begin_again_also_after_an_error_and_only_where_they_were() -> None:
    with pytest.raises(ValueError, match="cut off"), without_collections():
        assert not gc.isenabled()
        raise ValueError("cut off")
    assert gc.isenabled()
    gc.disable()
    try:
        with without_collections():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
