"""A spaCy ``Doc`` as a reading: its tokens and sentences as the pipeline it went through made them."""

from __future__ import annotations

from typing import Any

from sayso.errors import UsageError
from sayso.model import Document, Segment, make_id
from sayso.reading.names import find_names
from sayso.reading.numbers import find_numbers
from sayso.reading.parse import _add_segment, _rows, _shades
from sayso.reading.quotations import find_quotations
from sayso.reading.text import Reading
from sayso.reading.times import find_times

_SHADES = 96


def reading_of(doc: Any, shaded: bool = False) -> Reading:
    """What sayso reads in a ``Doc``; offsets count characters of ``doc.text``.

    With ``shaded``, the pipeline's inner numbers come along; ``UsageError`` where it has none of the right
    width, or where nothing parsed the ``Doc``.
    """
    if not doc.has_annotation("DEP") or not doc.has_annotation("TAG"):
        raise UsageError("sayso's components need a tagger and a parser before them in the pipeline.")
    if shaded and (doc.tensor.ndim != 2 or doc.tensor.shape[1] != _SHADES):
        raise UsageError(
            "With learned = true, sayso_attribution needs the vectors of the small English pipeline"
            " (en_core_web_sm 3.8) in doc.tensor; leave it out with other pipelines."
        )
    spans = _paragraphs(doc)
    document = Document(
        make_id("doc", doc.text),
        "",
        None,
        "",
        doc.text,
        published=doc._.published,
        language="en",
        segments=tuple(Segment(*_chars(doc, *span), "body") for span in spans),
    )
    reading = Reading(document, [], [])
    rows, kept = _rows(doc), []
    for segment, (first, after) in zip(document.segments, spans, strict=True):
        mine = [[row[0] - segment.start, *row[1:]] for row in rows[first:after]]
        kept += [first + i for i in _add_segment(reading, segment, mine)]
    if shaded:
        reading.shades = _shades(doc)[kept]
    reading.quotations = find_quotations(document)
    reading.times = find_times(reading)
    reading.numbers = find_numbers(reading)
    reading.names = tuple(find_names(reading))
    return reading


def _paragraphs(doc: Any) -> list[tuple[int, int]]:
    """Tokens from and to, for each paragraph: cut where a line ends and the parser begins a sentence too."""
    starts = [
        token.i
        for token in doc
        if token.i == 0 or (token.is_sent_start and "\n" in doc[token.i - 1].text_with_ws)
    ]
    return list(zip(starts, [*starts[1:], len(doc)], strict=False))


def _chars(doc: Any, first: int, after: int) -> tuple[int, int]:
    last = doc[after - 1]
    return doc[first].idx, last.idx + len(last)
