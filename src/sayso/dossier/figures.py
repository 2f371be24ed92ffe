"""Figures as charts: one chart for each topic, one row for each origin and day, numbers along the width.

Positions are per cent of the width, so that a chart fits any screen without a script.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.comparison.slots import population
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

TALL = 200
"""How tall a plot over time is, in pixels."""

_ACROSS = (8.0, 86.0)
"""Where the first day stands in it, and how far the last is from there, in per cent of the width."""

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
    """The amounts of one origin, published on one day, and in which articles.

    ``carriers`` are a figure's id and the outlet, once for each outlet; ``day`` is ISO, "" where not known.
    """

    quote: Quote
    carriers: tuple[tuple[str, str], ...]
    date: str
    dots: tuple[Dot, ...]
    left_out: int
    day: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The figures of the row."""
        return tuple(dict.fromkeys(id_ for dot in self.dots for id_, _ in dot.carriers))


@dataclass(frozen=True, slots=True)
class Point:
    """One amount at the day it was published: across in per cent, its ends in pixels from the top.

    ``low`` is below ``high``; where an end is open, it is the plot's.
    """

    across: float
    low: int
    high: int
    dot: Dot
    who: str


@dataclass(frozen=True, slots=True)
class OverTime:
    """The same amounts with time across: points, the scale's marks (pixels, label), first and last day."""

    points: tuple[Point, ...]
    ticks: tuple[tuple[int, str], ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One topic: its rows, and the scale's marks as (per cent, label).

    ``over_time`` is there where the amounts were published on more than one day.
    """

    id: str
    title: str
    note: str
    ticks: tuple[tuple[float, str], ...]
    logarithmic: bool
    rows: tuple[Row, ...]
    over_time: OverTime | None = None


def charts(pile: Pile) -> list[Chart]:
    """A chart for each set of compared figures, then one for each event or thing counted more than once."""
    compared = _compared(pile)
    taken = {f.id for figures in compared for f in figures}
    left = [f for f in pile.figures if f.id not in taken and _bounds(f) and f.kind not in _KINDS_LEFT_OUT]
    others = [figures for figures in _topics(pile, left) if len(figures) > 1]
    others.sort(key=lambda figures: (not figures[0].event, -len(figures), pile.place(figures[0].id)))
    sets = [*((figures, "") for figures in compared), *((figures, _NOT_COMPARED) for figures in others)]
    sets = [(figures, note) for figures, note in sets if _amounts(figures) > 1]
    titles = _titles(pile, [figures for figures, _ in sets])
    return [_chart(pile, figures, title, note) for (figures, note), title in zip(sets, titles, strict=True)]


def _amounts(figures: Sequence[Figure]) -> int:
    return len({(f.document, f.low, f.high) for f in figures})


def _titles(pile: Pile, sets: Sequence[Sequence[Figure]]) -> list[str]:
    """A heading for each set that no other has: what is counted, then where, when, or which of them."""
    titles = [_title(figures) for figures in sets]
    for telling in (_where, _when):
        titles = [
            f"{title}, {told}" if titles.count(title) > 1 and (told := telling(figures)) else title
            for title, figures in zip(titles, sets, strict=True)
        ]
    seen: Counter[str] = Counter()
    numbered = []
    for title in titles:
        seen[title] += 1
        numbered.append(f"{title} ({seen[title]})" if seen[title] > 1 else title)
    return numbered


def _title(figures: Sequence[Figure]) -> str:
    names = dict.fromkeys(words.topic(f) for f in figures)
    event, kind = figures[0].event, _class(figures[0])
    title = next(iter(names))
    if len(names) > 1:
        title = f"{event} ({kind})" if event and kind else event or words.listed(list(names)[:3])
    unit = figures[0].unit
    return title if unit in ("1", "%") else f"{title} · {unit}"


def _where(figures: Sequence[Figure]) -> str:
    """The place that most of the figures name."""
    places = Counter(" ".join(f.place.text.split()) for f in figures if f.place)
    return max(sorted(places), key=lambda p: places[p]) if places else ""


def _when(figures: Sequence[Figure]) -> str:
    """The time that most of the figures name."""
    times = Counter((f.time.from_[:10], (f.time.to or "")[:10]) for f in figures if f.time and f.time.from_)
    return words.interval(*max(sorted(times), key=lambda t: times[t])) if times else ""


def single(pile: Pile, shown: Sequence[Chart]) -> list[Figure]:
    """The figures that are in no chart, in reading order."""
    charted = {id_ for chart in shown for row in chart.rows for dot in row.dots for id_, _ in dot.carriers}
    return [figure for figure in pile.figures if figure.id not in charted]


def _topics(pile: Pile, figures: Sequence[Figure]) -> list[list[Figure]]:
    """The figures by what they count and where; a topic too wide for one chart by day too."""
    broad: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        place = figure.place.text.casefold() if figure.place else ""
        head = figure.event or _counted(figure)
        if head:
            broad[head, _class(figure), figure.unit, _year(figure), place].append(figure)
    found: list[list[Figure]] = []
    for mine in broad.values():
        if len(mine) <= _WIDEST:
            found.append(mine)
            continue
        narrow: dict[tuple[str, str], list[Figure]] = defaultdict(list)
        for figure in mine:
            day = (figure.time and figure.time.from_) or pile.document_of[figure.document].published or ""
            narrow[_counted(figure), day[:10]].append(figure)
        found += [some for some in narrow.values() if len(some) <= _WIDEST]
    return found


def _counted(figure: Figure) -> str:
    return " ".join((figure.counted or figure.about or "").casefold().split())


def _class(figure: Figure) -> str:
    """The class of what is counted; a bare toll and one of civilians are of people."""
    name = population(figure.counted)[0]
    if figure.event and name in (None, "people", "civilians"):
        return "people"
    return name or ""


def _year(figure: Figure) -> str:
    return figure.time.from_[:4] if figure.time and figure.time.from_ else ""


def _compared(pile: Pile) -> list[list[Figure]]:
    """The sets of figures that comparisons join, but for those that only look alike, by what they count."""
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
    sets: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in pile.figures:
        if figure.id in leader and _bounds(figure):
            sets[lead(figure.id), _class(figure)].append(figure)
    found = [figures for figures in sets.values() if len(figures) > 1]
    return sorted(found, key=lambda figures: (not figures[0].event, -len(figures), pile.place(figures[0].id)))


def _bounds(figure: Figure) -> tuple[float, float] | None:
    """Where a figure begins and ends on the scale; an open end stands at its known one."""
    known = [float(v) for v in (figure.low, figure.high) if v is not None]
    return (known[0], known[-1]) if known else None


def _chart(pile: Pile, figures: Sequence[Figure], title: str, note: str) -> Chart:
    ends = [end for f in figures for end in _bounds(f) or ()]
    scale = Scale(min(ends), max(ends))
    by_origin: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        by_origin[_origin_key(pile, figure), _printed(pile, figure)].append(figure)
    rows = [_row(pile, mine, scale) for mine in by_origin.values()]
    rows.sort(key=lambda row: min(pile.place(dot.carriers[0][0]) for dot in row.dots))
    over = _over_time(rows, scale.ticks())
    return Chart(f"t_{figures[0].id}", title, note, scale.ticks(), scale.logarithmic, tuple(rows), over)


def _over_time(rows: Sequence[Row], ticks: Sequence[tuple[float, str]]) -> OverTime | None:
    """The amounts of the rows whose day is known, where there is more than one day."""
    days = {row.day: day for row in rows if (day := words.first_day(row.day))}
    first, last = min(days.values(), default=None), max(days.values(), default=None)
    if first is None or last is None or first == last:
        return None
    points = [
        _point(dot, _ACROSS[0] + _ACROSS[1] * (days[row.day] - first) / (last - first), row.quote.who)
        for row in rows
        if row.day in days
        for dot in row.dots
    ]
    marks = tuple((_down(at), label) for at, label in ticks)
    return OverTime(tuple(points), marks, words.date(first.isoformat()), words.date(last.isoformat()))


def _point(dot: Dot, across: float, who: str) -> Point:
    low = TALL if dot.shape == "most" else _down(dot.left)
    high = 0 if dot.shape == "least" else _down(dot.right)
    return Point(round(across, 2), low, high, dot, who)


def _down(place: float) -> int:
    """Pixels from the top for a place along the scale."""
    return round(TALL * (1 - place / 100))


def _printed(pile: Pile, figure: Figure) -> str:
    """The day a figure was published, in words."""
    published = pile.document_of[figure.document].published
    return words.date(published[:10]) if published else pile.quote(figure.id).date


def _origin_key(pile: Pile, figure: Figure) -> str:
    claim = pile.claim_behind(figure.id)
    if claim is None:
        return f"own {pile.outlet_of[figure.document]}"
    return " ".join(v.key for v in pile.voices(claim))


def _row(pile: Pile, figures: Sequence[Figure], scale: Scale) -> Row:
    quote = pile.quote(figures[0].id)
    same: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        same[figure.low, figure.high, figure.approximate, words.amount(figure)].append(figure)
    dots = tuple(_dot(pile, alike, scale) for alike in same.values())
    first = {pile.outlet_of[f.document]: f.id for f in reversed(figures)}
    return Row(
        quote=quote,
        carriers=tuple((id_, outlet) for outlet, id_ in first.items()),
        date=_printed(pile, figures[0]),
        dots=tuple(sorted(dots[:_DOTS], key=lambda d: (d.left, d.right, d.label))),
        left_out=max(0, len(dots) - _DOTS),
        day=(pile.document_of[figures[0].document].published or "")[:10],
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
