"""Where two articles carry one text, so that what stands in it is judged as in one article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from sayso.comparison.slots import ClaimSlots, FigureSlots
from sayso.model import Claim, Figure, Passage, Side

SharedText = Mapping[frozenset[str], Sequence[Passage]]
"""Passages by the two documents that share them."""

_DRIFT_CHARS = 10
"""How far a figure may stand from its place in the other claim, for edits between the two."""


class Standing(Enum):
    """How two claims or figures stand to each other by their texts."""

    APART = "in two texts"
    INSIDE = "in one article, or in the text that two articles share"
    COPY = "one stretch, carried twice"


class Copies:
    """The text that articles share, asked for two claims or two figures."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.shared = by_documents(passages)

    def standing(self, left: ClaimSlots | FigureSlots, right: ClaimSlots | FigureSlots) -> Standing:
        """Whether two things are one stretch, stand in one text, or in two."""
        if left.document.id == right.document.id:
            return Standing.INSIDE
        for passage in self.shared.get(frozenset((left.document.id, right.document.id)), ()):
            mine, other = _sides(passage, left.document.id)
            one, two = _thing(left), _thing(right)
            if not (holds(mine, one) or holds(other, two)):
                continue
            alike = 2 * len(left.stems & right.stems) >= len(left.stems | right.stems)
            return Standing.COPY if alike and _at_one_place(left, right) else Standing.INSIDE
        return Standing.APART


def by_documents(passages: Iterable[Passage]) -> SharedText:
    """Passages by the two documents that share them."""
    made: dict[frozenset[str], list[Passage]] = defaultdict(list)
    for passage in passages:
        made[frozenset((passage.left.document, passage.right.document))].append(passage)
    return made


def _at_one_place(left: ClaimSlots | FigureSlots, right: ClaimSlots | FigureSlots) -> bool:
    """Whether two figures stand at one place of their claims: a sentence can hold several."""
    if isinstance(left, ClaimSlots) or isinstance(right, ClaimSlots) or not (left.claim and right.claim):
        return True
    one, two = (s.figure.start - s.claim.claim.start for s in (left, right) if s.claim)
    return abs(one - two) <= _DRIFT_CHARS


def _thing(slots: ClaimSlots | FigureSlots) -> Claim | Figure:
    """A claim, or the claim that a figure stands in, since what is shared may begin after the number."""
    if isinstance(slots, ClaimSlots):
        return slots.claim
    return slots.claim.claim if slots.claim is not None else slots.figure


def _sides(passage: Passage, document: str) -> tuple[Side, Side]:
    """A passage's side in a document, and its other side."""
    one, other = passage.left, passage.right
    return (one, other) if one.document == document else (other, one)


def holds(side: Side, thing: Claim | Figure) -> bool:
    """Whether most of a thing lies in the shared text: edits at its edges are none of it."""
    return 2 * (min(side.end, thing.end) - max(side.start, thing.start)) >= thing.end - thing.start
