"""Claims → comparisons and groups: what documents share, and where accounts agree, repeat or clash."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.comparison.names import merge_entities
from sayso.model import Compared, Document, Findings


def compare(documents: Sequence[Document], findings: Sequence[Findings]) -> Compared:
    """What the pile shows beyond its single documents; the order of the input never matters."""
    place = {d.id: (d.path, str(d.member or "").zfill(12), d.id) for d in documents}
    ordered = sorted(findings, key=lambda f: place[f.document])
    return Compared(entities=merge_entities(ordered))
