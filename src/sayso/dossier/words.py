"""Numbers, dates and lists as a person writes them."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Sequence
from datetime import date as day
from datetime import timedelta

from sayso.case.checking import MONTHS
from sayso.case.unlisted import TOLD
from sayso.languages.lexicon import read_sections
from sayso.model import Comparison, Document, Figure

_UNITS = {
    "%": "%",
    "km": "km",
    "m": "m",
    "cm": "cm",
    "kg": "kg",
    "t": "tonnes",
    "m2": "m²",
    "km2": "km²",
    "har": "hectares",
    "[mi_i]": "miles",
    "[ft_i]": "feet",
    "[yd_i]": "yards",
    "[acr_us]": "acres",
    "[sft_i]": "sq ft",
    "[smi_us]": "sq miles",
    "[lb_av]": "pounds",
    "[bbl_us]": "barrels",
    "L": "litres",
    "s": "seconds",
    "min": "minutes",
    "h": "hours",
    "d": "days",
    "wk": "weeks",
    "mo": "months",
    "a": "years",
    "km/h": "km/h",
    "[mi_i]/h": "mph",
    "Cel": "°C",
    "[degF]": "°F",
    "[in_i]": "inches",
    "[gal_us]": "gallons",
    "[oz_av]": "ounces",
    "[HP]": "hp",
    "deg": "degrees",
    "[mi_i]/[gal_us]": "mpg",
    "[cft_i]": "cubic feet",
    "kW.h": "kWh",
    "MW.h": "MWh",
    "GW.h": "GWh",
    "XBT": "bitcoin",
    "W": "W",
    "MW": "MW",
    "kW": "kW",
}
"""UCUM codes as readers know them; a code that is not here, as of money, is shown as it is."""

_PLURALS = frozenset(
    {"tonnes", "hectares", "miles", "yards", "pounds", "barrels", "litres"}
    | {"seconds", "minutes", "hours", "days", "weeks", "months", "years"}
)
"""The names of units that lose their s after one."""


def number(value: float | int) -> str:
    """A number with its thousands apart: 40,000; 2.5."""
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.10g}" if abs(value) < 1e9 else f"{value:,.1f}"
    return f"{int(value):,}"


def amount(figure: Figure) -> str:
    """What a figure says, with its bounds, whole and unit: "12 or more", "6 of 44", "“dozens” (24–99)"."""
    figure = in_percent(figure)
    about = "about " if figure.approximate else ""
    vague = _vague_words(figure)
    if vague and figure.low is not None and figure.high is not None:
        words = f"“{vague}” ({number(figure.low)}–{number(figure.high)})"
    elif figure.low is not None and figure.high is not None:
        same = figure.low == figure.high
        words = about + (number(figure.low) if same else f"{number(figure.low)} to {number(figure.high)}")
    elif figure.low is not None:
        words = f"{number(figure.low)} or more"
    elif figure.high is not None:
        words = f"up to {number(figure.high)}"
    else:
        words = figure.text
    if figure.unit == "%":
        words += "%"
    elif figure.unit != "1":
        words += f" {_unit(figure)}"
    if figure.of is not None:
        words += f" of {number(figure.of)}"
    if figure.per:
        words += f" per {figure.per}"
    return f"{words} more" if figure.change and figure.direction != "down" else words


def in_percent(figure: Figure) -> Figure:
    """A share told as a part of one ("a third") as its hundredths; any other figure as it is."""
    if figure.kind != "share" or figure.unit != "1":
        return figure
    low, high = (None if end is None else round(100 * end, 1) for end in (figure.low, figure.high))
    return dataclasses.replace(figure, low=low, high=high, unit="%")


def _vague_words(figure: Figure) -> str:
    """The words of an amount that gives no digits ("dozens"), without what is counted; "" of any other."""
    if not figure.approximate or figure.low == figure.high or any(c.isdigit() for c in figure.text):
        return ""
    told = " ".join(figure.text.split())
    if figure.counted and told.casefold().endswith(figure.counted.casefold()):
        told = told[: -len(figure.counted)].rstrip()
    told = told.removesuffix(" of")
    return told[:1].lower() + told[1:]


def unit(code: str) -> str:
    """A unit as readers know it."""
    return _UNITS.get(code, code)


def _unit(figure: Figure) -> str:
    words = unit(figure.unit)
    single = figure.low == figure.high == 1 and words in _PLURALS
    return words[:-1] if single else words


def topic(figure: Figure) -> str:
    """What a figure counts: its event, and the counted noun where that adds to it and to its unit."""
    counted = figure.about if figure.unit not in ("1", "%") else figure.counted or figure.about
    if figure.event and counted and counted.casefold() != figure.event:
        return f"{figure.event} ({counted})"
    return figure.event or counted or figure.kind


def date(value: str | None) -> str:
    """An ISO date or date-time in words, as precise as it is: "1 December 2016", "December 2016"."""
    if not value:
        return ""
    calendar, _, clock = value.partition("T")
    parts = calendar.split("-")
    if not all(p.isdigit() for p in parts) or len(parts) > 3:
        return value
    words = parts[0]
    if len(parts) > 1 and 1 <= int(parts[1]) <= 12:
        words = f"{MONTHS[int(parts[1]) - 1]} {words}"
    if len(parts) > 2:
        words = f"{int(parts[2])} {words}"
    return f"{words}, {clock[:5]}" if clock else words


def first_day(value: str) -> day | None:
    """The first day of an ISO date of any precision; none where it is no date of the common calendar."""
    parts = [int(p) for p in value.split("-") if p.isdigit()]
    try:
        return day(*[*parts, 1, 1][:3]) if parts else None
    except ValueError:
        return None


def interval(start: str | None, end: str | None) -> str:
    """An interval in words: "1 May 2016", "1 to 3 May 2016", "from May 2016", "2016", "until May 2016"."""
    start, end = _whole((start or "")[:10], (end or "")[:10])
    first, last = date(start), date(end)
    if first and last and first != last:
        one, other = first.split(), last.split()
        while len(one) > 1 and len(other) > 1 and one[-1] == other[-1]:
            one.pop()
            other.pop()
        shared = last.split()[len(other) :]
        return " ".join([*one, "to", *other, *shared])
    if first:
        return first if last else f"from {first}"
    return f"until {last}" if last else ""


def _whole(start: str, end: str) -> tuple[str, str]:
    """The two ends of an interval, only as precise as whole years or whole months are."""
    try:
        first, after = day.fromisoformat(start), day.fromisoformat(end) + timedelta(days=1)
    except ValueError:
        return start, end
    if first.day != 1 or after.day != 1:
        return start, end
    kept = 4 if first.month == after.month == 1 else 7
    return start[:kept], end[:kept]


def several(count: int, noun: str, nouns: str | None = None) -> str:
    """A counted noun: "1 article", "5 articles"."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


@functools.cache
def _languages() -> dict[str, str]:
    lines = read_sections("en", "languages.txt")[""]
    return {code: name for code, _, name in (line.partition(" ") for line in lines)}


def language(code: str) -> str:
    """What a language is called: "ru" is "Russian"; a code without a name comes back as it is."""
    return _languages().get(code, code)


def judge(told: str) -> str:
    """What gave a label, in words: "rules/2" is "rules, version 2"."""
    name, slash, version = told.partition("/")
    return f"{name}, version {version}" if slash else name


def no_longer(pair: Comparison) -> str:
    """That two accounts are no longer set side by side, and what was found when they were."""
    return f"{TOLD}{f'; it had found: {pair.relation}' if pair.relation else ''}"


def listed(words: Iterable[str]) -> str:
    """Words as a list: "a", "a and b", "a, b and c"."""
    all_words = list(words)
    if len(all_words) < 2:
        return "".join(all_words)
    return f"{', '.join(all_words[:-1])} and {all_words[-1]}"


def printed(document: Document) -> str:
    """When a document was published or, where only that is given, last updated: ISO 8601, "" if neither."""
    return document.published or document.updated or ""


def printed_day(document: Document) -> str:
    """The day of that, as far as it is told; "" if none is."""
    return printed(document)[:10]


def published(document: Document) -> str:
    """When a document was published, in words; an update, and bounds inferred from elsewhere, say so."""
    if document.published:
        return date(document.published)
    if document.updated:
        return f"updated {date(document.updated)}"
    if document.dated and (document.dated.from_ or document.dated.to):
        return f"{interval(document.dated.from_, document.dated.to)} (inferred)"
    return "date not given"


def chain(names: Sequence[str]) -> tuple[str, ...]:
    """The names of a chain without those that only repeat the one before."""
    kept: list[str] = []
    for name in names:
        if name and (not kept or kept[-1].casefold() != name.casefold()):
            kept.append(name)
    return tuple(kept)
