"""An article's parts, told from its text: what is headline, byline, body, and what is set aside."""

from __future__ import annotations

import re
from collections.abc import Set

from sayso.intake import ending, front, mastheads, menus, notices, relay
from sayso.intake.authors import author_names
from sayso.intake.dates import date_at
from sayso.intake.draft import Block, Draft
from sayso.intake.labels import read_labels
from sayso.intake.leftovers import find_leftovers
from sayso.intake.lines import is_prose, opens_furniture, reads_as_furniture, word_count
from sayso.intake.topics import runs_of_topics
from sayso.languages.en import furniture

_BYLINE = re.compile(
    r"(?:by|author|authors|written by|reported by|story by|text by|words by|from)\b\s*:?\s+(?P<names>.+)",
    re.IGNORECASE,
)
_LABELLED_DATE = re.compile(
    r"(?P<updated>(?:last )?(?:updated?|modified)(?: at| on)?)\s*[:\-–—]?\s*"
    r"|(?:posted|published|publication date|date|dated|first published)(?: on| at)?\s*[:\-–—]?\s*",
    re.IGNORECASE,
)
_JOINTS = " \t\xa0|,·•/–—-\r\n"
_NAME_ALONE = re.compile(r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){1,3}\Z")
_SENTENCE_END = re.compile(r"[.;:,…]\Z")
_MEDIA_TAG = re.compile(r"[(\[]([^()\[\]]{2,40})[)\]]|(?<=\s)[-–|]\s*(VIDEO|PHOTOS?|WATCH|AUDIO)\s*\Z")

_OF_THE_BODY = frozenset({"body", "list_item", "subheading"})

_HEAD = 14
"""A headline stands among the first paragraphs or nowhere."""

_LONGEST_HEADLINE = 32
"""In words."""


def arrange(draft: Draft, title: str | None = None) -> None:
    """Give every block of a draft its kind, and the draft its headline, authors, date and relay.

    ``title`` is the headline where it is known from elsewhere (a record's field, a page's markup).
    """
    if title is None:
        read_labels(draft)
        title = draft.fields.get("title")
    strange = find_leftovers(draft)
    start = menus.body_start(draft)
    whole_page = title is None and menus.is_whole_page(draft, start)
    ending.close_article(draft, start or 0, whole_page)
    _read_head(draft, title, start, whole_page)
    _read_body(draft)
    _set_leftovers_aside(draft, strange)
    if whole_page:
        menus.set_aside_behind(draft)
    _carve_topics(draft)
    ending.read_end(draft)
    notices.read_notices(draft)
    mastheads.find_outlet(draft)
    relay.settle(draft)


def arrange_page(draft: Draft, title: str | None) -> None:
    """Finish a draft whose blocks have their kinds from a page's markup.

    Only within the first paragraphs and at the end is the text still asked: for what is glued to its front,
    for credits, signatures and notes on the author.
    """
    start = next(
        (n for n, b in enumerate(draft.blocks) if b.kind == "body" and is_prose(draft.said(b))), None
    )
    if start is not None:
        front.peel(draft, start, title)
    _carve_topics(draft)
    ending.read_end(draft)
    notices.read_notices(draft)
    mastheads.find_outlet(draft)
    relay.settle(draft)


def _read_head(draft: Draft, title: str | None, start: int | None, whole_page: bool) -> None:
    """Sort the lines before the body, choose the headline, clear the body's front."""
    if start is None:
        return
    prose = draft.blocks[start]
    waiting: list[Block] = []
    index = 0
    while draft.blocks[index] is not prose:
        block = draft.blocks[index]
        settled = block.settled or is_prose(draft.said(block))
        index += _read_line(draft, index, waiting, title) if not settled else 1
    if whole_page:
        lines = menus.headline_lines(draft, waiting)
        _forget_menus(draft, max((b.end for b in waiting if b.settled), default=0), prose)
        waiting = lines
    if title is None:
        title = _choose_headline(draft, waiting)
    _name_rest(draft, waiting, prose)
    front.peel(draft, draft.blocks.index(prose), title)


def _forget_menus(draft: Draft, end: int, prose: Block) -> None:
    """Dates and names within a whole page's menus are not the article's: take those behind the menus."""
    for name, evidence in list(draft.evidence.items()):
        if name in ("published", "updated", "authors") and (evidence.start or 0) < end:
            del draft.evidence[name]
            draft.fields.pop(name, None)
            draft.authors = () if name == "authors" else draft.authors
    for block in draft.blocks:
        if block.kind in ("date", "byline") and end <= block.start < prose.start:
            _date_and_byline(draft, block)


def _read_line(draft: Draft, index: int, waiting: list[Block], title: str | None) -> int:
    """Settle one line of the head if it shows what it is, else leave it waiting; how many blocks it is."""
    block = draft.blocks[index]
    said = draft.said(block)
    shapes = relay.patterns()
    echo = front.echo_pattern(title) if title else None
    if echo and echo.fullmatch(said):
        block.kind, block.settled = "headline", True
        return 1
    if reads_as_furniture(said):
        block.kind, block.settled = "furniture", True
        return 1
    for rule in ("reports", "credit in brackets", "source line"):
        match = shapes[rule].fullmatch(draft.text, block.start, block.end)
        if match:
            relay.add(draft, relay.names_in(match), rule)
            block.kind, block.settled = "credit", True
            return 1
    pieces = _date_and_byline(draft, block)
    if pieces:
        return draft.carve(index, pieces)
    waiting.append(block)
    return 1


def _date_and_byline(draft: Draft, block: Block) -> list[tuple[int, int, str]]:
    """The pieces of a line that holds nothing but dates and a byline; none for any other line."""
    text, at, pieces = draft.text, block.start, list[tuple[int, int, str]]()
    dates: list[tuple[str, str, tuple[int, int]]] = []
    authors: tuple[list[str], tuple[int, int]] | None = None
    while at < block.end:
        if text[at] in _JOINTS:
            at += 1
            continue
        label = _LABELLED_DATE.match(text, at, block.end)
        begin = label.end() if label else at
        found = date_at(text, begin, block.end)
        if found:
            dates.append(
                ("updated" if label and label["updated"] else "published", found[1], (begin, found[0]))
            )
            pieces.append((at, found[0], "date"))
            at = found[0]
            continue
        byline = _BYLINE.match(text, at, block.end)
        if not byline:
            return []
        stop = _names_end(text, byline.start("names"), block.end)
        names = author_names(text[byline.start("names") : stop])
        if not names:
            return []
        authors = (names, (byline.start("names"), stop))
        pieces.append((at, stop, "byline"))
        at = stop
    for field, value, place in dates:
        draft.note(field, value, "date line", place)
    if authors:
        draft.note_authors(authors[0], "byline", authors[1])
    return pieces


def _names_end(text: str, start: int, end: int) -> int:
    """Where a byline's names end: at a bar, a dash with blanks, or where a date begins."""
    for at in range(start, end):
        if text[at] in "|•·\n" or (text[at] in "–—-" and text[at - 1].isspace()):
            return at
        if (
            at > start
            and not text[at - 1].isalnum()
            and (date_at(text, at, end) or _LABELLED_DATE.match(text, at, end))
        ):
            return at
    return end


def _choose_headline(draft: Draft, waiting: list[Block]) -> str | None:
    """The headline among the lines waiting: the first that reads as one and is not the site's own title."""
    candidates = [b for b in waiting[:_HEAD] if _reads_as_headline(draft.said(b))]
    parts = [mastheads.split_title(draft, b, candidates) for b in candidates]
    for block, (title_end, site) in zip(candidates, parts, strict=True):
        if site and title_end == block.start:
            block.kind, block.settled = "furniture", True
            waiting.remove(block)
            continue
        return _settle_headline(draft, block, title_end, waiting)
    return None


def _reads_as_headline(said: str) -> bool:
    words = word_count(said)
    return (
        2 <= words <= _LONGEST_HEADLINE
        and not _SENTENCE_END.search(said)
        and any(c.isupper() for c in said)
        and not said.startswith(("http", "@", "#"))
    )


def _settle_headline(draft: Draft, block: Block, title_end: int, waiting: list[Block]) -> str:
    """Carve the headline's line: the title, tags such as "(w/ VIDEO)" and the site's name behind it."""
    waiting.remove(block)
    block.kind, block.settled = "headline", True
    pieces = [(m.start(), m.end(), "furniture") for m in media_tags(draft.text, block.start, title_end)]
    if title_end < block.end:
        pieces.append((title_end, block.end, "furniture"))
    index = draft.blocks.index(block)
    count = draft.carve(index, pieces)
    title = next(b for b in draft.blocks[index : index + count] if b.kind == "headline")
    draft.note("title", " ".join(draft.said(title).split()), "headline", (title.start, title.end))
    return draft.said(title)


def media_tags(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Tags about pictures and sound within a headline."""
    return [m for m in _MEDIA_TAG.finditer(text, start, end) if m[2] or _names_media(m[1])]


def _names_media(inside: str) -> bool:
    words = re.findall(r"[a-z]+", inside.lower())
    tags = furniture.load().media_tags
    return bool(words) and set(words) <= tags | {"w", "with", "and", "in", "the"} and bool(set(words) & tags)


def _name_rest(draft: Draft, waiting: list[Block], prose: Block) -> None:
    """Kinds for the lines of the head that are neither headline nor furniture."""
    headline = next((b for b in draft.blocks if b.kind == "headline"), None)
    for block in waiting:
        if block.settled or block.kind != "body":
            continue
        said = draft.said(block)
        position = draft.blocks.index(block)
        beside = draft.blocks[max(0, position - 1) : position + 2]
        if _NAME_ALONE.match(said) and any(b.kind == "date" for b in beside):
            names = author_names(said)
            if names:
                draft.note_authors(names, "name beside the date", (block.start, block.end))
                block.kind = "byline"
                continue
        if headline is None or block.start < headline.start:
            continue
        following = next((b for b in draft.blocks[position + 1 :] if b.kind != "furniture"), prose)
        if following.kind == "credit":
            block.kind = "caption"
        elif word_count(said) > 8:
            block.kind = "standfirst"


def _read_body(draft: Draft) -> None:
    """Furniture and subheadings between the paragraphs of the body."""
    seen = False
    for block in draft.blocks:
        if block.kind != "body" or block.settled:
            continue
        said = draft.said(block)
        if reads_as_furniture(said) or (seen and opens_furniture(said)):
            block.kind = "furniture"
        seen = seen or is_prose(said)
    for before, block, after in zip(draft.blocks, draft.blocks[1:], draft.blocks[2:], strict=False):
        between = (
            before.kind in ("body", "list_item") and after.kind == "body" and is_prose(draft.said(after))
        )
        if between and block.kind == "body" and not block.settled and _reads_as_subheading(draft.said(block)):
            block.kind = "subheading"


def _set_leftovers_aside(draft: Draft, strange: Set[int]) -> None:
    """Set aside the blocks that begin at these places, but for credits right behind the body."""
    behind_body = False
    for block in draft.blocks:
        leftover = block.start in strange and block.kind in _OF_THE_BODY and not block.settled
        if leftover and not (behind_body and ending.is_credit(draft, block)):
            block.kind = "furniture"
        behind_body = block.kind in _OF_THE_BODY


def _carve_topics(draft: Draft) -> None:
    """Set aside the page's lists of topics that run into paragraphs."""
    for block in [b for b in draft.blocks if b.kind == "body" and not b.settled]:
        found = runs_of_topics(draft.said(block))
        pieces = [(block.start + start, block.start + end, "furniture") for start, end in found]
        if pieces:
            draft.carve(draft.blocks.index(block), pieces)


def _reads_as_subheading(said: str) -> bool:
    return (
        word_count(said) <= 10
        and said[:1].isupper()
        and not re.search(r"[.,;:…\"”’]\Z", said)
        and not said.startswith(("“", '"'))
    )
