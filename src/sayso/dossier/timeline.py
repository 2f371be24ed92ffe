"""Two lanes of time: when things are said to have happened, and when the articles were published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.dossier import words
from sayso.dossier.pile import Pile, Quote
from sayso.dossier.scales import Days, Marks
from sayso.model import Claim, Document

PER_DAY = 4
"""How many claims of one day are shown before the rest is folded."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One day, month or interval: the claims about it and the articles published then."""

    label: str
    happened: tuple[Quote, ...]
    folded: tuple[Quote, ...]
    published: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """One mark on the strip above the entries: its place and width in per cent, and where it leads."""

    left: float
    width: float
    target: str
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The entries in order of time, and the strip that shows both lanes at one glance.

    ``marks`` and ``breaks`` are of the strip's scale, which ``scale`` tells to a script.
    """

    entries: tuple[Entry, ...]
    undated: int
    happened: tuple[Tick, ...] = ()
    published: tuple[Tick, ...] = ()
    marks: Marks = ()
    breaks: tuple[tuple[float, float], ...] = ()
    scale: str = ""

    def __bool__(self) -> bool:
        return bool(self.entries)

    def part(self, entries: Sequence[Entry]) -> Timeline:
        """The same with some of the entries; the strip stays whole."""
        return replace(self, entries=tuple(entries))


def timeline(pile: Pile) -> Timeline:
    """Both lanes; claims whose time cannot be anchored and articles without a date are counted only."""
    claims: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in pile.told:
        if claim.time and claim.time.from_:
            claims[claim.time.from_[:10], (claim.time.to or "")[:10]].append(claim)
    papers: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in pile.documents:
        if day := words.printed(document)[:10]:
            papers[day, day].append(document)
    entries = []
    for key in sorted({*claims, *papers}):
        quotes = [pile.quote(c.id) for c in sorted(claims[key], key=lambda c: _weight(pile, c))]
        entries.append(
            Entry(words.interval(*key), tuple(quotes[:PER_DAY]), tuple(quotes[PER_DAY:]), tuple(papers[key]))
        )
    undated = sum(not words.printed(d) for d in pile.documents)
    keys = {*claims, *papers}
    known = {day for key in keys for day in (words.first_day(key[0]), words.first_day(key[1])) if day}
    if len(known) < 2:
        return Timeline(tuple(entries), undated)
    days = Days(known)
    happened = [_tick(key, days, mine[0].id, mine[0].text) for key, mine in sorted(claims.items()) if mine]
    shown = [
        _tick(key, days, mine[0].id, f"{pile.outlet_of[mine[0].id]}, {words.interval(*key)}")
        for key, mine in sorted(papers.items())
        if mine
    ]
    return Timeline(
        tuple(entries),
        undated,
        _several(happened),
        _several(shown),
        days.ticks(),
        tuple(days.breaks),
        days.told,
    )


def _weight(pile: Pile, claim: Claim) -> tuple[bool, bool, tuple[int, int, int, str]]:
    """Attributed claims first, then those with figures, then in reading order."""
    return claim.mode == "narrated", claim.id not in pile.figures_of, pile.place(claim.id)


def _several(ticks: list[Tick | None]) -> tuple[Tick, ...]:
    return tuple(tick for tick in ticks if tick)


def _tick(key: tuple[str, str], days: Days, target: str, label: str) -> Tick | None:
    start = words.first_day(key[0])
    if start is None:
        return None
    left = days.place(start)
    right = days.place(words.first_day(key[1]) or start)
    return Tick(left, round(max(0.0, right - left), 2), target, label)
