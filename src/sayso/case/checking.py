"""What a person writes into a field of a decision, as the log keeps it; ``UsageError`` where it is none.

The command and the reader read alike: a date in words, a grade in small letters, a number with commas.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from sayso.errors import UsageError
from sayso.model import ENTITY_KINDS, RELATIONS

REJECTED = "rejected"
"""The relation of two claims or figures that, a person says, have nothing to do with each other."""

YES, NO = "yes", "no"

SCALES: Mapping[str, tuple[str, str]] = {
    "source_letter": ("letter", "ABCDEF"),
    "information_digit": ("digit", "123456"),
}
"""The two grades of the Admiralty code: what each is, and which there are."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""The months by name, as the pages write them."""

LONGEST: Mapping[str, int] = {"note": 10_000}
"""How many characters a field may have that may have more than others."""
LONG = 500
WHO_LONG = 100

_NUMBER = re.compile(r"-?(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.\d{1,9})?", re.ASCII)
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?", re.ASCII)
_WRITTEN = re.compile(
    r"(?:(?P<before>\d{1,2})\s+)?(?P<month>[^\W\d]{3,9})\.?\s+(?:(?P<after>\d{1,2}),?\s+)?(?P<year>\d{4})"
)


def checked(field: str, value: str | None) -> str | None:
    """What was written into a field, as it is kept; none where it is blank."""
    return _CHECKS.get(field, line)(value, field, LONGEST.get(field, LONG))


def text(value: str | None, field: str, most: int) -> str | None:
    """Text of one or more lines; none where it is blank."""
    kept = (value or "").replace("\r\n", "\n").strip()
    if len(kept) > most:
        raise UsageError(f"A {field} may have {most:,} characters, not {len(kept):,}.")
    if any((ord(c) < 32 and c not in "\n\t") or 0xD800 <= ord(c) < 0xE000 for c in kept):
        raise UsageError(f"A {field} may hold no control characters, and none that are no text.")
    return kept or None


def line(value: str | None, field: str, most: int) -> str | None:
    """Text of one line."""
    return " ".join((text(value, field, most) or "").split()) or None


def number(value: str | None) -> int | float | None:
    """A number as a person writes it ("40000", "40,000", "2.5"); None for what is none."""
    if value is None or not _NUMBER.fullmatch(value):
        return None
    plain = value.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def iso(value: str) -> str:
    """A date in words as ISO 8601: "5 April 2017", "April 5, 2017", "April 2017"; what is none as it is."""
    found = _WRITTEN.fullmatch(value.strip())
    month = next((n for n, name in enumerate(MONTHS, 1) if found and _is_month(found["month"], name)), 0)
    if not found or not month:
        return value
    on = found["before"] or found["after"]
    return f"{int(found['year']):04}-{month:02}" + (f"-{int(on):02}" if on else "")


def _is_month(written: str, name: str) -> bool:
    return written.casefold() in (name.casefold(), name[:3].casefold(), name[:4].casefold())


def _note(value: str | None, field: str, most: int) -> str | None:
    kept = text(value, field, most)
    if kept is None:
        raise UsageError("A note needs words; take one back by undoing it.")
    return kept


def _relation(value: str | None, field: str, most: int) -> str | None:
    if value not in (*RELATIONS, REJECTED):
        raise UsageError(f"A relation is {', '.join(RELATIONS)} or {REJECTED}; not {value!r}.")
    return value


def _yes_or_no(value: str | None, field: str, most: int) -> str | None:
    if value not in (YES, NO):
        raise UsageError(f"{field} is {YES} or {NO}; not {value!r}.")
    return value


def _kind(value: str | None, field: str, most: int) -> str | None:
    kept = (line(value, field, most) or "").casefold()
    if kept not in ENTITY_KINDS:
        raise UsageError(f"A kind is {_one_of(ENTITY_KINDS)}; not {value!r}.")
    return kept


def _grade(value: str | None, field: str, most: int) -> str | None:
    kept = (line(value, field, most) or "").upper() or None
    what, scale = SCALES[field]
    if kept is not None and (len(kept) > 1 or kept not in scale):
        raise UsageError(f"This grade is one {what}, {_one_of(scale)}, or nothing; not “{value}”.")
    return kept


def _one_of(some: tuple[str, ...] | str) -> str:
    return f"{', '.join(some[:-1])} or {some[-1]}"


def _date(value: str | None, field: str, most: int) -> str | None:
    written = line(value, field, most)
    if written is None:
        return None
    kept = iso(written)
    full = kept + "0001-01-01"[len(kept) :] if len(kept) < 10 else kept
    try:
        if not _DATE.fullmatch(kept):
            raise ValueError
        datetime.fromisoformat(full)
    except ValueError as error:
        raise UsageError(
            f"“{written}” is no date that sayso can read: write the day, as 1 December 2016 or 2016-12-01;"
            " or only the month or the year, as December 2016 or 2016."
        ) from error
    return kept


_CHECKS: Mapping[str, Callable[[str | None, str, int], str | None]] = {
    "relation": _relation,
    "private": _yes_or_no,
    "published": _date,
    "note": _note,
    "kind": _kind,
    **dict.fromkeys(SCALES, _grade),
}
