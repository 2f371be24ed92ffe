"""Claims → comparisons and groups: what documents share, and where accounts agree, repeat or clash."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.comparison.growing import Growth, grow
from sayso.comparison.known import Known, Nothing
from sayso.comparison.parts import Alone, Hands
from sayso.memory import without_collections
from sayso.model import Compared, Document, Findings

__all__ = ["Alone", "Growth", "Hands", "Known", "Nothing", "compare", "compare_more"]


@without_collections()
def compare(documents: Sequence[Document], findings: Sequence[Findings]) -> Compared:
    """What the pile shows beyond its single documents; neither the order of the input nor its names matter.

    Documents are gone through in the order of their bytes, so that a folder by another name gives the same.
    """
    by_id = {f.document: f for f in findings}
    found = grow(Nothing(), [(d, by_id.get(d.id, Findings(d.id))) for d in documents], Alone())
    return Compared(
        passages=found.passages,
        entities=found.entities,
        comparisons=found.comparisons,
        groups=found.groups,
        relay=tuple((id_, relay) for id_, some in sorted(found.relay.items()) for relay in some),
        dated=tuple(found.dated.items()),
    )


@without_collections()
def compare_more(
    known: Known, fresh: Sequence[tuple[Document, Findings]], hands: Hands | None = None
) -> Growth:
    """What documents change that come to a case: what ``compare`` finds of all, less what it found before.

    Pairs of documents are compared by ``hands``, where there are any.
    """
    return grow(known, fresh, hands or Alone())
