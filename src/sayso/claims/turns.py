"""Paragraphs that are one speaker's words without quotation marks: turns of an interview, and posts."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.claims.attribution import Attribution
from sayso.claims.sources import SourceWords
from sayso.model import Span
from sayso.reading.text import Quotation, Reading, Sentence, Token

_TELLING = ("VB", "MD")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of kept text that stands by itself, with the kind of its segment."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says: the whole stretch with its label, and the stretches that are claims.

    ``asked`` marks questions and what else the outlet itself says in an interview, of which no claim is made.
    """

    start: int
    end: int
    cue: Token
    rule: str
    source: SourceWords | None
    contents: tuple[Span, ...]
    asked: bool = False


def paragraphs(reading: Reading) -> list[Paragraph]:
    """The paragraphs of a reading, without headlines; a line that was cut at its label is one."""
    text = reading.document.text
    found: list[Paragraph] = []
    for segment in reading.document.kept():
        if segment.kind == "headline" or segment.language not in (None, "en"):
            continue
        last = found[-1] if found else None
        if last is not None and last.kind == "dateline" and "\n" not in text[last.end : segment.start]:
            found[-1] = Paragraph(last.start, segment.end, segment.kind)
        else:
            found.append(Paragraph(segment.start, segment.end, segment.kind))
    return [part for paragraph in found for part in _lines(text, paragraph)]


def _lines(text: str, paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph cut where a line inside it ends as sentences do."""
    start = paragraph.start
    for at in (i for i in range(paragraph.start, paragraph.end) if text[i] == "\n"):
        if text[start:at].rstrip()[-1:] in tuple('.?!…)”"'):
            yield Paragraph(start, at, paragraph.kind)
            start = at + 1
    yield Paragraph(start, paragraph.end, paragraph.kind)


def statements(reading: Reading, start: int, end: int) -> tuple[Span, ...]:
    """What a stretch states: its sentences that hold a verb and ask nothing, joined where they adjoin."""
    out: list[Span] = []
    tokens = reading.tokens_in(start, end)
    before: Sentence | None = None
    for _, group in itertools.groupby(tokens, key=lambda t: t.sentence.i):
        words = list(group)
        tells = any(t.tag.startswith(_TELLING) for t in words)
        if not tells or next((t.text for t in reversed(words) if t.text not in ')"”’»'), "") == "?":
            continue
        if out and before is not None and words[0].sentence.before is before:
            out[-1] = (out[-1][0], words[-1].end)
        else:
            out.append((words[0].start, words[-1].end))
        before = words[0].sentence
    return tuple(out)


def with_turns(
    reading: Reading, attributions: Sequence[Attribution], turns: Sequence[Turn]
) -> list[Attribution]:
    """The attributions with those of turns, in place of whatever was found inside these.

    What a turn states becomes a block quotation of the reading.
    """
    if not turns:
        return list(attributions)
    kept = [
        dataclasses.replace(a, contents=contents) if contents != a.contents else a
        for a in attributions
        if not _inside(a.cue.start, turns)
        and (contents := [(s, e) for s, e in a.contents if not any(t.start < e and s < t.end for t in turns)])
    ]
    blocks = [Quotation(s, e, block=True) for t in turns if not t.asked for s, e in t.contents]
    outside = [q for q in reading.quotations if not any(t.start <= q.start < t.end for t in turns)]
    reading.quotations = tuple(sorted([*outside, *blocks], key=lambda q: (q.start, q.end)))
    made = [
        Attribution(t.cue, t.cue, "say", t.rule, t.source, list(t.contents), True, asked=t.asked)
        for t in turns
        if t.contents
    ]
    return [*kept, *made]


def _inside(offset: int, turns: Sequence[Turn]) -> bool:
    return any(t.start <= offset < t.end for t in turns)
