"""Bounds for documents without a publication date, from the dates that they tell of as past."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Dated, Document, Findings

_DATED_VALUE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?|\d{4}")
_MONTH_OR_DAY = 7


def infer_bounds(
    documents: Sequence[Document], findings: Sequence[Findings]
) -> tuple[tuple[str, Dated], ...]:
    """Lower bounds for undated documents: no earlier than the last date that the text tells of.

    Only dates with a year and a month count, and only those that no sentence sets in the future. Nothing is
    said of an upper bound.
    """
    made = []
    for document, found in zip(documents, findings, strict=True):
        if document.published is not None:
            continue
        told = [
            t
            for t in found.times
            if t.kind == "DATE"
            and t.from_ is not None
            and t.value is not None
            and _DATED_VALUE.fullmatch(t.value)
            and len(t.value) >= _MONTH_OR_DAY
        ]
        if told:
            latest = max(told, key=lambda t: (t.from_ or "", t.start))
            made.append(
                (
                    document.id,
                    Dated(latest.from_, None, f"tells of “{latest.text}” ({latest.start}–{latest.end})"),
                )
            )
    return tuple(made)
