"""Scales of charts: numbers and days to per cent of a width, which fits any screen without a script."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sayso.dossier import words

_LOG_FROM = 25
"""Where the largest number is this many times the smallest, the scale is logarithmic."""

_LEFT, _RIGHT = 4.0, 92.0
"""Where the smallest and the largest number stand, in per cent of the width."""

_LONGER, _SHORTEST_BREAK, _MOST_BREAKS, _BREAK = 1.5, 60, 4, 6.0
"""A gap of so many times all other time, and of so many days, is drawn as a break of so many per cent."""

_APART = 12.0
"""How far apart the marks of a scale stand at least, in per cent."""

Marks = tuple[tuple[float, str], ...]
"""The marks of a scale: per cent of the width, and what stands there."""


class Scale:
    """Numbers to per cent of the width: linear, or logarithmic where the spread demands it.

    ``whole`` numbers have no marks between them.
    """

    def __init__(self, low: float, high: float, whole: bool = False) -> None:
        self.logarithmic = low > 0 and high / low >= _LOG_FROM
        self.low, self.high, self._whole = low, high, whole
        if not self.logarithmic:
            # A linear scale shows how much of the whole the difference is, so it starts at nought.
            self.low = min(0.0, low)

    def place(self, value: float) -> float:
        """Where a number stands, in per cent of the width."""
        low, high, at = self.low, self.high, value
        if self.logarithmic:
            low, high, at = math.log10(low), math.log10(high), math.log10(value)
        share = (at - low) / (high - low) if high > low else 0.5
        return round(_LEFT + share * (_RIGHT - _LEFT), 2)

    def ticks(self) -> Marks:
        """A few round numbers along the scale."""
        if self.high == self.low:
            return ((self.place(self.low), words.number(self.low)),)
        if self.logarithmic:
            powers = range(math.ceil(math.log10(self.low)), math.floor(math.log10(self.high)) + 1)
            step = max(1, len(powers) // 5)
            values = [10.0**p for p in list(powers)[::step]]
        else:
            step_size = _round_step((self.high - self.low) / 4)
            step_size = max(1.0, step_size) if self._whole else step_size
            first = math.ceil(self.low / step_size)
            values = [n * step_size for n in range(first, math.floor(self.high / step_size) + 1)]
        return tuple((self.place(v), words.number(round(v, 9))) for v in values)

    @property
    def told(self) -> str:
        """The scale for a script that lays it out anew: where it begins and ends in per cent and numbers."""
        kind = "log" if self.logarithmic else "linear"
        return f"{_LEFT:g} {_RIGHT:g} {self.low:g} {self.high:.12g} {kind}"


def _round_step(rough: float) -> float:
    """The next of 1, 2, 5, 10, 20, … at or above a step."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * n for n in (1, 2, 5, 10) if power * n >= rough * 0.999)


class Days:
    """Days to per cent of the width; a gap longer than all other time is drawn as a short break.

    So one old date among many of a few weeks does not press these into one blob. ``breaks`` are where such
    gaps begin and end, in per cent.
    """

    def __init__(self, days: Iterable[date], left: float = 1.0, right: float = 99.0) -> None:
        self._days = sorted(set(days))
        self._left = left
        cut = _cut([(b - a).days for a, b in zip(self._days, self._days[1:], strict=False)])
        kept = (self._days[-1] - self._days[0]).days - sum(cut.values())
        self._per_day = (right - left - _BREAK * len(cut)) / max(1, kept)
        self._anchors = [(left, self._days[0])]
        self.breaks: list[tuple[float, float]] = []
        for n in sorted(cut):
            before = self.place(self._days[n])
            self.breaks.append((before, round(before + _BREAK, 2)))
            self._anchors += [(before, self._days[n]), (before + _BREAK, self._days[n + 1])]
        self._anchors.append((self.place(self.last), self.last))

    @property
    def first(self) -> date:
        """The first day."""
        return self._days[0]

    @property
    def last(self) -> date:
        """The last day."""
        return self._days[-1]

    def place(self, day: date) -> float:
        """Where a day stands, in per cent of the width."""
        n = bisect_right([known for _, known in self._anchors], day) - 1
        at, begins = self._anchors[max(0, n)]
        per_day = self._per_day
        if n + 1 < len(self._anchors) and n % 2:
            # Within a break.
            then, ends = self._anchors[n + 1]
            per_day = (then - at) / max(1, (ends - begins).days)
        return round(at + (day - begins).days * per_day, 2)

    def ticks(self) -> Marks:
        """Days, months or years along the scale, as many as there is room for."""
        found: list[tuple[float, str]] = []
        for piece in zip(self._anchors[::2], self._anchors[1::2], strict=True):
            for day, label in _round_days(piece[0][1], piece[1][1], _APART / self._per_day):
                at = self.place(day)
                if not found or at - found[-1][0] >= _APART * 0.9:
                    found.append((at, label))
        return tuple(found)

    @property
    def told(self) -> str:
        """The scale for a script that lays it out anew: days at their per cents, straight between them."""
        return " ".join(f"{at:g}:{day.isoformat()}" for at, day in self._anchors)


def _cut(gaps: list[int]) -> dict[int, int]:
    """The gaps to draw as breaks, by their number."""
    cut: dict[int, int] = {}
    while len(cut) < _MOST_BREAKS:
        others = [(gap, n) for n, gap in enumerate(gaps) if n not in cut]
        widest, n = max(others, default=(0, 0))
        rest = sum(gap for gap, _ in others) - widest
        if not rest or widest < max(_SHORTEST_BREAK, _LONGER * rest):
            break
        cut[n] = widest
    return cut


def _round_days(first: date, last: date, apart: float) -> Iterator[tuple[date, str]]:
    """The first day, then days so far apart, or the first of months or years where that is longer."""
    yield first, words.date(first.isoformat())
    if apart <= 28:
        step = timedelta(max(1, math.ceil(apart)))
        day = first + step
        while day <= last:
            yield day, words.date(day.isoformat())
            day += step
        return
    months = next((m for m in (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200) if m * 30 >= apart), 6000)
    count = first.year * 12 + first.month - 1
    for number in range(count - count % months + months, last.year * 12 + last.month, months):
        day = date(number // 12, number % 12 + 1, 1)
        iso = f"{day.year:04}" if months % 12 == 0 else f"{day.year:04}-{day.month:02}"
        yield day, words.date(iso)
