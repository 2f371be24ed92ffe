"""Stretches of the calendar, and their TIMEX3 values (ISO-TimeML)."""

from __future__ import annotations

import calendar
import math
import re
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta


@dataclass(frozen=True, slots=True)
class Interval:
    """A TIMEX3 value with the first and last day it stands for (ISO 8601; null where it has no bounds)."""

    value: str | None
    from_: str | None = None
    to: str | None = None


_DAYS = {
    "TS": 1 / 86400,
    "TM": 1 / 1440,
    "TH": 1 / 24,
    "D": 1.0,
    "W": 7.0,
    "2W": 14.0,
    "M": 30.44,
    "Q": 91.3,
    "Y": 365.25,
    "DE": 3652.5,
    "CE": 36525.0,
    "WE": 2.0,
}
_SHARES = {"START": (0, 1), "END": (1, 2), "MID": (1, 3)}
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
UNITS_OF_DAY = ("TS", "TM", "TH")
"""Units shorter than a day; a value writes them after a T."""


def interval(value: str) -> Interval:
    """The stretch that a calendar value stands for; a value that is no place on the calendar has no bounds.

    Knows days (with or without a time of day), months, quarters, halves, seasons, weeks, weekends, years,
    decades and centuries.
    """
    found = _bounds(value)
    return Interval(value, found[0].isoformat(), found[1].isoformat()) if found else Interval(value)


def _bounds(value: str) -> tuple[date, date] | None:
    if re.fullmatch(r"\d{2}|\d{3}|\d{4}", value):
        span: int = 10 ** (4 - len(value))
        first = int(value) * span
        return (date(max(first, 1), 1, 1), date(first + span - 1, 12, 31)) if first + span > 1 else None
    year_, _, rest = value.partition("-")
    if not re.fullmatch(r"\d{4}", year_) or int(year_) == 0:
        return None
    number = int(year_)
    if re.fullmatch(r"\d\d-\d\d(T.*)?", rest):
        day_ = checked(number, int(rest[:2]), int(rest[3:5]))
        return (day_, day_) if day_ else None
    if re.fullmatch(r"W\d\d(-WE)?", rest):
        return _week_bounds(number, int(rest[1:3]), rest.endswith("WE"))
    months = _months_of(rest)
    return _of_months(number, *months) if months else None


def _months_of(rest: str) -> tuple[int, int] | None:
    """The first and last month of a month, quarter, half or season."""
    if rest in _SEASON_MONTHS:
        return _SEASON_MONTHS[rest]
    found = re.fullmatch(r"([QH]?)(\d{1,2})", rest)
    if found is None:
        return None
    length = {"": 1, "Q": 3, "H": 6}[found[1]]
    last = int(found[2]) * length
    return (last - length + 1, last) if last - length + 1 >= 1 and last <= 12 else None


def _of_months(year_: int, first: int, last: int) -> tuple[date, date] | None:
    end_year = year_ + 1 if last < first else year_
    if end_year > MAXYEAR:
        return None
    return date(year_, first, 1), date(end_year, last, calendar.monthrange(end_year, last)[1])


def _week_bounds(year_: int, number: int, weekend_: bool) -> tuple[date, date] | None:
    try:
        monday = date.fromisocalendar(year_, number, 1)
        sunday = monday + timedelta(days=6)
    except (ValueError, OverflowError):
        return None
    return (sunday - timedelta(days=1), sunday) if weekend_ else (monday, sunday)


# --- values ------------------------------------------------------------------------------------------------


def day(when: date) -> Interval:
    """One day."""
    return interval(when.isoformat())


def clock(when: date, hour: int, minute: int) -> Interval:
    """One minute of a day; 24:00 is the midnight that ends it."""
    at = f"{when.isoformat()}T{hour:02}:{minute:02}"
    return Interval(at, at, at)


def part_of_day(when: date, sign: str) -> Interval:
    """A part of a day (MO, AF, EV, NI); its bounds are the day's, since no two people cut it alike."""
    return interval(f"{when.isoformat()}T{sign}")


def month(year_: int, number: int) -> Interval:
    """One month."""
    return interval(f"{year_:04}-{number:02}")


def year(number: int) -> Interval:
    """One year."""
    return interval(f"{number:04}")


def week(when: date) -> Interval:
    """The ISO week (Monday to Sunday) that a day lies in."""
    at = when.isocalendar()
    return interval(f"{at.year:04}-W{at.week:02}")


def weekend(when: date) -> Interval:
    """The Saturday and Sunday of the ISO week of a day."""
    at = when.isocalendar()
    return interval(f"{at.year:04}-W{at.week:02}-WE")


def season(year_: int, sign: str) -> Interval:
    """A season of a year; winter runs into the next year."""
    return interval(f"{year_:04}-{sign}")


def unit_around(when: date, unit: str) -> Interval:
    """The unit of the calendar (D, W, WE, M, Q, Y, DE, CE) that a day lies in."""
    if unit == "D":
        return day(when)
    if unit == "M":
        return month(when.year, when.month)
    if unit == "Q":
        return interval(f"{when.year:04}-Q{(when.month + 2) // 3}")
    if unit in ("W", "2W"):
        return week(when)
    if unit == "WE":
        return weekend(when)
    return interval(f"{when.year:04}"[: {"Y": 4, "DE": 3, "CE": 2}[unit]])


def precision(value: str | None) -> str | None:
    """The unit of a calendar value (D, W, M, Q, S for a season, Y, DE, CE), null for all other values."""
    if value is None or _bounds(value) is None:
        return None
    year_, _, rest = value.partition("-")
    if not rest:
        return {4: "Y", 3: "DE", 2: "CE"}[len(year_)]
    if rest[0] in "WQH":
        return rest[0]
    if rest[0].isalpha():
        return "S"
    return "M" if len(rest) == len("01") else "D"


# --- reckoning ---------------------------------------------------------------------------------------------


def shifted(when: date, count: int, unit: str) -> date | None:
    """The day that lies a number of units (D, W, WE, M, Q, Y, DE, CE) later; null beyond the calendar.

    A month later is the same day of the next month, or its last.
    """
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    try:
        if months is None:
            return when + timedelta(days=count * {"D": 1, "2W": 14}.get(unit, 7))
        at = when.year * 12 + when.month - 1 + count * months
        last = calendar.monthrange(at // 12, at % 12 + 1)[1]
        return date(at // 12, at % 12 + 1, min(when.day, last))
    except (ValueError, OverflowError):
        return None


def after(when: date, amount: float, unit: str) -> date | None:
    """The day that lies an amount of a unit later (or before, below 0); null beyond the calendar.

    What is no whole number of calendar units is rounded up to days, so that it holds all of the stretch.
    """
    if unit not in UNITS_OF_DAY and amount % 1 == 0:
        return shifted(when, int(amount), unit)
    whole = math.ceil(abs(days(amount, unit)))
    return shifted(when, whole if amount > 0 else -whole, "D")


def days(amount: float, unit: str) -> float:
    """About how many days an amount of a unit lasts; no more than the calendar has."""
    return max(min(amount * _DAYS[unit], date.max.toordinal()), -date.max.toordinal())


def edge(of: Interval, sign: str) -> Interval:
    """The early (START) or late (END) half of an interval, or its middle third (MID).

    The value stays, as in TIMEX3.
    """
    if of.from_ is None or of.to is None or sign not in _SHARES or "T" in of.from_:
        return of
    first, last = date.fromisoformat(of.from_), date.fromisoformat(of.to)
    days = (last - first).days
    if sign == "MID":
        return replace(
            of,
            from_=(first + timedelta(days=days // 3)).isoformat(),
            to=(last - timedelta(days=days // 3)).isoformat(),
        )
    if sign == "START":
        return replace(of, to=(first + timedelta(days=days // 2)).isoformat())
    return replace(of, from_=(last - timedelta(days=days // 2)).isoformat())


def easter(year_: int) -> date:
    """Easter Sunday of the Western churches, by the anonymous Gregorian computus."""
    golden, century, short = year_ % 19, year_ // 100, year_ % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (short // 4) - epact - short % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    at = epact + weekday - 7 * late + 114
    return date(year_, at // 31, at % 31 + 1)


def nth_weekday(year_: int, month_: int, weekday: int, which: int) -> date:
    """The first, second … (1, 2 …) or last (-1) of a weekday (1 Monday to 7 Sunday) in a month."""
    days = range(1, calendar.monthrange(year_, month_)[1] + 1)
    fitting = [d for d in days if date(year_, month_, d).isoweekday() == weekday]
    return date(year_, month_, fitting[which - 1 if which > 0 else which])


def checked(year_: int, month_: int, day_: int) -> date | None:
    """The date, or None where the calendar has none."""
    try:
        return date(year_, month_, day_)
    except ValueError:
        return None


def anchor_of(published: str | None) -> date | None:
    """The day of a publication date, where it is known to the day."""
    if published is None or len(published) < 10:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None
