"""Longer stretches of the calendar: seasons, holidays, quarters, years, decades, centuries."""

from __future__ import annotations

import re
from datetime import date

from sayso.languages.en.quantities import quantities
from sayso.languages.en.times import time_words
from sayso.reading import calendar as cal
from sayso.reading.anchoring import Context, edged
from sayso.reading.calendar import Interval
from sayso.reading.dates import month_number, of_date, year_by_step, year_of, year_said
from sayso.reading.wording import Match, said

# What would make a number of four digits a sum, a share of a line, a part of a longer number.
_NEVER_BEFORE_A_YEAR = tuple("$€£#¥.,:/-–'’")
# Words that number things, and years too: "in 1990", "the season 1990".
_NUMBERED_BY_YEARS = frozenset({"in", "year", "season", "of", "to", "day"})
# Seasons that are hardly ever anything else.
_SEASONS_ONLY = frozenset({"summer", "winter", "autumn"})
# From here on four digits are a year, unless they count what follows.
_SURE_CENTURY = 1900
_SPAN_BEFORE = re.compile(r"(?<!\d)[12]\d{3}(?:\s?[-–—/]\s?|\s(?:and|or|to)\s)$")
_SPAN_AFTER = re.compile(r"\s?[-–—]\s?[12]\d{3}(?!\d)")
# Quarters that count from publication, and not from the one that is told of.
_FROM_NOW = frozenset({"next", "last", "previous", "this", "current"})


# --- seasons and holidays ----------------------------------------------------------------------------------


def season(match: Match, context: Context) -> Interval | None:
    """ "the summer", "last spring", "autumn 2016"."""
    sign, first = time_words().seasons[said(match, "season")]
    year, relation = year_said(match, context), said(match, "step")
    if year is None and not _is_season(match, context):
        return None
    if year is None and relation:
        year = _season_by_step(sign, first, relation, context)
    elif year is None:
        year = year_of(first, None, match, context)
    return edged(cal.season(year, sign), match, context) if year is not None else Interval(f"XXXX-{sign}")


def _season_by_step(sign: str, first: int, relation: str, context: Context) -> int | None:
    """The year of "last summer", which said in December is this year's, of "next spring", "that autumn"."""
    base, step = context.base_of(relation), time_words().steps[relation]
    if base is None:
        return None
    if step < 0:
        return base.year - ((cal.season(base.year, sign).to or "") >= base.isoformat())
    return year_by_step(first, step, base)


def _is_season(match: Match, context: Context) -> bool:
    """Whether "fall" or "spring" is the season: "in the fall", not "the fall of the town"."""
    token = context.token_at(match.start("season"))
    if token is None or not token.tag.startswith("NN") or match.string[match.end() :].startswith(" of "):
        return False
    before, name = context.before(match), said(match, "season")
    led = bool(before) and before[-1] in time_words().lists["before a season"]
    return led or match[0].lower() != name or name in _SEASONS_ONLY


def holiday(match: Match, context: Context) -> Interval | None:
    """ "Christmas", "last Thanksgiving", "Easter 1916"."""
    rule = time_words().holidays[said(match, "holiday").replace("’", "'")].split()
    year, relation = said(match, "year"), said(match, "step")
    if year:
        return of_date(_holiday_in(int(year), rule))
    now = context.here()
    if now is None or not match["holiday"][0].isupper():
        return None
    here = _holiday_in(now.year, rule)
    if here is None:
        return None
    step = time_words().steps.get(relation, 0)
    if not step and not context.narrative:
        step = 1 if context.tense(match) == "ahead" else -1
    if (step < 0 and here > now) or (step > 0 and here < now):
        here = _holiday_in(now.year + step, rule)
    return of_date(here)


def _holiday_in(year: int, rule: list[str]) -> date | None:
    if not date.min.year <= year <= date.max.year:
        return None
    if rule[0] == "easter":
        return cal.shifted(cal.easter(year), int(rule[1]), "D")
    if rule[1].isdigit():
        return cal.checked(year, int(rule[0]), int(rule[1]))
    return cal.nth_weekday(year, int(rule[0]), time_words().weekdays[rule[1]], int(rule[2]))


# --- quarters ----------------------------------------------------------------------------------------------


def quarter(match: Match, context: Context) -> Interval | None:
    """ "the third quarter", "the first half of 1989"; without a year, the last such one."""
    which, sign = said(match, "nth"), "Q" if said(match, "span") == "quarter" else "H"
    if said(match, "decade"):
        return edged(_decade_of(said(match, "decade")), match, context)
    count = {"Q": 4, "H": 2}[sign]
    nth = count if which == "last" else time_words().ordinals.get(which) or int(which[0])
    year = _year_before_quarter(said(match, "before"), context) or year_said(match, context)
    if nth > count or (year is None and sign == "H"):
        # Halves of matches and of plays are none of the calendar.
        return None
    if year is None:
        year = _year_of_quarter((nth - 1) * 3 + 1, match, context)
    if year is None:
        return Interval(f"XXXX-{sign}{nth}")
    return edged(cal.interval(f"{year:04}-{sign}{nth}"), match, context)


def _year_of_quarter(begins: int, match: Match, context: Context) -> int | None:
    """This year, or the last where a quarter begins too far ahead: accounts tell what was or comes next."""
    now = context.now()
    if now is None:
        return None
    next_one = begins - now.month <= 3 and context.tense(match) != "past"
    return now.year - (begins > now.month and not next_one)


def _year_before_quarter(words: str, context: Context) -> int | None:
    """ "the 1988 second quarter", "last year's third quarter"."""
    if not words or words.isdigit():
        return int(words) if words else None
    now = context.now()
    return now.year + time_words().steps.get(words.partition(" ")[0], 0) if now is not None else None


def quarter_by_step(match: Match, context: Context) -> Interval | None:
    """ "the latest quarter", "the year-ago period", "this quarter"."""
    which = said(match, "quarter").replace("-", " ")
    mark = context.told(("Q",))
    if which.endswith(("year ago", "year earlier")) or said(match, "yearly") == "last":
        return _year_before(mark.time.value if mark else None, context)
    if which.isdigit():
        return cal.interval(which + (mark.time.value or "")[4:] if mark else which)
    now = context.now()
    if which == "latest" and mark is not None and now is not None and mark.first >= now:
        # A quarter still to come has been told of; the latest is one that is over.
        mark = None
    if mark is not None and which not in _FROM_NOW:
        context.leaned_on = mark
        return cal.interval(mark.time.value or "")
    when = cal.shifted(now, time_words().steps.get(which, -1), "Q") if now is not None else None
    if when is None or not which:
        return Interval(None) if which else None
    return edged(cal.unit_around(when, "Q"), match, context)


def year_before(_: Match, context: Context) -> Interval | None:
    """ "year-ago results": of the quarter that is told of, or of the year before."""
    mark = context.told(("Q",))
    return _year_before(mark.time.value if mark is not None else None, context)


def _year_before(value: str | None, context: Context) -> Interval | None:
    if value is not None:
        return cal.interval(f"{int(value[:4]) - 1:04}{value[4:]}")
    now = context.now()
    return cal.year(now.year - 1) if now is not None else Interval(None)


# --- years -------------------------------------------------------------------------------------------------


def year(match: Match, context: Context) -> Interval | None:
    """ "1989", "early 1990": a number of four digits that nothing makes a count, a name or a sum."""
    number, start = int(match["year"]), match.start("year")
    if match[0] == match["year"] and not _is_year(match, context, number):
        return None
    if 1000 <= number < 2100 or match.string[:start].endswith("year "):
        return edged(cal.year(number), match, context)
    return None


def _is_year(match: Match, context: Context, number: int) -> bool:
    text, start, end = match.string, match.start(), match.end()
    before, lists = context.before(match), time_words().lists
    last = before[-1].strip("\"'“”") if before else ""
    ends_span = bool(_SPAN_BEFORE.search(text, max(0, start - len("1914 and ")), start))
    joined = text[:start].endswith(_NEVER_BEFORE_A_YEAR) and not ends_span
    numbered = last in quantities().numbered and last not in _NUMBERED_BY_YEARS
    if not 1000 <= number < 2100 or joined or numbered or text[end : end + 1] in ("%", "°"):
        return False
    follower = context.token_at(end + 1)
    counted = follower is not None and follower.tag == "NNS" and text[end : end + 1] == " "
    if number >= _SURE_CENTURY and not (
        counted and (number % 50 == 0 or last not in lists["with a named year"])
    ):
        return True
    led = ends_span or last in lists["before a year"] or text[:start].endswith("(")
    return bool(_SPAN_AFTER.match(text, end)) or (led and not counted)


def end_of_span(match: Match, _: Context) -> Interval | None:
    """ "1995-96": the second year."""
    first = int(re.sub(r"\D.*", "", match[0]))
    number = first // 100 * 100 + int(match["short"])
    return cal.year(number) if first < number <= first + 30 else None


def before_our_era(match: Match, _: Context) -> Interval:
    """ "490 BC", "August 480 BC", "the summer of 480 BC": no dates of this calendar, so without bounds."""
    value = f"BC{int(match['n']):04}"
    if said(match, "month"):
        return Interval(f"{value}-{month_number(match):02}")
    sign = time_words().seasons[said(match, "season")][0] if said(match, "season") else ""
    return Interval(f"{value}-{sign}" if sign else value)


def year_before_our_era(match: Match, context: Context) -> Interval | None:
    """ "In 490", in a text that tells of times before our era."""
    before, follower = context.before(match), context.token_at(match.end() + 1)
    led = bool(before) and before[-1] in time_words().lists["before a year"]
    counts = follower is not None and follower.tag in ("NNS", "NNPS")
    return before_our_era(match, context) if context.before_our_era and led and not counts else None


def fiscal_year(match: Match, _: Context) -> Interval:
    """ "fiscal 1989": where a year of accounts begins is each company's own, so that it has no bounds."""
    return Interval(f"FY{match['year']}")


def decade(match: Match, context: Context) -> Interval | None:
    """ "the 1980s", "the mid-'90s", "the nineties"."""
    return edged(_decade_of(said(match, "decade")), match, context)


def _decade_of(name: str) -> Interval | None:
    """Ten years by their name; two digits must have lost a century ("'90s"), or they are an age."""
    digits = name.strip("'’")
    first = time_words().decades.get(name) or int(digits)
    if first < 100 and digits == name:
        return None
    return cal.interval(f"{(first if first >= 100 else 1900 + first) // 10:03}")


def spelled_year(match: Match, context: Context) -> Interval | None:
    """ "nineteen ninety-four", "the year two thousand"."""
    words = re.split(r"[\s-]+", said(match, "spelled") or said(match, "thousand"))
    rest = [quantities().units[w] for w in words if w in quantities().units][1:]
    if said(match, "thousand"):
        return cal.year(2000 + sum(rest))
    return edged(cal.year(1900 + sum(rest)), match, context) if rest and rest[0] >= 10 else None


def century(match: Match, context: Context) -> Interval | None:
    """ "the 20th century"; those before our era have no bounds."""
    word = said(match, "which")
    number = time_words().ordinals.get(word) or int(re.sub(r"\D", "", word))
    if not 1 <= number <= 30:
        return None
    if said(match, "era").startswith("b"):
        return Interval(f"BC{number - 1:02}")
    return edged(cal.interval(f"{number - 1:02}"), match, context)
