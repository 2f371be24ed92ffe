"""Text cut into paragraphs: runs of lines between blank lines, or single lines where lines are paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from sayso.intake.draft import Block, trim
from sayso.model import Span

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_BULLET = re.compile(r"(?:[•◦▪■●‣∙·*►➤–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S")
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*\Z")

WIDEST_WRAPPED_LINE = 132
"""Text that was wrapped by a program has lines no longer than this."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    run: int


def paragraphs(text: str) -> list[Block]:
    """The blocks of a text, in order: one a paragraph, bullets as ``list_item``.

    Lines that a program wrapped (each as full as the next word allows) stay together in one paragraph.
    """
    lines = _lines(text)
    runs: dict[int, list[_Line]] = {}
    for line in lines:
        runs.setdefault(line.run, []).append(line)
    wrapped = _wrapped(text, list(runs.values()))
    blocks: list[Block] = []
    for run in runs.values():
        for start, end in _join(text, run) if wrapped else [(line.start, line.end) for line in run]:
            kind = "list_item" if _BULLET.match(text, start) else "body"
            blocks.append(Block(start, end, kind))
    return blocks


def _lines(text: str) -> list[_Line]:
    """The lines that are not blank, each with the number of the run of lines it stands in."""
    lines: list[_Line] = []
    run, last_end = 0, 0
    for match in _LINE.finditer(text):
        trimmed = trim(text, match.start(), match.end())
        if not trimmed:
            continue
        if lines and len(_BREAK.findall(text, last_end, match.start())) > 1:
            run += 1
        last_end = match.end()
        lines.append(_Line(*trimmed, run))
    return lines


def _wrapped(text: str, runs: list[list[_Line]]) -> bool:
    """Whether lines were broken to fit a width: few could have taken the next line's first word too."""
    pairs = [(a, b) for run in runs for a, b in pairwise(run)]
    if len(pairs) < 2:
        return False
    width = max(line.end - line.start for run in runs for line in run)
    if width > WIDEST_WRAPPED_LINE:
        return False
    full = sum(_is_full(text, a, b, width) for a, b in pairs)
    open_ended = sum(not _ENDS.search(text, a.start, a.end) for a, _ in pairs)
    return full >= 0.75 * len(pairs) and open_ended >= 0.5 * len(pairs)


def _is_full(text: str, line: _Line, following: _Line, width: int) -> bool:
    first_word = text[following.start : following.end].split(None, 1)[0]
    return (line.end - line.start) + 1 + len(first_word) > 0.9 * width


def _join(text: str, run: list[_Line]) -> list[Span]:
    """The lines of a run as one paragraph, but each bullet begins its own."""
    spans: list[Span] = []
    for line in run:
        if spans and not _BULLET.match(text, line.start):
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append((line.start, line.end))
    return spans
