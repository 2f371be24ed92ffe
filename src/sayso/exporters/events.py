"""Figures of events that accounts give for one thing: what tables of events have a row for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.case.contents import Contents
from sayso.comparison.rises import day_of_a_rise
from sayso.model import Figure

_ONE_THING = frozenset({"repeats", "agrees", "differs", "conflicts"})
"""Relations of two figures that count one thing; an update counts it at another time, and is its own row."""


@dataclass(frozen=True, slots=True)
class Reported:
    """All figures that are given for one thing: what happened, to what, where, and between which days."""

    figures: tuple[Figure, ...]
    event: str
    counted: str
    place: str
    from_: str
    to: str

    @property
    def low(self) -> float | int | None:
        """The lowest number that anybody reports."""
        return min((f.low if f.low is not None else f.high for f in self.figures), key=_at_most, default=None)

    @property
    def high(self) -> float | int | None:
        """The highest number that anybody reports, also where they say that it was more."""
        return max(
            (f.high if f.high is not None else f.low for f in self.figures), key=_at_least, default=None
        )


def _at_most(value: float | int | None) -> float:
    return float("inf") if value is None else value


def _at_least(value: float | int | None) -> float:
    return float("-inf") if value is None else value


def reported_events(contents: Contents) -> list[Reported]:
    """A row for each thing that was counted in an event, in the order of its first figure.

    A figure joins a row only where it is compared with every figure of that row as counting one thing: what
    hangs together by way of a third account alone stays apart.
    """
    counted = {f.id: f for f in contents.figures if f.kind == "count" and f.event and not f.change}
    beside: dict[str, set[str]] = {id_: set() for id_ in counted}
    for x in contents.comparisons:
        if x.sure and x.relation in _ONE_THING and x.left in counted and x.right in counted:
            beside[x.left].add(x.right)
            beside[x.right].add(x.left)
    place = {id_: n for n, id_ in enumerate(counted)}
    rows: list[list[str]] = []
    row_of: dict[str, list[str]] = {}
    for id_ in counted:
        near = (row_of[other] for other in sorted(beside[id_] & row_of.keys(), key=place.__getitem__))
        row = next((row for row in near if beside[id_].issuperset(row)), None)
        if row is None:
            row = []
            rows.append(row)
        row.append(id_)
        row_of[id_] = row
    return [_row(contents, [counted[id_] for id_ in row]) for row in rows]


def _row(contents: Contents, figures: list[Figure]) -> Reported:
    times = [f.time for f in figures if f.time is not None and not _of_a_rise(contents, f)]
    return Reported(
        tuple(figures),
        _common(f.event for f in figures),
        _common(f.counted for f in figures),
        _common(f.place.text if f.place else None for f in figures),
        # Days: a table of events knows no hours, and "24:00" is no hour to others.
        min((t.from_[:10] for t in times if t.from_), default=""),
        max((t.to[:10] for t in times if t.to), default=""),
    )


def _of_a_rise(contents: Contents, figure: Figure) -> bool:
    """Whether a figure's time is when its count rose, which is no day of the event."""
    text = contents.document[figure.document].text
    return day_of_a_rise(text, figure, contents.time, figure.time)


def _common(values: Iterable[str | None]) -> str:
    """The values that are given, each once."""
    return "; ".join(dict.fromkeys(v for v in values if v))
