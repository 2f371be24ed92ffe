"""What people decided, in one list: what stands, what was taken back, what lost its record."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.case import decisions as case
from sayso.case.unlisted import TOLD
from sayso.dossier.pairs import with_figures
from sayso.dossier.pile import Pile
from sayso.model import Decision


@dataclass(frozen=True, slots=True)
class Line:
    """One decision in words; ``target`` is the id of what it is about, ``about`` that record in words.

    ``state`` is stands, undone, undoes (it takes another back), replaced (by a later one), orphaned, or
    unlisted: it stands, of two that are no longer set side by side.
    """

    id: str
    text: str
    target: str
    about: str
    state: str


def decisions(pile: Pile) -> list[Line]:
    """Every decision that was ever made, the latest first; for what is in force, see ``Line.state``."""
    return [line(pile, decision) for decision in reversed(pile.found.log.all)]


def orphaned(pile: Pile) -> list[str]:
    """A sentence for each decision whose record is no longer found."""
    things, log = pile.found.things, pile.found.log
    return [case.orphaned(things, decision) for decision in case.orphans(things, log)]


def line(pile: Pile, decision: Decision) -> Line:
    """A decision as a list shows it."""
    things = pile.found.things
    text, about = with_figures(pile, decision, case.made(things, decision)), case.about(things, decision)
    state = _state(pile, decision)
    told = f"{text}; {TOLD}" if state == "unlisted" else text
    return Line(decision.id, told, decision.target, about, state)


def _state(pile: Pile, decision: Decision) -> str:
    log = pile.found.log
    if decision.undoes:
        return "undoes"
    if decision.id in log.undone:
        return "undone"
    if decision.id not in log.current:
        return "replaced"
    if decision.target in pile.found.unlisted:
        return "unlisted"
    return "orphaned" if case.is_orphan(pile.found.things, decision) else "stands"
