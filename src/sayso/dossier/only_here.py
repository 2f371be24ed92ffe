"""What one article carries and the pile's other articles do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.dossier.pile import Pile, Quote
from sayso.model import Claim, Document

SHOWN = 6
"""How many claims of an article are shown before the rest is folded."""


@dataclass(frozen=True, slots=True)
class Row:
    """One article's own claims: those shown, those folded, and how many its marked text alone has."""

    document: Document
    shown: tuple[Quote, ...]
    folded: tuple[Quote, ...]
    rest: int


def only_here(pile: Pile, most: int) -> list[Row]:
    """For each article the attributed claims and figures that no other article was found to carry.

    ``most`` caps how many claims of one article are quoted; those with figures come first.
    """
    if len(pile.documents) < 2:
        return []
    elsewhere = _elsewhere(pile)
    found = []
    for document in pile.documents:
        told: dict[str, Claim] = {}
        for claim in pile.claims_in[document.id]:
            if claim.id not in elsewhere and _worth(pile, claim) and not claim.echo_of:
                # A text that begins with its own headline says that twice.
                told.setdefault(" ".join(claim.text.casefold().split()).rstrip("."), claim)
        own = list(told.values())
        if own:
            found.append(_row(pile, document, own, most))
    return found


def _row(pile: Pile, document: Document, own: Sequence[Claim], most: int) -> Row:
    ordered = sorted(own, key=lambda c: (c.id not in pile.figures_of, c.mode == "narrated", pile.place(c.id)))
    quotes = [pile.quote(c.id) for c in ordered[:most]]
    return Row(document, tuple(quotes[:SHOWN]), tuple(quotes[SHOWN:]), max(0, len(own) - most))


def _worth(pile: Pile, claim: Claim) -> bool:
    """Somebody's word, or a number; an outlet's own sentences without one are left to its article."""
    return claim.mode != "narrated" or claim.id in pile.figures_of


def _elsewhere(pile: Pile) -> set[str]:
    """The claims that stand with a claim of another article: in a comparison, a group or shared text."""
    found: set[str] = set()
    for comparison in pile.comparisons:
        left, right = pile.claim_behind(comparison.left), pile.claim_behind(comparison.right)
        if left and right and left.document != right.document:
            found |= {left.id, right.id}
    for group in pile.groups:
        members = pile.members(group)
        if len({pile.document_with(m) for m in members}) > 1:
            found |= set(members)
    for passage in pile.contents.passages:
        for side in (passage.left, passage.right):
            inside = pile.claims_in.get(side.document, ())
            found |= {c.id for c in inside if c.start >= side.start and c.end <= side.end}
    return found
