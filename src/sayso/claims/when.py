"""When what is told happened, and when it was said: two things, of which a sentence may name both."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from sayso.languages.en.times import time_words
from sayso.model import Claim, Span, Time, TimeRef
from sayso.reading.text import Number, Reading, Token

# How far from its cue the time of saying stands, in characters: "said in a talk on Tuesday".
_AFTER_CUE, _BEFORE_CUE = 40, 25
_ON_THE_CALENDAR = ("DATE", "TIME")
# How far before "since" a superlative stands, in characters: "the worst attack on the town since 2013".
_SUPERLATIVE_WITHIN = 60
_JOINS = {"from": ("to", "until", "till", "through", "-", "–"), "between": ("and", "-", "–")}


def when_said(times: Sequence[Time], claim: Claim) -> TimeRef | None:
    """The time beside the cue of a claim, outside its content: "she said on Tuesday"."""
    cue = claim.cue
    if cue is None:
        return None
    dates = [times[i] for i in _within(times, claim.sentence) if times[i].kind in _ON_THE_CALENDAR]
    outside = [t for t in dates if not any(s <= t.start < e for s, e in claim.spans)]
    near = [
        t for t in outside if 0 <= t.start - cue.end <= _AFTER_CUE or 0 <= cue.start - t.end <= _BEFORE_CUE
    ]
    nearest = min(near, key=lambda t: (abs(t.start - cue.end), t.start), default=None)
    return TimeRef(nearest.id, nearest.from_, nearest.to) if nearest is not None else None


def when_happened(reading: Reading, at: int, bounds: Span, end: int | None = None) -> TimeRef | None:
    """The time within bounds that is nearest to a place, one of its own clause before others.

    ``end`` is where a figure's phrase ends: the time right after it is its own ("6.9 percent in February"),
    and the time of a figure that another is held against, or that is a part of it, is only that one's.

    A time counts that has an interval, or else one that has a place on the calendar. What went on since a
    date, or from one to another, has the interval of the whole: "since Sunday" ends with publication, where
    that is known.
    """
    times = reading.times
    told = [i for i in _within(times, bounds) if _tells_when(reading, times[i])]
    if end is not None:
        own = next(
            (i for i in told if _OWN.fullmatch(reading.document.text, end, max(end, times[i].start))), None
        )
        if own is not None:
            return _reach(reading, own)
        told = [
            i
            for i in told
            if not (_is_of_another(reading, times[i], at) or _is_at_another_time(reading, times[i], at))
        ]
    dated = [i for i in told if times[i].from_ is not None] or told
    if len(dated) > 1:
        verb = _verb_above(reading, at)
        dated = [i for i in dated if _verb_above(reading, times[i].start) is verb] or dated
    nearest = min(dated, key=lambda i: (abs(times[i].start - at), i), default=None)
    return _reach(reading, nearest) if nearest is not None else None


_OWN = re.compile(
    r"(?: of (?:them|whom|these|those))? (?:(?:in|on|during|at|by|since|over|within|for) )?(?:the )?"
)
_HELD_AGAINST = re.compile(r"\b(?:from|than|against|with) $")
_PART_OF = re.compile(r" of (?:them|whom|these|those)\b")
_OWN_WITHIN = 40


def _is_of_another(reading: Reading, time: Time, at: int) -> bool:
    """Whether a time belongs to a number that is held against the one at a place, or is a part of it."""
    text, numbers = reading.document.text, reading.numbers
    i = bisect.bisect_right(numbers, time.start, key=_number_start) - 1
    while i >= 0 and numbers[i].end > time.start:
        i -= 1
    if i < 0 or numbers[i].start <= at < numbers[i].end or time.start - numbers[i].end > _OWN_WITHIN:
        return False
    number = numbers[i]
    if _OWN.fullmatch(text, number.end, time.start) is None:
        return False
    part = _PART_OF.match(text, number.end) is not None
    return part or _HELD_AGAINST.search(text, max(0, number.start - 8), number.start) is not None


def _is_at_another_time(reading: Reading, time: Time, at: int) -> bool:
    """Whether a time is of what came before or after: "they met on Monday after a raid killed nine"."""
    when = _token_at(reading, time.start)
    above = {id(token) for token in (when, *when.ancestors())}
    apart = time_words().lists["at another time"]
    number = _token_at(reading, at)
    for token in (number, *number.ancestors()):
        if id(token) in above:
            return False
        if token.lower in apart or any(c.dep == "mark" and c.lower in apart for c in token.children):
            return True
    return False


def _number_start(number: Number) -> int:
    return number.start


def _tells_when(reading: Reading, time: Time) -> bool:
    """Whether a time can be when it happened: "the worst since 2013" names what it is held against."""
    if time.kind not in _ON_THE_CALENDAR and (time.kind != "DURATION" or time.from_ is None):
        return False
    if not _led_by(reading.document.text, time, "since"):
        return True
    before = reading.tokens_in(max(0, time.start - _SUPERLATIVE_WITHIN), time.start)
    sentence = before[-1].sentence if before else None
    return not any(t.sentence is sentence and t.tag in ("JJS", "RBS") for t in before)


def _verb_above(reading: Reading, at: int) -> Token:
    """The verb of the clause that the word at a place stands in."""
    token = _token_at(reading, at)
    while not token.tag.startswith("VB") and token.head is not token:
        token = token.head
    return token


def _token_at(reading: Reading, at: int) -> Token:
    return reading.tokens[max(bisect.bisect_right(reading.tokens, at, key=_token_start) - 1, 0)]


def _token_start(token: Token) -> int:
    return token.start


def _within(times: Sequence[Time], bounds: Span) -> range:
    """Which times lie between two offsets; times come in the order of the text."""
    first = bisect.bisect_left(times, bounds[0], key=_start)
    last = bisect.bisect_left(times, bounds[1], lo=first, key=_start)
    return range(first, last - 1 if last > first and times[last - 1].end > bounds[1] else last)


def _start(time: Time) -> int:
    return time.start


def _reach(reading: Reading, at: int) -> TimeRef:
    """A time with the interval of the stretch that it begins or ends."""
    text, times = reading.document.text, reading.times
    time = times[at]
    for first, last in ((at, at + 1), (at - 1, at)):
        if first >= 0 and last < len(times) and _joined(text, times[first], times[last]):
            return TimeRef(time.id, times[first].from_, times[last].to)
    if time.from_ is not None and _led_by(text, time, "since"):
        published = (reading.document.published or "")[:10]
        return TimeRef(time.id, time.from_, published if published >= time.from_[:10] else None)
    return TimeRef(time.id, time.from_, time.to)


def _joined(text: str, first: Time, last: Time) -> bool:
    """ "From March to May", "between 2014 and 2016": whether two times are the ends of one stretch."""
    if first.from_ is None or last.to is None or first.from_ > last.to:
        return False
    between = text[first.end : last.start].lower().strip()
    led = next((w for w in ("from", "between") if _led_by(text, first, w)), "")
    return between in _JOINS.get(led, ())


def _led_by(text: str, time: Time, word: str) -> bool:
    before = text[max(0, time.start - len(word) - 2) : time.start].lower()
    return re.search(rf"\b{word}\s+$", before) is not None
