"""Which claims make one charge, or are one side's word on its own deed: one culprit, one deed, any words.

"The mayor blamed the army for the gas" and "the army used gas", said by the union, are one charge on two
words. Whoever denies a deed of its own, or claims it, speaks for its side, whichever office was asked.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.comparison.charges import Charge, Told, kinds_in, of_many, one_deed
from sayso.comparison.denials import another_time
from sayso.comparison.disputes import stemmed, written
from sayso.comparison.ground import Ground
from sayso.comparison.slots import ClaimSlots
from sayso.comparison.stories import neighbours
from sayso.comparison.verdicts import ONE_STORY_DAYS, days_apart, places_apart, said_later
from sayso.comparison.words import first_phrase, stem, word_list

_ONE_DAY = 1
_REACH = 4
"""How many words after "it" its deed is told."""

_KINDS = ("charged", "denied", "taken on")

Pairs = frozenset[frozenset[str]]
"""Pairs of claims, by their ids."""


@dataclass(frozen=True)
class Accounts:
    """Pairs of claims that make one charge, and pairs in which one side denies, or claims, one deed.

    ``open`` has what says that nobody has claimed a deed yet, each with what some side says that it did.
    """

    charges: Pairs
    own: Pairs
    open: tuple[tuple[ClaimSlots, ClaimSlots], ...] = ()


NO_ACCOUNTS = Accounts(frozenset(), frozenset())


def find_accounts(
    claims: Sequence[ClaimSlots],
    charges: Mapping[str, Charge],
    stories: frozenset[tuple[int, int]],
    ground: Ground,
) -> Accounts:
    """The pairs of a pile that make one charge, or are one side's word on its own deed.

    ``charges`` has what claims charge or deny, by their ids.
    """
    told: dict[str, dict[int, list[Told]]] = {kind: defaultdict(list) for kind in _KINDS}
    for claim in claims:
        if found := _account_of(claim, charges.get(claim.claim.id), ground):
            kind, charge = found
            told[kind][claim.order[0]].append((claim, charge))
    near = neighbours(stories)
    charged, denied, taken_on = (frozenset(_pairs(told[kind], near, ground)) for kind in _KINDS)
    return Accounts(charged, denied | taken_on, tuple(_claimed_since(claims, told["taken on"], near, ground)))


def _account_of(claim: ClaimSlots, charge: Charge | None, ground: Ground) -> tuple[str, Charge] | None:
    """What a claim is, as one of the kinds, with who did what by it; None where it is none of them."""
    if (side := _side_that_did(claim, ground)) is not None:
        return "taken on", Charge(side, claim.stems, frozenset(), points=True, plain=True)
    if charge is None:
        return None
    if not claim.claim.denied:
        return "charged", charge
    speaks = ground.cast.named(claim.speaker.said_by, claim.document)
    return ("denied", charge) if speaks & charge.culprits else None


def _claimed_since(
    claims: Sequence[ClaimSlots],
    taken_on: Mapping[int, Sequence[Told]],
    near: Mapping[int, Sequence[int]],
    ground: Ground,
) -> Iterator[tuple[ClaimSlots, ClaimSlots]]:
    """Claims that nobody has claimed a deed yet, each with the first elsewhere that tells who did."""
    for claim in sorted(filter(_claimed_by_nobody, claims), key=lambda c: c.order):
        for j in near.get(claim.order[0], ()):
            since = (
                other
                for other, _ in taken_on.get(j, ())
                if j != claim.order[0]
                and not _claimed_by_nobody(other)
                and said_later(claim, other) >= 0
                and _one_event(claim, other, ground)
            )
            if (other := min(since, key=lambda c: c.order, default=None)) is not None:
                yield claim, other


def _claimed_by_nobody(claim: ClaimSlots) -> bool:
    """Whether a claim says that nobody has claimed the deed, or that it is not known whose it was."""
    start = min([claim.claim.start, *(s.start for s in claim.claim.sources)])
    told = word_list(claim.document.text[start : claim.claim.end])
    return first_phrase(told, "disputes.txt", "nobody yet") is not None


def _side_that_did(claim: ClaimSlots, ground: Ground) -> frozenset[str] | None:
    """The side that says that it did something: "claimed responsibility", "it carried out the attack"."""
    told, cue = word_list(claim.claim.text), claim.claim.cue
    if claim.speaker.own_voice or claim.claim.denied or claim.negated or cue is None or not told:
        return None
    takes_on = cue.kind == "claim" and (told[0] == "responsibility" or told[-1] in written("left open"))
    if not takes_on and not (told[0] in written("own deeds") and written("deeds") & {*told[1:_REACH]}):
        return None
    return ground.cast.named(claim.speaker.said_by, claim.document) or None


def _pairs(
    told: Mapping[int, Sequence[Told]], near: Mapping[int, Sequence[int]], ground: Ground
) -> Iterator[frozenset[str]]:
    for i in sorted(told):
        for j in near.get(i, ()):
            for one, other in itertools.product(told[i], told.get(j, ())):
                if one[0].order < other[0].order and _same(one, other, ground):
                    yield frozenset((one[0].claim.id, other[0].claim.id))


def _same(one: Told, other: Told, ground: Ground) -> bool:
    """Whether two claims charge one culprit with one deed."""
    (left, charge), (right, its) = one, other
    if charge.culprits != its.culprits or not one_deed(charge, its):
        return False
    if of_many(left) != of_many(right):
        return False
    if charge.points != its.points and not _of_the_deed(right if charge.points else left):
        return False
    # Two tellings of what planes or rockets did may be of two of their deeds.
    return (charge.plain or its.plain) and _one_event(left, right, ground)


def _of_the_deed(claim: ClaimSlots) -> bool:
    """Whether a claim only says who is to answer, or calls the deed by what it was: no deed of its own."""
    told = frozenset(map(stem, word_list(claim.claim.text)))
    nouns = stemmed("answering words") | stemmed("several deeds")
    return bool(told & nouns) or bool(kinds_in(told))


def _one_event(left: ClaimSlots, right: ClaimSlots, ground: Ground) -> bool:
    """Whether two claims are likely of one event, as far as days, places and articles tell."""
    if another_time(left, right) or places_apart(left.place, right.place) is True:
        return False
    days = days_apart(left, right)
    return days <= _ONE_DAY or (
        days <= ONE_STORY_DAYS and ground.scenes.share_names(left.document, right.document)
    )
