"""Tells what is said to be untrue from what is turned down: "denied the report", "rejected the offer"."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from sayso.claims.edges import roots_of
from sayso.languages.lexicon import read_sections, words
from sayso.reading.text import Token

_CLAUSES = frozenset({"ccomp", "xcomp"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_OR = frozenset({"or", "nor"})


def says_untrue(cue: Token, content: Sequence[Token]) -> bool:
    """Whether a denying word says of what it is said of that it is untrue.

    It does not where it turns down an offer, nor where somebody "would neither confirm nor deny" it.
    """
    if _leaves_open(cue):
        return False
    roots = roots_of(content)
    if any(t.tag.startswith("VB") or t.dep in _CLAUSES for t in roots):
        return True
    nouns = {t.lower for t in (*_first_noun(content), *roots) if t.tag in _NOUNS}
    if turns_down(cue):
        return not nouns or not nouns.isdisjoint(_listed("said"))
    return nouns.isdisjoint(_listed("denied to somebody"))


def is_said(noun: Token) -> bool:
    """Whether a noun stands for what somebody said: "an account", "the claim"."""
    return noun.tag in _NOUNS and noun.lower in _listed("said")


def is_untrue(word: Token) -> bool:
    """Whether a word calls what was said untrue: "false", "baseless"."""
    return word.lower in _listed("untrue")


def turns_down(cue: Token) -> bool:
    """Whether a word may as well turn an offer down: "rejected"."""
    return cue.lemma in _listed("turning down")


def _leaves_open(cue: Token) -> bool:
    """Whether a denying word is the second of two between which somebody does not choose."""
    before = cue.sentence.tokens
    at = cue.i - before[0].i
    joined = at > 1 and before[at - 1].lower in _OR
    return joined and before[at - 2].lemma in _listed("or deny")


def _first_noun(content: Sequence[Token]) -> list[Token]:
    """The first noun of some words that belongs to no other: where a parse goes wrong, it is what governs."""
    return [t for t in content if t.tag in ("NN", "NNS") and t.dep != "compound"][:1]


@functools.cache
def _listed(section: str) -> frozenset[str]:
    return words(read_sections("en", "refusals.txt")[section])
