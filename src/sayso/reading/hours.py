"""Times of day: clock times and parts of a day, each on its day."""

from __future__ import annotations

from datetime import date

from sayso.languages.en.times import time_words
from sayso.reading import calendar as cal
from sayso.reading.anchoring import Context
from sayso.reading.calendar import Interval
from sayso.reading.dates import day_and_month, day_near, day_of_week
from sayso.reading.wording import Match, said


def _hour_and_minute(match: Match) -> tuple[int, int] | None:
    point = time_words().hours.get(said(match, "point"), "")
    if point:
        return int(point[:2]), int(point[3:])
    if said(match, "h24"):
        return int(match["h24"]), int(match["min24"])
    hour, minute = int(match["h"]), int(said(match, "min") or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return (hour, minute) if 12 < hour < 24 and minute < 60 else None
    late = said(match, "ap").startswith("p") or said(match, "part").startswith(("after", "even", "night"))
    return hour % 12 + (12 if late else 0), minute


def _clock_on(when: date | None, match: Match) -> Interval | None:
    at = _hour_and_minute(match)
    if at is None:
        return None
    if when is None:
        return Interval(f"XXXX-XX-XXT{at[0]:02}:{at[1]:02}")
    return cal.clock(when, *at)


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
    """ "3 p.m.", "15:30": on the day that the sentence names, else on the last day told or of publication."""
    mark = context.told_here(("D",))
    return _clock_on(mark.first if mark is not None else context.now_or_told(), match)


def part_of_date(match: Match, context: Context) -> Interval | None:
    """ "the morning of 31 January"."""
    return _part(day_and_month(match, context)[0], said(match, "part"))


def part_of_weekday(match: Match, context: Context) -> Interval | None:
    """ "Saturday night"."""
    return _part(day_of_week(match, context), said(match, "part")) if match["weekday"][0].isupper() else None


def _part(when: date | None, name: str) -> Interval:
    sign = time_words().parts[name.removesuffix("s")]
    return cal.part_of_day(when, sign) if when is not None else Interval(f"XXXX-XX-XXT{sign}")


def part_of_near_day(match: Match, context: Context) -> Interval | None:
    """ "this morning", "last night", "that afternoon", "the next morning"."""
    near = said(match, "near")
    if near in time_words().from_text:
        mark = context.told(("D",))
        step = time_words().steps[near.removeprefix("the ")]
        when = cal.shifted(mark.first, step, "D") if mark is not None else None
        return _part(when, said(match, "part"))
    return _part(day_near(match, context), said(match, "part"))


def part_of_the_day(match: Match, context: Context) -> Interval | None:
    """ "in the morning", "at night"."""
    token, before = context.token_at(match.start("part")), context.before(match)
    led = match["x"].lower().startswith("the ") or bool(said(match, "edge"))
    if token is None or not token.tag.startswith("NN") or not before:
        return None
    if before[-1] not in (("in", "by", "during") if led else ("by", "at")):
        return None
    mark = context.told_here(("D",))
    return _part(mark.first if mark is not None else context.now_or_told(), said(match, "part"))


def tonight(_: Match, context: Context) -> Interval:
    """ "tonight"."""
    return _part(context.now(), "night")


def hour(match: Match, context: Context) -> Interval | None:
    """ "at noon", "overnight", "at dawn"."""
    mark = context.told_here(("D",))
    return _hour_on(mark.first if mark is not None else context.now_or_told(), said(match, "hour"))


def hour_of_weekday(match: Match, context: Context) -> Interval | None:
    """ "overnight Wednesday", "at dawn on Friday"."""
    return (
        _hour_on(day_of_week(match, context), said(match, "hour")) if match["weekday"][0].isupper() else None
    )


def _hour_on(when: date | None, name: str) -> Interval:
    sign = time_words().hours[name]
    if when is None:
        return Interval(f"XXXX-XX-XXT{sign}")
    return cal.clock(when, int(sign[:2]), int(sign[3:])) if sign[0].isdigit() else cal.part_of_day(when, sign)
