"""Everybody who is named, and who of them may be one and the same."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.case.spelling import fold
from sayso.dossier.pile import Pile
from sayso.errors import UsageError
from sayso.model import Entity


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities that may be one, and why; the one named more often first."""

    one: Entity
    other: Entity
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """An entity, all that are decided to be one with it, and how many claims stand on its word."""

    entity: Entity
    members: tuple[Entity, ...]
    claims: int


def found(pile: Pile, sought: str, kind: str = "") -> list[Entity]:
    """The entities with such a name and of a kind, those that are no places first, then those named most."""
    words = fold(sought)
    named = [e for e in pile.entities if words in fold(" ".join((e.name, *e.aliases)))]
    named = [e for e in named if kind in ("", e.kind)]
    return sorted(named, key=lambda e: (e.kind == "place", -len(e.mentions), e.name, e.id))


class SeveralError(UsageError):
    """More than one has a name: ``entities`` are those that may be meant."""

    def __init__(self, sentence: str, entities: Sequence[Entity]) -> None:
        super().__init__(sentence)
        self.entities = tuple(entities)


@functools.lru_cache(maxsize=1)
def speaking(pile: Pile) -> tuple[str, ...]:
    """Names that speakers may go by: of whoever speaks, then people and bodies, the foremost first."""
    voices = {v.key: v.name for c in pile.told for v in pile.voices(c) if not v.own and not v.anonymous}
    quoted = sorted(voices, key=lambda key: (-len(pile.claims_by[key]), key))
    places = {fold(e.name) for e in pile.entities if e.kind == "place"}
    names = {fold(e.name) for e in pile.entities}
    others = sorted(pile.entities, key=lambda e: -len(e.mentions))
    said_of = (e.name for e in others if _may_speak(pile, e) and fold(e.name) not in places)
    # "Syrias" is how a text without apostrophes writes what is Syria's.
    kept = (name for name in said_of if not (name.endswith("s") and fold(name[:-1]) in names))
    return tuple(dict.fromkeys((*map(voices.__getitem__, quoted), *kept)))


def _may_speak(pile: Pile, entity: Entity) -> bool:
    """Whether somebody has a name of their own, and is named more than once or may be another."""
    if entity.kind not in ("person", "organization", "outlet") or not entity.name[:1].isupper():
        return False
    if re.fullmatch(r"[IVXLCDM]+", entity.name):
        return False
    return len(entity.mentions) > 1 or bool(pile.similar.get(entity.id))


def meant(pile: Pile, given: str) -> str:
    """The id of the one entity of a name, or the id itself; ``UsageError`` where there is not one.

    ``SeveralError`` tells who may be meant.
    """
    if given in pile.found.things:
        return given
    name = " ".join(given.casefold().split())
    ids = [e.id for e in pile.entities if name in (_plain(e.name), _plain(with_kind(e)))]
    # Who is called so besides is meant where nobody has the name for its own.
    ids = ids or [e.id for e in pile.entities if name in map(_plain, e.aliases)]
    if len(ids) > 1:
        some = [e for e in pile.entities if e.id in ids]
        raise SeveralError(f"{len(ids)} have the name {given}: choose the one that you mean.", some)
    if not ids:
        raise UsageError(f"Nobody has the name {given!r}: write it as the page of names has it.")
    return ids[0]


def with_kind(entity: Entity) -> str:
    """An entity's name with its kind, which tells it from others of the name."""
    return f"{entity.name} ({entity.kind})"


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def row(pile: Pile, entity: Entity) -> Row:
    """An entity as a list shows it."""
    claims = pile.claims_by.get(" ".join(entity.name.casefold().split()), ())
    return Row(entity, pile.merged.members.get(entity.id, (entity,)), len(claims))


def pairs(pile: Pile, entities: Sequence[Entity]) -> list[Pair]:
    """The pairs that may be one and are not decided on, each once; voices first, then those named most."""
    known = {e.id: e for e in pile.entities}
    made: dict[frozenset[str], Pair] = {}
    for entity in entities:
        for similar in pile.similar.get(entity.id, ()):
            first = pile.merged.first.get(similar.entity)
            other = known.get(first.id if first else similar.entity)
            if other is None or other.id == entity.id:
                continue
            one, less = sorted((entity, other), key=lambda e: (-len(e.mentions), e.name, e.id))
            made.setdefault(frozenset((entity.id, other.id)), Pair(one, less, similar.reason))
    return sorted(made.values(), key=lambda p: (-_speaking(pile, p), *_weight(p)))


def _speaking(pile: Pile, pair: Pair) -> int:
    """How many of a pair speak: a merge of two voices changes most."""
    return sum(bool(row(pile, entity).claims) for entity in (pair.one, pair.other))


def _weight(pair: Pair) -> tuple[bool, int, str, str]:
    return pair.one.kind == "place", -len(pair.other.mentions), pair.one.name, pair.other.name
