"""Training on pages: labels by alignment, and the same weights each time."""

from __future__ import annotations

import base64
from typing import Any

from sayso.intake.scoring import BIAS
from tests.intake.test_html import ARTICLE, FIRST, SECOND, THIRD, page
from training import pages


def row(name: str, more: str = "") -> dict[str, Any]:
    markup = page(ARTICLE + more).encode()
    return {
        "id": name,
        "html_base64": base64.b64encode(markup).decode(),
        "text": f"{FIRST}\n\n{SECOND}\n\n{THIRD}",
    }


def test_paragraphs_come_to_speak_for_the_article_and_nothing_is_left_to_chance() -> None:
    examples = [pages.example_of(row(f"p{n}", f"<p class='share'>Share {n}</p>")) for n in range(6)]
    first, again = pages.fit(examples, 1.0), pages.fit(examples, 1.0)
    assert first == again
    assert first["prose"] > 0 > first[BIAS]
    kept = [
        block.said
        for example in examples[:1]
        for block, signs in zip(example.blocks, example.signs, strict=True)
        if pages.score(first, signs) > 0
    ]
    assert kept == [FIRST, SECOND, THIRD]


def test_what_is_written_holds_weights_by_sign() -> None:
    written = pages.written({"prose": 1.234, "aside": -0.5, "tiny": 0.001}, 6)
    assert "from 6 pages" in written
    assert written.endswith("-0.50 aside\n+1.23 prose\n")
