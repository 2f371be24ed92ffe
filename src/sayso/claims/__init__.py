"""Reading → claims: attribution, speakers, figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.claims.assembly import Assembler
from sayso.claims.cues import find_attributions
from sayso.claims.figures import attach, find_figures
from sayso.claims.gobetweens import take_up_cited
from sayso.claims.quoted import QuotationLinker, find_blocks
from sayso.claims.speakers import Speakers
from sayso.model import Findings
from sayso.reading.text import Reading


def find(readings: Iterable[Reading]) -> Iterator[Findings]:
    """The findings of each reading, in the order the readings come in."""
    for reading in readings:
        yield _find(reading)


def _find(reading: Reading) -> Findings:
    blocks = find_blocks(reading)
    reading.quotations = tuple(sorted((*reading.quotations, *blocks), key=lambda q: (q.start, q.end)))
    attributions = find_attributions(reading, _direct_speech(reading))
    QuotationLinker(reading, attributions).link()
    take_up_cited(attributions)
    speakers = Speakers(reading)
    claims = Assembler(reading, speakers).assemble([a for a in attributions if a.contents])
    figures = find_figures(reading, claims)
    claims = attach(claims, figures, reading)
    return Findings(reading.document.id, claims, figures, reading.times, speakers.entities())


def _direct_speech(reading: Reading) -> frozenset[int]:
    """The tokens that stand inside quotations, where others speak and no cue is the article's own."""
    inside: set[int] = set()
    at = 0
    for quotation in reading.quotations:
        while at < len(reading.tokens) and reading.tokens[at].start < quotation.start:
            at += 1
        while at < len(reading.tokens) and reading.tokens[at].end <= quotation.end:
            inside.add(at)
            at += 1
    return frozenset(inside)
