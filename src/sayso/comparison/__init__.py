"""Claims → comparisons and groups: what documents share, and where accounts agree, repeat or clash."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from sayso.comparison.accounts import find_accounts
from sayso.comparison.dated import infer_bounds
from sayso.comparison.ground import lay
from sayso.comparison.groups import find_groups
from sayso.comparison.names import merge_entities
from sayso.comparison.pairing import compare_pairs
from sayso.comparison.relay import infer_relays
from sayso.comparison.shared_text import find_passages
from sayso.comparison.slots import all_slots
from sayso.comparison.stories import story_pairs
from sayso.model import Compared, Document, Findings


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
    """What the pile shows beyond its single documents; the order of the input never matters."""
    by_id = {f.document: f for f in findings}
    ordered = sorted(documents, key=lambda d: (d.path, str(d.member or "").zfill(12), d.id))
    found = [by_id.get(d.id, Findings(d.id)) for d in ordered]
    dated = infer_bounds(ordered, found)
    bounded = dict(dated)
    known = [replace(d, dated=bounded.get(d.id, d.dated)) for d in ordered]
    claims, figures = all_slots(known, found)
    passages = find_passages(ordered)
    ground = lay(known, found, (claims, figures), passages)
    stories = story_pairs(ordered)
    comparisons = compare_pairs(claims, figures, stories, ground)
    accounts = find_accounts(claims, stories, ground)
    return Compared(
        passages=passages,
        entities=merge_entities(found),
        comparisons=comparisons,
        groups=find_groups(comparisons, (claims, figures), ground, accounts),
        relay=infer_relays(ordered, passages),
        dated=dated,
    )
