"""Whether two sides share enough that a careful reader would sign their relation.

Readers who judged pairs by hand (``benchmarks/judged``) found a relation that rests on little right about
every second time. Such a pair keeps its relation, and is shown as unclear, with what it may be. How likely
readers are to sign that two sides repeat, agree or differ, or that two claims clash, is told by logistic
models of what the two have in common (``signing.py``, ``clashing.py``); of clashes of numbers and of updates
too few were judged, and a few rules stand in their place.
"""

from __future__ import annotations

from collections.abc import Mapping

from sayso.comparison.charges import Charge
from sayso.comparison.clashing import likely_clash
from sayso.comparison.counts import beside_any_number
from sayso.comparison.denials import follows, named_by_both, telling
from sayso.comparison.ground import Ground
from sayso.comparison.numbers import is_vague, value_of
from sayso.comparison.signing import LEARNED, likely_signed
from sayso.comparison.slots import ClaimSlots, FigureSlots, times_apart
from sayso.comparison.verdicts import Side, days_apart, said_later
from sayso.comparison.words import stems

SIGNED = 0.8
"""Shown is what four of five strict readers would sign."""
CLASHING = 0.75
"""The same for clashes, of which few are much likelier: of those shown, four of five."""
_TAKEN_UP = 3
_TAKEN_UP_BY_ONE_NAMED = 2
_TIMES_AS_MANY = 2
"""Numbers further apart are mostly of a part and a whole."""


def sure_of_claims(relation: str, left: ClaimSlots, right: ClaimSlots, ground: Ground, likely: float) -> bool:
    """Whether what the words of two claims say rests on enough.

    ``likely`` says how likely the two belong side by side.
    """
    return _signed(relation, left, right, ground, likely)


def sure_of_a_clash(left: ClaimSlots, right: ClaimSlots, charges: Mapping[str, Charge]) -> bool:
    """Whether readers would sign that two claims clash; ``charges`` has what claims charge or deny."""
    return _answers_at_once(left, right) or likely_clash(left, right, charges) >= CLASHING


def _answers_at_once(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether a denial comes closely after what it denies and takes up its words.

    Of whoever denies and is named there, fewer will do.
    """
    if not follows(left, right):
        return False
    named = named_by_both(left, right)
    taken_up = telling(left, right) - stems(named or "")
    return len(taken_up) >= (_TAKEN_UP if named is None else _TAKEN_UP_BY_ONE_NAMED)


def sure_of_figures(
    relation: str, left: FigureSlots, right: FigureSlots, ground: Ground, likely: float
) -> bool:
    """Whether what two numbers say rests on enough; ``likely`` as above."""
    if relation == "conflicts":
        return _shared(left, right) and _surely_conflicts(left, right)
    if relation == "updates":
        return _shared(left, right) and _surely_updates(left, right, ground)
    return _signed(relation, left, right, ground, likely)


def _signed(relation: str, left: Side, right: Side, ground: Ground, likely: float) -> bool:
    """Whether readers would sign a relation, where that is told by what they signed."""
    return relation not in LEARNED or likely_signed(relation, left, right, ground, likely) >= SIGNED


def _surely_conflicts(left: FigureSlots, right: FigureSlots) -> bool:
    if left.voice.own_voice or right.voice.own_voice:
        # An outlet's own number, on nobody's word, is mostly of another thing.
        return False
    low, high = sorted(value_of(f.figure) for f in (left, right))
    one_day = times_apart(left.time, right.time) is False or (
        days_apart(left, right) == 0 and (left.time is None) == (right.time is None)
    )
    return one_day and high <= _TIMES_AS_MANY * low


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
