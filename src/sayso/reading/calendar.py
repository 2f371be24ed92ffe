"""Dates as intervals on the calendar, and their TIMEX3 values (ISO-TimeML)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Interval:
    """A TIMEX3 value with the first and last day it stands for (ISO 8601; null where it has no bounds)."""

    value: str | None
    from_: str | None = None
    to: str | None = None


def day(when: date) -> Interval:
    """One day."""
    return Interval(when.isoformat(), when.isoformat(), when.isoformat())


def month(year: int, number: int) -> Interval:
    """One month."""
    last = calendar.monthrange(year, number)[1]
    return Interval(
        f"{year:04}-{number:02}", date(year, number, 1).isoformat(), date(year, number, last).isoformat()
    )


def year(number: int) -> Interval:
    """One year."""
    return Interval(f"{number:04}", f"{number:04}-01-01", f"{number:04}-12-31")


def week(when: date) -> Interval:
    """The ISO week (Monday to Sunday) that a day lies in."""
    monday = when - timedelta(days=when.weekday())
    number = monday.isocalendar()
    sunday = monday + timedelta(days=6)
    return Interval(f"{number.year:04}-W{number.week:02}", monday.isoformat(), sunday.isoformat())


def weekend(when: date) -> Interval:
    """The Saturday and Sunday of the ISO week of a day."""
    saturday = when - timedelta(days=when.weekday()) + timedelta(days=5)
    number = saturday.isocalendar()
    return Interval(
        f"{number.year:04}-W{number.week:02}-WE",
        saturday.isoformat(),
        (saturday + timedelta(days=1)).isoformat(),
    )


def season(number: int, sign: str, first: int, last: int) -> Interval:
    """A season of a year by its months; winter runs into the next year."""
    end_year = number + 1 if last < first else number
    end = calendar.monthrange(end_year, last)[1]
    return Interval(
        f"{number:04}-{sign}", date(number, first, 1).isoformat(), date(end_year, last, end).isoformat()
    )


def decade(first: int) -> Interval:
    """Ten years from a year that ends in 0."""
    return Interval(f"{first // 10:03}", f"{first:04}-01-01", f"{first + 9:04}-12-31")


def months_before(when: date, count: int) -> tuple[int, int]:
    """The year and month that lie a number of months before a day's month."""
    at = when.year * 12 + when.month - 1 - count
    return at // 12, at % 12 + 1


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
