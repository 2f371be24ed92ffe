"""Web pages: the visible text in order, the article found in it, and what the markup says of it."""

from __future__ import annotations

import hashlib
import re

from sayso.intake import mastheads, page_dates
from sayso.intake.article import arrange_page
from sayso.intake.authors import byline_names, stated_names
from sayso.intake.content import article_blocks
from sayso.intake.document import finish
from sayso.intake.draft import Block, Draft
from sayso.intake.layout import Layout, lay_out
from sayso.intake.metadata import Metadata, read_metadata
from sayso.intake.page import Page, read_page
from sayso.intake.saved import Saved, out_of_archive, read_saved
from sayso.memory import without_collections
from sayso.model import KEPT_KINDS, Document, Link

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
    _read_head(draft, page)
    page_dates.read_data(draft, markup)
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


def _read_head(draft: Draft, page: Page) -> None:
    """Authors and dates from the lines around the headline, where bylines stand, else from labelled ones."""
    first = next((n for n, b in enumerate(draft.blocks) if b.kind in ("body", "standfirst")), 0)
    headline = _headline_at(draft, first)
    low, high = max(0, min(headline, first) - _ABOVE), max(headline, first) + _BELOW
    near = draft.blocks[low:high]
    below = [b for b in draft.blocks[max(low, min(headline, first)) : high] if b.kind in ("byline", "date")]
    _read_bylines(draft, below or [b for b in near if b.kind in ("byline", "date")])
    if not draft.authors:
        behind = [b for b in draft.blocks[first:] if b.kind not in KEPT_KINDS]
        _read_bylines(draft, [b for b in behind if _WRITTEN_BY.match(draft.said(b))][:1])
    page_dates.read_dates(draft, page, headline, first)


def _headline_at(draft: Draft, first: int) -> int:
    """The index of the headline; where none is one, of the line that says what the title begins with."""
    index = next((n for n, b in enumerate(draft.blocks) if b.kind == "headline"), None)
    if index is not None:
        return index
    title = draft.fields.get("title", "")
    for n in range(first - 1, -1, -1):
        said = draft.said(draft.blocks[n])
        if len(said.split()) >= _FEWEST_OF_TITLE and title.startswith(said):
            return n
    return first


_ABOVE, _BELOW = 6, 10
"""Bylines stand so many blocks above the headline and below the first paragraph, or nowhere."""

_FEWEST_OF_TITLE = 3
"""In words; what a title begins with is shorter by chance alone."""


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
