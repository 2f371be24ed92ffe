"""The words that accusations, denials and answers for a deed are told by (``disputes.txt``)."""

from __future__ import annotations

import functools

from sayso.comparison.slots import ClaimSlots
from sayso.comparison.words import stem, word_list
from sayso.languages.lexicon import read_sections, words


@functools.cache
def written(section: str) -> frozenset[str]:
    """The words of a section, as they are written."""
    return words(read_sections("en", "disputes.txt")[section])


@functools.cache
def stemmed(section: str) -> frozenset[str]:
    """The stems of a section's words."""
    return frozenset(map(stem, written(section)))


def reported_by(claim: ClaimSlots, section: str) -> bool:
    """Whether the words that report a claim have one of a section, in any form."""
    cue = claim.claim.cue
    return cue is not None and _has_one_of(cue.text, section)


@functools.lru_cache(maxsize=16384)
def _has_one_of(text: str, section: str) -> bool:
    return not stemmed(section).isdisjoint(map(stem, word_list(text)))
