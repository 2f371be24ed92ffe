"""The marks that browsers and archivers leave in pages they save: from which address, and when.

Read are the comments of Internet Explorer and Chromium ("saved from url"), SingleFile, HTTrack, monolith, and
the Wayback Machine's; and addresses of web archives, which hold the moment and the address they archived.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from sayso.intake.dates import date_at, read_date

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{4,}\)\s*(?P<url>[^\s>]+)", re.IGNORECASE)
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile[^>]{0,40}?\burl:\s*(?P<url>\S+)"
    r"\s+saved date:\s*(?P<when>[^\n>]{8,80}?)\s*(?:\n|-->)"
)
_HTTRACK = re.compile(
    r"<!--\s*Mirrored from (?P<url>\S+) by HTTrack[^,>]{0,80}(?:,[^,>\]]{0,20}\])?,"
    r"\s*(?P<when>[^>]{8,40}?)\s*-->"
)
_MONOLITH = re.compile(r"<!--\s*Saved from (?P<url>\S+) at (?P<when>\S+) using monolith")
_WAYBACK = re.compile(r"FILE ARCHIVED ON (?P<clock>\d{2}:\d{2}:\d{2}) (?P<day>[A-Z][a-z]{2} \d{1,2}, \d{4})")
_IN_ARCHIVE = re.compile(
    r"(?:https?:)?//(?:web\.archive\.org/web|archive\.(?:today|ph|is|li|vn|fo|md)|arquivo\.pt/wayback"
    r"|webarchive\.nationalarchives\.gov\.uk(?:/ukgwa)?|webarchive\.loc\.gov/all|wayback\.archive-it\.org/\d+)"
    r"/(?P<stamp>\d{14}|\d{4}\.\d{2}\.\d{2}-\d{6})(?:[a-z]{2}_)?/(?P<url>https?:/.+)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    r"(?:[A-Z][a-z]{2} )?(?P<month>[A-Z][a-z]{2}) (?P<day>\d{1,2}) (?P<year>\d{4}) (?P<clock>[\d:]{8})"
)
_ZONE = re.compile(r"(?:GMT|UTC)?(?P<zone>[+-]\d{2}:?\d{2})")

_HEAD, _TAIL = 4000, 6000
"""Marks stand so close to a file's beginning or end, in characters."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a page was saved from, when (ISO 8601), and whose mark says so; what no mark says is None."""

    url: str | None
    captured: str | None
    rule: str


def read_saved(markup: str) -> Saved | None:
    """What the mark of a saved page says, or None where it bears none."""
    ends = markup if len(markup) <= _HEAD + _TAIL else f"{markup[:_HEAD]}\n{markup[-_TAIL:]}"
    for pattern, rule in (
        (_SINGLE_FILE, "SingleFile comment"),
        (_MONOLITH, "monolith comment"),
        (_HTTRACK, "HTTrack comment"),
    ):
        match = pattern.search(ends)
        if match:
            url = match["url"] if "://" in match["url"] else f"http://{match['url']}"
            return Saved(url, _moment(match["when"]), rule)
    match = _WAYBACK.search(ends)
    if match:
        day = date_at(match["day"], 0)
        return Saved(None, f"{day[1]}T{match['clock']}Z" if day else None, "Wayback Machine comment")
    match = _SAVED_FROM.search(ends)
    if match:
        within = out_of_archive(match["url"])
        return (
            Saved(within[0], within[1], "saved from url")
            if within
            else Saved(match["url"], None, "saved from url")
        )
    return None


def out_of_archive(address: str) -> tuple[str, str] | None:
    """The address and moment (ISO 8601) within the address of a web archive; None for any other address."""
    match = _IN_ARCHIVE.match(address)
    if not match:
        return None
    digits = re.sub(r"\D", "", match["stamp"])
    day, clock = digits[:8], digits[8:]
    moment = read_date(f"{day[:4]}-{day[4:6]}-{day[6:]}T{clock[:2]}:{clock[2:4]}:{clock[4:]}Z")
    url = re.sub(r"\A(https?):/+", r"\1://", match["url"])
    return (url, moment) if moment else None


def _moment(written: str) -> str | None:
    """A moment as programs write it: ISO 8601, RFC 822, or "Tue Mar 01 2022 10:00:00 GMT+0100"."""
    match = _MONTH_FIRST.match(written)
    if match:
        day = date_at(f"{match['month']} {match['day']}, {match['year']}", 0)
        zone = _ZONE.search(written, match.end())
        shift = zone["zone"].replace("+0000", "Z").replace("+00:00", "Z") if zone else ""
        return f"{day[1]}T{match['clock']}{shift}" if day else None
    try:
        return parsedate_to_datetime(written).isoformat().replace("+00:00", "Z")
    except (ValueError, TypeError, IndexError):
        return read_date(written)
