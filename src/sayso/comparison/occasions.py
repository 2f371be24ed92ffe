"""Whether two claims tell of one occasion: "used gas in the past" is not the attack an article is about."""

from __future__ import annotations

from datetime import date, timedelta

from sayso.comparison.disputes import written
from sayso.comparison.slots import ClaimSlots, Interval, times_apart
from sayso.comparison.verdicts import published
from sayso.comparison.words import first_phrase, word_list

_IN_THE_NEWS = timedelta(days=30)
"""What an article tells of, and gives no day for, was most likely no longer before it was printed."""


def another_occasion(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether one of two claims tells of earlier deeds than the other, or they are of different days."""
    before = of_old(left), of_old(right)
    if before[0] != before[1]:
        return True
    dated = left.time is not None or right.time is not None
    return dated and not all(before) and times_apart(_occasion(left), _occasion(right)) is True


def of_old(claim: ClaimSlots) -> bool:
    """Whether a claim says, without a day, that what it tells of was before what its article is about."""
    if first_phrase(word_list(claim.claim.text), "disputes.txt", "earlier occasions") is not None:
        return True
    cue = claim.claim.cue
    if cue is None or claim.claim.denied:
        # What was denied previously is denied of whatever was said.
        return False
    told = word_list(claim.document.text[claim.claim.sentence[0] : cue.start])[-1:]
    return not written("reported earlier").isdisjoint((*told, *word_list(cue.text)))


def _occasion(claim: ClaimSlots) -> Interval | None:
    """The days that a claim is of: its own, or the last ones before its article was printed."""
    day = published(claim)[0]
    if claim.time is not None or day is None:
        return claim.time
    return (date.fromisoformat(day) - _IN_THE_NEWS).isoformat(), day
