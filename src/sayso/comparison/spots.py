"""The spots that a stretch of text names: "the Salah quarter", "the town of Tolk", "Harbour road".

A city is told of in many stories; the street, village or hospital tells which event of it is meant.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from sayso.comparison.names import spelling_key
from sayso.comparison.slots import ClaimSlots
from sayso.languages.lexicon import read_sections, words

_LEAST_LETTERS = 3


@functools.lru_cache(maxsize=16384)
def spots(text: str) -> frozenset[str]:
    """The names, by spelling, that stand with a noun for a spot: before it, or after "the town of"."""
    found = (m.group(1) or m.group(2) for m in _named().finditer(text))
    return frozenset(key for name in found if name for key in _keys(name))


def of_two_spots(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether one claim's sentence names a spot of which the other's article, a second one, is silent."""
    if left.document.id == right.document.id:
        return False
    return _silent_on(left, right.document.text) or _silent_on(right, left.document.text)


def _silent_on(claim: ClaimSlots, other: str) -> bool:
    here = spots(claim.document.text[slice(*claim.claim.sentence)])
    return bool(here) and here.isdisjoint(_all_keys(other))


@functools.lru_cache(maxsize=4096)
def _all_keys(text: str) -> frozenset[str]:
    return frozenset(_keys(text))


def _keys(text: str) -> Iterable[str]:
    parts = re.findall(r"[^\W\d_]+", text)
    return (spelling_key(p.lower()) for p in parts if p[:1].isupper() and len(p) >= _LEAST_LETTERS)


@functools.cache
def _named() -> re.Pattern[str]:
    """A noun for a spot, with the name before it, or else the one after it."""
    kinds = "|".join(sorted(words(read_sections("en", "scenes.txt")["spots"])))
    name = r"(?:al-|el-)?[A-Z][^\W\d_]+(?:[-'’ ](?:al-|el-)?[A-Z][^\W\d_]+){0,2}"
    return re.compile(rf"(?:({name}) )?\b(?:{kinds})s?\b(?: (?:of|called|named) ({name}))?")
