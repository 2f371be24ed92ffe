"""The rules of time expressions: what each looks like, and which stretch of the calendar it stands for.

Values after TimeML 1.2.1 (TIMEX3).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.languages.en.quantities import quantities
from sayso.languages.lexicon import read_sections
from sayso.reading import calendar as cal
from sayso.reading.calendar import Interval
from sayso.reading.text import Sentence

_AUXILIARIES = frozenset({"will", "shall", "'ll"})
_PLACEHOLDER = re.compile(r"%([a-z ]+)%")
_UNIT_SIGNS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y",
}  # fmt: skip


class Context:
    """What an expression is read against: publication date, its sentence, day-month order."""

    def __init__(self, sentence: Sentence, anchor: date | None, day_first: bool) -> None:
        self.anchor = anchor
        self.day_first = day_first
        self.sentence = sentence

    def is_ahead(self, match: re.Match[str]) -> bool:
        """Whether the clause that holds an expression speaks of what will be, or is due to be."""
        at = self.sentence.start + match.start()
        token = next((t for t in self.sentence.tokens if t.end > at), None)
        while token is not None and not token.tag.startswith(("VB", "MD")) and token.head is not token:
            token = token.head
        if token is None:
            return False
        own = {t.lower for t in (*token.children, token)}
        awaited = "to" in own and token.head.lower in _ahead()
        return bool(own & _AUXILIARIES) or awaited


@functools.cache
def _ahead() -> frozenset[str]:
    """Words whose to-clause is still to come: "due to meet on Friday"."""
    return frozenset(read_sections("en", "times.txt")["looking ahead"][0].split())


Resolve = Callable[[re.Match[str], Context], Interval | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name and TIMEX3 kind, whether it leans on publication, how it looks and reads."""

    name: str
    kind: str
    anchored: bool
    pattern: re.Pattern[str]
    resolve: Resolve


# --- patterns ----------------------------------------------------------------------------------------------


@functools.cache
def _words() -> dict[str, str]:
    lexicon = read_sections("en", "times.txt")
    months = lexicon["months"][0].split()
    weekdays = lexicon["weekdays"][0].split()
    short_months = [m[:3] for m in months if len(m) > 3] + ["sept"]
    short_days = ["Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun"]
    numbers = sorted(quantities().units, key=len, reverse=True)
    return {
        "month": f"(?P<month>(?i:{'|'.join(months)}|(?:{'|'.join(short_months)})\\b\\.?))",
        "weekday": f"(?P<weekday>(?i:{'|'.join(weekdays)})s?|(?:{'|'.join(short_days)})\\b\\.?)",
        "part": f"(?P<part>{'|'.join(k for k, _ in _table('parts of day'))})",
        "season": f"(?P<season>{'|'.join(k for k, _ in _table('seasons'))})",
        "number": f"(?P<number>\\d+(?:\\.\\d+)?|a few|several|{'|'.join(numbers)}|an?)",
        "unit": "(?P<unit>seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?)",
        "bound": "(?:(?:more than|at least|over|nearly|almost|about|around|some|up to|less than)\\s+)?",
        "year": "(?P<year>(?:19|20)\\d\\d)(?!\\s*(?:GMT|UTC|hours|hrs|local))",
        "day": "(?P<day>\\d{1,2})(?:st|nd|rd|th)?",
    }


def _table(section: str) -> list[tuple[str, str]]:
    lines = read_sections("en", "times.txt")[section]
    return [(k.strip(), v.strip()) for k, _, v in (line.partition(":") for line in lines)]


@functools.cache
def any_time() -> re.Pattern[str]:
    """A quick look whether a sentence can hold a time at all."""
    lexicon = read_sections("en", "times.txt")
    words = [k for s in ("parts of day", "seasons", "vague", "sets") for k, _ in _table(s)]
    words += [w for s in ("months", "weekdays", "signs") for line in lexicon[s] for w in line.split()]
    return re.compile("|".join(words), re.I)


@functools.cache
def rules() -> tuple[Rule, ...]:
    """The rules in the order they are tried."""
    made = []
    for line in read_sections("en", "times.txt")["rules"]:
        head, _, pattern = line.partition(": ")
        name, kind, leaning = head.split(" / ")
        compiled = re.compile(_PLACEHOLDER.sub(_written_out, pattern), re.I if _folds(name) else 0)
        made.append(Rule(name, kind, leaning == "anchored", compiled, _RESOLVED_BY[name]))
    return tuple(made)


def _written_out(placeholder: re.Match[str]) -> str:
    name = placeholder[1]
    if name.startswith("words of "):
        return "|".join(k for k, _ in _table(name.removeprefix("words of ")))
    return _bare(_words()[name.removeprefix("any ")]) if name.startswith("any ") else _words()[name]


def _folds(name: str) -> bool:
    """Rules about weekdays and months mind capitals: "may" and "sat" are verbs."""
    return name not in ("weekday", "month")


def _bare(pattern: str) -> str:
    """A pattern without the name of its group."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


# --- resolutions -------------------------------------------------------------------------------------------


def _month_number(name: str) -> int:
    months = read_sections("en", "times.txt")["months"][0].split()
    return next(i for i, m in enumerate(months, 1) if m.startswith(name.lower().rstrip(".")[:3]))


def _of_date(when: date | None) -> Interval | None:
    return cal.day(when) if when is not None else None


def _iso(m: re.Match[str], _: Context) -> Interval | None:
    return _of_date(cal.checked(int(m["y"]), int(m["m"]), int(m["d"])))


def _numeric(m: re.Match[str], context: Context) -> Interval | None:
    first, second = int(m["a"]), int(m["b"])
    day_first = m["sep"] == "." or context.day_first
    number, day_ = (second, first) if day_first else (first, second)
    if number > 12:
        number, day_ = day_, number
    return _of_date(cal.checked(int(m["y"]), number, day_))


def _full(m: re.Match[str], _: Context) -> Interval | None:
    return _of_date(cal.checked(int(m["year"]), _month_number(m["month"]), int(m["day"])))


def _month_year(m: re.Match[str], _: Context) -> Interval:
    return cal.month(int(m["year"]), _month_number(m["month"]))


def _season_year(m: re.Match[str], _: Context) -> Interval:
    return _season(m["season"], int(m["year"]))


def _season(name: str, year: int) -> Interval:
    sign, first, last = dict(_table("seasons"))[name.lower()].split()
    return cal.season(year, sign, int(first), int(last))


def _day_month(m: re.Match[str], context: Context) -> Interval | None:
    number = _month_number(m["month"] or m["month2"])
    day_ = int(m["day"] or m["day2"])
    if context.anchor is None:
        return Interval(f"XXXX-{number:02}-{day_:02}") if day_ <= 31 else None
    year = _year_near(context, number, day_, context.is_ahead(m))
    return _of_date(cal.checked(year, number, day_))


def _year_near(context: Context, number: int, day_: int, ahead: bool) -> int:
    """The year of a date without one: the last before publication, or the next of what will be."""
    assert context.anchor is not None
    here = (context.anchor.month, context.anchor.day)
    if ahead:
        return context.anchor.year + (1 if (number, day_) < here and here[0] - number > 2 else 0)
    return context.anchor.year - (1 if (number, day_) > here and number - here[0] > 0 else 0)


def _clock(m: re.Match[str], context: Context) -> Interval | None:
    hour, minute = int(m["h"] or m["h2"]), int(m["min"] or m["min2"] or 0)
    if m["ap"]:
        hour = hour % 12 + (12 if m["ap"].lower().startswith("p") else 0)
    if hour > 23 or minute > 59:
        return None
    if context.anchor is None:
        return Interval(f"XXXX-XX-XXT{hour:02}:{minute:02}")
    when = f"{context.anchor.isoformat()}T{hour:02}:{minute:02}"
    return Interval(when, when, when)


def _part(when: date | None, part: str) -> Interval:
    sign = dict(_table("parts of day"))[part.lower()]
    if when is None:
        return Interval(f"XXXX-XX-XXT{sign}")
    return Interval(f"{when.isoformat()}T{sign}", when.isoformat(), when.isoformat())


def _part_of_weekday(m: re.Match[str], context: Context) -> Interval:
    found = _weekday(m, context)
    when = date.fromisoformat(found.from_) if found is not None and found.from_ else None
    return _part(when, m["part"])


def _part_of_day(m: re.Match[str], context: Context) -> Interval:
    shift = {"yesterday": -1, "last": -1, "tomorrow": 1}.get(m["when"].lower(), 0)
    return _part(context.anchor + timedelta(days=shift) if context.anchor else None, m["part"])


def _bare_part(m: re.Match[str], _: Context) -> Interval:
    return _part(None, m["part"])


def _tonight(_: re.Match[str], context: Context) -> Interval:
    return _part(context.anchor, "night")


def _near_day(m: re.Match[str], context: Context) -> Interval:
    if context.anchor is None:
        return Interval(None)
    return cal.day(
        context.anchor + timedelta(days={"today": 0, "yesterday": -1, "tomorrow": 1}[m["near"].lower()])
    )


def _amount(word: str) -> float | None:
    """The number of a number word; None for "a few"."""
    if word.lower() in ("a", "an"):
        return 1
    if word[0].isdigit():
        return float(word)
    found = quantities().units.get(word.lower())
    return float(found) if found is not None else None


def _ago(m: re.Match[str], context: Context) -> Interval | None:
    amount, unit = _amount(m["number"]), m["unit"].lower().rstrip("s")
    if amount is None:
        return Interval("PAST_REF")
    if context.anchor is None:
        return Interval(None)
    return _shifted(context.anchor, -int(amount), unit)


def _shifted(anchor: date, count: int, unit: str) -> Interval | None:
    if unit == "day":
        return cal.day(anchor + timedelta(days=count))
    if unit == "week":
        return cal.week(anchor + timedelta(weeks=count))
    if unit == "month":
        return cal.month(*cal.months_before(anchor, -count))
    if unit in ("year", "decade"):
        return cal.year(anchor.year + count * (10 if unit == "decade" else 1))
    return cal.day(anchor)


def _past_stretch(m: re.Match[str], context: Context) -> Interval:
    amount, unit = _amount(m["number"]), m["unit"].lower().rstrip("s")
    value = _duration_value(amount, unit)
    if context.anchor is None or amount is None:
        return Interval(value)
    days = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}.get(unit, 0)
    ahead = m["rel"].lower() in ("next", "coming")
    other = context.anchor + timedelta(days=round(days * amount) * (1 if ahead else -1))
    first, last = sorted((other, context.anchor))
    return Interval(value, first.isoformat(), last.isoformat())


def _recent(m: re.Match[str], _: Context) -> Interval:
    return Interval("PAST_REF")


def _relative(m: re.Match[str], context: Context) -> Interval | None:
    relation = m["rel"].lower()
    shift = {"this": 0, "next": 1, "coming": 1}.get(relation, -1)
    if context.anchor is None:
        return Interval(None)
    if m["we"]:
        return cal.weekend(context.anchor + timedelta(weeks=shift if relation != "this" else 0))
    if m["season"]:
        season = _season(m["season"], context.anchor.year)
        over = season.to is not None and season.to < context.anchor.isoformat()
        # "Last summer", said in December, is this year's.
        return season if shift < 0 and over else _season(m["season"], context.anchor.year + shift)
    if m["month"]:
        number = _month_number(m["month"])
        if relation == "this":
            return cal.month(context.anchor.year, number)
        later = number >= context.anchor.month
        return cal.month(
            context.anchor.year - (1 if shift < 0 and later else 0) + (1 if shift > 0 and not later else 0),
            number,
        )
    unit = m["unit"].lower().rstrip("s")
    if m["unit"].lower().endswith("s"):
        return Interval(_duration_value(None, unit))
    if relation == "past":
        # "In the past day": the stretch up to now, not the calendar unit before.
        days = {"day": 1, "week": 7, "month": 30, "year": 365}.get(unit, 0)
        first = context.anchor - timedelta(days=days)
        return Interval(_duration_value(1, unit), first.isoformat(), context.anchor.isoformat())
    return _shifted(context.anchor, shift, unit)


def _the_weekend(_: re.Match[str], context: Context) -> Interval:
    if context.anchor is None:
        return Interval("XXXX-WXX-WE")
    return cal.weekend(context.anchor - timedelta(days=0 if context.anchor.weekday() >= 5 else 7))


def _weekday(m: re.Match[str], context: Context) -> Interval | None:
    names = read_sections("en", "times.txt")["weekdays"][0].split()
    number = next((i for i, d in enumerate(names) if d.startswith(m["weekday"].lower()[:3])), None)
    if number is None:
        return None
    if context.anchor is None:
        return Interval(f"XXXX-WXX-{number + 1}")
    relation = (m["rel"] or "").lower()
    back = (context.anchor.weekday() - number) % 7
    if relation == "next" or (relation != "last" and context.is_ahead(m)):
        return cal.day(context.anchor + timedelta(days=(7 - back) if back or relation == "next" else 0))
    if relation == "last" and back == 0:
        back = 7
    return cal.day(context.anchor - timedelta(days=back))


def _month(m: re.Match[str], context: Context) -> Interval | None:
    name = m["month"]
    before = m.string[max(0, m.start() - 8) : m.start()].lower().split()
    prepositions = (
        "in",
        "since",
        "until",
        "by",
        "of",
        "from",
        "early",
        "late",
        "to",
        "and",
        "through",
        "during",
    )
    if len(name) <= 4 and (not name[0].isupper() or not before or before[-1] not in prepositions):
        return None
    if not name[0].isupper():
        return None
    number = _month_number(name)
    if context.anchor is None:
        return Interval(f"XXXX-{number:02}")
    if context.is_ahead(m):
        return cal.month(context.anchor.year + (1 if number < context.anchor.month else 0), number)
    return cal.month(context.anchor.year - (1 if number > context.anchor.month else 0), number)


def _set_word(m: re.Match[str], _: Context) -> Interval:
    return Interval(dict(_table("sets"))[m["word"].lower()])


def _every(m: re.Match[str], _: Context) -> Interval:
    if m["weekday"]:
        return Interval("P1W")
    return Interval(_duration_value(1, m["unit"].lower().rstrip("s")))


def _duration_value(amount: float | None, unit: str) -> str:
    count = "X" if amount is None else f"{amount:g}"
    if unit == "decade":
        return f"P{count}DE"
    sign = _UNIT_SIGNS[unit]
    return f"PT{count}{sign}" if unit in ("second", "minute", "hour") else f"P{count}{sign}"


def _duration(m: re.Match[str], _: Context) -> Interval:
    return Interval(_duration_value(_amount(m["number"]), m["unit"].lower().rstrip("s")))


def _vague_duration(m: re.Match[str], _: Context) -> Interval | None:
    unit = m["unit"].lower().rstrip("s")
    before = m.string[max(0, m.start() - 12) : m.start()].lower().split()
    stretched = read_sections("en", "times.txt")["stretched by"][0].split()
    if unit in ("centurie", "second") or not before or before[-1] not in stretched:
        return None
    return Interval(_duration_value(None, unit))


def _decade(m: re.Match[str], _: Context) -> Interval:
    return cal.decade(int(m["dec"]))


def _year(m: re.Match[str], _: Context) -> Interval:
    return cal.year(int(m["year"]))


def _vague(m: re.Match[str], _: Context) -> Interval:
    return Interval(dict(_table("vague"))[m["word"].lower()])


_RESOLVED_BY: dict[str, Resolve] = {
    "ISO date": _iso,
    "numeric date": _numeric,
    "month day year": _full,
    "day month year": _full,
    "month year": _month_year,
    "season year": _season_year,
    "day and month": _day_month,
    "clock time": _clock,
    "part of a named day": _part_of_weekday,
    "part of today": _part_of_day,
    "tonight": _tonight,
    "near day": _near_day,
    "ago": _ago,
    "past stretch": _past_stretch,
    "vague past stretch": _recent,
    "last, this or next": _relative,
    "weekend": _the_weekend,
    "weekday": _weekday,
    "month": _month,
    "set": _set_word,
    "every": _every,
    "duration": _duration,
    "vague duration": _vague_duration,
    "decade": _decade,
    "year": _year,
    "part of a day": _bare_part,
    "vague": _vague,
}
