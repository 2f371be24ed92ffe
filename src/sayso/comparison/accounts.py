"""Which claims make one charge, or are one side's word on its own deed: one culprit, one deed, any words.

"The mayor blamed the army for the gas" and "the army used gas", said by the union, are one charge on two
words. Whoever denies a deed of its own, or claims it, speaks for its side, whichever office was asked.
"""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.comparison.charges import Charge, Told, charge_of, denied_charge, kinds_in, one_deed
from sayso.comparison.denials import another_time
from sayso.comparison.ground import Ground
from sayso.comparison.slots import ClaimSlots
from sayso.comparison.stories import neighbours
from sayso.comparison.verdicts import days_apart, places_apart
from sayso.comparison.words import stem, word_list
from sayso.languages.lexicon import read_sections, word_lists, words

_ONE_STORY_DAYS = 7
_ONE_DAY = 1
_REACH = 4
"""How many words after "it" its deed is told."""

_KINDS = ("charged", "denied", "taken on")

Pairs = frozenset[frozenset[str]]
"""Pairs of claims, by their ids."""


@dataclass(frozen=True)
class Accounts:
    """Pairs of claims that make one charge, and pairs in which one side denies, or claims, one deed."""

    charges: Pairs
    own: Pairs


NO_ACCOUNTS = Accounts(frozenset(), frozenset())


def find_accounts(
    claims: Sequence[ClaimSlots], stories: frozenset[tuple[int, int]], ground: Ground
) -> Accounts:
    """The pairs of a pile that make one charge, or are one side's word on its own deed."""
    told: dict[str, dict[int, list[Told]]] = {kind: defaultdict(list) for kind in _KINDS}
    for claim in claims:
        for kind, charge in _accounts_of(claim, ground):
            told[kind][claim.order[0]].append((claim, charge))
    near = neighbours(stories)
    charged, denied, taken_on = (frozenset(_pairs(told[kind], near, ground)) for kind in _KINDS)
    return Accounts(charged, denied | taken_on)


def _accounts_of(claim: ClaimSlots, ground: Ground) -> Iterator[tuple[str, Charge]]:
    """What a claim is, as one of the kinds, with who did what by it."""
    if (side := _side_that_did(claim, ground)) is not None:
        yield "taken on", Charge(side, claim.stems, frozenset(), points=True, plain=True)
    elif (charge := charge_of(claim, ground.cast)) is not None:
        yield "charged", charge
    elif (denied := denied_charge(claim, ground.cast)) is not None:
        speaks = ground.cast.named(claim.speaker.said_by, claim.document)
        if speaks & denied.culprits:
            yield "denied", denied


def _side_that_did(claim: ClaimSlots, ground: Ground) -> frozenset[str] | None:
    """The side that says that it did something: "claimed responsibility", "it carried out the attack"."""
    told, cue = word_list(claim.claim.text), claim.claim.cue
    if claim.speaker.own_voice or claim.claim.denied or claim.negated or cue is None or not told:
        return None
    takes_on = cue.kind == "claim" and (told[0] == "responsibility" or told[-1] in _section("left open"))
    if not takes_on and not (told[0] in _section("own deeds") and _section("deeds") & {*told[1:_REACH]}):
        return None
    named = ground.cast.named(claim.speaker.said_by, claim.document)
    return frozenset(_known_as().get(party, party) for party in named) or None


@functools.cache
def _known_as() -> dict[str, str]:
    """One name for each body that has several."""
    listed = word_lists(read_sections("en", "parties.txt")["other names"])
    return {other: name for name, others in listed.items() for other in others}


@functools.cache
def _section(name: str) -> frozenset[str]:
    return words(read_sections("en", "disputes.txt")[name])


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
    if not charge.culprits & its.culprits or not one_deed(charge, its):
        return False
    if _of_many(left) != _of_many(right):
        return False
    if charge.points != its.points and not _of_the_deed(right if charge.points else left):
        return False
    # Two tellings of what planes or rockets did may be of two of their deeds.
    return (charge.plain or its.plain) and _one_event(left, right, ground)


def _of_many(claim: ClaimSlots) -> bool:
    """Whether a claim speaks of deeds in the plural: "repeated attacks" are not "the attack"."""
    return not _section("several deeds").isdisjoint(word_list(claim.claim.text))


def _of_the_deed(claim: ClaimSlots) -> bool:
    """Whether a claim only says who is to answer, or calls the deed by what it was: no deed of its own."""
    told = frozenset(map(stem, word_list(claim.claim.text)))
    nouns = _section("answering words") | _section("several deeds")
    return bool(told & frozenset(map(stem, nouns))) or bool(kinds_in(told))


def _one_event(left: ClaimSlots, right: ClaimSlots, ground: Ground) -> bool:
    """Whether two claims are likely of one event, as far as days, places and articles tell."""
    if another_time(left, right) or places_apart(left.place, right.place) is True:
        return False
    days = days_apart(left, right)
    return days <= _ONE_DAY or (
        days <= _ONE_STORY_DAYS and ground.scenes.share_names(left.document, right.document)
    )
