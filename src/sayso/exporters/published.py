"""What goes out into other people's formats: the case as people decided it to be, without what is private."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sayso.case.checking import REJECTED
from sayso.case.contents import Contents
from sayso.case.decided import decided
from sayso.case.decisions import SAME, together
from sayso.model import Claim, Document, Entity, Group


def published(contents: Contents) -> Contents:
    """The contents with decisions laid over them, less what is marked private and what was rejected.

    With a private document or person goes all that rests on it: claims on that person's word or whose
    sentence names them, figures in those, comparisons and groups of either, and decisions about any of it.
    The texts of the articles that are left stay as they are.
    """
    hidden = contents.log.hidden
    kept = decided(contents)
    people = _People(e for e in kept.entities if e.id in hidden)
    documents = tuple(people.without_byline(d) for d in kept.documents if d.id not in hidden)
    there = {d.id for d in documents}
    claims = tuple(
        c for c in kept.claims if c.document in there and c.id not in hidden and not people.stand_in(c)
    )
    told = {c.id: c for c in claims}
    figures = tuple(
        f
        for f in kept.figures
        if f.document in there and f.id not in hidden and (f.claim is None or f.claim in told)
    )
    sides = told.keys() | {f.id for f in figures}
    left = replace(
        kept,
        documents=documents,
        claims=claims,
        figures=figures,
        entities=tuple(_in_there(e, there, hidden) for e in kept.entities if e.id not in hidden),
        times=tuple(t for t in kept.times if t.document in there),
        passages=tuple(p for p in kept.passages if {p.left.document, p.right.document} <= there),
        comparisons=tuple(
            x
            for x in kept.comparisons
            if {x.left, x.right} <= sides and x.id not in hidden and x.relation != REJECTED
        ),
        groups=tuple(g for g in (_among(g, told) for g in kept.groups) if g.members and g.id not in hidden),
    )
    # A merged entity stands under one of its ids; what was decided about the others stays with it.
    known = (left.things.keys() - left.unlisted.keys()) | {
        id_ for group in together(contents.log.pairs(SAME)) for id_ in group if hidden.isdisjoint(group)
    }
    return replace(left, decisions=tuple(d for d in kept.decisions if d.target in known))


def private_places(contents: Contents) -> dict[str, list[tuple[int, int]]]:
    """Where in each document people are named who are marked private."""
    hidden = contents.log.hidden
    return _People(e for e in contents.entities if e.id in hidden).places


class _People:
    """Who is private, and where they are named."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.ids: set[str] = set()
        self.names: set[str] = set()
        self.places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for entity in entities:
            self.ids.add(entity.id)
            self.names |= {name.casefold() for name in (entity.name, *entity.aliases)}
            for mention in entity.mentions:
                self.places[mention.document].append((mention.start, mention.end))

    def without_byline(self, document: Document) -> Document:
        """A document whose authors are those of them that may be named."""
        named = tuple(name for name in document.authors if name.casefold() not in self.names)
        return document if named == document.authors else replace(document, authors=named)

    def stand_in(self, claim: Claim) -> bool:
        """Whether a claim stands on the word of one of them, or its sentence names one."""
        if any(s.entity in self.ids or (s.name or "").casefold() in self.names for s in claim.sources):
            return True
        start, end = min(claim.start, claim.sentence[0]), max(claim.end, claim.sentence[1])
        return any(s < end and start < e for s, e in self.places.get(claim.document, ()))


def _in_there(entity: Entity, there: set[str], hidden: frozenset[str]) -> Entity:
    """An entity with its mentions in what goes out, and no word of those that do not."""
    return replace(
        entity,
        mentions=tuple(m for m in entity.mentions if m.document in there),
        similar=tuple(s for s in entity.similar if s.entity not in hidden),
    )


def _among(group: Group, claims: Mapping[str, Claim]) -> Group:
    """A group with those of its members that go out, under the words of one of them."""
    members = tuple(m for m in group.members if m in claims)
    if members == group.members or not members:
        return replace(group, members=members)
    origins = (replace(o, members=tuple(m for m in o.members if m in claims)) for o in group.origin_of)
    label = claims[members[0]].text
    return replace(group, members=members, label=label, origin_of=tuple(o for o in origins if o.members))
