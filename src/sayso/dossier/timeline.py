"""Two lanes of time: when things are said to have happened, and when the articles were published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.dossier import words
from sayso.dossier.pile import Pile, Quote
from sayso.dossier.scales import Days, Marks
from sayso.model import Claim, Document

_GAP = timedelta(days=31)
"""So long a time without anything parts the background from what the pile is about."""

_FEW = 5
"""So few dates before that are not folded."""

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

    ``background`` are the entries before the time in which most of the pile's dates lie; the strip is of the
    others.
    ``marks`` and ``breaks`` are of the strip's scale, which ``scale`` tells to a script.
    """

    entries: tuple[Entry, ...]
    undated: int
    happened: tuple[Tick, ...] = ()
    published: tuple[Tick, ...] = ()
    marks: Marks = ()
    breaks: tuple[tuple[float, float], ...] = ()
    scale: str = ""
    background: tuple[Entry, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.entries)


def timeline(pile: Pile) -> Timeline:
    """Both lanes; claims whose time cannot be anchored and articles without a date are counted only."""
    claims: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in pile.told:
        if claim.time and claim.time.from_:
            claims[claim.time.from_[:10], (claim.time.to or "")[:10]].append(claim)
    papers: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in pile.documents:
        if day := words.printed_day(document):
            papers[day, day].append(document)
    past = _background([key for lane in (claims, papers) for key, mine in lane.items() for _ in mine])
    entries: list[Entry] = []
    background: list[Entry] = []
    for key in sorted({*claims, *papers}):
        quotes = [pile.quote(c.id) for c in sorted(claims[key], key=lambda c: _weight(pile, c))]
        (background if key in past else entries).append(
            Entry(words.interval(*key), tuple(quotes[:PER_DAY]), tuple(quotes[PER_DAY:]), tuple(papers[key]))
        )
    undated = sum(not words.printed(d) for d in pile.documents)
    keys = {*claims, *papers} - past
    known = {day for key in keys for day in (words.first_day(key[0]), words.first_day(key[1])) if day}
    if len(known) < 2:
        return Timeline(tuple(entries), undated, background=tuple(background))
    days = Days(known)
    happened = [
        _tick(key, days, mine[0].id, mine[0].text)
        for key, mine in sorted(claims.items())
        if mine and key in keys
    ]
    shown = [
        _tick(key, days, mine[0].id, f"{pile.outlet_of[mine[0].id]}, {words.interval(*key)}")
        for key, mine in sorted(papers.items())
        if mine and key in keys
    ]
    return Timeline(
        tuple(entries),
        undated,
        _several(happened),
        _several(shown),
        days.ticks(),
        tuple(days.breaks),
        days.told,
        tuple(background),
    )


def _background(keys: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """The times, each as often as it is told of, that lie before most; none where these are few."""
    days = [words.first_day(start) for start, _ in keys]
    begins = _begins(days)
    past = {key for key, found in zip(keys, days, strict=True) if found and begins and found < begins}
    return past if len(past) > _FEW else set()


def _begins(found: Iterable[date | None]) -> date | None:
    """Where the time begins in which most of these days lie: the shortest that has half of them.

    What goes before without a long gap belongs to it.
    """
    days = sorted(filter(None, found))
    if not days:
        return None
    half = (len(days) + 1) // 2
    at = min(range(len(days) - half + 1), key=lambda n: days[n + half - 1] - days[n])
    while at and days[at] - days[at - 1] <= _GAP:
        at -= 1
    return days[at]


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
