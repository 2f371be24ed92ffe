"""Compares what a case has read: only what documents that came change, where the rest stands as it did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.case.components import components
from sayso.case.contents import Contents
from sayso.case.given import recorded
from sayso.case.ledger import Ledger
from sayso.case.store import Store
from sayso.comparison import Hands, Nothing, compare_more
from sayso.model import Document, Findings
from sayso.settings import Settings
from sayso.stages.compared import compared, stands_alone


@dataclass(frozen=True, slots=True)
class Change:
    """What documents that came to a case changed: the part that is told of; None where it is all of it."""

    after: Contents | None


def compare_case(
    store: Store,
    settings: Settings,
    fresh: Mapping[str, tuple[Document, Findings]],
    hands: Hands | None = None,
) -> Change:
    """Bring up to date what is found between the documents of a case, in one write.

    Documents in ``fresh`` (by id) are not read back; ``hands`` compare pairs of documents. What other
    packages put after comparison, or in its place, sees the whole pile.
    """
    made, told_of = components(settings), recorded(store, settings)
    alone = stands_alone(settings)
    came = store.uncompared(made, told_of) if alone else None
    if came is None:
        pairs = store.pairs(fresh)
        if alone:
            store.keep_growth(compare_more(Nothing(), pairs, hands), made, told_of, whole=True)
        else:
            found = compared([d for d, _ in pairs], [f for _, f in pairs], settings)
            store.replace_compared(found, made, told_of)
        return Change(None)
    if not came:
        store.keep_growth(None, made, told_of, whole=False)
        return Change(Contents())
    pairs = [fresh[id_] if id_ in fresh else store.pair(id_) for id_ in came]
    growth = compare_more(Ledger(store), pairs, hands)
    told = store.told_anew(growth)
    store.keep_growth(growth, made, told_of, whole=False)
    return Change(store.part(told))
