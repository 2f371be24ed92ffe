"""Whether two sides share enough that a careful reader would sign their relation.

Readers who judged pairs by hand (``benchmarks/judged``) found a relation that rests on little right about
every second time. Such a pair keeps its relation, and is shown as unclear, with what it may be. How likely
readers are to sign that two sides repeat, agree or differ is told by a logistic model of what the two have in
common (``signing.py``); of clashes and updates too few were judged, and a few rules stand in its place.
"""

from __future__ import annotations

from sayso.comparison.counts import beside_any_number
from sayso.comparison.ground import Ground
from sayso.comparison.numbers import is_vague, value_of
from sayso.comparison.signing import LEARNED, likely_signed, telling_beside_names
from sayso.comparison.slots import ClaimSlots, FigureSlots, times_apart
from sayso.comparison.verdicts import Side, days_apart, said_later

SIGNED = 0.8
"""Shown is what four of five strict readers would sign."""
_TELLING_OF_A_DISPUTE = 2
_DAYS_OF_ONE_DEED = 7
_TIMES_AS_MANY = 5
"""Numbers further apart are mostly of a part and a whole, but in sentences that are much the same."""
_SAME_MATTER = 0.3


def sure_of_claims(relation: str, left: ClaimSlots, right: ClaimSlots, ground: Ground, likely: float) -> bool:
    """Whether what the words of two claims say rests on enough.

    ``likely`` says how likely the two belong side by side.
    """
    if relation == "conflicts":
        return len(telling_beside_names(left, right)) >= _TELLING_OF_A_DISPUTE
    return _signed(relation, left, right, ground, likely)


def sure_of_a_clash(left: ClaimSlots, right: ClaimSlots, charging: int) -> bool:
    """Whether two claims that part over a deed are of one; ``charging`` of them say who did it.

    Of two articles, where one alone charges somebody, the other mostly speaks of another deed, and so do
    articles that are weeks apart.
    """
    if days_apart(left, right) > _DAYS_OF_ONE_DEED:
        return False
    return charging != 1 or left.document.id == right.document.id


def sure_of_figures(
    relation: str, left: FigureSlots, right: FigureSlots, ground: Ground, likely: float
) -> bool:
    """Whether what two numbers say rests on enough; ``likely`` as above."""
    if relation == "conflicts":
        return _shared(left, right) and _surely_conflicts(left, right, ground)
    if relation == "updates":
        return _shared(left, right) and _surely_updates(left, right, ground)
    return _signed(relation, left, right, ground, likely)


def _signed(relation: str, left: Side, right: Side, ground: Ground, likely: float) -> bool:
    """Whether readers would sign a relation, where that is told by what they signed."""
    return relation not in LEARNED or likely_signed(relation, left, right, ground, likely) >= SIGNED


def _surely_conflicts(left: FigureSlots, right: FigureSlots, ground: Ground) -> bool:
    if left.voice.own_voice and right.voice.own_voice:
        # Two outlets' own numbers, on nobody's word: mostly of two things.
        return False
    low, high = sorted(value_of(f.figure) for f in (left, right))
    one_day = times_apart(left.time, right.time) is False or (
        days_apart(left, right) == 0 and (left.time is None) == (right.time is None)
    )
    return one_day and (high <= _TIMES_AS_MANY * low or ground.alike(left, right) >= _SAME_MATTER)


def _surely_updates(left: FigureSlots, right: FigureSlots, ground: Ground) -> bool:
    if is_vague(left.figure) or is_vague(right.figure):
        return False
    if not said_later(left, right):
        return True
    # That a number was printed a day later makes it no later state of the same count.
    return left.said_so_far != right.said_so_far or ground.one_voice(left, right)


def _shared(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether two sentences share any word beside those of numbers and tolls: a name will do."""
    return bool((left.stems & right.stems) - beside_any_number())
