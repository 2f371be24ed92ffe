"""Days, months and weekdays: by digits, by name, and by how near they are."""

from __future__ import annotations

import functools
import re
from datetime import date

from sayso.languages.en.times import time_words
from sayso.reading import calendar as cal
from sayso.reading.anchoring import Context, edged
from sayso.reading.calendar import Interval
from sayso.reading.wording import Match, said

# A date that lay ahead, so many months ago, is not meant for next year.
_JUST_PAST = 2
# A tale that goes from a month to one so much earlier has come to the next year.
_TURN_OF_YEAR = 6
# How many months ahead a date without a year can lie: in a clause of the past, and where nothing tells.
_AHEAD_OF_PAST, _AHEAD = 1, 4


# --- days and months ---------------------------------------------------------------------------------------


def year_first(match: Match, _: Context) -> Interval | None:
    """ "2016-10-17"."""
    return of_date(cal.checked(int(match["y"]), int(match["m"]), int(match["d"])))


def in_digits(match: Match, context: Context) -> Interval | None:
    """ "17/10/2016": dots put the day first, else the document's own evidence says so, or it stays open."""
    first, second, short = int(match["a"]), int(match["b"]), len(match["y"]) == len("16")
    if short and match["sep"] != "/":
        return None
    year = _in_full(int(match["y"]), context) if short else int(match["y"])
    day_first = True if match["sep"] == "." else context.day_first
    readings = [cal.checked(year, second, first), cal.checked(year, first, second)]
    possible = [when for when in readings if when is not None]
    if len(possible) == 2 and day_first is None and first != second:
        earlier, later = sorted(possible)
        return Interval(f"{year:04}-XX-XX", earlier.isoformat(), later.isoformat())
    if not possible:
        return None
    return cal.day(readings[0 if day_first else 1] or possible[0])


def _in_full(short: int, context: Context) -> int:
    """The year of two digits: the last such one, or up to ten years after publication."""
    latest = context.published.year + 10 if context.published else 2049
    year = latest // 100 * 100 + short
    return year if year <= latest else year - 100


def of_date(when: date | None) -> Interval | None:
    return cal.day(when) if when is not None else None


def month_number(match: Match) -> int:
    """The number of the month that a match names."""
    return time_words().months[said(match, "month").rstrip(".")]


def year_said(match: Match, context: Context) -> int | None:
    """The year that stands with a date, as digits or as "last year", "of that year"."""
    if said(match, "year"):
        return int(match["year"])
    relation = said(match, "yearly")
    if not relation:
        return None
    base = context.base_of(relation)
    step = time_words().steps[relation.removeprefix("the ")]
    return base.year + step if base is not None else None


def day_of_month(match: Match, context: Context) -> Interval | None:
    """ "October 17", "17 October 2016"."""
    when, number, day = day_and_month(match, context)
    if when is None and not said(match, "year"):
        return Interval(f"XXXX-{number:02}-{day:02}") if cal.checked(2000, number, day) else None
    return of_date(when)


def week_of_date(match: Match, context: Context) -> Interval | None:
    """ "the week of March 6"."""
    when, _, _ = day_and_month(match, context)
    return cal.week(when) if when is not None else None


def day_and_month(match: Match, context: Context) -> tuple[date | None, int, int]:
    number, day = month_number(match), int(re.sub(r"\D", "", match["day"]))
    year = year_said(match, context)
    if year is None:
        year = year_of(number, day, match, context)
        if year is not None and re.match(r"[a-z]+day\b", match[0], re.I):
            year = _year_by_weekday(year, number, day, match[0])
    return (cal.checked(year, number, day) if year is not None else None), number, day


def _year_by_weekday(year: int, number: int, day: int, text: str) -> int:
    """The year next to the likely one in which a date falls on the weekday that stands before it."""
    wanted = time_words().weekdays.get(re.split(r"[\s,.]", text.lower())[0])
    for other in (year, year + 1, year - 1):
        when = cal.checked(other, number, day)
        if when is not None and when.isoweekday() == wanted:
            return other
    return year


def year_of(number: int, day: int | None, match: Match, context: Context) -> int | None:
    """The year of a date without one: by the dates told before, or by publication and tense."""
    named = _year_named_after(match)
    if named is not None or context.before_our_era:
        return named
    mark = context.told_last()
    if mark is not None:
        told = context.last_month(mark.first.year)
        return mark.first.year + (told is not None and told - number > _TURN_OF_YEAR)
    now = context.now()
    if now is None:
        return None
    here, there = (now.month, now.day if day is not None else 0), (number, day or 0)
    if day is None and number == now.month:
        return now.year
    if context.before(match) == ["since"]:
        return now.year - (there > here)
    tense = context.tense(match)
    if tense == "ahead":
        return now.year + (there < here and now.month - number > _JUST_PAST)
    months_ahead = (number - now.month) % 12
    # Nothing tells: the nearer of the two, the past where they are about as near. Even in a tale of what was,
    # the month to come is nearer than that of a year ago, which would be called last year's.
    near = months_ahead <= (_AHEAD_OF_PAST if tense == "past" else _AHEAD)
    if there > here:
        return now.year - (not near and number > now.month)
    return now.year + (near and number < now.month)


@functools.cache
def _names_year() -> re.Pattern[str]:
    """A month or season with its year, right after another: "April" in "April and June 1955"."""
    words = time_words()
    names = "|".join(sorted((*words.months, *words.seasons), key=lambda w: (-len(w), w)))
    return re.compile(
        rf"(?:,|\s?[-–/]|\s+(?:and|or|to|through|until))\s*(?:(?:early|mid|late)[\s-])?(?:{names})\.?"
        r"(?:\s+\d{1,2},?)?\s+(?:of\s+)?([12]\d{3})(?!\d)",
        re.I,
    )


def _year_named_after(match: Match) -> int | None:
    found = _names_year().match(match.string, match.end())
    return int(found[1]) if found else None


def month(match: Match, context: Context) -> Interval | None:
    """ "October", "early October 2016", "last May": a month by itself must not be a verb or a name."""
    name, number = match["month"], month_number(match)
    year, relation = year_said(match, context), said(match, "step")
    if year is None and not _is_month(match, context, name):
        return None
    if year is None and relation:
        return edged(_month_by_step(relation, number, context), match, context)
    if year is None and not said(match, "yearly"):
        year = year_of(number, None, match, context)
    if year is None:
        return Interval(f"XXXX-{number:02}")
    return edged(cal.month(year, number), match, context)


def _is_month(match: Match, context: Context, name: str) -> bool:
    """Whether a bare "may", "march" or "mar" is the month."""
    if not name[0].isupper():
        return False
    token = context.token_at(match.start("month"))
    if token is None or token.tag.startswith(("VB", "MD")) or token.ent == "PERSON":
        return False
    if len(name.rstrip(".")) > len("March") or said(match, "edge") or said(match, "step"):
        return True
    before = context.before(match)
    led = bool(before) and before[-1].strip("(\"'-–") in time_words().lists["before a month"] | {""}
    # "The April talks"; a "march" and what "may" be are other things too often.
    return led or (token.ent == "DATE" and name.rstrip(".").lower() in ("april", "june", "july"))


def _month_by_step(relation: str, number: int, context: Context) -> Interval | None:
    """ "Last May", "next March", "the following March", "that May"."""
    step = time_words().steps[relation]
    base = context.base_of(relation)
    if base is None:
        return Interval(f"XXXX-{number:02}")
    return cal.month(year_by_step(number, step, base), number)


def year_by_step(number: int, step: int, base: date) -> int:
    """The year of the last, next or own month of a number, counted from a day."""
    if step == 0:
        return base.year
    return base.year - (number >= base.month) if step < 0 else base.year + (number <= base.month)


# --- weekdays ----------------------------------------------------------------------------------------------


def weekday(match: Match, context: Context) -> Interval | None:
    """ "Tuesday", "last Friday", "early Sunday"."""
    if not _is_weekday(match, context):
        return None
    number = _weekday_number(match)
    when = day_of_week(match, context)
    return edged(cal.day(when), match, context) if when else Interval(f"XXXX-WXX-{number}")


def _is_weekday(match: Match, context: Context) -> bool:
    """Whether a weekday is one: "Sun" may be a firm, and "sat" is a verb."""
    name, token = match["weekday"], context.token_at(match.start("weekday"))
    long = name.lower().rstrip("s").endswith("day")
    return name[0].isupper() and (long or (token is not None and token.ent in ("DATE", "TIME")))


def every_weekday(match: Match, _: Context) -> Interval:
    """ "every Monday"."""
    part = time_words().parts.get(said(match, "part").rstrip("s"), "")
    return Interval(f"XXXX-WXX-{_weekday_number(match)}" + (f"T{part}" if part else ""))


def _weekday_number(match: Match) -> int:
    name = said(match, "weekday").rstrip(".")
    days = time_words().weekdays
    return days[name] if name in days else days[name.removesuffix("s")]


def day_of_week(match: Match, context: Context) -> date | None:
    """The day that a weekday stands for: by tense, the last until today or the next from today."""
    number, relation = _weekday_number(match), said(match, "step")
    mark = context.told(("D",)) if relation in time_words().from_text or context.narrative else None
    if mark is not None:
        return _weekday_from(mark.first, number, relation)
    now = context.now() if not context.narrative else None
    if now is None:
        return None
    back = (now.isoweekday() - number) % 7
    step = time_words().steps.get(relation, 0)
    if step:
        return cal.shifted(now, -(back or 7) if step < 0 else 7 - back, "D")
    tense = context.tense(match)
    ahead = tense == "ahead" or (relation == "this" and tense != "past")
    return cal.shifted(now, (7 - back) % 7 if ahead else -back, "D")


def _weekday_from(told: date, number: int, relation: str) -> date | None:
    """The weekday that follows a day told before, or is the day itself; or the one before it."""
    back = (told.isoweekday() - number) % 7
    if relation in ("that", "same", "that same") or time_words().steps.get(relation, 0) < 0:
        return cal.shifted(told, -(back or (7 if relation in ("previous", "last") else 0)), "D")
    return cal.shifted(told, 7 - back if back or relation == "following" else 0, "D")


# --- near days -------------------------------------------------------------------------------------------


def near_day(match: Match, context: Context) -> Interval | None:
    """ "today", "late yesterday", "tomorrow"."""
    if _is_named_after(match):
        return None
    when = day_near(match, context)
    if said(match, "side") and when is not None:
        when = cal.shifted(when, -1 if said(match, "side") == "before" else 1, "D")
    if context.narrative and said(match, "near") == "today":
        return Interval("PRESENT_REF")
    return edged(cal.day(when), match, context) if when is not None else Interval(None)


def _is_named_after(match: Match) -> bool:
    """Whether "Today" is part of a name: "the Valley Today channel"."""
    before = match.string[: match.start()].rsplit(maxsplit=1)[-1:]
    return match["near"][0].isupper() and bool(before) and before[0].isalpha() and before[0].istitle()


def day_near(match: Match, context: Context) -> date | None:
    now = context.now() if not context.narrative else None
    shift = {"yesterday": -1, "last": -1, "tomorrow": 1}.get(said(match, "near"), 0)
    return cal.shifted(now, shift, "D") if now is not None else None
