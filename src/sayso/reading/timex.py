"""The rules of time expressions: what each looks like, and how it is read.

What times look like stands in ``languages/en/times.txt``; values after TimeML 1.2.1 (TIMEX3).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass

from sayso.languages.en.times import Look, looks
from sayso.reading import dates, hours, periods, stretches
from sayso.reading.anchoring import Context
from sayso.reading.calendar import Interval

Resolve = Callable[[re.Match[str], Context], Interval | None]


@dataclass(frozen=True, slots=True)
class Rule(Look):
    """One rule: what a kind of time looks like, and how it is read."""

    resolve: Resolve


@functools.cache
def rules() -> tuple[Rule, ...]:
    """The rules in the order they are tried."""
    return tuple(Rule(k.sign, k.name, k.kind, k.pattern, _READ_BY[k.name]) for k in looks())


_READ_BY: dict[str, Resolve] = {
    "date in digits, year first": dates.year_first,
    "date in digits": dates.in_digits,
    "clock time on a date": hours.clock_on_date,
    "part of a date": hours.part_of_date,
    "day of a month": dates.day_of_month,
    "week of a date": dates.week_of_date,
    "first day of two": dates.day_of_month,
    "another day of a month": dates.day_of_month,
    "month": dates.month,
    "clock time on a weekday": hours.clock_on_weekday,
    "part of a weekday": hours.part_of_weekday,
    "hour of a weekday": hours.hour_of_weekday,
    "on weekdays": dates.every_weekday,
    "every weekday": dates.every_weekday,
    "weekday": dates.weekday,
    "clock time near today": hours.clock_near_today,
    "part of a near day": hours.part_of_near_day,
    "tonight": hours.tonight,
    "day around a near day": dates.near_day,
    "near day": dates.near_day,
    "hour in the day": hours.clock,
    "clock time": hours.clock,
    "hour": hours.hour,
    "part of the day": hours.part_of_the_day,
    "quarter": periods.quarter,
    "quarter by steps": periods.quarter_by_step,
    "year before": periods.year_before,
    "period by steps": periods.quarter_by_step,
    "edge of the year": stretches.edge_of_year,
    "times a unit": stretches.every,
    "rate": stretches.every,
    "every": stretches.every,
    "years of the past": stretches.years_of_the_past,
    "stretch by steps": stretches.stretch_by_steps,
    "ago": stretches.ago,
    "day of the text": stretches.day_of_the_text,
    "stretch up to now": stretches.up_to_now,
    "unit by steps": stretches.unit_by_steps,
    "year of accounts": stretches.duration,
    "unit of the text": stretches.unit_of_the_text,
    "century": periods.century,
    "as long as a unit": stretches.as_long_as,
    "duration": stretches.duration,
    "vague stretch": stretches.vague_stretch,
    "vague duration": stretches.vague_duration,
    "year before our era": periods.before_our_era,
    "first year of a span before our era": periods.before_our_era,
    "month before our era": periods.before_our_era,
    "season before our era": periods.before_our_era,
    "year in a tale before our era": periods.year_before_our_era,
    "season": periods.season,
    "holiday": periods.holiday,
    "fiscal year": periods.fiscal_year,
    "decade": periods.decade,
    "end of a span of years": periods.end_of_span,
    "year": periods.year,
    "decade in words": periods.decade,
    "year in words": periods.spelled_year,
    "vague": stretches.vague,
    "set": stretches.set_word,
}
