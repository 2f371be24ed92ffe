"""Whether two sides share enough that a careful reader would sign their relation.

Readers who judged pairs by hand (``benchmarks/judged``) found a relation that rests on little right about
every second time. Such a pair keeps its relation, and is shown as unclear, with what it may be.
"""

from __future__ import annotations

from sayso.comparison.copies import Standing
from sayso.comparison.counts import beside_any_number
from sayso.comparison.ground import Ground
from sayso.comparison.numbers import is_vague, value_of
from sayso.comparison.slots import ClaimSlots, FigureSlots, times_apart
from sayso.comparison.verdicts import Side, days_apart, said_later
from sayso.comparison.words import holds_verb, share_run, stems_of_capitals

_LIKELY = 0.2
_WORDS_IN_A_ROW = 5
"""How likely two claims must be of one matter, or how many words they share in a row, to be said once."""
_LIKELY_APART = 0.1
_ALIKE = 0.06
"""How likely, or how alike, two claims must be for their numbers to be of one thing."""
_TELLING_OF_ONE_VOICE = 2
_TELLING_OF_A_DISPUTE = 2
_TELLING_OF_OWN = 2
_TELLING_OF_TWO_VOICES = 6
_ALIKE_OF_TWO_VOICES = 0.3
"""On fewer words in common, beside names, two voices often speak of two things."""
_TELLING_OF_A_RISE = 1
"""That a number was printed a day later makes it no later state of the same count."""
_ALIKE_INSIDE = 0.45
_MANY = 20
"""Within one article a small number is told twice for one thing only in much the same words."""
_DAYS_OF_ONE_MATTER = 1
_DAYS_OF_A_COUNT = 1
"""Articles further apart may be of two events that are told in the same words."""
_NO_CHANCE = 1000
_TIMES_AS_MANY = 5
"""Numbers further apart are mostly of a part and a whole, but in sentences that are much the same."""
_SAME_MATTER = 0.3


def sure_of_claims(relation: str, left: ClaimSlots, right: ClaimSlots, ground: Ground, likely: float) -> bool:
    """Whether what the words of two claims say rests on enough.

    ``likely`` says how likely the two belong side by side.
    """
    if relation == "repeats":
        return _said_once(left, right, ground, likely)
    if relation == "conflicts":
        return len(_telling(left, right)) >= _TELLING_OF_A_DISPUTE
    return relation != "agrees" or _of_one_matter(left, right, ground)


def sure_of_figures(
    relation: str, left: FigureSlots, right: FigureSlots, ground: Ground, likely: float
) -> bool:
    """Whether what two numbers say rests on enough; ``likely`` as above."""
    if relation == "repeats":
        if left.document.id == right.document.id and ground.alike(left, right) < _ALIKE_INSIDE:
            return left.figure.event is not None and value_of(left.figure) >= _MANY
        if left.claim is None or right.claim is None:
            return False
        return ground.standing(left, right) is Standing.COPY or _said_once(
            left.claim, right.claim, ground, likely
        )
    if relation == "agrees":
        return _no_chance(left, right) or _of_one_matter(left, right, ground)
    if relation in ("differs", "conflicts", "updates"):
        return _shared(left, right) and _RULES[relation](left, right, ground, likely)
    return True


def _surely_differs(left: FigureSlots, right: FigureSlots, ground: Ground, likely: float) -> bool:
    return likely >= _LIKELY_APART or ground.alike(left, right) >= _ALIKE


def _surely_conflicts(left: FigureSlots, right: FigureSlots, ground: Ground, likely: float) -> bool:
    if left.voice.own_voice and right.voice.own_voice:
        # Two outlets' own numbers, on nobody's word: mostly of two things.
        return False
    low, high = sorted(value_of(f.figure) for f in (left, right))
    one_day = times_apart(left.time, right.time) is False or (
        days_apart(left, right) == 0 and (left.time is None) == (right.time is None)
    )
    return one_day and (high <= _TIMES_AS_MANY * low or ground.alike(left, right) >= _SAME_MATTER)


def _surely_updates(left: FigureSlots, right: FigureSlots, ground: Ground, likely: float) -> bool:
    if is_vague(left.figure) or is_vague(right.figure):
        return False
    if not said_later(left, right):
        return True
    risen = left.said_so_far or right.said_so_far
    near = days_apart(left, right) <= _DAYS_OF_A_COUNT or not (left.said_so_far and right.said_so_far)
    return near and (risen or len(_telling(left, right)) >= _TELLING_OF_A_RISE)


_RULES = {"differs": _surely_differs, "conflicts": _surely_conflicts, "updates": _surely_updates}


def _shared(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether two sentences share any word beside those of numbers and tolls: a name will do."""
    return bool((left.stems & right.stems) - beside_any_number())


def _no_chance(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether two numbers of one event are too large to be the same by chance."""
    counts = all(f.figure.event is not None for f in (left, right))
    return counts and min(value_of(left.figure), value_of(right.figure)) >= _NO_CHANCE


def _of_one_matter(left: Side, right: Side, ground: Ground) -> bool:
    """Whether two statements of one or two days share many telling words.

    Of two outlets' own statements two words are enough, where the articles share no text: else one may be
    the other, reworded.
    """
    if not _both_state(left, right) or days_apart(left, right) > _DAYS_OF_ONE_MATTER:
        return False
    told = len(_telling(left, right))
    if not all((s.speaker if isinstance(s, ClaimSlots) else s.voice).own_voice for s in (left, right)):
        return told >= _TELLING_OF_TWO_VOICES and ground.alike(left, right) >= _ALIKE_OF_TWO_VOICES
    shared = ground.copies.shared.get(frozenset((left.document.id, right.document.id)))
    return told >= _TELLING_OF_OWN and not shared


def _said_once(left: ClaimSlots, right: ClaimSlots, ground: Ground, likely: float) -> bool:
    """Whether two claims are one stretch of text, share words in a row, or are very likely of one matter."""
    if ground.standing(left, right) is Standing.COPY:
        return True
    if left.claim.text.isupper():
        # In capitals no name is told from a word, and a dateline from no statement.
        return False
    row = share_run(left.claim.text, right.claim.text, _WORDS_IN_A_ROW)
    return likely >= _LIKELY or (row and len(_telling(left, right)) >= _TELLING_OF_ONE_VOICE)


def _both_state(left: Side, right: Side) -> bool:
    """Whether both sides are statements, and no mere names of a thing."""
    claims = [s if isinstance(s, ClaimSlots) else s.claim for s in (left, right)]
    return all(c is not None and holds_verb(c.claim.text) for c in claims)


def _telling(left: Side, right: Side) -> frozenset[str]:
    """The stems that two sides share beside any number, and beside names."""
    claims = (s if isinstance(s, ClaimSlots) else s.claim for s in (left, right))
    names = frozenset().union(*(stems_of_capitals(c.claim.text) for c in claims if c is not None))
    return (left.stems & right.stems) - beside_any_number() - names
