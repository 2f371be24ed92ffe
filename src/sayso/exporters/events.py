"""Figures of events that accounts give for one thing: what tables of events have a row for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.case.contents import Contents
from sayso.case.decisions import together
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
    """A row for each thing that was counted in an event, in the order of its first figure."""
    counted = [f for f in contents.figures if f.kind == "count" and f.event and not f.change]
    there = {f.id: f for f in counted}
    pairs = [
        (x.left, x.right)
        for x in contents.comparisons
        if x.relation in _ONE_THING and x.left in there and x.right in there
    ]
    groups = {id_: group for group in together(pairs) for id_ in group}
    rows: dict[tuple[str, ...], list[Figure]] = {}
    for figure in counted:
        rows.setdefault(groups.get(figure.id, (figure.id,)), []).append(figure)
    return [_row(figures) for figures in rows.values()]


def _row(figures: list[Figure]) -> Reported:
    times = [f.time for f in figures if f.time is not None]
    return Reported(
        tuple(figures),
        _common(f.event for f in figures),
        _common(f.counted for f in figures),
        _common(f.place.text if f.place else None for f in figures),
        min((t.from_ for t in times if t.from_), default=""),
        max((t.to for t in times if t.to), default=""),
    )


def _common(values: Iterable[str | None]) -> str:
    """The values that are given, each once."""
    return "; ".join(dict.fromkeys(v for v in values if v))
