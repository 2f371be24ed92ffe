"""What one article carries and the pile's other articles do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.comparison.sameness import JOINING
from sayso.dossier.pile import PERHAPS, SETTLING_NOTHING, Pile, Quote
from sayso.model import Claim, Document

SHOWN = 6
"""How many claims of an article are shown before the rest is folded."""

_HEADINGS = frozenset({"headline", "subheading", "caption"})
"""Where an outlet's own words are a title or a scene more often than a report."""


@dataclass(frozen=True, slots=True)
class Row:
    """One article's own claims: those shown, those folded, and how many its marked text alone has."""

    document: Document
    shown: tuple[Quote, ...]
    folded: tuple[Quote, ...]
    rest: int


def only_here(pile: Pile, most: int) -> list[Row]:
    """For each article the attributed claims and figures that no other article was found to carry or answer.

    ``most`` caps how many claims of one article are quoted; the counts of an event come first.
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
    ordered = sorted(own, key=lambda c: (*_rank(pile, c), pile.place(c.id)))
    quotes = [pile.quote(c.id) for c in ordered[:most]]
    return Row(document, tuple(quotes[:SHOWN]), tuple(quotes[SHOWN:]), max(0, len(own) - most))


def _rank(pile: Pile, claim: Claim) -> tuple[bool, ...]:
    """What counts an event first, then somebody's word, then an outlet's own numbers; its headings last."""
    figures = pile.figures_of.get(claim.id, ())
    counts = any(f.event for f in figures)
    own = claim.mode == "narrated"
    return own and not counts, not counts, own, own and not _in_body(pile, claim), not figures


def _in_body(pile: Pile, claim: Claim) -> bool:
    """Whether a claim stands in a sentence of the article, and in no heading or caption of it."""
    segments = pile.document_of[claim.document].segments
    return any(s.kind not in _HEADINGS for s in segments if s.start <= claim.start < s.end)


def _worth(pile: Pile, claim: Claim) -> bool:
    """Somebody's word, or a number; an outlet's own other sentences are left to its article.

    "One man sat on the steps" is a scene, and counts nothing.
    """
    return claim.mode != "narrated" or any(f.event or f.low != 1 for f in pile.figures_of.get(claim.id, ()))


def _elsewhere(pile: Pile) -> set[str]:
    """The claims that stand with a claim of another article: in a comparison, a group or shared text.

    A pair that only looks alike, or that the texts do not settle, carries neither of its sides elsewhere,
    unless the two may say the same.
    """
    found: set[str] = set()
    for comparison in pile.comparisons:
        may_be = {reason.left for reason in comparison.reasons if reason.feature == PERHAPS}
        if comparison.relation in SETTLING_NOTHING and JOINING.isdisjoint(may_be):
            continue
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
