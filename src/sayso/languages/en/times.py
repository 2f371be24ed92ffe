"""Words of time and what times look like: ``times.txt`` as tables and patterns."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.languages.en.quantities import quantities
from sayso.languages.lexicon import read_sections

_REFERENCE = re.compile(r"\{(:?)([a-z _]+)\}")
# White space in a time is short; so nothing without end is ever gone over twice.
_SPACE = r"\s{1,9}"
_NAMED = re.compile(r"\(\?P<\w+>")
_GROUP = re.compile(r"(?<!\\)\((?!\?)")
_LISTS = (
    "stretched by",
    "stretched to",
    "looking ahead",
    "will",
    "open",
    "before a month",
    "before a year",
    "with a named year",
    "before a season",
    "at another time",
)
_BEGINS, _ENDS = r"(?<!\w)(?<!\d[.,])", r"(?!\w|[.,]\d)"


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The lexicon of times as tables: words, lower-case, to what they stand for."""

    months: dict[str, int]
    weekdays: dict[str, int]
    parts: dict[str, str]
    hours: dict[str, str]
    seasons: dict[str, tuple[str, int]]
    holidays: dict[str, str]
    units: dict[str, str]
    some: frozenset[str]
    edges: dict[str, str]
    steps: dict[str, int]
    from_text: frozenset[str]
    away: dict[str, tuple[int, bool]]
    vague: dict[str, str]
    sets: dict[str, str]
    decades: dict[str, int]
    ordinals: dict[str, int]
    lists: dict[str, frozenset[str]]
    """Words that tell what stands beside them, by the name of their section."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a kind of time looks like; its sign is the group of words near which to look for it, or digits."""

    sign: str
    name: str
    kind: str
    pattern: re.Pattern[str]


@functools.cache
def time_words() -> TimeWords:
    """The lexicon of times, read once."""
    lines = read_sections("en", "times.txt")
    return TimeWords(
        months=_numbered(lines["months"][0].split(), len("jan")) | {"sept": 9},
        weekdays=_numbered(lines["weekdays"][0].split(), len("mon")) | {"tues": 2, "thur": 4, "thurs": 4},
        parts=_table("parts of day"),
        hours=_table("hours"),
        seasons={k: (v.split()[0], int(v.split()[1])) for k, v in _pairs("seasons")},
        holidays=_table("holidays"),
        units=dict(_units()),
        some=frozenset(_phrases("some")),
        edges=_table("edges"),
        steps={k: int(v) for k, v in _pairs("steps")},
        from_text=frozenset(_phrases("from the text")),
        away={k: (-1 if v.startswith("back") else 1, v.endswith("text")) for k, v in _pairs("away")},
        vague=_table("vague"),
        sets=_table("sets"),
        decades={k: int(v) for k, v in _pairs("decades")},
        ordinals={word: i for i, word in enumerate(lines["ordinals"][0].split(), 1)},
        lists={name: frozenset(lines[name][0].split()) for name in _LISTS}
        | {"not before": frozenset(_phrases("not before"))},
    )


@functools.cache
def signs() -> dict[str, tuple[str, ...]]:
    """Words, lower-case and without a full stop, to the signs that they are; see ``Look.sign``."""
    words = time_words()
    holding: dict[str, set[str]] = {k: set(v.split()) for k, v in _pairs("more signs")}
    holding["months"] = set(words.months)
    holding["weekdays"] = _with_plurals(words.weekdays)
    holding["units"] |= _with_plurals(words.units)
    holding["near"] |= _with_plurals(words.parts)
    holding["hours"] = set(words.hours)
    holding["seasons"] = set(words.seasons)
    holding["holidays"] = {name.split()[0].removesuffix("'s") for name in words.holidays}
    holding["years"] |= set(words.decades)
    holding["vague"] = {part for name in words.vague for part in (name, re.split(r"[ -]", name)[-1])}
    found: dict[str, tuple[str, ...]] = {}
    for sign, listed in sorted(holding.items()):
        for word in listed:
            found[word] = (*found.get(word, ()), sign)
    return found


def _with_plurals(words: Iterable[str]) -> set[str]:
    return {form for word in words for form in (word, f"{word}s")}


@functools.cache
def spelled_dates() -> re.Pattern[str]:
    """Dates with the month in letters and a year; the group ``day`` holds a day that stands first."""
    month = rf"(?:{_spelled()['month']})"
    number = r"\d{1,2}(?:st|nd|rd|th)?"
    return re.compile(rf"\b(?:(?P<day>{number})\s{month},?|{month}\s{number},?)\s[12]\d{{3}}\b", re.I)


@functools.cache
def looks() -> tuple[Look, ...]:
    """What times look like, in the order they are tried."""
    made = []
    for line in read_sections("en", "times.txt")["rules"]:
        head, _, pattern = line.partition(": ")
        sign, name, kind = head.split(" / ")
        made.append(Look(sign, name, kind, re.compile(_BEGINS + _written_out(pattern) + _ENDS, re.I)))
    return tuple(made)


# --- patterns ----------------------------------------------------------------------------------------------


def _written_out(pattern: str) -> str:
    """A pattern as Python reads it: its groups are not counted, and a space is any white space."""
    references = _REFERENCE.sub(lambda found: found[0].replace(" ", "_"), pattern)
    plain = _GROUP.sub("(?:", references).replace("~", f"(?:{_SPACE}|-)")
    return _REFERENCE.sub(_piece, plain.replace(" ?", r"\s?").replace(" ", _SPACE))


def _piece(reference: re.Match[str]) -> str:
    unnamed, name = reference[1], reference[2].replace("_", " ")
    known = _spelled()
    inside = known[name] if name in known else _written_out(dict(_pairs("pieces"))[name])
    if unnamed or " " in name:
        return f"(?:{_NAMED.sub('(?:', inside) if unnamed else inside})"
    return f"(?P<{name}>{inside})"


@functools.cache
def _spelled() -> dict[str, str]:
    """The pieces that are words of the lexicon, the longest first."""
    words = time_words()
    full = read_sections("en", "times.txt")["months"][0].split()
    months = [m if m in full else rf"{m}\.?" for m in words.months]
    days = [rf"{d}\.?" if len(d) < len("monday") else f"{d}s?" for d in words.weekdays]
    numerals = [*quantities().units, "hundred", "thousand"]
    return {
        "month": _any_of(months),
        "weekday": _any_of(days),
        "part": _any_of([f"{p}s?" for p in words.parts]),
        "hour": _any_of(words.hours),
        "season": _any_of(words.seasons),
        "holiday": _any_of(words.holidays),
        "unit": _any_of([f"{u}s?" for u in words.units]),
        "some": _any_of(words.some),
        "numeral": _any_of(numerals),
        "bounds": read_sections("en", "times.txt")["bounds"][0].replace(" ", _SPACE),
        "between": read_sections("en", "times.txt")["between"][0],
        "edge": _any_of(words.edges),
        "step": _any_of(words.steps),
        "away": _any_of(words.away),
        "vague": _any_of(words.vague),
        "set": _any_of(words.sets),
        "near": "today|yesterday|tomorrow",
        "decade": _any_of(words.decades),
        "ordinal": _any_of(words.ordinals),
    }


def _any_of(words: Iterable[str]) -> str:
    listed = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(w.replace(" ", _SPACE) for w in listed)


# --- tables ------------------------------------------------------------------------------------------------


def _pairs(section: str) -> Iterator[tuple[str, str]]:
    for line in read_sections("en", "times.txt")[section]:
        key, _, value = line.partition(": ")
        yield key.strip(), value.strip()


def _table(section: str) -> dict[str, str]:
    return dict(_pairs(section))


def _phrases(section: str) -> list[str]:
    return read_sections("en", "times.txt")[section][0].split(", ")


def _units() -> Iterator[tuple[str, str]]:
    for sign, words in _pairs("units"):
        yield from ((word, sign) for word in words.split())


def _numbered(names: list[str], short: int) -> dict[str, int]:
    """Names and their short forms, counted from 1."""
    return {form: i for i, name in enumerate(names, 1) for form in (name, name[:short])}
