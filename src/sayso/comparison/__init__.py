"""Claims → comparisons and groups: what documents share, and where accounts agree, repeat or clash."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from sayso.comparison.accounts import find_accounts
from sayso.comparison.charges import charges_of
from sayso.comparison.dated import infer_bounds
from sayso.comparison.ground import lay
from sayso.comparison.groups import find_groups, find_joins
from sayso.comparison.names import merge_entities
from sayso.comparison.pairing import compare_pairs
from sayso.comparison.postings import no_postings
from sayso.comparison.relay import infer_relays
from sayso.comparison.sameness import Pile
from sayso.comparison.shared_text import find_passages
from sayso.comparison.slots import all_slots
from sayso.comparison.stories import SMALL_PILE, all_near, nearest, pairs_of, words_held
from sayso.comparison.surroundings import gist_of, together
from sayso.comparison.verdicts import turned
from sayso.model import Compared, Comparison, Document, Findings


@contextmanager
def _no_collections() -> Iterator[None]:
    """Nothing is looked through for cycles: the many small things that comparison makes form none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_no_collections()
def compare(documents: Sequence[Document], findings: Sequence[Findings]) -> Compared:
    """What the pile shows beyond its single documents; neither the order of the input nor its names matter.

    Documents are gone through in the order of their bytes, so that a folder by another name gives the same.
    """
    by_id = {f.document: f for f in findings}
    ordered = sorted(documents, key=lambda d: (d.sha256, *_place(d)))
    found = [by_id.get(d.id, Findings(d.id)) for d in ordered]
    dated = infer_bounds(ordered, found)
    bounded = dict(dated)
    known = [replace(d, dated=bounded.get(d.id, d.dated)) for d in ordered]
    gists = [gist_of(d, f) for d, f in zip(known, found, strict=True)]
    numbers = range(len(known))
    if len(known) <= SMALL_PILE:
        near = all_near(numbers)
        around = [together(gists)] * len(known)
    else:
        near = nearest(words_held(enumerate(known)), no_postings(), {}, lambda _: {})
        around = [together([gists[j] for j in sorted({i, *near[i]})]) for i in numbers]
    slots = all_slots(known, found, [a.everyone for a in around])
    passages = find_passages(ordered)
    ground = lay(known, found, slots, passages, around)
    stories = pairs_of(near)
    charges = charges_of(slots[0], ground.cast)
    accounts = find_accounts(slots[0], charges, stories, ground)
    comparisons = compare_pairs(slots, charges, accounts, stories, ground)
    pile = Pile(slots, comparisons, ground, accounts)
    return Compared(
        passages=passages,
        entities=merge_entities(found),
        comparisons=_as_they_sort(comparisons, ordered, found),
        groups=find_groups(pile, find_joins(pile, stories)),
        relay=infer_relays(ordered, passages),
        dated=dated,
    )


def _place(document: Document) -> tuple[str, str, str]:
    """Where a document stands in the export: by path, then by record."""
    return document.path, str(document.member or "").zfill(12), document.id


def _as_they_sort(
    comparisons: Iterable[Comparison], documents: Iterable[Document], findings: Iterable[Findings]
) -> tuple[Comparison, ...]:
    """Comparisons with that side on the left which the export lists first, but for updates."""
    rank = {d.id: n for n, d in enumerate(sorted(documents, key=_place))}
    place: dict[str, tuple[int, int, int, str]] = {}
    for found in findings:
        for claim in found.claims:
            place[claim.id] = (rank[found.document], claim.start, claim.end, claim.id)
        for figure in found.figures:
            place[figure.id] = (rank[found.document], figure.start, figure.end, figure.id)

    def as_it_sorts(x: Comparison) -> Comparison:
        if x.relation == "updates" or place[x.left] <= place[x.right]:
            return x
        return replace(x, left=x.right, right=x.left, reasons=turned(x.reasons))

    return tuple(map(as_it_sorts, comparisons))
