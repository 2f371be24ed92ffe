"""What an article is judged among: itself and the articles nearest to it, never the whole pile.

How much a word tells, who heads which state, what role a person has and which counts have risen are asked of
these few. So what is found between two articles does not change when a far one comes to the pile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sayso.comparison.parties import leaders_in
from sayso.comparison.scenes import Risen, lead_names
from sayso.comparison.slots import Rising, everyone_of
from sayso.comparison.words import Counts, counted_together, counts_of
from sayso.model import Document, Entity, Findings
from sayso.records import Record


@dataclass(frozen=True)
class Gist:
    """What the articles around one need to know of it.

    ``told`` counts the words of its claims, ``once`` those of claims that are no echo of the headline;
    ``leaders`` are surnames with the state that each stands for; ``entities`` come without their mentions.
    """

    told: Counts
    once: Counts
    leaders: tuple[tuple[str, str], ...]
    entities: tuple[Entity, ...]
    risen: tuple[Risen, ...]


def record_of_gist(gist: Gist) -> Record:
    """A gist as plain JSON."""
    return {
        "told": _record_of(gist.told),
        "once": None if gist.once is gist.told else _record_of(gist.once),
        "leaders": gist.leaders,
        "entities": [(e.id, e.name, e.kind, e.role) for e in gist.entities],
        "risen": [(r.document, r.event, sorted(r.names)) for r in gist.risen],
    }


def _record_of(counts: Counts) -> list[Any]:
    return [dict(sorted(counts.stems.items())), counts.total]


def gist_of_record(record: Record) -> Gist:
    """The gist that a record was made of."""
    told = Counts(*record["told"])
    return Gist(
        told,
        told if record["once"] is None else Counts(*record["once"]),
        tuple((name, state) for name, state in record["leaders"]),
        tuple(Entity(id_, name, kind, role=role) for id_, name, kind, role in record["entities"]),
        tuple(Risen(document, event, frozenset(names)) for document, event, names in record["risen"]),
    )


@dataclass(frozen=True, eq=False)
class Surroundings:
    """The gists of some articles as one; the articles of a small pile have one and the same."""

    gists: Sequence[Gist]
    leaders: Mapping[str, str]
    everyone: Mapping[str, Entity]
    risen: tuple[Risen, ...]

    @cached_property
    def told(self) -> Counts:
        """The words of all claims."""
        return counted_together(g.told for g in self.gists)

    @cached_property
    def once(self) -> Counts:
        """The words of claims that are no echo of a headline."""
        if all(g.once is g.told for g in self.gists):
            return self.told
        return counted_together(g.once for g in self.gists)


def gist_of(document: Document, found: Findings) -> Gist:
    """The gist of one article, from it alone."""
    once = counts_of(c.text for c in found.claims if c.echo_of is None)
    echoes = [c.text for c in found.claims if c.echo_of is not None]
    rising = Rising(document, found)
    events = {f.event for f in found.figures if f.event and rising.of(f)}
    names = lead_names(document) if events else frozenset()
    return Gist(
        counted_together((once, counts_of(echoes))) if echoes else once,
        once,
        tuple(sorted(leaders_in(document.text))),
        tuple(replace(e, aliases=(), mentions=()) for e in sorted(found.entities, key=lambda e: e.id)),
        tuple(Risen(document.id, event, names) for event in sorted(events)),
    )


def together(gists: Sequence[Gist]) -> Surroundings:
    """The surroundings that articles make, given in the order of the pile."""
    return Surroundings(
        gists,
        _leaders(pair for g in gists for pair in g.leaders),
        everyone_of(e for g in gists for e in g.entities),
        tuple(risen for g in gists for risen in g.risen),
    )


def _leaders(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Heads of state and ministers by surname, with the one state that each stands for."""
    made: dict[str, set[str]] = defaultdict(set)
    for name, state in pairs:
        made[name].add(state)
    return {name: next(iter(states)) for name, states in sorted(made.items()) if len(states) == 1}
