"""Counts of nought: "no casualties", "nobody was hurt", where harm is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.languages.en.quantities import events, listed
from sayso.reading.text import Number, Sentence, Token

RULE = "count: no"
"""The rule of a number that is said by "no" or "nobody"."""

_SAYS_NO = re.compile(r"\b(?:no|nobody|none)\b", re.IGNORECASE)
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
        elif token.lower == "no" and token.dep == "det" and _is_harm(token.head) and token.head.i > token.i:
            yield Number(token.start, token.head.end, "count", 0, 0, rule=RULE)


def _is_harm(noun: Token) -> bool:
    return noun.lemma in _HARM or noun.lower in _HARM


def _nobody(token: Token) -> int | None:
    """Where "nobody", "none" or "no one" begins, where it is harmed; else None."""
    if token.dep != "nsubjpass" or events().object.get(token.head.lemma) not in _HARMS:
        return None
    if token.lower in ("nobody", "none"):
        return token.start
    if token.lower != "one":
        return None
    return next((c.start for c in token.children if c.lower == "no" and c.i == token.i - 1), None)
