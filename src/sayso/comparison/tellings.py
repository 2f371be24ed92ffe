"""What one article says more than once, as one telling: its headline, its lead and its first full sentence.

Only one telling of each is compared with other claims, so that a headline does not count as a second account.
It takes over the day, the place and the names that the other tellings add.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from sayso.comparison.numbers import relate, value_of
from sayso.comparison.slots import ClaimSlots, FigureSlots, in_headline, times_apart
from sayso.comparison.words import Weights

Weighing = Callable[[ClaimSlots, ClaimSlots], Weights]
"""How much words tell, asked for two claims."""

_SAME_WORDS = 0.75
_HEADLINE_ALIKE = 0.3
_HEADLINE_HELD = 0.6
_HEADLINE_NUMBER_ALIKE = 0.12
_CREDITED_FROM = 3
"""Numbers below are too common to be credited to whoever else names one."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim that stands for all that its article says of the same, with the figures in it."""

    claim: ClaimSlots
    figures: tuple[FigureSlots, ...]


def tell_once(claims: Iterable[ClaimSlots], figures: Iterable[FigureSlots], weigh: Weighing) -> list[Telling]:
    """The tellings of a pile, in the order of the claims that stand for them."""
    inside: dict[str, list[FigureSlots]] = defaultdict(list)
    articles: dict[int, list[FigureSlots]] = defaultdict(list)
    for figure in sorted(figures, key=lambda f: f.order):
        articles[figure.order[0]].append(figure)
        if figure.claim is not None:
            inside[figure.claim.claim.id].append(figure)
    credited = {f.figure.id: _credited(f, articles[f.order[0]]) for a in articles.values() for f in a}
    made = []
    for claim in sorted(claims, key=lambda c: c.order):
        held = (replace(f, credited=credited[f.figure.id]) for f in inside[claim.claim.id])
        made.append(Telling(claim, tuple(held)))
    return sorted((_best(group) for group in _same(made, weigh)), key=lambda t: t.claim.order)


def _same(tellings: Sequence[Telling], weigh: Weighing) -> list[list[Telling]]:
    """Tellings of one article that say the same, gathered behind the first of them."""
    groups: dict[int, list[list[Telling]]] = defaultdict(list)
    for telling in tellings:
        known = groups[telling.claim.order[0]]
        home = next((g for g in known if _repeats(g[0], telling, weigh)), None)
        if home is None:
            known.append([telling])
        else:
            home.append(telling)
    return [group for known in groups.values() for group in known]


def _repeats(first: Telling, other: Telling, weigh: Weighing) -> bool:
    """Whether a later claim of an article says again what an earlier one says, or what the headline says."""
    if first.claim.claim.denied != other.claim.claim.denied or times_apart(
        first.claim.time, other.claim.time
    ):
        return False
    weights = weigh(first.claim, other.claim)
    alike = weights.similarity(first.claim.stems, other.claim.stems)
    if alike >= _SAME_WORDS:
        return True
    if not in_headline(first.claim):
        return False
    if (
        alike >= _HEADLINE_ALIKE
        or weights.containment(first.claim.stems, other.claim.stems) >= _HEADLINE_HELD
    ):
        return True
    return alike >= _HEADLINE_NUMBER_ALIKE and any(
        relate(x.figure, y.figure) == "equal" and x.figure.event == y.figure.event
        for x in first.figures
        for y in other.figures
    )


def _best(group: Sequence[Telling]) -> Telling:
    """The first telling that names who said it, before a headline; with what the others add."""
    best = max(
        group,
        key=lambda t: (
            not t.claim.speaker.own_voice,
            not in_headline(t.claim),
            -t.claim.claim.start,
        ),
    )
    claims = [best.claim, *(t.claim for t in group)]
    claim = replace(
        best.claim,
        time=next((c.time for c in claims if c.time is not None), None),
        place=next((c.place for c in claims if c.place is not None), None),
        proper=frozenset().union(*(c.proper for c in claims)),
    )
    others = [f for t in group if t is not best and not in_headline(t.claim) for f in t.figures]
    figures = (
        replace(_of_all(f, others), claim=claim, time=f.time or claim.time, place=f.place or claim.place)
        for f in best.figures
    )
    return Telling(claim, tuple(figures))


def _of_all(figure: FigureSlots, others: Iterable[FigureSlots]) -> FigureSlots:
    """A figure of a narrower class that the article also gives as that of all: "56 civilians", "56 dead"."""
    for other in others:
        same = other.figure.event == figure.figure.event and relate(other.figure, figure.figure) == "equal"
        if same and other.counted in figure.within:
            return replace(figure, counted=other.counted, within=other.within)
    return figure


def _credited(figure: FigureSlots, article: Iterable[FigureSlots]) -> FigureSlots | None:
    """Of a number in the outlet's own voice the one that the same article has from a named source."""
    if not figure.speaker.own_voice or value_of(figure.figure) < _CREDITED_FROM:
        return None
    return next(
        (
            other
            for other in article
            if other.speaker.named
            and not other.speaker.own_voice
            and other.figure.event == figure.figure.event
            and relate(other.figure, figure.figure) == "equal"
        ),
        None,
    )
