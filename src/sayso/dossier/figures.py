"""Figures as charts: one chart for each topic, one row for each origin and day, numbers along the width."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from textwrap import shorten
from typing import Any

from sayso.case.checking import REJECTED
from sayso.comparison.slots import population
from sayso.dossier import words
from sayso.dossier.pile import SETTLING_NOTHING, Pile, Quote
from sayso.dossier.places import place_key
from sayso.dossier.scales import Days, Marks, Scale
from sayso.model import Comparison, Figure

_WIDEST = 12
"""A topic of more figures is split by place and time; what is still wider is left to the articles."""

_NOT_COMPARED = "not compared with one another"
_SOME_NOT_COMPARED = "some not compared with the others"

_IN_SIGHT = 10
"""How many rows of a chart are in sight, besides those that clash."""

_DOTS = 8
"""How many amounts one row shows."""

TALL = 200
"""How tall a plot over time is, in pixels."""

_ACROSS = (8.0, 94.0)
"""Where the first and the last day stand in it, in per cent of the width."""

_SOON = timedelta(days=31)
"""Figures that no comparison joins tell of one thing only where so little time lies between them, and none
that is over so long a time is of one event."""

_SAME_EVENT = timedelta(days=2)
"""Sets of figures of one thing and place are of one event where no longer time lies between them."""

_FAR = 10
"""Figures that no comparison joins are set apart where nothing stands between one and so many times it."""

_CLASH = ("conflicts", "differs", "updates", "agrees", "repeats")
"""The relations that join figures into a chart; charts come in this order of the first that is in them."""

_FLAGGED = frozenset({"conflicts", "differs", "updates"})
"""The relations whose figures are always in sight."""

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

    ``carriers`` are a figure's id and the outlet, once for each outlet; ``day`` is ISO, "" where not known;
    ``clashes`` is whether a figure of it conflicts with, updates or differs from another of the chart.
    """

    quote: Quote
    carriers: tuple[tuple[str, str], ...]
    date: str
    dots: tuple[Dot, ...]
    left_out: int
    day: str = ""
    clashes: bool = False

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
    """The same amounts with time across: points, the marks of numbers (pixels, label) and of days."""

    points: tuple[Point, ...]
    ticks: tuple[tuple[int, str], ...]
    days: Marks
    breaks: tuple[tuple[float, float], ...]
    scale: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One topic: its rows, the marks of its scale, and how its figures were found to stand to each other.

    ``over_time`` is there where the amounts were published on more than one day.
    """

    id: str
    title: str
    note: str
    ticks: Marks
    logarithmic: bool
    scale: str
    rows: tuple[Row, ...]
    relations: tuple[tuple[str, int], ...] = ()
    over_time: OverTime | None = None

    @property
    def in_sight(self) -> tuple[Row, ...]:
        """The first rows, and all that clash."""
        return tuple(row for n, row in enumerate(self.rows) if n < _IN_SIGHT or row.clashes)

    @property
    def folded(self) -> tuple[Row, ...]:
        """The others."""
        return tuple(row for n, row in enumerate(self.rows) if n >= _IN_SIGHT and not row.clashes)


def charts(pile: Pile) -> list[Chart]:
    """A chart for each set of compared figures, those that clash first, then one for each other topic.

    Topics that no comparison joins are of one event or thing, one place and one short time, and of numbers
    that lie near each other: the toll of a war is no telling of one day's.
    """
    compared = _joined(pile, _compared(pile))
    taken = {f.id for figures in compared for f in figures}
    left = [f for f in pile.figures if f.id not in taken and _bounds(f) and f.kind not in _KINDS_LEFT_OUT]
    topics = _topics(pile, left)
    homes = _homes(pile, compared, topics)
    others = [some for some, home in zip(topics, homes, strict=True) if home is None and len(some) > 1]
    others.sort(key=lambda figures: (not figures[0].event, -len(figures), pile.place(figures[0].id)))
    others = _joined(pile, others)
    notes = dict.fromkeys(range(len(compared)), "")
    for figures, home in zip(topics, homes, strict=True):
        if home is not None:
            compared[home] = sorted((*compared[home], *figures), key=lambda f: pile.place(f.id))
            notes[home] = _SOME_NOT_COMPARED
    sets = [(figures, notes[n]) for n, figures in enumerate(compared)]
    sets += [(figures, _NOT_COMPARED) for figures in others]
    sets = [(figures, note) for figures, note in sets if _amounts(figures) > 1]
    titles = _titles(pile, [figures for figures, _ in sets])
    made = [_chart(pile, figures, title, note) for (figures, note), title in zip(sets, titles, strict=True)]
    heads = {chart.id: _head(figures) for chart, (figures, _) in zip(made, sets, strict=True)}
    made.sort(key=lambda c: min((_CLASH.index(r) for r, _ in c.relations), default=len(_CLASH)))
    return _beside(made, heads)


def _head(figures: Sequence[Figure]) -> tuple[str, str]:
    """The event that a set is of, and where."""
    return figures[0].event or "", place_key(_where(figures))


def _beside(made: Sequence[Chart], heads: Mapping[str, tuple[str, str]]) -> list[Chart]:
    """The charts, each beside the first one of its event and place; one that names no place fits any."""
    first: list[tuple[str, str]] = []
    ranks = {}
    for number, chart in enumerate(made):
        event, place = heads[chart.id]
        same = (n for n, (e, p) in enumerate(first) if event and e == event and (p == place or not place))
        ranks[chart.id] = next(same, number)
        first.append((event, place))
    return sorted(made, key=lambda c: ranks[c.id])


def _homes(pile: Pile, compared: Sequence[list[Figure]], topics: Sequence[list[Figure]]) -> list[int | None]:
    """Of each topic the one compared set that it is of, by its number; none where none or several may be."""
    by_kind: dict[tuple[str, ...], list[tuple[int, str, tuple[date, date] | None]]] = defaultdict(list)
    for n, some in enumerate(compared):
        by_kind[_kind(some)].append((n, _head(some)[1], _days(pile, some)))
    return [_home(pile, compared, figures, by_kind[_kind(figures)]) for figures in topics]


def _home(
    pile: Pile,
    compared: Sequence[list[Figure]],
    figures: Sequence[Figure],
    known: Sequence[tuple[int, str, tuple[date, date] | None]],
) -> int | None:
    """The one of these sets that figures are of: of their event, days and size, and of a place they name."""
    event, place = _head(figures)
    if not event:
        return None
    days = _days(pile, figures)
    near = [
        n
        for n, where, then in known
        if place in ("", where) and _meet(then, days) and len(list(_near([*compared[n], *figures]))) == 1
    ]
    if len(near) != 1 or _is_set_apart(pile, compared[near[0]], figures):
        return None
    return near[0]


def _kind(figures: Sequence[Figure]) -> tuple[str, ...]:
    """What a set counts: its event, the class of what is counted, and the unit."""
    return figures[0].event or "", _class(figures[0]), figures[0].unit


def _is_set_apart(pile: Pile, some: Sequence[Figure], figures: Sequence[Figure]) -> bool:
    """Whether figures were found, or decided, to tell of something else than those of a set."""
    mine, theirs = {f.id for f in figures}, {f.id for f in some}
    beside = (c for f in figures for c in pile.compared_of.get(pile.end_of(f.id), ()))
    apart = ({c.left, c.right} for c in beside if c.relation in ("scope", REJECTED))
    return any(ends & mine and ends & theirs for ends in apart)


def _amounts(figures: Sequence[Figure]) -> int:
    return len({(f.document, f.low, f.high) for f in figures})


def _titles(pile: Pile, sets: Sequence[Sequence[Figure]]) -> list[str]:
    """A heading for each set that no other has: what is counted, then where, when, how many, by whom."""
    titles = [_title(figures) for figures in sets]

    def first_told(figures: Sequence[Figure]) -> str:
        quote = pile.quote(figures[0].id)
        return f"first by {shorten(quote.who, 50, placeholder=' …')}, {quote.outlet}"

    for telling in (_where, _when, _how_many, first_told):
        titles = [
            f"{title}, {told}" if titles.count(title) > 1 and (told := telling(figures)) else title
            for title, figures in zip(titles, sets, strict=True)
        ]
    seen: Counter[str] = Counter()
    numbered = []
    for title in titles:
        seen[title] += 1
        numbered.append(f"{title}, set {seen[title]}" if seen[title] > 1 else title)
    return numbered


def _title(figures: Sequence[Figure]) -> str:
    names = dict.fromkeys(words.topic(f) for f in figures)
    event, kind = figures[0].event, _class(figures[0])
    title = next(iter(names))
    if len(names) > 1:
        title = f"{event} ({kind})" if event and kind else event or words.listed(list(names)[:3])
    unit = figures[0].unit
    return title if unit in ("1", "%") else f"{title} · {words.unit(unit)}"


def _where(figures: Sequence[Figure]) -> str:
    """The place that most of the figures name."""
    places = Counter(" ".join(f.place.text.split()) for f in figures if f.place)
    return max(sorted(places), key=lambda p: places[p]) if places else ""


def _when(figures: Sequence[Figure]) -> str:
    """The time that most of the figures name."""
    times = Counter((f.time.from_[:10], (f.time.to or "")[:10]) for f in figures if f.time and f.time.from_)
    return words.interval(*max(sorted(times), key=lambda t: times[t])) if times else ""


def _how_many(figures: Sequence[Figure]) -> str:
    """From where to where their numbers go."""
    told = [words.in_percent(f) for f in figures]
    ends = [end for f in told for end in _bounds(f) or ()]
    low, high = words.number(min(ends)), words.number(max(ends))
    sign = "%" if told[0].unit == "%" else ""
    return f"{low}{sign}" if low == high else f"{low} to {high}{sign}"


def single(pile: Pile, shown: Sequence[Chart]) -> list[Figure]:
    """The figures that are in no chart, in reading order."""
    charted = {id_ for chart in shown for row in chart.rows for dot in row.dots for id_, _ in dot.carriers}
    return [figure for figure in pile.figures if figure.id not in charted]


def _topics(pile: Pile, figures: Sequence[Figure]) -> list[list[Figure]]:
    """The figures by what they count, where, when and how large; one still too wide by what is counted."""
    broad: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        place = place_key(figure.place.text) if figure.place else ""
        head = figure.event or _counted(figure)
        if head:
            broad[head, _class(figure), figure.unit, _is_long(figure), place].append(figure)
    near = [some for mine in broad.values() for soon in _soon(pile, mine) for some in _near(soon)]
    found: list[list[Figure]] = []
    for mine in near:
        if len(mine) <= _WIDEST:
            found.append(mine)
            continue
        narrow: dict[str, list[Figure]] = defaultdict(list)
        for figure in mine:
            narrow[_counted(figure)].append(figure)
        found += [some for some in narrow.values() if len(some) <= _WIDEST]
    return found


def _is_long(figure: Figure) -> bool:
    """Whether a figure is of months or years, and not of an event."""
    first, last = _time(figure)
    return bool(first and last and last - first > _SOON)


def _time(figure: Figure) -> tuple[date | None, date | None]:
    if figure.time is None:
        return None, None
    first = words.first_day((figure.time.from_ or "")[:10])
    return first, words.first_day((figure.time.to or "")[:10]) or first


def _soon(pile: Pile, figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Figures in runs between which no long time lies; those of no known day are one run."""
    days: dict[str, date | None] = {}
    for figure in figures:
        day = words.printed_day(pile.document_of[figure.document])
        days[figure.id] = _time(figure)[0] or words.first_day(day)
    yield [f for f in figures if days[f.id] is None]
    dated = [f for f in figures if days[f.id]]
    yield from _runs(dated, lambda f: days[f.id] or date.min, lambda a, b: b - a > _SOON)


def _near(figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Figures in runs of numbers between which no wide gap lies."""
    yield from _runs(figures, lambda f: (_bounds(f) or (0.0, 0.0))[0], lambda a, b: b > _FAR * abs(a) > 0)


def _runs(
    figures: Sequence[Figure], key: Callable[[Figure], Any], far: Callable[[Any, Any], bool]
) -> Iterator[list[Figure]]:
    """The figures, in their own order, by runs of a value: a new one begins where it is far from the last."""
    values = sorted({key(f) for f in figures})
    begins = [b for a, b in pairwise(values) if far(a, b)]
    runs: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        runs[bisect_right(begins, key(figure))].append(figure)
    yield from (runs[n] for n in sorted(runs))


def _counted(figure: Figure) -> str:
    return " ".join((figure.counted or figure.about or "").casefold().split())


def _class(figure: Figure) -> str:
    """The class of what is counted; a bare toll and one of civilians are of people."""
    name = population(figure.counted)[0]
    if figure.event and name in (None, "people", "civilians"):
        return "people"
    return name or ""


def _compared(pile: Pile) -> list[list[Figure]]:
    """The sets of figures that comparisons join, but for those that only look alike, by what they count."""
    leader: dict[str, str] = {}

    def lead(id_: str) -> str:
        while leader.setdefault(id_, id_) != id_:
            id_ = leader[id_]
        return id_

    for comparison in pile.comparisons:
        ends = (comparison.left, comparison.right)
        if comparison.relation not in SETTLING_NOTHING and all(e in pile.figure_of for e in ends):
            one, other = sorted(lead(e) for e in ends)
            leader[other] = one
    sets: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in pile.figures:
        if figure.id in leader and _bounds(figure):
            sets[lead(figure.id), _class(figure)].append(figure)
    found = [figures for figures in sets.values() if len(figures) > 1]
    return sorted(found, key=lambda figures: (not figures[0].event, -len(figures), pile.place(figures[0].id)))


def _joined(pile: Pile, sets: Sequence[list[Figure]]) -> list[list[Figure]]:
    """The sets, those made one that count one thing at one place and within a few days."""
    kept: dict[tuple[str, ...], list[list[Figure]]] = defaultdict(list)
    made: list[list[Figure]] = []
    for figures in sets:
        place = place_key(_where(figures))
        head = (*_kind(figures), place)
        days = _days(pile, figures)
        near = (one for one in kept[head] if place and head[0] and _meet(_days(pile, one), days))
        whole = next(near, None)
        if whole is None:
            made.append(list(figures))
            kept[head].append(made[-1])
        else:
            whole += figures
            whole.sort(key=lambda f: pile.place(f.id))
    return made


def _days(pile: Pile, figures: Sequence[Figure]) -> tuple[date, date] | None:
    """From when to when figures are; one without a time is of the day its article was published."""
    days = []
    for figure in figures:
        published = words.first_day(words.printed_day(pile.document_of[figure.document]))
        known = [d for d in _time(figure) if d and not _is_long(figure)]
        days += known or ([published] if published else [])
    return (min(days), max(days)) if days else None


def _meet(one: tuple[date, date] | None, other: tuple[date, date] | None) -> bool:
    return bool(one and other and max(one[0], other[0]) - min(one[1], other[1]) <= _SAME_EVENT)


def _bounds(figure: Figure) -> tuple[float, float] | None:
    """Where a figure begins and ends on the scale; an open end stands at its known one."""
    known = [float(v) for v in (figure.low, figure.high) if v is not None]
    return (known[0], known[-1]) if known else None


def _chart(pile: Pile, figures: Sequence[Figure], title: str, note: str) -> Chart:
    ends = [end for f in figures for end in _bounds(f) or ()]
    scale = Scale(min(ends), max(ends), whole=all(f.unit == "1" for f in figures))
    by_origin: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        by_origin[_origin_key(pile, figure), _printed(pile, figure)].append(figure)
    joined = _comparisons(pile, figures)
    clashing = {e for c in joined if c.relation in _FLAGGED for e in (c.left, c.right)}
    rows = [_row(pile, mine, scale, clashing) for mine in by_origin.values()]
    rows.sort(key=lambda row: min(pile.place(dot.carriers[0][0]) for dot in row.dots))
    return Chart(
        id=f"t_{figures[0].id}",
        title=title,
        note=note,
        ticks=scale.ticks(),
        logarithmic=scale.logarithmic,
        scale=scale.told,
        rows=tuple(rows),
        relations=_relations(joined),
        over_time=_over_time(rows, scale.ticks()),
    )


def _comparisons(pile: Pile, figures: Sequence[Figure]) -> list[Comparison]:
    """What joins two figures of a chart."""
    ids = {f.id for f in figures}
    ends = {pile.end_of(id_) for id_ in ids}
    beside = (c for end in ends for c in pile.compared_of.get(end, ()))
    return list({c.id: c for c in beside if {c.left, c.right} <= ids}.values())


def _relations(joined: Iterable[Comparison]) -> tuple[tuple[str, int], ...]:
    """How often the figures of a chart were found to stand to each other in which way."""
    counts = Counter(c.relation for c in joined)
    return tuple((relation, counts[relation]) for relation in _CLASH if counts[relation])


def _over_time(rows: Sequence[Row], ticks: Marks) -> OverTime | None:
    """The amounts of the rows whose day is known, where there is more than one day."""
    day_of = {row.day: day for row in rows if (day := words.first_day(row.day))}
    if len(set(day_of.values())) < 2:
        return None
    days = Days(day_of.values(), *_ACROSS)
    points = [
        _point(dot, days.place(day_of[row.day]), row.quote.who)
        for row in rows
        if row.day in day_of
        for dot in row.dots
    ]
    marks = tuple((_down(at), label) for at, label in ticks)
    return OverTime(tuple(points), marks, days.ticks(), tuple(days.breaks), days.told)


def _point(dot: Dot, across: float, who: str) -> Point:
    low = TALL if dot.shape == "most" else _down(dot.left)
    high = 0 if dot.shape == "least" else _down(dot.right)
    return Point(across, low, high, dot, who)


def _down(place: float) -> int:
    """Pixels from the top for a place along the scale."""
    return round(TALL * (1 - place / 100))


def _printed(pile: Pile, figure: Figure) -> str:
    """The day a figure was published, in words."""
    document = pile.document_of[figure.document]
    return words.date(document.published[:10]) if document.published else words.published(document)


def _origin_key(pile: Pile, figure: Figure) -> str:
    claim = pile.claim_behind(figure.id)
    if claim is None:
        return f"own {pile.outlet_of[figure.document]}"
    return " ".join(v.key for v in pile.voices(claim))


def _row(pile: Pile, figures: Sequence[Figure], scale: Scale, clashing: Collection[str]) -> Row:
    quote = pile.quote(figures[0].id)
    same: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        same[figure.low, figure.high, figure.approximate, words.amount(figure)].append(figure)
    # What clashes is shown whatever is left out.
    some = sorted(same.values(), key=lambda alike: all(f.id not in clashing for f in alike))
    dots = tuple(_dot(pile, alike, scale) for alike in some)
    first = {pile.outlet_of[f.document]: f.id for f in reversed(figures)}
    return Row(
        quote=quote,
        carriers=tuple((id_, outlet) for outlet, id_ in first.items()),
        date=_printed(pile, figures[0]),
        dots=tuple(sorted(dots[:_DOTS], key=lambda d: (d.left, d.right, d.label))),
        left_out=max(0, len(dots) - _DOTS),
        day=words.printed_day(pile.document_of[figures[0].document]),
        clashes=any(f.id in clashing for f in figures),
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
