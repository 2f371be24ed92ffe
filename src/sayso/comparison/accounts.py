"""Which claims make one charge, or one denial of it: the same culprit and the same deed, in whatever words.

"The mayor blamed the army for the gas" and "the army used gas", said by the union, are one charge on two
words. Whoever denies a deed of its own speaks for its side, whichever of its offices was asked.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.comparison.charges import Charge, Told, charge_of, denied_charge, one_deed
from sayso.comparison.denials import another_time
from sayso.comparison.ground import Ground
from sayso.comparison.slots import ClaimSlots
from sayso.comparison.stories import neighbours
from sayso.comparison.verdicts import days_apart, places_apart
from sayso.comparison.words import word_list
from sayso.languages.lexicon import read_sections, words

_ONE_STORY_DAYS = 7
_ONE_DAY = 1

Pairs = frozenset[frozenset[str]]
"""Pairs of claims, by their ids."""


@dataclass(frozen=True)
class Accounts:
    """Pairs of claims that make one charge, and pairs that deny one, each by the side that is charged."""

    charges: Pairs
    denials: Pairs


NO_ACCOUNTS = Accounts(frozenset(), frozenset())


def find_accounts(
    claims: Sequence[ClaimSlots], stories: frozenset[tuple[int, int]], ground: Ground
) -> Accounts:
    """The pairs of a pile that make or deny one charge."""
    charges: dict[int, list[Told]] = defaultdict(list)
    denials: dict[int, list[Told]] = defaultdict(list)
    for claim in claims:
        charge, denied = charge_of(claim, ground.cast), denied_charge(claim, ground.cast)
        if charge is not None:
            charges[claim.order[0]].append((claim, charge))
        elif denied is not None and _own(claim, denied, ground):
            denials[claim.order[0]].append((claim, denied))
    near = neighbours(stories)
    return Accounts(frozenset(_pairs(charges, near, ground)), frozenset(_pairs(denials, near, ground)))


def _own(claim: ClaimSlots, denied: Charge, ground: Ground) -> bool:
    """Whether whoever denies a deed speaks for whoever is said to have done it."""
    return bool(ground.cast.named(claim.speaker.said_by, claim.document) & denied.culprits)


def _pairs(
    told: Mapping[int, Sequence[Told]], near: Mapping[int, Sequence[int]], ground: Ground
) -> Iterator[frozenset[str]]:
    for i in sorted(told):
        for j in near.get(i, ()):
            pairs = (
                itertools.combinations(told[i], 2) if i == j else itertools.product(told[i], told.get(j, ()))
            )
            for one, other in pairs if i <= j else ():
                if _same(one, other, ground):
                    yield frozenset((one[0].claim.id, other[0].claim.id))


def _same(one: Told, other: Told, ground: Ground) -> bool:
    """Whether two charges, or two denials, are of one deed by one culprit."""
    (left, charge), (right, its) = one, other
    if not charge.culprits & its.culprits or not one_deed(charge, its):
        return False
    if _of_many(left) != _of_many(right):
        return False
    # Two tellings of what planes or rockets did may be of two of their deeds.
    return (charge.plain or its.plain) and _one_event(left, right, ground)


def _of_many(claim: ClaimSlots) -> bool:
    """Whether a claim speaks of deeds in the plural: "repeated attacks" are not "the attack"."""
    several = words(read_sections("en", "disputes.txt")["several deeds"])
    return not several.isdisjoint(word_list(claim.claim.text))


def _one_event(left: ClaimSlots, right: ClaimSlots, ground: Ground) -> bool:
    """Whether two claims are likely of one event, as far as days, places and articles tell."""
    if another_time(left, right) or places_apart(left.place, right.place) is True:
        return False
    days = days_apart(left, right)
    return days <= _ONE_DAY or (
        days <= _ONE_STORY_DAYS and ground.scenes.share_names(left.document, right.document)
    )
