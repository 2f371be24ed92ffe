"""What an article is judged among: itself and the articles nearest to it, never the whole pile.

How much a word tells, who heads which state, what role a person has and which counts have risen are asked of
these few. So what is found between two articles does not change when a far one comes to the pile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.comparison.parties import leaders_in
from sayso.comparison.scenes import Risen, lead_names
from sayso.comparison.slots import Rising
from sayso.comparison.words import Counts, counted_together, counts_of
from sayso.model import Document, Entity, Findings


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


@dataclass(frozen=True, eq=False)
class Surroundings:
    """The gists of some articles as one; the articles of a small pile have one and the same."""

    told: Counts
    once: Counts
    leaders: Mapping[str, str]
    everyone: Mapping[str, Entity]
    risen: tuple[Risen, ...]


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
        tuple(replace(e, aliases=(), mentions=()) for e in found.entities),
        tuple(Risen(document.id, event, names) for event in sorted(events)),
    )


def together(gists: Sequence[Gist]) -> Surroundings:
    """The surroundings that articles make, given in the order of the pile."""
    return Surroundings(
        counted_together(g.told for g in gists),
        counted_together(g.once for g in gists),
        _leaders(pair for g in gists for pair in g.leaders),
        _everyone(e for g in gists for e in g.entities),
        tuple(risen for g in gists for risen in g.risen),
    )


def _leaders(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Heads of state and ministers by surname, with the one state that each stands for."""
    made: dict[str, set[str]] = defaultdict(set)
    for name, state in pairs:
        made[name].add(state)
    return {name: next(iter(states)) for name, states in sorted(made.items()) if len(states) == 1}


def _everyone(entities: Iterable[Entity]) -> dict[str, Entity]:
    """People and bodies by id; a person's role is that which any of the articles gives."""
    known: dict[str, Entity] = {}
    for entity in entities:
        if entity.id not in known or (known[entity.id].role is None and entity.role is not None):
            known[entity.id] = entity
    return known
