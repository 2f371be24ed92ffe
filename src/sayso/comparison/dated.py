"""Bounds for documents without a publication date, from the dates that they tell of as past."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from sayso.comparison.words import word_list
from sayso.languages.lexicon import read_sections, words
from sayso.model import Dated, Document, Findings

_DATED_VALUE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?|\d{4}")
_MONTH_OR_DAY = 7
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_AROUND = 400


def infer_bounds(
    documents: Sequence[Document], findings: Sequence[Findings]
) -> tuple[tuple[str, Dated], ...]:
    """Lower bounds for undated documents: no earlier than the last date that the text tells of.

    Only dates with a year and a month count, and only those whose sentence has no word of the future. Nothing
    is said of an upper bound.
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
            and not _may_be_ahead(document.text, t.start, t.end)
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


def _may_be_ahead(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a date has a word that sets things in the future."""
    before = _SENTENCE_END.split(text[max(0, start - _AROUND) : start])[-1]
    after = _SENTENCE_END.split(text[end : end + _AROUND])[0]
    return bool(_future() & {*word_list(before), *word_list(after)})


@functools.cache
def _future() -> frozenset[str]:
    return words(read_sections("en", "future.txt")[""])
