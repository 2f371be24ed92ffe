"""Tells what is said to be untrue from what is turned down: "denied the report", "rejected the offer"."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from sayso.languages.lexicon import read_sections, words
from sayso.reading.text import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_OR = frozenset({"or", "nor"})


def says_untrue(cue: Token, content: Sequence[Token]) -> bool:
    """Whether a denying word says of what it is said of that it is untrue.

    It does not where it turns down an offer, nor where somebody "would neither confirm nor deny" it.
    """
    if _leaves_open(cue):
        return False
    if any(t.tag in _FINITE for t in content):
        return True
    if any(t.head is cue and t.dep in ("xcomp", "ccomp") for t in content):
        return True
    nouns = {t.lower for t in _governing(content)}
    if cue.lemma in _listed("turning down"):
        return not nouns or not nouns.isdisjoint(_listed("said"))
    return nouns.isdisjoint(_listed("denied to somebody"))


def _leaves_open(cue: Token) -> bool:
    """Whether a denying word is the second of two between which somebody does not choose."""
    before = cue.sentence.tokens
    at = cue.i - before[0].i
    joined = at > 1 and before[at - 1].lower in _OR
    return joined and before[at - 2].lemma in _listed("or deny")


def _governing(content: Sequence[Token]) -> Iterator[Token]:
    """The first noun of some words that belongs to no other, and those that all others hang from."""
    first = next((t for t in content if t.tag in ("NN", "NNS") and t.dep != "compound"), None)
    if first is not None:
        yield first
    kept = {t.i for t in content}
    yield from (t for t in content if t.tag in _NOUNS and (t.head is t or t.head.i not in kept))


@functools.cache
def _listed(section: str) -> frozenset[str]:
    return words(read_sections("en", "refusals.txt")[section])
