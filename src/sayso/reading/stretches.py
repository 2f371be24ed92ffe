"""What is counted by units: durations, "two days ago", "last month", sets; and the vague."""

from __future__ import annotations

import re
from datetime import date

from sayso.languages.en.times import time_words
from sayso.reading import calendar as cal
from sayso.reading.anchoring import Context, Mark, edged
from sayso.reading.calendar import Interval
from sayso.reading.wording import Match, amount, amount_said, said, unit_of

# Units that a value writes in another, and so many of them.
_WRITTEN_AS = {"DE": (10, "Y"), "2W": (2, "W"), "WE": (2, "D")}
_HALVES = {"Y": "6M", "M": "2W", "D": "T12H", "TH": "30M", "TM": "30S"}
_OLD = re.compile(r"[\s-]olds?\b|\s+of\s+age\b", re.I)
# "Three quarters" and "a quarter" are shares of something more often than times.
_FRACTIONS = frozenset({"a", "one", "three", "another"})


def duration_value(number: float | None, unit: str) -> str:
    """A TIMEX3 duration: ``P3M``, ``PT24H``, ``P2Y6M``, ``PXY`` for some years."""
    count, unit = _WRITTEN_AS.get(unit, (1, unit))
    sign, prefix = unit.removeprefix("T"), "PT" if unit in cal.UNITS_OF_DAY else "P"
    if number is None:
        return f"{prefix}X{sign}"
    number *= count
    if number % 1 != 0.5 or unit not in _HALVES:
        return f"{prefix}{number:g}{sign}"
    return prefix + (f"{int(number)}{sign}" if number > 1 else "") + _HALVES[unit]


# --- durations ---------------------------------------------------------------------------------------------


def duration(match: Match, context: Context) -> Interval | None:
    """ "for two weeks", "a three-day visit", "an hour and a half", "2 1/2 years"."""
    text, unit = match.string, unit_of(match)
    if unit == "Q" and said(match, "number") in _FRACTIONS:
        return None
    if _OLD.match(text, match.end()) or (unit == "TS" and said(match, "number") in ("a", "an")):
        return None
    number = amount_said(match) if "number" in match.re.groupindex else 1
    if number is not None and said(match, "half"):
        number += 0.5
    return Interval(duration_value(number, unit))


def vague_duration(match: Match, context: Context) -> Interval | None:
    """ "for years", "within weeks", "in the days before the vote"."""
    before, unit, lists = context.before(match), unit_of(match), time_words().lists
    if not before or unit in ("TS", "Q", "WE") or _OLD.match(match.string, match.end()):
        return None
    after = match.string[match.end() : match.end() + 20].lower().split()[:1]
    reaches = before[-1] == "the" and bool(lists["stretched to"].intersection(after))
    return Interval(duration_value(None, unit)) if reaches or before[-1] in lists["stretched by"] else None


def vague_stretch(match: Match, _: Context) -> Interval | None:
    """ "the early years", "the first hours"; "the early hours" are a part of a day."""
    unit, early = unit_of(match), match[0].lower().startswith("the early")
    return None if early and unit in cal.UNITS_OF_DAY else Interval(duration_value(None, unit))


def as_long_as(match: Match, _: Context) -> Interval | None:
    """ "a day-long meeting", "decades-long"."""
    if _OLD.match(match.string, match.end()):
        return None
    plural = said(match, "unit").endswith("s") and not said(match, "number")
    return Interval(duration_value(None if plural else amount(said(match, "number") or "a"), unit_of(match)))


def stretch_by_steps(match: Match, context: Context) -> Interval | None:
    """ "the past two weeks", "the next 12 months": an amount that ends or begins with publication."""
    if _OLD.match(match.string, match.end()):
        return None
    unit, number, step = unit_of(match), amount_said(match), time_words().steps[said(match, "step")]
    value, now = duration_value(number, unit), None if context.narrative else context.now()
    if now is None or number is None or step == 0 or said(match, "step") in time_words().from_text:
        return Interval(value)
    other = cal.after(now, number * (1 if step > 0 else -1), unit)
    if other is None:
        return Interval(value)
    first, last = sorted((other, now))
    return Interval(value, first.isoformat(), last.isoformat())


def ago(match: Match, context: Context) -> Interval | None:
    """ "three days ago", "two days later", "exactly one month ago", "a year earlier"."""
    number, unit = amount_said(match), unit_of(match)
    direction, from_text = time_words().away[said(match, "away")]
    if not said(match, "number") and not said(match, "unit").endswith("s"):
        return None
    if number is None:
        return Interval("PAST_REF" if direction < 0 else "FUTURE_REF")
    if direction < 0 and number == 1 and unit == "Y" and not context.narrative:
        quarter = context.told(("Q",))
        if quarter is not None:
            # Accounts are held against the same quarter of the year before.
            return cal.interval(f"{quarter.first.year - 1:04}{(quarter.time.value or '')[4:]}")
    mark = _counted_from_told(context, direction, from_text)
    base = mark.first if mark is not None else None
    if mark is None and not context.narrative and not (from_text and direction > 0):
        base = context.now()
    if base is None:
        return Interval(None)
    exact = (mark is not None and mark.unit == "D") or _is_to_the_day(match)
    return _counted_from(base, direction * number, unit, exact and unit not in ("Y", "DE", "CE"))


def _counted_from_told(context: Context, direction: int, from_text: bool) -> Mark | None:
    """The time of the text that another counts from: "later" from any, "earlier" from a day just named."""
    if context.narrative or (from_text and direction > 0):
        return context.told()
    return context.told_here(("D",)) if from_text else None


def _is_to_the_day(match: Match) -> bool:
    return match[0].lower().startswith("exactly") or match.string[match.end() :].startswith(" today")


def _counted_from(base: date, count: float, unit: str, exact: bool) -> Interval:
    """The unit that lies an amount away, or the very day where the amount is exact."""
    short = unit in cal.UNITS_OF_DAY
    # Hours later are the same day, unless they make a whole one.
    when = cal.shifted(base, int(cal.days(count, unit)), "D") if short else cal.after(base, count, unit)
    if when is None:
        return Interval(None)
    if exact or short:
        return cal.day(when)
    if count % 1:
        unit = {"Y": "M", "DE": "Y", "CE": "DE"}.get(unit, "D")
    return cal.unit_around(when, "Y" if unit in ("DE", "CE") else unit)


# --- units by steps ----------------------------------------------------------------------------------------


def unit_by_steps(match: Match, context: Context) -> Interval | None:
    """ "last month", "this week", "the following day", "that year", "earlier this month"."""
    relation, unit = said(match, "step"), unit_of(match)
    step = time_words().steps[relation]
    if unit in cal.UNITS_OF_DAY or relation == "present":
        return None
    if said(match, "unit").endswith("s"):
        # "The last days": how many is left open.
        return Interval(duration_value(None, unit)) if step else None
    if unit == "D" and not _is_day_told(match):
        return None
    base = _base_of_step(match, context)
    when = cal.shifted(base, step, unit) if base is not None else None
    return edged(cal.unit_around(when, unit), match, context) if when is not None else Interval(None)


def _base_of_step(match: Match, context: Context) -> date | None:
    """What a step counts from: publication, or the date that the text named before."""
    relation, unit = said(match, "step"), unit_of(match)
    words = time_words().from_text
    if unit != "D" and relation not in words and not context.narrative:
        return context.now()
    mark = context.told(_at_most(unit))
    if mark is not None:
        return mark.first
    # "The following day he was released": of what was, no day after publication can be meant.
    behind = relation == "following" and context.tense(match) == "past"
    named = relation in ("that", "same", "that same")
    return context.now() if not (named or behind or context.narrative) else None


def _is_day_told(match: Match) -> bool:
    """ "The next day", "that day"; "this day" and "last day" are hardly ever one of the calendar."""
    relation = said(match, "step")
    return relation in time_words().from_text or (relation == "next" and said(match, "the") == "the")


def _at_most(unit: str) -> tuple[str, ...]:
    """The units of dates that say which one of a unit is meant."""
    order = ("D", "W", "M", "Q", "S", "H", "Y")
    units = {"D": 1, "W": 2, "WE": 2, "M": 3, "Q": 4}
    return order[: units.get(unit, len(order))]


def up_to_now(match: Match, context: Context) -> Interval | None:
    """ "In the past day": the stretch up to now, not the calendar unit before."""
    unit = unit_of(match)
    if unit == "WE":
        return unit_by_steps(match, context)
    value, now = duration_value(1, unit), None if context.narrative else context.now()
    first = cal.shifted(now, -1, unit) if now is not None else None
    if now is None or first is None:
        return Interval(value)
    return Interval(value, first.isoformat(), now.isoformat())


def unit_of_the_text(match: Match, context: Context) -> Interval | None:
    """ "the end of the year", "later in the day", "over the weekend": the one that is going on."""
    unit, before = unit_of(match), context.before(match)
    if said(match, "unit").endswith("s") or unit in ("TS", "TM", "TH", "DE", "CE"):
        return None
    if not said(match, "edge") and unit == "WE":
        return _the_weekend(context, before)
    if not said(match, "edge"):
        return None
    mark = context.told(_at_most(unit)) if context.narrative else None
    base = mark.first if mark is not None else context.now()
    if base is None:
        return Interval(None)
    return edged(cal.unit_around(base, unit), match, context)


def _the_weekend(context: Context, before: list[str]) -> Interval | None:
    if not before or before[-1] not in ("over", "on", "at", "during", "of", "for", "in", "since", "through"):
        return None
    now = context.now()
    if now is None:
        return Interval("XXXX-WXX-WE")
    when = now if now.weekday() >= 5 else cal.shifted(now, -1, "W")
    return cal.weekend(when) if when is not None else None


def day_of_the_text(match: Match, context: Context) -> Interval | None:
    """ "the day before", "the day after": from the last day told."""
    mark = context.told(("D",))
    if mark is None:
        return None
    when = cal.shifted(mark.first, -1 if match["side"].lower() == "before" else 1, "D")
    return cal.day(when) if when is not None else None


def edge_of_year(match: Match, context: Context) -> Interval | None:
    """ "year-end", "year's end"."""
    now = context.now()
    return cal.edge(cal.year(now.year), "END") if now is not None else Interval(None)


# --- sets and the vague ------------------------------------------------------------------------------------


def every(match: Match, _: Context) -> Interval | None:
    """ "every day", "each year", "every two weeks"."""
    number = said(match, "number")
    if said(match, "unit").endswith("s") and not number:
        return None
    return Interval(duration_value(amount(number) if number else 1, unit_of(match)))


def set_word(match: Match, _: Context) -> Interval | None:
    """ "daily", "weekly"; none where it begins a name: "the Daily Mail"."""
    if match[0][0].isupper() and match.string[match.end() + 1 : match.end() + 2].isupper():
        return None
    return Interval(time_words().sets[said(match, "set")])


def vague(match: Match, context: Context) -> Interval | None:
    """ "recently", "now", "in the future": a word that points to no date."""
    words = said(match, "vague")
    token = context.token_at(match.end() - 1)
    noun = token is not None and token.tag.startswith("NN")
    if (words.startswith("the ") and not noun) or (words in ("current", "present") and noun):
        return None
    return Interval(time_words().vague[words])


def years_of_the_past(match: Match, _: Context) -> Interval | None:
    """ "recent years", "coming months"."""
    word = match["x"].split()[0].lower()
    if not said(match, "unit").endswith("s"):
        return None
    return Interval("PAST_REF" if word == "recent" else "FUTURE_REF")
