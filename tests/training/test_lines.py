"""Training on lines of bare text: labels as for pages, and the same weights each time."""

from __future__ import annotations

from sayso.intake.scoring import BIAS
from tests.intake.test_html import FIRST, SECOND, THIRD
from tests.training.test_pages import row
from training import lines, pages


def test_paragraphs_come_to_speak_for_the_article_and_nothing_is_left_to_chance() -> None:
    examples = [lines.example_of(row(f"p{n}", f"<p class='share'>Share {n}</p>")) for n in range(6)]
    first, again = pages.fit(examples, 1.0), pages.fit(examples, 1.0)
    assert first == again
    assert first["prose"] > 0 > first[BIAS]
    scored = zip(examples[0].said, examples[0].signs, strict=True)
    assert [said for said, signs in scored if pages.score(first, signs) > 0] == [FIRST, SECOND, THIRD]
