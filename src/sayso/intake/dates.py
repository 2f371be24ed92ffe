"""Dates of publication as pages and records write them, to the precision they give, never guessed."""

from __future__ import annotations

import calendar
import datetime
import re
from email.utils import parsedate_to_datetime

_MONTHS = tuple(month.lower() for month in calendar.month_name[1:])
_NUMBER_OF_MONTH = {m: n for n, m in enumerate(_MONTHS, 1)} | {m[:3]: n for n, m in enumerate(_MONTHS, 1)}
_NUMBER_OF_MONTH["sept"] = 9

_MONTH = (
    r"(?P<month>"
    + "|".join(m.title() for m in _MONTHS)
    + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
_CLOCK = (
    r"(?:,?\s*(?:at|@|[-–—|•·])?\s*\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?(?!\w))?"
    r"(?:\s*\(?(?:GMT|UTC|[A-Z]{1,4}T|KSA|Z)(?:\s?[+-]\d{1,2}(?::?\d{2})?)?\)?(?!\w))?)?"
)
_FORMS = tuple(
    re.compile(_WEEKDAY + form + _CLOCK, re.IGNORECASE)
    for form in (
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s.-]+" + _MONTH + r",?[\s.-]+(?P<year>\d{4})(?!\d)",
        _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})(?!\d)",
        # "Jul 012016": the comma between day and year was lost.
        _MONTH + r"\s+(?P<day>\d{2})(?P<year>\d{4})(?!\d)",
        r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)",
        # With dots and hyphens the day comes first the world over; with slashes it may not.
        r"(?P<day>\d{1,2})(?P<mark>[.-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)",
        r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})(?!\d)",
        _MONTH + r",?\s+(?P<year>\d{4})(?!\d)",
    )
)
_ISO = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})"
    r"(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s?(Z|[+-]\d{2}:?\d{2})?)?)?)?\Z"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?\Z")


def date_at(text: str, start: int, end: int | None = None) -> tuple[int, str] | None:
    """The date that begins exactly at ``start``: where it ends, and its ISO 8601 value.

    A clock time beside the date belongs to it, but the value keeps the day only.
    """
    stop = len(text) if end is None else end
    for form in _FORMS:
        match = form.match(text, start, stop)
        if match:
            value = _value(match)
            if value:
                return match.end(), value
    return None


def read_date(written: object) -> str | None:
    """A date field of a record or page as ISO 8601, to the precision given; None where it cannot be told.

    Takes ISO dates and date-times, RFC 822 dates, Unix times in seconds or milliseconds, and written dates.
    """
    if isinstance(written, int | float) and not isinstance(written, bool):
        return _from_unix(float(written))
    if not isinstance(written, str) or not written.strip():
        return None
    text = written.strip()
    for reader in (_from_iso, _from_compact, _from_rfc822):
        value = reader(text)
        if value:
            return value
    found = date_at(text, 0)
    return found[1] if found else None


def _value(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    year = int(groups["year"])
    if "first" in groups:
        first, second = int(groups["first"]), int(groups["second"])
        if first != second and first <= 12 and second <= 12:
            return None
        day, month = (first, second) if second <= 12 else (second, first)
        return _checked(year, month, day)
    written = groups["month"].lower().rstrip(".")
    month = int(written) if written.isdigit() else _NUMBER_OF_MONTH[written]
    return _checked(year, month, int(groups["day"]) if groups.get("day") else None)


def _checked(year: int, month: int, day: int | None) -> str | None:
    """The ISO form of a date that exists and that a newspaper could carry."""
    if not 1600 <= year <= 2200:
        return None
    try:
        date = datetime.date(year, month, day or 1)
    except ValueError:
        return None
    return date.isoformat() if day else date.isoformat()[:7]


def _from_iso(text: str) -> str | None:
    match = _ISO.match(text)
    if not match:
        return None
    year, month, day, clock, zone = match.groups()
    value = _checked(int(year), int(month or 1), int(day or 1))
    if not value:
        return None
    if not clock:
        return text
    return f"{value}T{clock if clock.count(':') == 2 else clock + ':00'}{zone or ''}"


def _from_compact(text: str) -> str | None:
    match = _COMPACT.match(text)
    return _checked(int(match[1]), int(match[2]), int(match[3])) if match else None


def _from_rfc822(text: str) -> str | None:
    if not re.search(r"\d{2}:\d{2}", text):
        return None
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def _from_unix(seconds: float) -> str | None:
    if seconds > 1e11:
        seconds /= 1000
    try:
        moment = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z") if moment.year >= 1990 else None
