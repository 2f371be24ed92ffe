"""Reading → claims: attribution, speakers, figures."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from sayso.claims import learned
from sayso.claims.assembly import Assembler
from sayso.claims.attribution import Attribution
from sayso.claims.closing import hold_denials_short, let_closing_out, let_sources_out
from sayso.claims.cues import find_attributions
from sayso.claims.echoes import with_echoes
from sayso.claims.figures import attach, find_figures
from sayso.claims.gobetweens import take_up_cited
from sayso.claims.joining import joined
from sayso.claims.labels import labelled
from sayso.claims.posts import name_without_handle, posts
from sayso.claims.quoted import QuotationLinker, find_blocks
from sayso.claims.rejections import with_rejections
from sayso.claims.sources import antecedent, is_relative
from sayso.claims.speakers import Speakers
from sayso.claims.stances import states_something
from sayso.claims.turns import with_turns
from sayso.claims.wholes import made_whole
from sayso.model import Findings
from sayso.reading.text import Reading
from sayso.settings import Settings

_TOGETHER = 16
"""How many readings the networks see at once."""


def find(readings: Iterable[Reading], settings: Settings) -> Iterator[Findings]:
    """The findings of each reading, in the order the readings come in."""
    readings = iter(readings)
    while some := list(itertools.islice(readings, _TOGETHER)):
        for reading, attributions in zip(some, attribute(some, settings), strict=True):
            yield _find(reading, attributions)


def attribute(readings: Sequence[Reading], settings: Settings) -> list[list[Attribution]]:
    """Who says what in each reading, before speakers are named: by rules, and by what was learned."""
    ruled = [by_rules(with_blocks(reading)) for reading in readings]
    pairs = list(zip(readings, ruled, strict=True))
    if not settings.learned:
        return [_settled(reading, found) for reading, found in pairs]
    learnt = learned.attributions(pairs)
    return [
        _settled(reading, joined(found, made_whole(more, reading.quotations)))
        for (reading, found), more in zip(pairs, learnt, strict=True)
    ]


def _settled(reading: Reading, found: list[Attribution]) -> list[Attribution]:
    """Attributions as claims are made of them: their ends and sources put right, turns whole."""
    let_closing_out(found)
    let_sources_out(found, reading.quotations)
    hold_denials_short(found)
    for attribution in found:
        attribution.source = name_without_handle(attribution.source)
    found = with_rejections(found)
    turns = labelled(reading)
    return with_turns(reading, found, [*turns, *posts(reading, found, turns)])


def with_blocks(reading: Reading) -> Reading:
    """The same reading, its block quotations beside its others."""
    blocks = find_blocks(reading)
    reading.quotations = tuple(sorted((*reading.quotations, *blocks), key=lambda q: (q.start, q.end)))
    return reading


def by_rules(reading: Reading) -> list[Attribution]:
    """The attributions that the rules find in a reading with its block quotations."""
    found = find_attributions(reading, _direct_speech(reading))
    QuotationLinker(reading, found).link()
    return [a for a in found if a.contents]


def _find(reading: Reading, attributed: Sequence[Attribution]) -> Findings:
    attributions = [a for a in attributed if states_something(a)]
    for found in attributions:
        if found.source is not None and is_relative(found.source.head):
            found.source = antecedent(found.cue, found.source.head)
    take_up_cited(attributions)
    speakers = Speakers(reading)
    claims = Assembler(reading, speakers).assemble(attributions)
    figures = find_figures(reading, claims)
    claims = with_echoes(attach(claims, figures, reading), reading.document)
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
