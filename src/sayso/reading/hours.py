"""Times of day: clock times and parts of a day, each on its day."""

from __future__ import annotations

from datetime import date

from sayso.languages.en.times import time_words
from sayso.reading import calendar as cal
from sayso.reading.anchoring import Context
from sayso.reading.calendar import Interval
from sayso.reading.dates import day_and_month, day_near, day_of_week
from sayso.reading.wording import Match, said


def _at(when: date | None, at: str) -> Interval:
    """A clock time ("15:30") or a part (MO, AF, EV, NI) of a day, or of a day that is not known."""
    if when is None:
        return Interval(f"XXXX-XX-XXT{at}")
    return cal.clock(when, int(at[:2]), int(at[3:])) if at[0].isdigit() else cal.part_of_day(when, at)


def _day_here(context: Context) -> date | None:
    """The day that the sentence names, else that of publication, or the last told in a tale of the past."""
    mark = context.told_here(("D",))
    return mark.first if mark is not None else context.now_or_told()


# --- clock times -------------------------------------------------------------------------------------------


def _clock(match: Match) -> str | None:
    """Hour and minute, null where no clock shows them; a day ends at 24:00."""
    point = time_words().hours.get(said(match, "point"), "")
    if point:
        return point
    if said(match, "h24"):
        return f"{int(match['h24']):02}:{match['min24']}"
    hour, minute = int(match["h"]), said(match, "min") or "00"
    if not 1 <= hour <= 12:
        return f"{hour:02}:{minute}" if 12 < hour < 24 else None
    late = said(match, "ap").startswith("p") or said(match, "part").startswith(("after", "even", "night"))
    return f"{hour % 12 + (12 if late else 0):02}:{minute}"


def _clock_on(when: date | None, match: Match) -> Interval | None:
    at = _clock(match)
    return _at(when, at) if at is not None else None


def clock_on_date(match: Match, context: Context) -> Interval | None:
    """ "5 p.m. on Nov. 6"."""
    return _clock_on(day_and_month(match, context)[0], match)


def clock_on_weekday(match: Match, context: Context) -> Interval | None:
    """ "10 p.m. Wednesday", "noon Thursday"."""
    return _clock_on(day_of_week(match, context), match)


def clock_near_today(match: Match, context: Context) -> Interval | None:
    """ "6 p.m. yesterday"."""
    return _clock_on(day_near(match, context), match)


def clock(match: Match, context: Context) -> Interval | None:
    """ "3 p.m.", "15:30"."""
    return _clock_on(_day_here(context), match)


# --- parts of a day ----------------------------------------------------------------------------------------


def _part(match: Match) -> str:
    return time_words().parts[said(match, "part").removesuffix("s")]


def part_of_date(match: Match, context: Context) -> Interval | None:
    """ "the morning of 31 January"."""
    return _at(day_and_month(match, context)[0], _part(match))


def part_of_weekday(match: Match, context: Context) -> Interval | None:
    """ "Saturday night"."""
    return _at(day_of_week(match, context), _part(match)) if match["weekday"][0].isupper() else None


def part_of_near_day(match: Match, context: Context) -> Interval | None:
    """ "this morning", "last night", "that afternoon", "the next morning"."""
    near = said(match, "near")
    if near not in time_words().from_text:
        return _at(day_near(match, context), _part(match))
    mark, step = context.told(("D",)), time_words().steps[near.removeprefix("the ")]
    return _at(cal.shifted(mark.first, step, "D") if mark is not None else None, _part(match))


def part_of_the_day(match: Match, context: Context) -> Interval | None:
    """ "in the morning", "at night"."""
    token, before = context.token_at(match.start("part")), context.before(match)
    led = match["x"].lower().startswith("the ") or bool(said(match, "edge"))
    if token is None or not token.tag.startswith("NN") or not before:
        return None
    if before[-1] not in (("in", "by", "during") if led else ("by", "at")):
        return None
    return _at(_day_here(context), _part(match))


def tonight(_: Match, context: Context) -> Interval:
    """ "tonight"."""
    return _at(context.now(), time_words().parts["night"])


def hour(match: Match, context: Context) -> Interval | None:
    """ "at noon", "overnight", "at dawn"."""
    return _at(_day_here(context), time_words().hours[said(match, "hour")])


def hour_of_weekday(match: Match, context: Context) -> Interval | None:
    """ "overnight Wednesday", "at dawn on Friday"."""
    at = time_words().hours[said(match, "hour")]
    return _at(day_of_week(match, context), at) if match["weekday"][0].isupper() else None
