"""Headlines said again in the text: records often begin their text with the title, which is said once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.model import Claim, Document

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LEAST_WORDS = 4
_MOST_MORE = 6
"""How many words, as those of a date, an echo may have beside the headline's."""


def with_echoes(claims: Sequence[Claim], document: Document) -> tuple[Claim, ...]:
    """The same claims; of those that say a headline's claim again word for word, each names that claim."""
    heads = [(s.start, s.end) for s in document.segments if s.kind == "headline"]
    headlines = [c for c in claims if any(start <= c.start < end for start, end in heads)]
    known = [(c.id, _words(c)) for c in headlines if len(_words(c)) >= _LEAST_WORDS]
    if not known:
        return tuple(claims)
    first = {c.id for c in headlines}
    return tuple(c if c.id in first else replace(c, echo_of=_said_before(c, known)) for c in claims)


def _said_before(claim: Claim, known: Sequence[tuple[str, list[str]]]) -> str | None:
    mine = _words(claim)
    for id_, words in known:
        more = len(mine) - len(words)
        if 0 <= more <= _MOST_MORE and any(mine[n : n + len(words)] == words for n in range(more + 1)):
            return id_
    return None


def _words(claim: Claim) -> list[str]:
    return [w.lower() for w in _WORD.findall(claim.text)]
