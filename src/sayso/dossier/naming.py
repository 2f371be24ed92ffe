"""How each outlet names the same people, bodies and groups."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sayso.dossier.pile import Pile
from sayso.model import Entity, Mention

_NAMES_SHOWN = 8
"""How many of an outlet's names for one entity are listed, the most used first."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name as written: how often, and the article where it first stands."""

    text: str
    count: int
    document: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Row:
    """One entity and each outlet's names for it."""

    name: str
    kind: str
    outlets: tuple[tuple[str, tuple[Name, ...]], ...]


def names(pile: Pile) -> list[Row]:
    """The entities that two outlets name, those with the most different names first; places are left out."""
    rows = [_row(pile, entity) for entity in pile.entities if entity.kind != "place"]
    told = [row for row in rows if len(row.outlets) > 1 and len(_spellings(row)) > 1]
    return sorted(told, key=lambda r: (-len(r.outlets), -len(_spellings(r)), r.name.casefold(), r.kind))


def _spellings(row: Row) -> set[str]:
    return {name.text.casefold() for _, names_ in row.outlets for name in names_}


def _row(pile: Pile, entity: Entity) -> Row:
    mentions = [m for m in entity.mentions if m.document in pile.document_of]
    mentions.sort(key=lambda m: (pile.number_of[m.document], m.start, m.end))
    outlets = []
    for outlet in pile.outlets:
        mine = [m for m in mentions if pile.outlet_of[m.document] == outlet and not _pronoun(m)]
        if mine:
            outlets.append((outlet, _names(mine)))
    return Row(entity.name, entity.kind, tuple(outlets))


def _pronoun(mention: Mention) -> bool:
    """Whether a mention is a pronoun: written small and only a few letters long."""
    return mention.text.islower() and len(mention.text) < 5


def _names(mentions: list[Mention]) -> tuple[Name, ...]:
    counts = Counter(" ".join(m.text.split()) for m in mentions)
    first = {" ".join(m.text.split()): m for m in reversed(mentions)}
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_NAMES_SHOWN]
    return tuple(
        Name(text, count, first[text].document, mention_anchor(first[text])) for text, count in ordered
    )


def mention_anchor(mention: Mention) -> str:
    """The anchor of a mention in its article."""
    return f"m_{mention.document}_{mention.start}"
