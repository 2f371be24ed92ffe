"""Figures as charts: one chart for each topic, one row for each origin, numbers along the width.

Positions are per cent of the width, so that a chart fits any screen without a script.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.dossier import words
from sayso.dossier.pile import Pile, Quote
from sayso.model import Figure

_LOG_FROM = 25
"""Where the largest number is this many times the smallest, the scale is logarithmic."""

_LEFT, _RIGHT = 4.0, 92.0
"""Where the smallest and the largest number stand, in per cent of the width."""

_WIDEST = 12
"""A topic of more figures is split by place and time; what is still wider is left to the articles."""

_NOT_COMPARED = "not compared with one another"

_DOTS = 8
"""How many amounts one row shows."""

_KINDS_LEFT_OUT = frozenset({"duration", "age"})
"""Kinds of figure that are seldom two tellings of one number; they are charted when compared."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One amount on a row: where it begins and ends (per cent), which ends are open, and who gives it.

    ``shape`` is dot, bar, least (open upwards) or most (open downwards); ``carriers`` are the figure's id
    and the outlet in each article that carries it.
    """

    shape: str
    left: float
    right: float
    approximate: bool
    label: str
    carriers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The amounts of one origin; ``carriers`` are a figure's id and the outlet, once for each outlet."""

    quote: Quote
    carriers: tuple[tuple[str, str], ...]
    date: str
    dots: tuple[Dot, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Chart:
    """One topic: its rows, and the scale's marks as (per cent, label)."""

    id: str
    title: str
    note: str
    ticks: tuple[tuple[float, str], ...]
    logarithmic: bool
    rows: tuple[Row, ...]


def charts(pile: Pile) -> list[Chart]:
    """A chart for each set of compared figures, then one for each event or thing counted more than once."""
    compared = _compared(pile)
    taken = {f.id for figures in compared for f in figures}
    left = [f for f in pile.figures if f.id not in taken and _bounds(f) and f.kind not in _KINDS_LEFT_OUT]
    others = [figures for figures in _topics(pile, left) if len(figures) > 1]
    others.sort(key=lambda figures: (not figures[0].event, -len(figures), pile.place(figures[0].id)))
    found = [_chart(pile, figures, "") for figures in compared]
    found += [_chart(pile, figures, _NOT_COMPARED) for figures in others]
    return [chart for chart in found if sum(len(row.dots) for row in chart.rows) > 1]


def single(pile: Pile, shown: Sequence[Chart]) -> list[Figure]:
    """The figures that are in no chart, in reading order."""
    charted = {id_ for chart in shown for row in chart.rows for dot in row.dots for id_, _ in dot.carriers}
    return [figure for figure in pile.figures if figure.id not in charted]


def _topics(pile: Pile, figures: Sequence[Figure]) -> list[list[Figure]]:
    """The figures by what they count; a topic too wide for one chart by place and time too."""
    broad: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        broad[figure.event or _counted(figure), figure.unit].append(figure)
    found: list[list[Figure]] = []
    for key, mine in broad.items():
        if len(mine) <= _WIDEST:
            found += [mine] if key[0] else []
            continue
        narrow: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
        for figure in mine:
            place = figure.place.text.casefold() if figure.place else ""
            day = (figure.time and figure.time.from_) or pile.document_of[figure.document].published or ""
            narrow[*key, _counted(figure), place, day[:10]].append(figure)
        found += [some for some in narrow.values() if len(some) <= _WIDEST]
    return found


def _counted(figure: Figure) -> str:
    return " ".join((figure.counted or figure.about or "").casefold().split())


def _compared(pile: Pile) -> list[list[Figure]]:
    """The sets of figures that comparisons join, apart from those that only look alike."""
    leader: dict[str, str] = {}

    def lead(id_: str) -> str:
        while leader.setdefault(id_, id_) != id_:
            id_ = leader[id_]
        return id_

    for comparison in pile.comparisons:
        ends = (comparison.left, comparison.right)
        if comparison.relation not in ("scope", "unclear") and all(e in pile.figure_of for e in ends):
            one, other = sorted(lead(e) for e in ends)
            leader[other] = one
    sets: dict[str, list[Figure]] = defaultdict(list)
    for figure in pile.figures:
        if figure.id in leader and _bounds(figure):
            sets[lead(figure.id)].append(figure)
    found = [figures for figures in sets.values() if len(figures) > 1]
    return sorted(found, key=lambda figures: (not figures[0].event, -len(figures), pile.place(figures[0].id)))


def _bounds(figure: Figure) -> tuple[float, float] | None:
    """Where a figure begins and ends on the scale; an open end stands at its known one."""
    known = [float(v) for v in (figure.low, figure.high) if v is not None]
    return (known[0], known[-1]) if known else None


def _chart(pile: Pile, figures: Sequence[Figure], note: str) -> Chart:
    ends = [end for f in figures for end in _bounds(f) or ()]
    scale = Scale(min(ends), max(ends))
    by_origin: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_origin[_origin_key(pile, figure)].append(figure)
    rows = [_row(pile, mine, scale) for mine in by_origin.values()]
    names = dict.fromkeys(words.topic(f) for f in figures)
    title = next(iter(names)) if len(names) == 1 else figures[0].event or words.listed(list(names)[:3])
    unit = figures[0].unit
    if unit not in ("1", "%"):
        title += f" · {unit}"
    rows.sort(key=lambda row: min(pile.place(dot.carriers[0][0]) for dot in row.dots))
    return Chart(f"t_{figures[0].id}", title, note, scale.ticks(), scale.logarithmic, tuple(rows))


def _origin_key(pile: Pile, figure: Figure) -> str:
    claim = pile.claim_behind(figure.id)
    if claim is None:
        return f"own {pile.outlet_of[figure.document]}"
    return " ".join(v.key for v in pile.voices(claim))


def _row(pile: Pile, figures: Sequence[Figure], scale: Scale) -> Row:
    quotes = [pile.quote(f.id) for f in figures]
    same: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        same[figure.low, figure.high, figure.approximate, words.amount(figure)].append(figure)
    dots = tuple(_dot(pile, alike, scale) for alike in same.values())
    first = {pile.outlet_of[f.document]: f.id for f in reversed(figures)}
    return Row(
        quote=quotes[0],
        carriers=tuple((id_, outlet) for outlet, id_ in first.items()),
        date="; ".join(dict.fromkeys(q.date for q in quotes)),
        dots=tuple(sorted(dots[:_DOTS], key=lambda d: (d.left, d.right, d.label))),
        left_out=max(0, len(dots) - _DOTS),
    )


def _dot(pile: Pile, alike: Sequence[Figure], scale: Scale) -> Dot:
    figure = alike[0]
    low, high = _bounds(figure) or (0.0, 0.0)
    shape = "dot" if low == high else "bar"
    if figure.high is None:
        shape = "least"
    elif figure.low is None:
        shape = "most"
    carriers = tuple((f.id, pile.outlet_of[f.document]) for f in alike)
    label = words.amount(figure)
    return Dot(shape, scale.place(low), scale.place(high), figure.approximate, label, carriers)


class Scale:
    """Numbers to per cent of the width: linear, or logarithmic where the spread demands it."""

    def __init__(self, low: float, high: float) -> None:
        self.logarithmic = low > 0 and high / low >= _LOG_FROM
        self.low, self.high = low, high
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

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """A few round numbers along the scale."""
        if self.high == self.low:
            return ((self.place(self.low), words.number(self.low)),)
        if self.logarithmic:
            powers = range(math.ceil(math.log10(self.low)), math.floor(math.log10(self.high)) + 1)
            step = max(1, len(powers) // 5)
            values = [10.0**p for p in list(powers)[::step]]
        else:
            step_size = _round_step((self.high - self.low) / 4)
            first = math.ceil(self.low / step_size)
            values = [n * step_size for n in range(first, math.floor(self.high / step_size) + 1)]
        return tuple((self.place(v), words.number(round(v, 9))) for v in values)


def _round_step(rough: float) -> float:
    """The next of 1, 2, 5, 10, 20, … at or above a step."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * n for n in (1, 2, 5, 10) if power * n >= rough * 0.999)
