"""Blocks of a page measured, their signs and scores."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.intake.html import read_markup
from sayso.intake.layout import Layout
from sayso.intake.scoring import BIAS, scores, weights
from sayso.intake.signs import signs_of
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
