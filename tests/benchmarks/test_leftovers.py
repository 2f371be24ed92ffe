"""The benchmark of pages' bare text: labels by alignment, and its rates."""

from __future__ import annotations

import base64
from collections import Counter

import pytest

from benchmarks.leftovers import count, labels, rates
from tests.intake.test_html import ARTICLE, FIRST, SECOND, THIRD, page


def test_a_block_is_the_articles_if_half_of_its_words_are() -> None:
    blocks = ["Home", "the river rose by two", "Share", "metres a minister said today", "rose"]
    assert labels(blocks, "The river rose by two metres, a minister said.") == [
        False, True, False, True, False,
    ]  # fmt: skip


def test_a_pages_text_is_read_as_a_text_file_is() -> None:
    data = base64.b64encode(page(ARTICLE).encode()).decode()
    found = count({"id": "a", "html_base64": data, "text": f"{FIRST}\n\n{SECOND}\n\n{THIRD}"})
    assert found["pages"] == 1
    assert found["body kept"] == found["body"] == sum(len("".join(x.split())) for x in (FIRST, SECOND, THIRD))


def test_rates() -> None:
    found = Counter({"body": 80, "kept": 100, "body kept": 60, "others": 4, "others set aside": 3})
    assert list(rates(found)) == pytest.approx([120 / 180, 0.25, 0.75])
