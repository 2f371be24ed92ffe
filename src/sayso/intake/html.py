"""Web pages: the visible text in order, the article found in it, and what the markup says of it."""

from __future__ import annotations

import hashlib
import re

from sayso.intake import mastheads, relay
from sayso.intake.article import arrange_page
from sayso.intake.content import article_blocks
from sayso.intake.dates import date_at
from sayso.intake.document import finish
from sayso.intake.draft import Block, Draft
from sayso.intake.front import author_names
from sayso.intake.metadata import Metadata, read_metadata
from sayso.intake.layout import Layout, lay_out
from sayso.intake.page import Page, read_page
from sayso.model import Document, Link

_BEFORE_DATE = re.compile(r"(?<!\w)(?=\d{1,4}|[A-Z][a-z]{2})|[|•·–—\n:-]\s*")
_PARTED = re.compile(r"\s*[-–—|·:»]\s*(\w[^|–—]{1,60})\Z")
_BY = re.compile(r"(?:written |reported |posted )?by:?\s+|authors?:?\s+", re.IGNORECASE)


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
    _read_head(draft)
    arrange_page(draft, title)
    return finish(draft, path, None, hashlib.sha256(data).hexdigest())


def read_markup(markup: str, path: str) -> tuple[Page, Draft, Layout]:
    """A page, the draft of its document with the fields its markup gives, and its blocks measured."""
    page = read_page(markup, path)
    metadata = read_metadata(page.root)
    draft = Draft(page.text)
    _read_fields(draft, metadata)
    headings = [page.text[b.start : b.end] for b in page.blocks if b.element.tag == "h1"]
    _read_page_title(draft, metadata, headings)
    title = _title(metadata, draft)
    if title:
        draft.note("title", title, metadata.values.get("title", ("", "title element"))[1])
    return page, draft, lay_out(page, title, draft.authors)


def _read_fields(draft: Draft, metadata: Metadata) -> None:
    for name in ("outlet", "published", "updated", "url", "language"):
        if name in metadata.values:
            value, rule = metadata.values[name]
            draft.note(name, value, rule)
    names, rule = metadata.authors
    people = [
        person
        for name in names
        for person in author_names(_BY.sub("", name, count=1), draft.fields.get("outlet"))
    ]
    draft.note_authors(people, rule)


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


def _read_head(draft: Draft) -> None:
    """Authors and dates from the blocks close to the headline, where bylines stand."""
    place = next((n for n, b in enumerate(draft.blocks) if b.kind == "headline"), None)
    for n, block in enumerate(draft.blocks):
        near = place is not None and place - 4 <= n <= place + 10
        if block.kind == "byline" and (near or place is None):
            _read_byline(draft, block)
        elif near and block.kind in ("furniture", "date") and "published" not in draft.fields:
            _read_date(draft, block)


def _read_date(draft: Draft, block: Block) -> None:
    """A short block near the headline that is a date, or a byline and a date."""
    said = draft.said(block)
    if len(said) > 90:
        return
    starts = [block.start, *(block.start + m.end() for m in _BEFORE_DATE.finditer(said))]
    for start in starts:
        found = date_at(draft.text, start, block.end)
        if found and not draft.text[found[0] : block.end].strip(" .|•·–—-\n").isalpha():
            updated = "updat" in said[: start - block.start].lower()
            draft.note(
                "updated" if updated else "published", found[1], "date near the headline", (start, found[0])
            )
            if not updated:
                block.kind = "date"
                return


def _read_byline(draft: Draft, block: Block) -> None:
    said = draft.said(block).split("\n")[0]
    match = _BY.match(said)
    names = author_names(said[match.end() if match else 0 :], draft.fields.get("outlet"))
    if names and not any(relay.squeeze(n) == relay.squeeze(draft.fields.get("outlet", "")) for n in names):
        draft.note_authors(names, "byline", (block.start, block.end))
