"""Which relation two aligned figures or claims have, and the reasons for it.

In this order: one text, one declared relay or one voice on one occasion repeats; another place, period or
counted thing is a difference of scope; a later state of a running count updates; with scope and time the
same, equal numbers agree, numbers that both can hold as worded differ, and numbers that cannot conflict. What
the slots do not settle is unclear.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date

from sayso.comparison.copies import Standing
from sayso.comparison.denials import another_time, answers_by_words
from sayso.comparison.numbers import is_vague, relate
from sayso.comparison.slots import (
    LEAD_CHARS,
    ClaimSlots,
    FigureSlots,
    Interval,
    Speaker,
    same_voice,
    times_apart,
)
from sayso.comparison.words import shared_words, word_list
from sayso.languages.lexicon import read_sections, words
from sayso.model import Reason

_ALIKE = 0.75
_FEW = 6
_ONE_TEXT = 0.5
_SAME_SUBJECT = 0.3
_SAME_MATTER = 0.45
_LEAST_AGREEING = 0.42
_ONE_STORY_DAYS = 7
"""Numbers in articles further apart are of one running count at the most."""
_SAME_TIME_DAYS = 1
"""Numbers that name no day in articles further apart may be of two days."""
_CHANCE = 20
_SHORT_DAYS = 7
"""Up to how many days an interval tells when something was, and not only in which month or year."""
_RUNNING = frozenset({"displaced", "evacuated"})
_DISPUTED = 0.45
_NEGATED = 0.6


@dataclass(frozen=True, slots=True)
class Verdict:
    """A relation with its reasons; ``swapped`` where the right side is the earlier one."""

    relation: str
    reasons: tuple[Reason, ...]
    swapped: bool = False


# --- slots against each other ------------------------------------------------------------------------------


def places_apart(left: str | None, right: str | None) -> bool | None:
    """Whether two place names share no word; None where one is not known."""
    if not left or not right:
        return None
    return not set(left.split()) & set(right.split())


def populations_apart(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether two figures count different classes, one of them perhaps within the other."""
    if left.counted is None or right.counted is None or left.counted == right.counted:
        return False
    known = left.within or right.within or "people" in (left.counted, right.counted)
    if not known:
        return True
    # "58 people" and "58 civilians" may be one count: the wider class says no more than the narrower.
    wider = left.counted in right.within or right.counted in left.within
    return not (wider and "people" in (left.counted, right.counted))


def _part_of_all(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether the smaller number is of a class within the one that the larger number counts."""
    small, large = sorted((left, right), key=lambda f: f.figure.low or f.figure.high or 0)
    if large.counted is None:
        # A bare toll, "86 dead", is of children and fighters too; that all were civilians often goes unsaid.
        return bool(small.within) and small.counted != "civilians"
    return large.counted in small.within


def said_later(left: ClaimSlots | FigureSlots, right: ClaimSlots | FigureSlots) -> int:
    """1 where the right side was published later than the left, -1 where earlier, 0 where unknown."""
    a, b = _published(left), _published(right)
    if a[0] is not None and b[0] is not None:
        return (a[0] < b[0]) - (b[0] < a[0])
    # An undated text that tells of a day is no older than that day.
    if a[0] is not None and b[1] is not None and b[1] >= a[0]:
        return 1
    return -1 if b[0] is not None and a[1] is not None and a[1] >= b[0] else 0


def _small(side: FigureSlots) -> bool:
    """Whether a number is so small that two events can have it by chance."""
    value = side.figure.low if side.figure.low is not None else side.figure.high
    return value is not None and value < _CHANCE


def _rivals(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether two named sources, not one of them the outlet itself, give the two numbers."""
    named = left.speaker.named and right.speaker.named
    own = left.speaker.own_voice or right.speaker.own_voice
    return named and not own and not same_voice(left.speaker, right.speaker)


def days_long(interval: Interval) -> int:
    """How many days an interval spans beyond its first."""
    return (date.fromisoformat(interval[1]) - date.fromisoformat(interval[0])).days


def _days_apart(left: FigureSlots, right: FigureSlots) -> int:
    """The days between two publications; 0 where one is not known."""
    a, b = _published(left)[0], _published(right)[0]
    if a is None or b is None:
        return 0
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)


def _published(side: ClaimSlots | FigureSlots) -> tuple[str | None, str | None]:
    """The day of publication, and the lower bound inferred for it."""
    document = side.document
    published = document.published[:10] if document.published and len(document.published) >= 10 else None
    return published, document.dated.from_ if document.dated else None


def one_relay(left: ClaimSlots | FigureSlots, right: ClaimSlots | FigureSlots) -> str | None:
    """The agency whose report both articles declare to carry, where they are two articles."""
    if left.document.id == right.document.id:
        return None
    mine = {r.name.lower(): r.name for r in left.document.relay}
    return next((mine[r.name.lower()] for r in right.document.relay if r.name.lower() in mine), None)


# --- figures -----------------------------------------------------------------------------------------------


def relate_figures(left: FigureSlots, right: FigureSlots, alike: float, standing: Standing) -> Verdict:
    """The relation of two figures that count the same event; ``alike`` is how alike their claims are."""
    numbers = relate(left.figure, right.figure)
    apart = _days_clash(left, right)
    elsewhere = places_apart(left.place, right.place)
    populations = populations_apart(left, right)
    voice = same_voice(left.speaker, right.speaker)
    inside = standing is Standing.INSIDE
    reasons = _figure_reasons(left, right)
    later = said_later(left, right)
    if standing is Standing.COPY and numbers == "equal":
        return Verdict("repeats", reasons)
    if standing is Standing.COPY and not populations and _new_version(left, right, later):
        return Verdict("updates", reasons, swapped=later < 0)
    vague = is_vague(left.figure) or is_vague(right.figure)
    chance = vague and numbers in ("equal", "rounding") and not _one_matter(left, right)
    elsewhere_named = elsewhere is True and _small(left) and not voice and not same_event(left, right)
    if numbers == "equal" and not populations and not apart and not chance and not elsewhere_named:
        own = left.speaker.own_voice or right.speaker.own_voice
        relay = one_relay(left, right)
        if voice or alike >= _ONE_TEXT or (inside and own) or (own and alike >= _SAME_SUBJECT):
            return Verdict("repeats", reasons)
        if relay and own:
            return Verdict("repeats", (*reasons, Reason("relay", relay, relay)))
        return Verdict("agrees", reasons)
    other_event = left.figure.event != right.figure.event
    another_place = elsewhere_named or _another_place(left, right, elsewhere, alike)
    if populations or other_event or apart or another_place:
        return Verdict("scope", reasons)
    if chance:
        # "Dozens" may be any number of anything.
        return Verdict("unclear", reasons)
    if numbers in ("equal", "rounding"):
        return Verdict("repeats" if voice and not later else "agrees", reasons)
    rivals = _rivals(left, right) and same_event(left, right)
    if (inside and not rivals) or (voice and not later):
        # One voice, or one article, gives two numbers: of two things.
        return Verdict("scope", reasons)
    if _days_apart(left, right) > _ONE_STORY_DAYS and left.figure.event not in _RUNNING:
        return Verdict("unclear", reasons)
    order = _order(left, right, later, voice)
    if later * order < 0:
        # A toll that "rose" in the earlier article rose from some other count.
        return Verdict("unclear", reasons)
    if not same_event(left, right) or _of_people_alone(left, right):
        return Verdict("unclear", reasons)
    if _part_of_all(left, right):
        return Verdict("scope", reasons)
    if order:
        return Verdict("updates", reasons, swapped=order < 0)
    if voice:
        # One voice that gives a lower number later: a correction, or another event.
        return Verdict("unclear", reasons)
    if not (_in_lead(left) and _in_lead(right)) and not (inside and rivals):
        return Verdict("unclear", reasons)
    if not _one_day(left, right) and _days_apart(left, right) > _SAME_TIME_DAYS:
        return Verdict("unclear", reasons)
    return Verdict("differs" if numbers == "compatible" else "conflicts", reasons)


def _one_day(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether both figures tell their day, and it is one."""
    days = [d for d in (left.time, right.time) if d is not None and days_long(d) <= _SHORT_DAYS]
    return len(days) == 2 and times_apart(*days) is False


def shares_day_or_place(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether two figures are told of one day or one place, or in sentences that name one."""
    return _one_day(left, right) or places_apart(left.place, right.place) is False or same_event(left, right)


def one_telling(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether two figures, of one class or one of them in a lead, were published within a day."""
    known = _published(left)[0] is not None and _published(right)[0] is not None
    one_class = left.counted is not None and left.counted == right.counted
    return known and _days_apart(left, right) <= 1 and (one_class or _in_lead(left) or _in_lead(right))


def _one_matter(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether two vague amounts are of one thing: nothing clashes, and day, place or source is shared."""
    counts = populations_apart(left, right) or _part_of_all(left, right)
    if counts or _days_clash(left, right) or places_apart(left.place, right.place):
        return False
    if left.figure.event != right.figure.event or _days_apart(left, right) > _ONE_STORY_DAYS:
        return False
    own = left.speaker.own_voice or right.speaker.own_voice
    one_source = same_voice(left.speaker, right.speaker) and not own
    return one_source or shares_day_or_place(left, right)


def _days_clash(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether two figures are of two days: those they name, or one later than the other's publication."""
    if times_apart(left.time, right.time) is True:
        return True
    return _after(left, right) or _after(right, left)


def _after(told: FigureSlots, other: FigureSlots) -> bool:
    """Whether a figure is of a day on which the other one stood in print already."""
    printed = _published(other)[0]
    return told.time is not None and printed is not None and told.time[0] > printed


def _new_version(left: FigureSlots, right: FigureSlots, later: int) -> bool:
    """Whether the later of two texts that are much the same tells a higher number of the same count."""
    same = left.figure.event == right.figure.event and _days_apart(left, right) <= _ONE_STORY_DAYS
    return bool(later) and same and _grows(left, right, later)


def same_event(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether two sentences name one town, district or body besides whole countries and who speaks."""
    return bool((left.proper & right.proper) - left.speaker.names - right.speaker.names)


def _of_people_alone(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether two figures count people, without a word of what befell them."""
    told = left.figure.event or right.figure.event
    return not told and any("people" in (f.counted, *f.within) for f in (left, right))


def _order(left: FigureSlots, right: FigureSlots, later: int, voice: bool) -> int:
    """Which side is the later state of a running count: 1 the right one, -1 the left one, 0 neither."""
    running = left.said_so_far or right.said_so_far or left.figure.event in _RUNNING
    if later and (voice or running) and _grows(left, right, later):
        return later
    if left.said_so_far != right.said_so_far:
        risen = -1 if left.said_so_far else 1
        return risen if _grows(left, right, risen) else 0
    return 0


def _in_lead(figure: FigureSlots) -> bool:
    """Whether a figure stands where an article says what it is about."""
    return figure.figure.start < LEAD_CHARS


def _another_place(left: FigureSlots, right: FigureSlots, elsewhere: bool | None, alike: float) -> bool:
    """Whether the places settle that two figures are of two things; alike words say otherwise."""
    return elsewhere is True and alike < _SAME_MATTER


def _grows(left: FigureSlots, right: FigureSlots, later: int) -> bool:
    """Whether the later number is not the smaller one: a running count only rises."""
    first, second = (left.figure, right.figure) if later > 0 else (right.figure, left.figure)
    a = first.low if first.low is not None else first.high
    b = second.low if second.low is not None else second.high
    return a is not None and b is not None and b >= a


def _figure_reasons(left: FigureSlots, right: FigureSlots) -> tuple[Reason, ...]:
    def bounds(f: FigureSlots) -> str:
        low, high = f.figure.low, f.figure.high
        return f"{low}" if low == high else f"{'' if low is None else low}..{'' if high is None else high}"

    made = [
        Reason("number", bounds(left), bounds(right)),
        Reason("event", left.figure.event, right.figure.event),
        Reason("counted", left.figure.counted, right.figure.counted),
        Reason("time", _told(left.time), _told(right.time)),
        Reason("place", _where(left), _where(right)),
        Reason("speaker", left.speaker.said_by, right.speaker.said_by),
    ]
    return tuple(r for r in made if r.left is not None or r.right is not None)


def _where(side: ClaimSlots | FigureSlots) -> str | None:
    """The place as written: the figure's own, or its claim's."""
    if isinstance(side, ClaimSlots):
        return side.claim.place.text if side.claim.place is not None else None
    if side.figure.place is not None:
        return side.figure.place.text
    return _where(side.claim) if side.claim is not None else None


def _told(time: Interval | None) -> str | None:
    if time is None:
        return None
    return time[0] if time[0] == time[1] else f"{time[0]}..{time[1]}"


# --- claims ------------------------------------------------------------------------------------------------


def relate_claims(left: ClaimSlots, right: ClaimSlots, alike: float, standing: Standing) -> Verdict | None:
    """The relation of two claims by their words and voices; None where a reader could not say."""
    reasons = claim_reasons(left, right)
    if standing is Standing.COPY:
        return Verdict("repeats", reasons)
    across = standing is Standing.APART
    if not across and left.document.id != right.document.id:
        # One article's own text says how the two stand.
        return None
    voice = same_voice(left.speaker, right.speaker)
    if times_apart(left.time, right.time) is True and alike < _ALIKE:
        return None
    attributed = not (left.speaker.own_voice and right.speaker.own_voice)
    dispute = _dispute(left, right, alike)
    if dispute is not None and not voice and attributed:
        return Verdict("conflicts", (*reasons, dispute))
    if across and alike >= _SAME_MATTER and one_person(left, right):
        return Verdict("repeats", reasons)
    if left.negated != right.negated and alike < _ALIKE:
        return None
    background = left.speaker.own_voice and right.speaker.own_voice
    # Two named people can use the same few words; a long sentence is copied.
    rivals = left.speaker.named and right.speaker.named and not voice
    rivals = rivals and min(len(left.stems), len(right.stems)) <= _FEW
    if alike >= (_ALIKE if background else _ONE_TEXT) and (voice or across) and not rivals:
        return Verdict("repeats", reasons)
    if (voice or one_relay(left, right)) and alike >= _SAME_MATTER:
        return Verdict("repeats", reasons)
    if voice and across and not (left.speaker.own_voice or right.speaker.own_voice):
        return Verdict("repeats", reasons)
    if alike >= _LEAST_AGREEING and not voice and across:
        return Verdict("agrees", reasons)
    return None


def one_person(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether one named person is quoted in both."""
    mine, other = left.speaker.people, right.speaker.people
    return same_voice(Speaker(mine, True, False, mine), Speaker(other, True, False, other))


def claim_reasons(left: ClaimSlots, right: ClaimSlots) -> tuple[Reason, ...]:
    """What two claims share and where they part."""
    shared = left.stems & right.stems
    made = [
        Reason("shared words", shared_words(left.claim.text, shared), shared_words(right.claim.text, shared)),
        Reason("speaker", left.speaker.said_by, right.speaker.said_by),
        Reason("time", _told(left.time), _told(right.time)),
        Reason("place", _where(left), _where(right)),
    ]
    return tuple(r for r in made if r.left is not None or r.right is not None)


def _dispute(left: ClaimSlots, right: ClaimSlots, alike: float) -> Reason | None:
    """A denial against an assertion, a "not" against its positive, or opposite outcomes of one thing."""
    if _one_sentence(left, right) or another_time(left, right):
        return None
    if (left.claim.denied and left.negated) or (right.claim.denied and right.negated):
        # What is denied that holds a "not", and what repeats the denial, cannot be told apart.
        return None
    if (left.claim.denied, right.claim.denied) != (False, False) or left.negated != right.negated:
        # A denial of what is so and a statement that it is not so say the same.
        if (left.claim.denied != left.negated) == (right.claim.denied != right.negated):
            return None
        denied = left.claim.denied or right.claim.denied
        if denied and alike >= _DISPUTED and answers_by_words(left, right):
            return Reason("denied", left.claim.denied, right.claim.denied)
        named = left.speaker.named and right.speaker.named
        named = named and not (left.speaker.own_voice or right.speaker.own_voice)
        return Reason("negation", left.negated, right.negated) if named and alike >= _NEGATED else None
    if left.negated or right.negated or alike < _SAME_MATTER:
        return None
    mine, other = set(word_list(left.claim.text)), set(word_list(right.claim.text))
    for one, opposite in _outcomes():
        for a, b in ((one, opposite), (opposite, one)):
            if a & mine and b & other and not (b & mine) and not (a & other):
                return Reason("outcome", ", ".join(sorted(a & mine)), ", ".join(sorted(b & other)))
    return None


def _one_sentence(left: ClaimSlots, right: ClaimSlots) -> bool:
    return left.document.id == right.document.id and left.claim.sentence == right.claim.sentence


@functools.cache
def _outcomes() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    pairs = (line.split("|") for line in read_sections("en", "outcomes.txt")[""])
    return tuple((words([one]), words([other])) for one, other in pairs)
