"""Verdicts on pairs, and what two claims or figures are compared by: place, time, order of telling, relay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.comparison.slots import ClaimSlots, FigureSlots, Interval, days_long, name_key, nations
from sayso.comparison.words import shared_words
from sayso.model import Reason

Side = ClaimSlots | FigureSlots

ONE_STORY_DAYS = 7
"""Articles published further apart are most likely of two stories."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A relation with its reasons; ``swapped`` where the right side is the earlier one.

    ``sure`` says whether it rests on enough for a careful reader to sign it.
    """

    relation: str
    reasons: tuple[Reason, ...]
    swapped: bool = False
    sure: bool = True


def places_apart(left: str | None, right: str | None) -> bool | None:
    """Whether two place names share no word; None where one is not known, or is a whole country."""
    if not left or not right or left in nations() or right in nations():
        return None
    return not set(left.split()) & set(right.split())


def said_later(left: Side, right: Side) -> int:
    """1 where the right side was published later than the left, -1 where earlier, 0 where unknown."""
    a, b = published(left), published(right)
    if a[0] is not None and b[0] is not None:
        return (a[0] < b[0]) - (b[0] < a[0])
    # An undated text that tells of a day is no older than that day.
    if a[0] is not None and b[1] is not None and b[1] >= a[0]:
        return 1
    return -1 if b[0] is not None and a[1] is not None and a[1] >= b[0] else 0


def days_apart(left: Side, right: Side) -> int:
    """The days between two publications; 0 where one is not known."""
    a, b = published(left)[0], published(right)[0]
    if a is None or b is None:
        return 0
    return abs(days_long((a, b)))


def published(side: Side) -> tuple[str | None, str | None]:
    """The day of publication, and the lower bound inferred for it."""
    document = side.document
    day = document.published[:10] if document.published and len(document.published) >= 10 else None
    return day, document.dated.from_ if document.dated else None


def one_relay(left: Side, right: Side) -> str | None:
    """The agency whose report both articles declare to carry, where they are two articles."""
    if left.document.id == right.document.id:
        return None
    mine = {r.name.lower(): r.name for r in left.document.relay}
    return next((mine[r.name.lower()] for r in right.document.relay if r.name.lower() in mine), None)


def claim_reasons(left: ClaimSlots, right: ClaimSlots) -> tuple[Reason, ...]:
    """What two claims share and where they part."""
    shared = left.stems & right.stems
    made = [
        Reason("shared words", shared_words(left.claim.text, shared), shared_words(right.claim.text, shared)),
        Reason("speaker", left.speaker.said_by, right.speaker.said_by),
        Reason("time", in_days(left.time), in_days(right.time)),
        Reason("place", where(left), where(right)),
    ]
    return told(made)


def figure_reasons(left: FigureSlots, right: FigureSlots) -> tuple[Reason, ...]:
    """What two figures say, of what, when, where and on whose word."""
    made = [
        Reason("number", _bounds(left), _bounds(right)),
        Reason("event", left.figure.event, right.figure.event),
        Reason("counted", left.figure.counted, right.figure.counted),
        Reason("time", in_days(left.time), in_days(right.time)),
        Reason("place", where(left), where(right)),
        Reason("speaker", left.speaker.said_by, right.speaker.said_by),
    ]
    return told(made)


def voice_reasons(left: Side, right: Side, one_voice: bool) -> tuple[Reason, ...]:
    """Why two things are on one voice under two names: a role that an article tells, or likeness."""
    if not one_voice:
        return ()
    one, other = left.speaker, right.speaker
    names = [{name_key(n) for n in (s.said_by or "").split("; ")} for s in (one, other)]
    if names[0] & names[1]:
        return ()
    mine = next((told for body, told in one.roles if body in other.names), None)
    its = next((told for body, told in other.roles if body in one.names), None)
    if mine or its:
        return (Reason("role", mine, its),)
    return (Reason("voice", one.said_by, other.said_by),)


def number_reasons(left: FigureSlots, right: FigureSlots) -> tuple[Reason, ...]:
    """What two figures say, and of what."""
    return told(
        [
            Reason("number", _bounds(left), _bounds(right)),
            Reason("counted", left.figure.counted, right.figure.counted),
        ]
    )


def order_reasons(left: Side, right: Side, relation: str) -> tuple[Reason, ...]:
    """By which days of publication one of two articles updates the other, where they tell it.

    A day that an undated article tells of, and so is no earlier than, is an interval with an open end.
    """
    if relation != "updates" or not said_later(left, right):
        return ()
    return (Reason("published", _no_earlier(left), _no_earlier(right)),)


def _no_earlier(side: Side) -> str | None:
    day, bound = published(side)
    return day or (f"{bound}.." if bound else None)


def turned(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Reasons with their sides changed over."""
    return tuple(Reason(r.feature, r.right, r.left) for r in reasons)


def told(reasons: list[Reason]) -> tuple[Reason, ...]:
    """Reasons with something on a side."""
    return tuple(r for r in reasons if r.left is not None or r.right is not None)


def in_days(time: Interval | None) -> str | None:
    """An interval as one day or as its ends."""
    if time is None:
        return None
    return time[0] if time[0] == time[1] else f"{time[0]}..{time[1]}"


def where(side: Side) -> str | None:
    """The place as written: the figure's own, or its claim's."""
    if isinstance(side, ClaimSlots):
        return side.claim.place.text if side.claim.place is not None else None
    if side.figure.place is not None:
        return side.figure.place.text
    return where(side.claim) if side.claim is not None else None


def _bounds(side: FigureSlots) -> str:
    low, high = side.figure.low, side.figure.high
    return f"{low}" if low == high else f"{'' if low is None else low}..{'' if high is None else high}"
