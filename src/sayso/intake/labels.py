"""Header lines of saved articles: "Title: …", "Source: …", "URL: …", one a line at the top of the file."""

from __future__ import annotations

import re

from sayso.intake.authors import author_names
from sayso.intake.dates import read_date
from sayso.intake.draft import Block, Draft, Piece

_LINE = re.compile(
    r"(?P<label>title|headline|source|outlet|publisher|publication|website|site|newspaper|url|link|date"
    r"|published|date published|published on|author|authors|byline|by)\s*[:=]\s+(?P<value>\S.*)\Z",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z")
_FIELDS = {
    **dict.fromkeys(("title", "headline"), "title"),
    **dict.fromkeys(
        ("source", "outlet", "publisher", "publication", "website", "site", "newspaper"), "outlet"
    ),
    **dict.fromkeys(("url", "link"), "url"),
    **dict.fromkeys(("date", "published", "date published", "published on"), "published"),
    **dict.fromkeys(("author", "authors", "byline", "by"), "authors"),
}
_KINDS = {"title": "headline", "published": "date", "authors": "byline"}

_LAST = 10
"""Header lines stand among the first so many lines."""


def read_labels(draft: Draft) -> None:
    """Take the fields from header lines, where two different ones stand, a title, address or date among them.

    A single "Source:" or "Author:" is no header; the rules for credits and bylines see to it. "Outlet:" on
    the first line is one: nobody begins so but whoever says with it where a bare text is from.
    """
    found: list[tuple[Block, re.Match[str], str]] = []
    for block in draft.blocks[:_LAST]:
        match = _LINE.match(draft.text, block.start, block.end)
        field = _FIELDS.get(match["label"].lower()) if match else None
        if match and field:
            found.append((block, match, field))
    fields = {field for _, _, field in found}
    if len(fields) < 2 or not fields & {"title", "url", "published"} or fields <= {"published", "authors"}:
        found = [
            (b, m, f) for b, m, f in found[:1] if b is draft.blocks[0] and m["label"].lower() == "outlet"
        ]
    for block, match, field in found:
        if _take(draft, match, field):
            _settle(draft, block, match, _KINDS.get(field, "furniture"))


def _take(draft: Draft, match: re.Match[str], field: str) -> bool:
    """Note one field; false where its value cannot be what the label says."""
    value, place = match["value"].strip(), match.span("value")
    rule = f"header line {match['label'].lower()}"
    if field == "published":
        date = read_date(value)
        draft.note(field, date or "", rule, place)
        return date is not None
    if field == "authors":
        names = author_names(value)
        draft.note_authors(names, rule, place)
        return bool(names)
    if field == "url" and not _ADDRESS.match(value):
        return False
    if field == "outlet" and _ADDRESS.match(value):
        draft.note("url", value, rule, place)
        return True
    draft.note(field, value, rule, (place[0], place[0] + len(value)))
    return True


def _settle(draft: Draft, block: Block, match: re.Match[str], kind: str) -> None:
    label: Piece = (block.start, match.start("value"), "furniture")
    value: Piece = (match.start("value"), block.end, kind)
    draft.carve(
        draft.blocks.index(block), [label, value] if kind != "furniture" else [(block.start, block.end, kind)]
    )
