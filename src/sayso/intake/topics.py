"""A page's line of topics that runs into a paragraph: "… it said. Tags Karsk Flood Army Bridges fell …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.languages.en import furniture

_LABEL = re.compile(r"(?:\A|(?<=[.!?\"”’)\]]\s))Tags:? (?=[A-Z])")
_WORD = re.compile(r"\S+")
_ENDS = re.compile(r"[.!?]\Z")

_FEWEST, _MOST = 2, 24
"""Fewer words are no list of topics, and more are prose."""


def runs_of_topics(said: str) -> Iterator[tuple[int, int]]:
    """Where topics stand in a paragraph that goes on behind them: start and end, in its characters."""
    for label in _LABEL.finditer(said):
        begins = _sentence_begins(said, label.end())
        if begins is not None:
            yield label.start(), begins


def _sentence_begins(said: str, at: int) -> int | None:
    """Where the sentence begins that follows the topics; None where there are none, or nothing follows.

    Topics are names and nouns, and of the little words that hold sentences together they have none. So the
    sentence begins at the last capital before the first such word.
    """
    little = furniture.load().function_words
    capital = None
    for count, word in enumerate(_WORD.finditer(said, at)):
        if count > _MOST or _ENDS.search(word[0]):
            return None
        if word[0][0].isupper():
            capital = (count, word.start())
        if word[0].lower() in little or word[0] in furniture.load().sentence_starts:
            return capital[1] if capital is not None and capital[0] >= _FEWEST else None
    return None
