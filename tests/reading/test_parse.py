"""The parse: offsets, sentences, and independence of how paragraphs are batched."""

from __future__ import annotations

from dataclasses import replace

from sayso.reading.lemmas import lemma
from sayso.reading.parse import parse
from tests.sentences import document, reading

TEXT = "The old ferry sank. Nobody was hurt.\nThe mayor’s office [in Lower Issa] said it was “a miracle”."


def test_tokens_stand_where_they_say() -> None:
    for token in reading(TEXT).tokens:
        assert TEXT[token.start : token.end] == token.text


def test_no_sentence_begins_at_an_editorial_bracket() -> None:
    assert [s.start for s in reading(TEXT).sentences] == [0, 20, 37]


def test_batches_change_nothing() -> None:
    documents = [replace(document(f"{TEXT}\nArticle {n} ends here."), id=f"d{n}") for n in range(7)]
    one = [[(t.tag, t.dep, t.head.i) for t in r.tokens] for r in parse(documents, 1)]
    many = [[(t.tag, t.dep, t.head.i) for t in r.tokens] for r in parse(documents, 64)]
    assert one == many


def test_lemmas() -> None:
    words = [("said", "VBD"), ("denies", "VBZ"), ("children", "NNS"), ("accused", "VBN"), ("left", "VBD")]
    assert [lemma(*w) for w in words] == ["say", "deny", "child", "accuse", "leave"]
