"""Claims that give one mishap causes of two kinds: the plane was "shot down", or had a "technical fault"."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.comparison.charges import MOST, Disputed, two_accounts
from sayso.comparison.ground import Ground
from sayso.comparison.slots import ClaimSlots
from sayso.comparison.stories import neighbours
from sayso.comparison.verdicts import ONE_STORY_DAYS, days_apart
from sayso.comparison.words import first_phrase, word_list
from sayso.languages.lexicon import read_sections, word_lists
from sayso.model import Reason

_KINDS = ("by chance", "on purpose")


@dataclass(frozen=True, slots=True)
class Cause:
    """The kind of a cause, the words that give it, and the kinds of things it is given for."""

    kind: str
    words: str
    things: frozenset[str]


Told = tuple[ClaimSlots, Cause]


def disputed_causes(
    claims: Sequence[ClaimSlots], stories: frozenset[tuple[int, int]], ground: Ground
) -> Iterator[Disputed]:
    """Claims with those of other voices that give the same thing another kind of cause, and why."""
    told: dict[int, list[Told]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.order):
        if (cause := cause_of(claim)) is not None:
            told[claim.order[0]].append((claim, cause))
    near = neighbours(stories)
    for i in sorted(told):
        for one in told[i]:
            for j in near.get(i, ()):
                yield from _against(one, told.get(j, ()), ground)


def _against(one: Told, others: Sequence[Told], ground: Ground) -> Iterator[Disputed]:
    """The later of one article's claims that give another kind of cause, the likest first."""
    claim, cause = one
    found = [
        (other, its)
        for other, its in others
        if claim.order < other.order
        and cause.kind != its.kind
        and cause.things & its.things
        and days_apart(claim, other) <= ONE_STORY_DAYS
        and two_accounts(claim, other, ground)
    ]
    ranked = sorted(found, key=lambda f: (-round(ground.alike(claim, f[0]), 9), f[0].order))
    for other, its in ranked[:MOST]:
        yield claim, other, (Reason("cause", cause.words, its.words),)


def cause_of(claim: ClaimSlots) -> Cause | None:
    """The cause that a claim gives; None where it gives none, or one of each kind."""
    if claim.claim.denied or claim.negated:
        return None
    said = word_list(claim.claim.text)
    things = frozenset(kind for kind, listed in _things().items() if not listed.isdisjoint(said))
    given = [(kind, w) for kind in _KINDS if things and (w := first_phrase(said, "causes.txt", kind))]
    return Cause(*given[0], things) if len(given) == 1 else None


@functools.cache
def _things() -> Mapping[str, frozenset[str]]:
    return word_lists(read_sections("en", "causes.txt")["things"])
