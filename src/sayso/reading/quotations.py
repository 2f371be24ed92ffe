"""Quoted stretches of a document, from its quotation marks and where they stand.

News text breaks every rule of quotation: a speech runs over paragraphs with an opening mark on each and one
closing mark at the end, marks go missing, and curly ones stand the wrong way round. So a straight mark opens
where it leans on the word after it and closes where it leans on the word before it, and an unclosed quotation
ends with its paragraph; it never takes the rest of the article with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.model import Document, Segment
from sayso.reading.text import Quotation

# How many paragraphs a speech may run over before its closing mark is no longer looked for.
_LONGEST_RUN = 6
_OPENING = "“„«"
_CLOSING = "”»"
_DOUBLE = re.compile(r"[“”„«»\"]|''|``")
# Single marks quote only where they cannot be apostrophes: from a left mark on a word to a right mark
# that a space or punctuation follows.
_SINGLE = re.compile(
    r"(?<!\w)[‘'](?=\w)([^‘’'\n\"“”]{3,300}?(?:['’]\w[^‘’'\n\"“”]*?)*)(?<=[\w.,!?])[’'](?!\w)"
)


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """The quotations of the kept segments, in order; they do not overlap."""
    segments = document.kept()
    found: list[Quotation] = []
    open_before = False
    for i, segment in enumerate(segments):
        if open_before and not _DOUBLE.search(document.text, segment.start, segment.end):
            found.append(Quotation(segment.start, segment.end, closed=False, continued=True))
        else:
            found.extend(_in_segment(document.text, segment, open_before))
        open_before = bool(found) and _runs_on(document.text, found[-1], segments[i : i + _LONGEST_RUN])
    return tuple(found)


def _runs_on(text: str, last: Quotation, segments: Sequence[Segment]) -> bool:
    """Whether an unclosed quotation at the end of the first segment goes on in the next ones."""
    here, following = segments[0], segments[1:]
    if last.closed or last.end < here.end - 1 or last.start < here.start:
        return False
    for ahead, segment in enumerate(following):
        mark = _DOUBLE.search(text, segment.start, segment.end)
        if mark is not None:
            return _closes(text, mark, segment) or (ahead == 0 and mark.start() == segment.start)
    return False


def _in_segment(text: str, segment: Segment, open_before: bool) -> Iterator[Quotation]:
    doubles = list(_double(text, segment, open_before))
    if doubles:
        yield from doubles
        return
    for match in _SINGLE.finditer(text, segment.start, segment.end):
        yield Quotation(match.start() + 1, match.end() - 1)


def _double(text: str, segment: Segment, open_before: bool) -> Iterator[Quotation]:
    opened: int | None = None
    continued = False
    marks = list(_DOUBLE.finditer(text, segment.start, segment.end))
    if open_before and marks and marks[0].start() > segment.start and _closes(text, marks[0], segment):
        # The speech goes on from the paragraph before without a new opening mark.
        opened, continued = segment.start, True
    for mark in marks:
        if opened is None:
            if not _closes(text, mark, segment):
                opened = mark.end()
                continued = open_before and mark.start() == segment.start
        elif _closes(text, mark, segment):
            yield Quotation(opened, mark.start(), continued=continued)
            opened = None
        elif mark.group() in _OPENING:
            # A second opening mark: the first was never closed.
            yield Quotation(
                opened, _last_word_before(text, opened, mark.start()), closed=False, continued=continued
            )
            opened, continued = mark.end(), False
    if opened is not None and text[opened : segment.end].strip():
        yield Quotation(
            opened, _last_word_before(text, opened, segment.end), closed=False, continued=continued
        )


def _last_word_before(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _closes(text: str, mark: re.Match[str], segment: Segment) -> bool:
    """Whether a mark closes: by its shape, or a straight one by the side it leans on."""
    if mark.group() in _CLOSING:
        return True
    if mark.group() in _OPENING or mark.group() == "``":
        return False
    before = text[mark.start() - 1] if mark.start() > segment.start else " "
    after = text[mark.end()] if mark.end() < segment.end else " "
    if before.isspace() or before in "([—–-":
        return False
    return after.isspace() or not after.isalnum() or before in ".,!?"
