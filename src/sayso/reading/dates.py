"""Places on the calendar: days, months, weekdays, clock times, seasons, holidays, quarters and years."""

from __future__ import annotations

import functools
import re
from datetime import date, timedelta

from sayso.languages.en.quantities import quantities
from sayso.languages.en.times import time_words
from sayso.reading import calendar as cal
from sayso.reading.anchoring import Context
from sayso.reading.calendar import Interval

Match = re.Match[str]

_BEFORE_A_MONTH = frozenset(
    "in since until till by of from early late mid to and or through during between for before after last next this"
    " mid- ( –".split()
)
_BEFORE_A_YEAR = frozenset(
    "in since until till by of from early late mid to and through during between for before after circa ( – - —"
    " around spring summer autumn fall winter the year".split()
)
_MAKES_A_NAME = frozenset("the its their his her our in of for since after before during from 's".split())
_NEVER_BEFORE_A_YEAR = tuple("$€£#¥.,:/-–'’")


_JUST_PAST = 2


def said(match: Match, name: str) -> str:
    """What stands in a group, in small letters and single spaces; empty where it is not there."""
    found = match.groupdict().get(name)
    return " ".join(found.lower().split()) if found else ""


def edged(of: Interval | None, match: Match, context: Context) -> Interval | None:
    """The part of an interval that "early", "the end of", "earlier" … leave of it."""
    sign = time_words().edges.get(said(match, "edge"), "")
    if of is None or of.from_ is None or of.to is None:
        return of
    if sign in ("BEFORE", "AFTER"):
        now = context.published.isoformat() if context.published else ""
        if not of.from_ <= now <= of.to or "T" in of.from_ or of.from_ == of.to:
            return of
        return Interval(of.value, of.from_, now) if sign == "BEFORE" else Interval(of.value, now, of.to)
    return cal.edge(of, sign)


# --- days and months ---------------------------------------------------------------------------------------


def year_first(match: Match, _: Context) -> Interval | None:
    """ "2016-10-17"."""
    return _of_date(cal.checked(int(match["y"]), int(match["m"]), int(match["d"])))


def in_digits(match: Match, context: Context) -> Interval | None:
    """ "17/10/2016": dots put the day first, else the document's own evidence says so."""
    first, second, year = int(match["a"]), int(match["b"]), match["y"]
    if len(year) == len("16") and match["sep"] != "/":
        return None
    day_first = match["sep"] == "." or context.day_first
    number, day = (second, first) if day_first else (first, second)
    if number > 12:
        number, day = day, number
    return _of_date(cal.checked(_in_full(int(year), context) if len(year) == 2 else int(year), number, day))


def _in_full(short: int, context: Context) -> int:
    """The year of two digits: the last such year before publication, or up to ten years after."""
    now = context.published.year if context.published else date.max.year
    century = now // 100 * 100 if context.published else 2000
    return (
        century + short
        if century + short <= now + 10 and (context.published or short < 50)
        else century + short - 100
    )


def _of_date(when: date | None) -> Interval | None:
    return cal.day(when) if when is not None else None


def month_number(match: Match) -> int:
    """The number of the month that a match names."""
    return time_words().months[said(match, "month").rstrip(".")]


def _year_said(match: Match, context: Context) -> int | None:
    """The year that stands with a date, as digits or as "last year", "of that year"."""
    if said(match, "year"):
        return int(match["year"])
    relation = said(match, "yearly")
    if not relation:
        return None
    if relation in time_words().from_text:
        mark = context.told()
        base = mark.first.year if mark is not None else None
    else:
        now = context.now()
        base = now.year if now is not None else None
    step = time_words().steps[relation.removeprefix("the ")]
    return base + step if base is not None else None


def day_of_month(match: Match, context: Context) -> Interval | None:
    """ "October 17", "17 October 2016"."""
    when, number, day = _day_and_month(match, context)
    if when is None and not _has_year(match):
        return Interval(f"XXXX-{number:02}-{day:02}") if cal.checked(2000, number, day) else None
    return _of_date(when)


def week_of_date(match: Match, context: Context) -> Interval | None:
    """ "the week of March 6"."""
    when, _, _ = _day_and_month(match, context)
    return cal.week(when) if when is not None else None


def _has_year(match: Match) -> bool:
    return bool(said(match, "year"))


def _day_and_month(match: Match, context: Context) -> tuple[date | None, int, int]:
    number, day = month_number(match), int(re.sub(r"\D", "", match["day"]))
    year = _year_said(match, context)
    if year is None:
        year = _year_of(number, day, match, context)
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


def _year_of(number: int, day: int | None, match: Match, context: Context) -> int | None:
    """The year of a date without one: by the dates told before, or by publication and tense."""
    ahead = _year_named_after(match)
    if ahead is not None:
        return ahead
    if context.narrative:
        mark = context.told_last()
        if mark is not None:
            month = context.last_month(mark.first.year)
            return mark.first.year + (month is not None and month - number > 6)
    now = context.now()
    if now is None:
        return None
    here, there = (now.month, now.day if day is not None else 0), (number, day or 0)
    if day is None and number == now.month:
        return now.year
    tense = context.tense(match)
    if tense == "ahead":
        # What was to be done a month ago is not meant for next year.
        return now.year + (there < here and now.month - number > _JUST_PAST)
    months_ahead = (number - now.month) % 12
    # Nothing tells: the nearer of the two, the past where they are about as near. Even in a tale of what was,
    # the month to come is nearer than that of a year ago, which would be called last year's.
    near = months_ahead <= (1 if tense == "past" else 4)
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
    year, relation = _year_said(match, context), said(match, "step")
    if year is None and not _is_month(match, context, name):
        return None
    if year is None and relation:
        return edged(_month_by_step(relation, number, context), match, context)
    if year is None and not said(match, "yearly"):
        year = _year_of(number, None, match, context)
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
    if name.rstrip(".").lower() in ("april", "june", "july") and token.ent == "DATE":
        return True
    return bool(before) and before[-1].strip("(\"'") in _BEFORE_A_MONTH | {""}


def _month_by_step(relation: str, number: int, context: Context) -> Interval | None:
    step = time_words().steps[relation]
    now = context.now()
    if now is None:
        return Interval(f"XXXX-{number:02}")
    if step == 0:
        return cal.month(now.year, number)
    if step < 0:
        return cal.month(now.year - (number >= now.month), number)
    return cal.month(now.year + (number <= now.month), number)


# --- weekdays ----------------------------------------------------------------------------------------------


def weekday(match: Match, context: Context) -> Interval | None:
    """ "Tuesday", "last Friday", "early Sunday"."""
    if not _is_weekday(match, context):
        return None
    number = _weekday_number(match)
    when = _day_of_week(match, context)
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


def _day_of_week(match: Match, context: Context) -> date | None:
    """The day that a weekday stands for: by tense, the last until today or the next from today."""
    number, relation = _weekday_number(match), said(match, "step")
    if relation in time_words().from_text:
        mark = context.told(("D",))
        if mark is not None:
            back = (mark.first.isoweekday() - number) % 7
            if relation == "following":
                return mark.first + timedelta(days=7 - back)
            return mark.first - timedelta(days=back or (7 if relation == "previous" else 0))
    now = context.now()
    if now is None:
        return None
    back = (now.isoweekday() - number) % 7
    step = time_words().steps.get(relation, 0)
    if step < 0:
        return now - timedelta(days=back or 7)
    if step > 0:
        return now + timedelta(days=7 - back)
    tense = context.tense(match)
    ahead = tense == "ahead" or (relation == "this" and tense != "past")
    return now + timedelta(days=(7 - back) % 7) if ahead else now - timedelta(days=back)


# --- times of day ------------------------------------------------------------------------------------------


def _hour_and_minute(match: Match) -> tuple[int, int] | None:
    point = time_words().hours.get(said(match, "point"), "")
    if point:
        return int(point[:2]), int(point[3:])
    if said(match, "h24"):
        return int(match["h24"]), int(match["min24"])
    hour, minute = int(match["h"]), int(said(match, "min") or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return (hour, minute) if 12 < hour < 24 and minute < 60 else None
    late = said(match, "ap").startswith("p") or said(match, "part").startswith(("after", "even", "night"))
    return hour % 12 + (12 if late else 0), minute


def _clock_on(when: date | None, match: Match) -> Interval | None:
    at = _hour_and_minute(match)
    if at is None:
        return None
    if when is None:
        return Interval(f"XXXX-XX-XXT{at[0]:02}:{at[1]:02}")
    return cal.clock(when, *at)


def clock_on_date(match: Match, context: Context) -> Interval | None:
    """ "5 p.m. on Nov. 6"."""
    return _clock_on(_day_and_month(match, context)[0], match)


def clock_on_weekday(match: Match, context: Context) -> Interval | None:
    """ "10 p.m. Wednesday", "noon Thursday"."""
    return _clock_on(_day_of_week(match, context), match)


def clock_near_today(match: Match, context: Context) -> Interval | None:
    """ "6 p.m. yesterday"."""
    return _clock_on(_near(match, context), match)


def clock(match: Match, context: Context) -> Interval | None:
    """ "3 p.m.", "15:30": on the day that the sentence names, else on the last day told or of publication."""
    mark = context.told_here(("D",))
    return _clock_on(mark.first if mark is not None else context.now_or_told(), match)


def part_of_date(match: Match, context: Context) -> Interval | None:
    """ "the morning of 31 January"."""
    return _part(_day_and_month(match, context)[0], said(match, "part"))


def part_of_weekday(match: Match, context: Context) -> Interval | None:
    """ "Saturday night"."""
    return _part(_day_of_week(match, context), said(match, "part")) if match["weekday"][0].isupper() else None


def _part(when: date | None, name: str) -> Interval:
    sign = time_words().parts[name.removesuffix("s")]
    return cal.part_of_day(when, sign) if when is not None else Interval(f"XXXX-XX-XXT{sign}")


def part_of_near_day(match: Match, context: Context) -> Interval | None:
    """ "this morning", "last night", "that afternoon", "the next morning"."""
    near = said(match, "near")
    if near in time_words().from_text:
        mark = context.told(("D",))
        step = time_words().steps[near.removeprefix("the ")]
        return _part(mark.first + timedelta(days=step) if mark is not None else None, said(match, "part"))
    return _part(_near(match, context), said(match, "part"))


def part_of_the_day(match: Match, context: Context) -> Interval | None:
    """ "in the morning", "at night"."""
    token, before = context.token_at(match.start("part")), context.before(match)
    led = match["x"].lower().startswith("the ") or bool(said(match, "edge"))
    if token is None or not token.tag.startswith("NN") or not before:
        return None
    if not (led and before[-1] in ("in", "by", "during") or before[-1] in ("by", "at") and not led):
        return None
    mark = context.told_here(("D",))
    return _part(mark.first if mark is not None else context.now_or_told(), said(match, "part"))


def tonight(_: Match, context: Context) -> Interval:
    """ "tonight"."""
    return _part(context.now(), "night")


def hour(match: Match, context: Context) -> Interval | None:
    """ "at noon", "overnight", "at dawn"."""
    mark = context.told_here(("D",))
    when = mark.first if mark is not None else context.now_or_told()
    sign = time_words().hours[said(match, "hour")]
    if sign[0].isdigit():
        return cal.clock(when, int(sign[:2]), int(sign[3:])) if when else Interval(f"XXXX-XX-XXT{sign}")
    return cal.part_of_day(when, sign) if when is not None else Interval(f"XXXX-XX-XXT{sign}")


def near_day(match: Match, context: Context) -> Interval | None:
    """ "today", "late yesterday", "tomorrow"."""
    when = _near(match, context)
    if said(match, "side") and when is not None:
        when += timedelta(days=-1 if match["side"].lower() == "before" else 1)
    if when is None and context.narrative and said(match, "near") == "today":
        return Interval("PRESENT_REF")
    return edged(cal.day(when), match, context) if when is not None else Interval(None)


def _near(match: Match, context: Context) -> date | None:
    now = context.now() if not context.narrative else None
    shift = {"yesterday": -1, "last": -1, "tomorrow": 1}.get(said(match, "near"), 0)
    return now + timedelta(days=shift) if now is not None else None


# --- seasons, holidays, quarters ---------------------------------------------------------------------------


def season(match: Match, context: Context) -> Interval | None:
    """ "the summer", "last spring", "autumn 2016"."""
    sign, first, _ = time_words().seasons[said(match, "season")]
    year, relation = _year_said(match, context), said(match, "step")
    if year is None and not _is_season(match, context):
        return None
    if year is None and relation and relation not in time_words().from_text:
        now = context.now()
        if now is None:
            return Interval(None)
        step = time_words().steps[relation]
        begun = first <= now.month
        # "Last summer", said in December, is this year's; "next summer", said in March, is this year's too.
        over = cal.season(now.year, sign).to or ""
        if step < 0:
            year = now.year if over < now.isoformat() else now.year - 1
        else:
            year = now.year + (step > 0 and begun)
    if year is None:
        year = _year_of(first, None, match, context)
    return edged(cal.season(year, sign), match, context) if year is not None else Interval(f"XXXX-{sign}")


def _is_season(match: Match, context: Context) -> bool:
    """Whether "fall" or "spring" is the season: "in the fall", not "the fall of the town"."""
    token = context.token_at(match.start("season"))
    if token is None or not token.tag.startswith("NN") or match.string[match.end() :].startswith(" of "):
        return False
    before = context.before(match)
    name = said(match, "season")
    led = match[0].lower() != name or (
        bool(before) and before[-1] in ("in", "during", "by", "since", "until")
    )
    return led or name in ("summer", "winter")


def holiday(match: Match, context: Context) -> Interval | None:
    """ "Christmas", "last Thanksgiving", "Easter 1916"."""
    rule = time_words().holidays[said(match, "holiday").replace("’", "'")].split()
    year, relation = said(match, "year"), said(match, "step")
    if year:
        return _of_date(_holiday_in(int(year), rule))
    now = context.now()
    if now is None or not match["holiday"][0].isupper():
        return None
    here = _holiday_in(now.year, rule)
    if here is None:
        return None
    step = time_words().steps.get(relation, 0) or (1 if context.tense(match) == "ahead" else -1)
    if (step < 0 and here > now) or (step > 0 and here < now):
        here = _holiday_in(now.year + step, rule)
    return _of_date(here)


def _holiday_in(year: int, rule: list[str]) -> date | None:
    if rule[0] == "easter":
        return cal.easter(year) + timedelta(days=int(rule[1]))
    if rule[1].isdigit():
        return cal.checked(year, int(rule[0]), int(rule[1]))
    return cal.nth_weekday(year, int(rule[0]), time_words().weekdays[rule[1]], int(rule[2]))


_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


def quarter(match: Match, context: Context) -> Interval | None:
    """ "the third quarter", "the first half of 1989"; without a year, the last such one."""
    which, sign = said(match, "which"), "Q" if said(match, "span") == "quarter" else "H"
    if said(match, "decade"):
        return edged(_decade_of(match["decade"], context), match, context)
    nth = _NTH.get(which) or int(which[0])
    nth = {"Q": 4, "H": 2}[sign] if nth < 0 else nth
    year = _year_before_quarter(said(match, "early"), context) or _year_said(match, context)
    if nth > {"Q": 4, "H": 2}[sign]:
        return None
    if year is None and sign == "H":
        # Halves of matches and of plays are none of the calendar.
        return None
    now = context.now() if year is None else None
    if year is None and now is None:
        return Interval(f"XXXX-{sign}{nth}")
    if year is None and now is not None:
        begins = (nth - 1) * 3 + 1
        year = now.year - (
            begins > now.month and not (begins - now.month <= 3 and context.tense(match) != "past")
        )
    return edged(cal.interval(f"{year:04}-{sign}{nth}"), match, context)


def _year_before_quarter(words: str, context: Context) -> int | None:
    """ "the 1988 second quarter", "last year's third quarter"."""
    if not words or words.isdigit():
        return int(words) if words else None
    now = context.now()
    return now.year + time_words().steps.get(words.split()[0], 0) if now is not None else None


def quarter_by_step(match: Match, context: Context) -> Interval | None:
    """ "the latest quarter", "the year-ago period", "this quarter"."""
    which = said(match, "quarter").replace("-", " ")
    mark = context.told(("Q",))
    if which.endswith(("year ago", "year earlier")) or said(match, "yearly") == "last":
        return _year_before(mark.time.value if mark else None, context)
    if which.isdigit():
        return cal.interval(which + (mark.time.value or "")[4:] if mark else which)
    now = context.now() if which == "latest" else None
    if now is not None and mark is not None and mark.first >= now:
        mark = None
    context.leaned_on = mark or context.leaned_on
    if mark is not None and which not in ("next", "last", "previous", "this", "current"):
        return cal.interval(mark.time.value or "")
    now = context.now()
    if now is None or not which:
        return Interval(None) if which else None
    step = time_words().steps.get(which, -1)
    when = cal.shifted(now, step, "Q")
    return edged(cal.unit_around(when, "Q"), match, context) if when else None


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
    if not 1000 <= number < 2100:
        return False
    text, start, end = match.string, match.start(), match.end()
    before = context.before(match)
    last = before[-1].strip("\"'“”") if before else ""
    range_before = re.search(r"(?<!\d)[12]\d{3}[-–—/]$", text[max(0, start - 6) : start])
    if text[:start].endswith(_NEVER_BEFORE_A_YEAR) and not range_before or text[end : end + 1] in ("%", "°"):
        return False
    if last in quantities().numbered and last not in ("in", "year", "season", "of", "to", "day"):
        return False
    follower = context.token_at(end + 1)
    counted = follower is not None and follower.tag in ("NNS", "NNPS") and text[end : end + 1] == " "
    if number >= 1900 and not (counted and (number % 50 == 0 or last not in _MAKES_A_NAME)):
        return True
    led = bool(range_before) or last in _BEFORE_A_YEAR or text[:start].endswith("(")
    dashed = bool(re.match(r"[-–—][12]\d{3}(?!\d)", text[end : end + 6]))
    return dashed or (led and not counted)


def end_of_span(match: Match, _: Context) -> Interval | None:
    """ "1995-96": the second year."""
    first = int(re.sub(r"\D.*", "", match[0]))
    number = first // 100 * 100 + int(match["short"])
    return cal.year(number) if first < number <= first + 30 else None


def before_our_era(match: Match, _: Context) -> Interval:
    """ "490 BC": no date of the proleptic calendar, so that it has no bounds."""
    return Interval(f"BC{int(match['n']):04}")


def fiscal_year(match: Match, _: Context) -> Interval:
    """ "fiscal 1989": where a year of accounts begins is each company's own, so that it has no bounds."""
    return Interval(f"FY{match['year']}")


_SPELLED_DECADES = (
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
)


def decade(match: Match, context: Context) -> Interval | None:
    """ "the 1980s", "the mid-'90s", "the nineties"."""
    return edged(_decade_of(match["decade"].lower(), context), match, context)


def _decade_of(name: str, context: Context) -> Interval | None:
    if name in _SPELLED_DECADES:
        first = 1920 + 10 * _SPELLED_DECADES.index(name)
    elif len(name.strip("'’")) == 2:
        if "'" not in name and "’" not in name:
            return None
        first = 1900 + int(name.strip("'’"))
    else:
        first = int(name)
    return cal.interval(f"{first // 10:03}")


def spelled_year(match: Match, context: Context) -> Interval | None:
    """ "nineteen ninety-four", "two thousand"."""
    words = re.split(r"[\s-]+", said(match, "spelled") or said(match, "thousand"))
    values = quantities().units
    if words[:2] == ["two", "thousand"]:
        return cal.year(2000 + sum(values.get(w, 0) for w in words[2:]))
    rest = [values[w] for w in words[1:] if w in values]
    number = 1900 + sum(rest)
    return edged(cal.year(number), match, context) if rest and rest[0] >= 10 else None
