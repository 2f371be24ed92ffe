"""Blocks of a page measured, their signs and scores."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.intake.html import read_markup
from sayso.intake.layout import Layout
from sayso.intake.scoring import BIAS, scores, weights
from sayso.intake.signs import shapes_of, signs_of
from tests.intake.test_html import ARTICLE, FIRST, SECOND, THIRD, page


def laid_out(markup: str) -> Layout:
    return read_markup(markup, "a.html")[2]


def score_of(layout: Layout, said: str) -> float:
    return next(s for s, b in zip(scores(layout), layout.blocks, strict=True) if b.said == said)


def test_paragraphs_of_the_article_score_above_what_stands_beside_it() -> None:
    layout = laid_out(page(ARTICLE))
    assert min(score_of(layout, said) for said in (FIRST, SECOND, THIRD)) > 0
    assert score_of(layout, "© 2016 Teral Post. All rights reserved.") < 0
    assert score_of(layout, "Ten lakes to see before the end of the summer in the valley") < 0


def test_the_articles_element_holds_paragraphs_that_have_wrappers_of_their_own() -> None:
    wrapped = "".join(f"<div class='row'><div><p>{said}</p></div></div>" for said in (FIRST, SECOND, THIRD))
    layout = laid_out(page(wrapped))
    assert all(b.stands_in(layout.home) for b in layout.blocks if b.said in (FIRST, SECOND, THIRD))


def test_the_headline_is_the_heading_that_says_the_title() -> None:
    layout = laid_out(page(ARTICLE, around="<h1>Teral Post</h1><h2>Weather</h2>"))
    assert layout.headline is not None
    assert layout.blocks[layout.headline].said == "Bridge closed as river rises"


def test_a_heading_with_other_words_than_the_title_is_still_the_headline() -> None:
    layout = laid_out(
        page(ARTICLE).replace("<h1>Bridge closed as river rises</h1>", "<h1>A bridge is shut in Karsk</h1>")
    )
    assert layout.headline is not None
    assert layout.blocks[layout.headline].said == "A bridge is shut in Karsk"


def test_signs_say_what_holds_of_a_block() -> None:
    layout = laid_out(page(ARTICLE + "<hr><p><em>Read more: <a href='/x'>Ten lakes to see</a></em></p>"))
    signs = next(
        s for s, b in zip(signs_of(layout), layout.blocks, strict=True) if b.said.startswith("Read more")
    )
    assert {"points elsewhere", "slanted", "behind a ruled line", "begins with a label"} <= set(signs)
    assert len(signs) == len(set(signs))


@pytest.mark.parametrize(
    ("said", "sign"),
    [
        ("We may earn a commission if you buy through a link.", "commission"),
        ("Those who buy by such a link help us: we receive compensation.", "commission"),
        ("Those who lost a house receive compensation.", None),
        ("The commission on the flood met in Karsk.", None),
        ("ON THE RIVER: Read the Post’s reports on the bridge", "calls to something"),
        ("KARSK: Readers of the Post gave forty blankets", None),
        ("Also read | Ten lakes to see", "points elsewhere"),
        ("He also read the report aloud.", None),
    ],
)
def test_what_a_line_says_of_itself(said: str, sign: str | None) -> None:
    told = {"commission", "calls to something", "points elsewhere"} & set(shapes_of(said))
    assert told == ({sign} if sign else set())


def test_a_quotation_does_not_begin_small() -> None:
    layout = laid_out(page(ARTICLE + "<p>and the mayor said so.</p>"))
    small = {b.said for s, b in zip(signs_of(layout), layout.blocks, strict=True) if "begins small" in s}
    assert SECOND not in small
    assert "and the mayor said so." in small


def test_an_articles_body_within_a_teaser_is_no_aside() -> None:
    body = f'<div class="teaser-content"><div class="article-body"><p>{FIRST}</p></div><p>Next</p></div>'
    layout = laid_out(page(body + f"<p>{SECOND}</p><p>{THIRD}</p><p>{THIRD}</p>"))
    asides = [b.said for b in layout.blocks if b.aside and b.inside]
    assert asides == ["Next"]


def test_every_weight_is_of_a_sign_and_small() -> None:
    assert BIAS in weights()
    assert all(abs(weight) < 10 for weight in weights().values())


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "<div class='related'>", "</div>", "<li>", "<h1>", FIRST, "x", "<a href=x>", "</a>"]
        ),
        max_size=25,
    )
)
def test_any_page_is_scored(parts: list[str]) -> None:
    try:
        layout = laid_out("<html><body>" + "".join(parts))
    except InputError:
        return
    assert len(scores(layout)) == len(layout.blocks)
