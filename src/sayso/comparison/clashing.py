"""How likely a careful reader would sign that two claims clash.

A logistic model of what two claims have in common and of what they charge or deny, fitted to the clashes
that readers judged (``python -m training.signing``); the weights stand in ``signing.toml``. What readers do
not sign is mostly of two deeds. No feature knows a name, an outlet or a side.
"""

from __future__ import annotations

from collections.abc import Mapping

from sayso.comparison.charges import Charge, at_all_times
from sayso.comparison.disputes import written
from sayso.comparison.signing import probability, telling_beside_names, weights_of
from sayso.comparison.slots import ClaimSlots
from sayso.comparison.verdicts import days_apart

CONFLICTS = "conflicts"
FEATURES = (
    "two culprits",
    "denied at all times",
    "rare kind of deed",
    "both charge outright",
    "one article",
    "more than a week apart",
    "one own voice",
    "telling words",
    "shorter side",
)
"""The features, in the order of ``features``; each is explained there."""

_WEEK = 7
_MOST_TELLING = 10
_MOST_WORDS = 8


def likely_clash(left: ClaimSlots, right: ClaimSlots, charges: Mapping[str, Charge]) -> float:
    """How likely a reader signs that two claims clash, from 0 to 1.

    ``charges`` has what claims charge or deny, by their ids.
    """
    return probability(weights_of(CONFLICTS, FEATURES), features(left, right, charges))


def features(left: ClaimSlots, right: ClaimSlots, charges: Mapping[str, Charge]) -> tuple[float, ...]:
    """What tells two claims of one deed from two of two, a number for each of ``FEATURES``.

    "Two culprits": each charges somebody else; "rare kind of deed": both are of a kind that is neither done
    every day nor often in a war; "telling words" are stems in common beside names and numbers, "shorter side"
    how many stems the shorter claim has.
    """
    pair = left, right
    held = [charges[c.claim.id] for c in pair if c.claim.id in charges]
    one, other = held if len(held) == len(pair) else (None, None)
    usual = written("done every day") | written("done often in a war")
    return (
        one is not None and other is not None and one.culprits.isdisjoint(other.culprits),
        at_all_times(left) or at_all_times(right),
        one is not None and other is not None and bool((one.kinds & other.kinds) - usual),
        one is not None and other is not None and one.plain and other.plain,
        left.document.id == right.document.id,
        days_apart(left, right) > _WEEK,
        left.speaker.own_voice != right.speaker.own_voice,
        min(len(telling_beside_names(left, right)), _MOST_TELLING),
        min(len(left.stems), len(right.stems), _MOST_WORDS),
    )
