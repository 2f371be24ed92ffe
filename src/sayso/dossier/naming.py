"""How each outlet names the same people, bodies and groups."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.dossier.alike import ONE_NAME, SHORT
from sayso.dossier.pile import Pile
from sayso.languages.en import voices
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
    """One entity and each outlet's names for it.

    ``also`` are other names under which it was found too, most likely: a short one of its own, or one that is
    taken for something of another kind. They are told here together until somebody decides.
    """

    name: str
    kind: str
    outlets: tuple[tuple[str, tuple[Name, ...]], ...]
    also: tuple[str, ...] = ()


def names(pile: Pile) -> list[Row]:
    """The entities that two outlets name, those with the most different names first; places are left out."""
    together = _together(pile)
    led = {id_ for some in together.values() for id_ in some}
    heads = [e for e in pile.entities if e.kind != "place" and e.id not in led]
    rows = [_row(pile, e, [pile.entity_of[id_] for id_ in together.get(e.id, ())]) for e in heads]
    told = [row for row in rows if len(row.outlets) > 1 and len(_spellings(row)) > 1]
    return sorted(told, key=lambda r: (-len(r.outlets), -len(_spellings(r)), r.name.casefold(), r.kind))


def _spellings(row: Row) -> set[str]:
    return {_without_article(name.text) for _, names_ in row.outlets for name in names_}


def _without_article(name: str) -> str:
    """What "the Observatory", "The Observatory" and "Observatory" have in common."""
    return name.casefold().removeprefix("the ")


def _together(pile: Pile) -> dict[str, list[str]]:
    """The entities that stand in the row of another: a short name of it alone, its name as another kind's."""
    whole = {e.id: head for e in pile.entities if (head := _whole(pile, e)) is not None}
    found: dict[str, list[str]] = defaultdict(list)
    for id_, head in whole.items():
        seen = {id_}
        while head in whole and head not in seen:
            seen.add(head)
            head = whole[head]
        if head not in seen:
            found[head].append(id_)
    return found


def _whole(pile: Pile, entity: Entity) -> str | None:
    """The one entity whose name an entity's is short for, or that has the same name; None where none is."""
    other: dict[str, list[Entity]] = defaultdict(list)
    for similar in pile.similar.get(entity.id, ()):
        other[similar.reason].append(pile.entity_of[similar.entity])
    if same := [e for e in other[ONE_NAME] if _rank(e) < _rank(entity)]:
        return min(same, key=_rank).id
    longer = [e for e in other[SHORT] if len(e.name.split()) > len(entity.name.split())]
    longest = [e for e in longer if not any(_holds(other, e) for other in longer)]
    if len({_without_article(e.name) for e in longest}) != 1:
        return None
    return min((e.id for e in longest if _is_beside(entity, e)), default=None)


def _holds(whole: Entity, short: Entity) -> bool:
    """Whether a longer name has all words of another."""
    words, held = (set(_without_article(e.name).split()) for e in (whole, short))
    return held < words


def _is_beside(short: Entity, whole: Entity) -> bool:
    """Whether a short form that is a noun for bodies, as the Observatory, is used beside the whole name."""
    ends_in = short.name.casefold().split()[-1]
    is_body = ends_in in voices.load().bodies | voices.load().monitors
    return is_body and len(whole.mentions) >= len(short.mentions)


def _rank(entity: Entity) -> tuple[bool, int, str]:
    """Who of one name stands for it: no place, and the one named most."""
    return entity.kind == "place", -len(entity.mentions), entity.id


def _row(pile: Pile, entity: Entity, others: Sequence[Entity]) -> Row:
    every = (entity, *others)
    mentions = [m for e in every for m in e.mentions if m.document in pile.document_of]
    mentions.sort(key=lambda m: (pile.number_of[m.document], m.start, m.end))
    outlets = []
    for outlet in pile.outlets:
        mine = [m for m in mentions if pile.outlet_of[m.document] == outlet and not _pronoun(m)]
        if mine:
            outlets.append((outlet, _names(mine)))
    also = dict.fromkeys(e.name if e.name != entity.name else f"{e.name} ({e.kind})" for e in others)
    return Row(entity.name, entity.kind, tuple(outlets), tuple(also))


def _pronoun(mention: Mention) -> bool:
    """Whether a mention is a pronoun: written small and only a few letters long."""
    return mention.text.islower() and len(mention.text) < 5


def _names(mentions: list[Mention]) -> tuple[Name, ...]:
    """The names as written most often, an article before one left out of account; the most used first."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, Mention] = {}
    for mention in mentions:
        text = " ".join(mention.text.split())
        written[_without_article(text)][text] += 1
        first.setdefault(_without_article(text), mention)
    found = [
        Name(min(forms, key=lambda f: (-forms[f], len(f), f)), forms.total(), first[key].document,
             mention_anchor(first[key]))
        for key, forms in written.items()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda name: (-name.count, name.text))[:_NAMES_SHOWN])


def mention_anchor(mention: Mention) -> str:
    """The anchor of a mention in its article."""
    return f"m_{mention.document}_{mention.start}"
