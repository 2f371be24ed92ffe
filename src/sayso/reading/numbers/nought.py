"""Counts of nought: "no casualties", "nobody was hurt", where harm is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.languages.en.quantities import events, listed
from sayso.reading.text import Number, Sentence, Token

RULE = "count: no"
"""The rule of a number that is said by "no" or "nobody"."""

_SAYS_NO = re.compile(r"\b(?:no|not|nobody|none|without)\b", re.IGNORECASE)
_HARM = listed("harm")
_HARMS = frozenset({"killed", "wounded", "arrested", "missing", "hospitalized", "infected"})


def find_noughts(text: str, sentence: Sentence) -> Iterator[Number]:
    """The counts of nought in a sentence of a text."""
    if _SAYS_NO.search(text, sentence.start, sentence.end) is None:
        return
    for token in sentence.tokens:
        start = _nobody(token)
        if start is not None:
            yield Number(start, token.end, "count", 0, 0, rule=RULE)
        elif token.lower == "no" and token.dep == "det" and token.head.i > token.i:
            if (_is_harm(token.head) and not _shows(token.head)) or (
                token.head.lower != "one" and _is_harmed(token.head)
            ):
                yield Number(token.start, token.head.end, "count", 0, 0, rule=RULE)
        elif token.lower in ("not", "without"):
            noun = _not_one(token) if token.lower == "not" else _without(token)
            if noun is not None:
                yield Number(token.start, noun.end, "count", 0, 0, rule=RULE)


def _not_one(token: Token) -> Token | None:
    """ "Not a single civilian was killed", "not one miner died": who was not harmed."""
    at = token.i - token.sentence.tokens[0].i
    ahead = token.sentence.tokens[at + 1 : at + 4]
    words = [t.lower for t in ahead]
    noun = ahead[2] if words[:2] == ["a", "single"] and len(ahead) > 2 else None
    noun = ahead[1] if words[:1] == ["one"] and len(ahead) > 1 else noun
    return noun if noun is not None and _is_harmed(noun) else None


def _without(token: Token) -> Token | None:
    """ "The army took the town without casualties"."""
    harm = next((c for c in token.children if c.dep == "pobj" and c.i == token.i + 1), None)
    return harm if harm is not None and harm.tag == "NNS" and _is_harm(harm) else None


def _is_harmed(noun: Token) -> bool:
    """Whether a verb of harm to people has a noun for what it acts on, or for who dies."""
    lexicon, verb = events(), noun.head
    if noun.dep == "nsubj":
        return lexicon.subject.get(verb.lemma) in _HARMS
    return noun.dep in ("nsubjpass", "dobj") and lexicon.object.get(verb.lemma) in _HARMS


def _is_harm(noun: Token) -> bool:
    return noun.lemma in _HARM or noun.lower in _HARM


def _shows(harm: Token) -> bool:
    """ "They had no visible injuries": what shows on a body, and counts nobody."""
    return any(c.dep == "amod" and c.lower in listed("shows") for c in harm.children)


def _nobody(token: Token) -> int | None:
    """Where "nobody", "none" or "no one" begins, where it is harmed; else None."""
    if not _is_harmed(token):
        return None
    if token.lower in ("nobody", "none"):
        return token.start
    if token.lower != "one":
        return None
    return next((c.start for c in token.children if c.lower == "no" and c.i == token.i - 1), None)
