"""Web pages: the visible text in order, the article found in it, and what the markup says of it."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Set

from sayso.intake import mastheads
from sayso.intake.article import arrange_page
from sayso.intake.authors import byline_names, stated_names
from sayso.intake.content import article_blocks
from sayso.intake.dates import date_at
from sayso.intake.document import finish
from sayso.intake.draft import Block, Draft
from sayso.intake.layout import Layout, lay_out
from sayso.intake.metadata import Metadata, day_of_address, day_of_data, read_metadata
from sayso.intake.page import Page, read_page
from sayso.intake.saved import Saved, out_of_archive, read_saved
from sayso.memory import without_collections
from sayso.model import KEPT_KINDS, Document, Evidence, Link

_BEFORE_DATE = re.compile(
    r"(?<!\w)(?=\d{1,4}|[A-Z][A-Za-z]{2})|(?<=[a-z])(?=[A-Z][A-Za-z]{2})|[|•·–—\n:-]\s*"
)
_PARTED = re.compile(r"\s*[-–—|·:»]\s*(\w[^|–—]{1,60})\Z")
_BY = re.compile(
    r"(?<!\w)(?:(?:written|posted|words|text|story|reported) )?by:?\s+(?=\w)|authors?:\s+", re.IGNORECASE
)
_WRITTEN_BY = re.compile(
    r"(?:written|posted|story|text|words|article|words) by\b:?\s+\w|author:\s+\w", re.IGNORECASE
)
_HELPED = re.compile(
    r"\b(?:edited|reviewed|checked|illustrat\w+|photos?|photograph\w*|images?|videos?|designed|powered|translated"
    r"|presented|sponsored|produced) by",
    re.IGNORECASE,
)
"""Those so named helped, and did not write."""

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


@without_collections()
def read_html(data: bytes, markup: str, path: str) -> Document:
    """The document of a web page.

    Its text is all visible text in order, blocks parted by blank lines; ``source_map`` gives for each block
    the element and line of the file it stood in. Raises ``InputError`` for a page without text.
    """
    page, draft, layout = read_markup(markup, path)
    draft.blocks = article_blocks(layout)
    draft.links = [Link(start, end, href) for start, end, href in page.links]
    draft.source_map = [(b.start, b.end, f"<{b.element.tag}>, line {b.element.line}") for b in page.blocks]
    title = _place_title(draft)
    _read_head(draft, {b.start for b in page.blocks if "changed" in b.element.hints})
    if "published" not in draft.fields:
        draft.note("published", day_of_data(markup) or "", "datePublished in the page's data")
    arrange_page(draft, title)
    return finish(draft, path, None, hashlib.sha256(data).hexdigest())


def read_markup(markup: str, path: str) -> tuple[Page, Draft, Layout]:
    """A page, the draft of its document with the fields its markup gives, and its blocks measured."""
    page = read_page(markup, path)
    metadata = read_metadata(page.root)
    draft = Draft(page.text)
    _read_saved(draft, read_saved(markup), metadata)
    _read_fields(draft, metadata)
    headings = [page.text[b.start : b.end] for b in page.blocks if b.element.tag == "h1"]
    _read_page_title(draft, metadata, headings)
    title = _title(metadata, draft)
    if title:
        draft.note("title", title, metadata.values.get("title", ("", "title element"))[1])
    return page, draft, lay_out(page, title, draft.authors)


def _read_saved(draft: Draft, saved: Saved | None, metadata: Metadata) -> None:
    """When a page was saved, and from where; an archive's address of it becomes the address it archived."""
    address, rule = metadata.values.get("url", ("", ""))
    within = out_of_archive(address)
    if within:
        metadata.values["url"] = (within[0], f"{rule}, out of the archive's address")
        draft.note("captured", within[1], f"{rule}, the archive's address")
    if saved:
        draft.note("captured", saved.captured or "", saved.rule)
        metadata.offer("url", saved.url, saved.rule)


def _read_fields(draft: Draft, metadata: Metadata) -> None:
    for name in ("outlet", "published", "updated", "url", "language"):
        if name in metadata.values:
            value, rule = metadata.values[name]
            draft.note(name, value, rule)
    names, rule = metadata.authors
    draft.note_authors(stated_names(names, metadata.outlets), rule)


def _read_page_title(draft: Draft, metadata: Metadata, headings: list[str]) -> None:
    """The outlet that the page's title gives behind the very words of its only heading."""
    given = metadata.page_title or ""
    if "outlet" in draft.fields or len(headings) != 1:
        return
    heading = " ".join(headings[0].split())
    parted = _PARTED.match(given[len(heading) :]) if heading and given.startswith(heading) else None
    if parted and mastheads.site_suffix(given, parted[1]) == len(heading):
        draft.note("outlet", parted[1], "title element, behind the heading")


def _title(metadata: Metadata, draft: Draft) -> str | None:
    """The title that the markup gives, without the site's name."""
    given = metadata.values.get("title", (metadata.page_title, ""))[0]
    if not given:
        return None
    end = mastheads.site_suffix(given, draft.fields.get("outlet"))
    return given[:end].strip() if end else given


def _place_title(draft: Draft) -> str | None:
    """The headline as the page says it, which goes before what its markup does; else the markup's title."""
    block = next((b for b in draft.blocks if b.kind == "headline"), None)
    if block is None:
        return draft.fields.get("title")
    said = draft.said(block)
    draft.fields.pop("title", None)
    draft.note("title", " ".join(said.split()), "heading", (block.start, block.end))
    return said


def _read_head(draft: Draft, changed: Set[int]) -> None:
    """Authors and dates from the lines around the headline, where bylines stand, else from labelled dates.

    ``changed`` are the starts of blocks whose elements are named for a date of change.
    """
    first = next((n for n, b in enumerate(draft.blocks) if b.kind in ("body", "standfirst")), 0)
    headline = next((n for n, b in enumerate(draft.blocks) if b.kind == "headline"), first)
    low, high = max(0, min(headline, first) - _ABOVE), max(headline, first) + _BELOW
    near = draft.blocks[low:high]
    below = [b for b in draft.blocks[max(low, min(headline, first)) : high] if b.kind in ("byline", "date")]
    _read_bylines(draft, below or [b for b in near if b.kind in ("byline", "date")])
    if not draft.authors:
        behind = [b for b in draft.blocks[first:] if b.kind not in KEPT_KINDS]
        _read_bylines(draft, [b for b in behind if _WRITTEN_BY.match(draft.said(b))][:1])
    _read_dates(draft, near, changed)
    if "published" not in draft.fields:
        day = day_of_address(draft.fields.get("url", ""))
        draft.note("published", day or "", "date in the address")


def _read_dates(draft: Draft, near: list[Block], changed: Set[int]) -> None:
    """The dates of the lines around the headline, else one that a label anywhere says to be of publication.

    What the markup says goes before, unless the page shows an earlier day: a page may be put up anew, but is
    not shown with a day before it was written.
    """
    stated = draft.fields.get("published")
    evidence = draft.evidence.pop("published", None)
    draft.fields.pop("published", None)
    for block in near:
        if block.kind in ("date", "byline"):
            _read_date(draft, block, _CHANGED if block.start in changed else "")
    shown = draft.fields.get("published")
    if stated and (not shown or not _is_earlier(shown, stated)):
        draft.fields["published"], draft.evidence["published"] = stated, evidence or Evidence("", None, None)
    for block in near:
        if block.kind in ("furniture", "author_bio"):
            _read_date(draft, block)
    label = ""
    for block in draft.blocks:
        if block.kind in ("furniture", "credit", "date", "body"):
            _read_date(draft, block, label, labelled=True)
        label = draft.said(block)


def _is_earlier(shown: str, stated: str) -> bool:
    """Whether a day lies before another, by more than clocks the world over differ."""
    days = [datetime.date.fromisoformat(each[:_DAY]) for each in (shown, stated) if len(each) >= _DAY]
    return len(days) == _BOTH and (days[1] - days[0]).days > 1


_ABOVE, _BELOW = 6, 10
"""Bylines and dates stand so many blocks above the headline and below the first paragraph, or nowhere."""


def _read_date(draft: Draft, block: Block, label: str = "", *, labelled: bool = False) -> None:
    """Note the date in a short line, behind a label in it or before it (``label``) where one is asked for."""
    said = draft.said(block)
    if (
        len(said) > _LONGEST_DATED
        or not _DIGIT.search(said)
        or ("published" in draft.fields and "updated" in draft.fields)
    ):
        return
    for start in [block.start, *(block.start + m.end() for m in _BEFORE_DATE.finditer(said))]:
        found = date_at(draft.text, start, block.end)
        told = draft.text[block.start : start] or (label if len(label) <= _LONGEST_LABEL else "")
        if not found:
            continue
        bare = labelled or len(found[1]) < _DAY or len(said) - (found[0] - start) > _MOST_BESIDE
        if bare and not _PUBLISHED.search(told):
            continue
        field = "updated" if _UPDATED.search(told) else "published"
        draft.note(
            field, found[1], "labelled date" if labelled else "date near the headline", (start, found[0])
        )
        if field == "published":
            block.kind = "date" if block.kind == "furniture" else block.kind
            return


def _read_bylines(draft: Draft, blocks: list[Block]) -> None:
    """The authors that bylines name: those labelled as such, else the first that names a person.

    What markup says goes before them, unless labelled bylines name all that it names and more.
    """
    labelled: list[tuple[list[str], Block]] = []
    bare: list[tuple[list[str], Block]] = []
    for block in blocks:
        said = draft.said(block).split("\n")[0]
        by = _BY.search(said)
        names = byline_names(said[by.start() if by else 0 :], draft.fields.get("outlet"))
        if names and by and not _HELPED.search(said[: by.end()]):
            labelled.append((names, block))
        elif names and not by and block.kind == "byline":
            bare.append((names, block))
    found = labelled or bare[:1]
    if not found:
        return
    told = list(dict.fromkeys(name for names, _ in found for name in names))
    known = {name.lower() for name in draft.authors}
    if not known or (labelled and known < {name.lower() for name in told}):
        draft.authors = ()
        draft.note_authors(told, "byline", (found[0][1].start, found[0][1].end))
