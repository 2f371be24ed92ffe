"""When a page was published and changed: by its markup, lines around its headline, address and data."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

from sayso.intake.dates import date_at, read_date
from sayso.intake.draft import Block, Draft
from sayso.intake.metadata import day_of_address, day_of_data
from sayso.intake.page import Page
from sayso.model import Evidence

_BEFORE_DATE = re.compile(
    r"(?<!\w)(?=\d{1,4}|[A-Z][A-Za-z]{2})|(?<=[a-z])(?=[A-Z][A-Za-z]{2})|[|•·–—\n:-]\s*"
)
_DIGIT = re.compile(r"\d")
_LONGEST_DATED, _LONGEST_LABEL = 90, 30
_MOST_BESIDE = 40
"""In characters: lines with a date, labels before one, and what may stand beside a date without a label."""

_BOTH = 2
_CHANGED = "updated "
"""The label of a date whose element is named so, whatever it says."""

_DAY = 10
"""The length of a date that says the day."""
_PUBLISHED = re.compile(r"\b(?:published|posted|post time|date|publication)\b[^.]{0,30}\Z", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updated?|modified|revised|edited)\b\W*(?:on|at)?\W*\Z", re.IGNORECASE)
_LABELS = re.compile(f"{_PUBLISHED.pattern}|{_UPDATED.pattern}", re.IGNORECASE)
_CHANGE = re.compile(r"updat|modif|revis|changed", re.IGNORECASE)
_OPENS = re.compile(r"\W*(?:(?:first|originally) )?(?:published|posted)(?: on| at)?\W*", re.IGNORECASE)
_BY_ON = re.compile(r"\bby:? [^.;:]{3,60}?(?:,? on)?\W*\Z", re.IGNORECASE)
"""What ends a line in a date of publication: who wrote it, and "on"."""

_ABOVE, _BELOW, _FARTHEST = 12, 10, 40
"""Dates stand so many blocks above the headline, and so many below the first paragraph or, if that is a
standfirst, before the next one, which is not farther than the last; or nowhere."""


@dataclass(frozen=True, slots=True)
class _Marks:
    """What a page's markup says of its blocks, by where they begin.

    ``changed`` are those whose elements are named for a date of change, ``moments`` the days that elements
    in them give in a form for machines, those of a change apart.
    """

    changed: frozenset[int]
    moments: dict[int, str] = field(default_factory=dict)
    changes: dict[int, str] = field(default_factory=dict)


def read_dates(draft: Draft, page: Page, headline: int, first: int) -> None:
    """The dates of the lines around the headline, else one that a label anywhere says to be of publication.

    ``headline`` and ``first`` are the indices of the headline's block and of the first paragraph's. What the
    markup says goes before, unless the page shows an earlier day: a page may be put up anew, but is not shown
    with a day before it was written. Where no line says the day, the page's address or data may.
    """
    marks = _marks(page)
    stated = draft.fields.get("published")
    evidence = draft.evidence.pop("published", None)
    draft.fields.pop("published", None)
    near = _near(draft.blocks, headline, first)
    for block in near:
        if block.kind in ("date", "byline"):
            _read_date(draft, block, _CHANGED if block.start in marks.changed else "")
    shown = draft.fields.get("published")
    if stated and (not shown or not _is_earlier(shown, stated)):
        draft.fields["published"], draft.evidence["published"] = stated, evidence or Evidence("", None, None)
    lead = draft.blocks[first].start if draft.blocks else 0
    for block in near:
        if block.kind in ("furniture", "author_bio") and block.start < lead:
            _read_date(draft, block)
    _read_moments(draft, near, marks)
    _read_labelled(draft, {block.start for block in near})
    if "published" not in draft.fields:
        draft.note("published", day_of_address(draft.fields.get("url", "")) or "", "date in the address")


def read_data(draft: Draft, markup: str) -> None:
    """The day of publication that a page's data hold, where nothing else says it."""
    if "published" not in draft.fields:
        draft.note("published", day_of_data(markup) or "", "publication in the page's data")


def _marks(page: Page) -> _Marks:
    marks = _Marks(frozenset(b.start for b in page.blocks if "changed" in b.element.hints))
    starts = [block.start for block in page.blocks]
    for at, names, value in page.moments:
        index = bisect_right(starts, at)
        day = read_date(value)
        if day and len(day) >= _DAY and index < len(starts):
            of = marks.changes if _CHANGE.search(names) else marks.moments
            of.setdefault(starts[index], day)
    return marks


def _near(blocks: Sequence[Block], headline: int, first: int) -> list[Block]:
    """The blocks from the headline on, then those above it, the nearest first."""
    start, stop = min(headline, first), max(headline, first) + _BELOW
    body = next((n for n, b in enumerate(blocks[first : first + _FARTHEST], first) if b.kind == "body"), 0)
    above = blocks[max(0, start - _ABOVE) : start]
    return [*blocks[start : max(stop, body)], *reversed(above)]


def _is_earlier(shown: str, stated: str) -> bool:
    """Whether a day lies before another, by more than clocks the world over differ."""
    days = [datetime.date.fromisoformat(each[:_DAY]) for each in (shown, stated) if len(each) >= _DAY]
    return len(days) == _BOTH and (days[1] - days[0]).days > 1


def _read_moments(draft: Draft, near: Iterable[Block], marks: _Marks) -> None:
    """Days that elements near the headline give for machines, where their lines say none in words.

    Of two in one line the one that is not named for a change is of publication, whatever the line says.
    """
    for block in near:
        if block.kind not in ("date", "byline", "furniture", "author_bio"):
            continue
        day, change = marks.moments.get(block.start, ""), marks.changes.get(block.start, "")
        label = draft.said(block)[:_LONGEST_LABEL]
        if not change and (block.start in marks.changed or _CHANGE.search(label)):
            day, change = "", day
        place = (block.start, block.end)
        draft.note("published", day, "time element near the headline", place)
        draft.note("updated", change, "time element near the headline", place)


def _read_labelled(draft: Draft, near: Set[int]) -> None:
    """Dates behind labels anywhere; of a change only near the headline: other posts have them, too."""
    label = ""
    for block in draft.blocks:
        opens = block.kind == "list_item" and _OPENS.match(draft.said(block))
        if opens or block.kind in ("furniture", "credit", "date", "body", "correction"):
            _read_date(draft, block, label, _LABELS if block.start in near else _PUBLISHED)
        label = draft.said(block)


def _read_date(draft: Draft, block: Block, label: str = "", asked: re.Pattern[str] | None = None) -> None:
    """Note the date in a line, behind a label in it or before it (``label``) where one is ``asked`` for."""
    said = draft.said(block)
    if not _DIGIT.search(said) or ("published" in draft.fields and "updated" in draft.fields):
        return
    for start, end, value in _dates_in(draft, block):
        told = draft.text[block.start : start] or (label if len(label) <= _LONGEST_LABEL else "")
        alone = asked is None and len(value) >= _DAY and _stands_alone(draft.text, block, (start, end))
        if not alone and not (asked or _PUBLISHED).search(told):
            continue
        name = "updated" if _UPDATED.search(told) else "published"
        draft.note(name, value, "labelled date" if asked else "date near the headline", (start, end))
        if name == "published":
            if block.kind == "furniture" and len(said) <= _LONGEST_DATED:
                block.kind = "date"
            return


def _stands_alone(text: str, block: Block, date: tuple[int, int]) -> bool:
    """Whether a line says little but its date, or ends in it behind who wrote it."""
    start, end = date
    if block.end - block.start - (end - start) <= _MOST_BESIDE:
        return True
    return end == block.end and bool(_BY_ON.search(text[block.start : start]))


def _dates_in(draft: Draft, block: Block) -> Iterator[tuple[int, int, str]]:
    """The dates of a line with their places; of a long one, those behind its opening label and at its end."""
    said = draft.said(block)
    starts = [0, *(m.end() for m in _BEFORE_DATE.finditer(said, max(0, len(said) - _LONGEST_DATED)))]
    if len(said) > _LONGEST_DATED:
        opened = _OPENS.match(said)
        starts[0] = opened.end() if opened else 0
    for start in starts:
        found = date_at(draft.text, block.start + start, block.end)
        is_short = len(said) <= _LONGEST_DATED
        if found and (is_short or found[0] == block.end or (start == starts[0] > 0)):
            yield block.start + start, found[0], found[1]
