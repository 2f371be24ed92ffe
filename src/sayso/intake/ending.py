"""Where an article ends, and what stands behind it: other posts, pleas, credits, signatures, footers."""

from __future__ import annotations

import re

from sayso.intake import relay
from sayso.intake.dates import date_at
from sayso.intake.draft import Block, Draft
from sayso.intake.lines import (
    begins_other_posts,
    begins_related_list,
    is_prose,
    opens_furniture,
    reads_as_furniture,
    word_count,
)
from sayso.languages.en import furniture

_NUMBER = re.compile(r"(?<=[.!?\"”’)\]])(?:\s+\d{1,4})+\s*\Z")
_INITIALS = re.compile(r"(?<=[.!?\"”’)\]])\s+[A-Z]{2,5}(?:/[A-Z]{2,5})*(?:\s+\d{1,4})?\s*\Z")
_RELATED = re.compile(
    r"(?<=[.!?\"”’)])\s+(?:\.{3}\s+)?(?:\d+\s+)*Related(?: [Nn]ews| [Aa]rticles| [Ss]tories)?:?"
    r"\s+(?=[A-Z])[^.!?]{10,600}\Z"
)
_SIGNATURE = re.compile(
    r"(?<=[.!?\"”’)])\s+(?:[A-Z]\.\s?)?[A-Z][\w-]+"
    r"(?:\s?/\s?(?:[A-Z]{1,2}\.\s?)?(?:al-)?[A-Z][\w-]+(?: [A-Z][\w-]+)?)+[\s.]*\Z"
)
_DESK = re.compile(
    r"(?<=[.!?\"”’)])\s+[(\[]?(?:Additional |Further )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by"
    r" [A-Z][^.!?]{3,200}[.)\]]*\s*\Z"
)
_UPDATE = re.compile(r"(?<=[.!?\"”’)])\s+(?P<label>Last [Uu]pdated?|Updated|Published)\s*(?:at|on)?\s*:?\s*")
_TAGS = re.compile(r"\s+Tags:? (?=[\w\"'])[^.!?]{3,300}\Z")
_CONTRIBUTED = re.compile(
    r"(?:(?<=[.!?\"”’)])\s+\(?Agencies(?: contributed to this report)?\)?"
    r"|\s+Source:? [A-Z]\w+(?: [A-Z]\w+)?,? and agencies)[\s.]*\Z"
)
_BIO_VERBS = r"(?:is|was|are|has|writes|works|lives|covers|reports)\b"
_BIO_SIGNS = re.compile(
    r"exclusively|especially for|magazine|contribut|[Ff]ollow (?:him|her|them)|@\w|author of"
    r"|writes (?:for|on|about)|[Tt]witter|views (?:are|expressed)|columnist|freelance|independent"
)

_CREDITS = ("source line", "credit in brackets")

_NEAR_END = 1500
"""A page's footer run into the article's line is looked for in so many last characters, or in half."""


def close_article(draft: Draft, start: int, whole_page: bool) -> None:
    """Find the heading of a list of other posts; set it and all that follows aside.

    ``start`` is the block where the body begins. In a page saved whole such lists also stand beside the
    article, so that there one closes it only where no more prose follows than went before.
    """
    words_before = 0
    for index, block in enumerate(draft.blocks[start:], start):
        said = draft.said(block)
        if words_before >= 40 and not block.settled and _closes(draft, index, words_before, whole_page):
            _set_aside(draft, index)
            return
        if is_prose(said):
            words_before += word_count(said)


def _closes(draft: Draft, index: int, words_before: int, whole_page: bool) -> bool:
    """Whether a line heads other posts, or a list of related ones with little prose after it."""
    said = draft.said(draft.blocks[index])
    if begins_other_posts(said):
        return not whole_page or _prose_words(draft, index + 1) <= words_before
    return begins_related_list(said) and _prose_words(draft, index + 1) < 0.25 * words_before


def read_end(draft: Draft) -> None:
    """Set aside what stands behind the body: short lines among furniture, author's note, credits, footers."""
    places = [n for n, b in enumerate(draft.blocks) if b.kind in ("body", "list_item") and not b.settled]
    body = [draft.blocks[n] for n in places]
    last = max((n for n, b in enumerate(body) if is_prose(draft.said(b))), default=None)
    if last is None:
        return
    for n in places[last + 1 :]:
        _read_line_after(draft, draft.blocks[n], draft.blocks[n - 1])
    last = _author_notes(draft, body, last)
    if last >= 0:
        _peel_end(draft, body[last])


def is_credit(draft: Draft, block: Block) -> bool:
    """Whether a block is a line that names whose report this is, and nothing else."""
    shapes = relay.patterns()
    return any(shapes[rule].fullmatch(draft.text, block.start, block.end) for rule in _CREDITS)


def _read_line_after(draft: Draft, block: Block, before: Block) -> None:
    """A short line after the last paragraph: credit, date, or furniture where it stands among furniture."""
    for rule in _CREDITS:
        match = relay.patterns()[rule].fullmatch(draft.text, block.start, block.end)
        if match:
            relay.add(draft, relay.names_in(match), rule)
            block.kind = "credit"
            return
    found = date_at(draft.text, block.start, block.end)
    if found and found[0] >= block.end:
        block.kind = "date"
    elif before.kind in ("furniture", "credit", "author_bio") and block.kind == "body":
        block.kind = "furniture"


def _author_notes(draft: Draft, body: list[Block], last: int) -> int:
    """Mark notes on the author among the last paragraphs; returns the last paragraph that is none."""
    lowest = max(0, last - 2)
    while last > lowest and _is_author_note(draft, draft.said(body[last])):
        body[last].kind = "author_bio"
        last -= 1
    return last


def _is_author_note(draft: Draft, said: str) -> bool:
    if word_count(said) > 90:
        return False
    for author in draft.authors:
        if re.match(rf"\W*{re.escape(author)},? {_BIO_VERBS}", said):
            return True
    match = re.match(
        rf"\W*(?:About the author:?\s*)?(?P<name>{relay.NAME}),? {_BIO_VERBS}(?P<what>.*)", said, re.DOTALL
    )
    if not match:
        return False
    first = set(re.findall(r"[a-z]+", match["what"].lower())[:14])
    return bool(first & furniture.load().author_roles) and bool(_BIO_SIGNS.search(said))


def _peel_end(draft: Draft, block: Block) -> None:
    """Carve credits, signatures, counters and footers off the end of the last paragraph."""
    pieces: list[tuple[int, int, str]] = []
    end = _footer(draft, block) or block.end
    if end < block.end:
        pieces.append((end, block.end, "furniture"))
    moved = True
    while moved:
        end = _rstrip(draft.text, block.start, end)
        piece = _last_piece(draft, block.start, end)
        moved = piece is not None and piece[0] > block.start
        if piece and moved:
            pieces.append(piece)
            end = piece[0]
    if pieces:
        draft.carve(draft.blocks.index(block), pieces[::-1])


def _last_piece(draft: Draft, start: int, end: int) -> tuple[int, int, str] | None:
    """What stands last, if it is no part of the body: its stretch and kind."""
    text = draft.text
    low = max(start, end - 400)
    for rule in ("credit at the end", "source at the end", "closing words"):
        match = relay.patterns()[rule].search(text, low, end)
        if match and rule == "closing words":
            relay.add(draft, relay.names_in(match), rule)
            break  # the words close the body's own sentence, and stay in it
        if match:
            group = "names" if match["names"] else "bracketed"
            relay.add(draft, relay.names_in(match, group), rule)
            return match.start(), end, "credit"
    for pattern, kind in (
        (_DESK, "credit"),
        (_CONTRIBUTED, "credit"),
        (_SIGNATURE, "byline"),
        (_INITIALS, "byline"),
        (_NUMBER, "furniture"),
        (_TAGS, "furniture"),
        (_RELATED, "furniture"),
    ):
        match = pattern.search(text, low, end)
        if match:
            return match.start(), end, kind
    return _last_date(draft, low, end) or _last_counter(text, low, end) or _signed_again(draft, low, end)


def _last_date(draft: Draft, low: int, end: int) -> tuple[int, int, str] | None:
    for match in _UPDATE.finditer(draft.text, low, end):
        found = date_at(draft.text, match.end(), end)
        if found and end - found[0] <= 40:
            field = "published" if match["label"] == "Published" else "updated"
            draft.note(field, found[1], "date line at the end", (match.end(), found[0]))
            return match.start(), end, "date"
    return None


def _last_counter(text: str, low: int, end: int) -> tuple[int, int, str] | None:
    """Leftovers of buttons in a row at the very end: several, or two words long, or after a full stop."""
    first, count, last_end = end, 0, low
    for match in furniture.load().counters.finditer(text, low, end):
        if not match[0][:1].isupper():
            continue
        if text[last_end : match.start()].strip():
            first, count = match.start(), 0
        first = min(first, match.start())
        count, last_end = count + 1, match.end()
    if not count or last_end != end or not text[first - 1 : first].isspace():
        return None
    plain = count > 1 or " " in text[first:end] or text[low:first].rstrip()[-1:] in '.!?"”’)'
    return (first, end, "furniture") if plain else None


def _signed_again(draft: Draft, low: int, end: int) -> tuple[int, int, str] | None:
    """The byline's words once more behind the text."""
    for block in draft.blocks:
        name = re.sub(r"^[Bb]y\s+", "", draft.said(block)) if block.kind == "byline" else ""
        at = draft.text.rfind(name, low, end) if len(name) > 6 else -1
        if at > block.end and not draft.text[at + len(name) : end].strip(" .\n"):
            return at, end, "byline"
    return None


def _footer(draft: Draft, block: Block) -> int | None:
    """Where a page's footer begins in a paragraph that runs into it: many phrases of menus, and one last."""
    text, lexicon = draft.text, furniture.load()
    low = max(block.start, block.end - max(_NEAR_END, (block.end - block.start) // 2))
    last = [m.end() for m in lexicon.site_lists.finditer(text, block.end - 60, block.end)]
    if not last or block.end - last[-1] > 20:
        return _about_the_outlet(draft, block, low)
    found = [m for m in lexicon.site_lists.finditer(text, low, block.end) if m[0][:1].isupper()]
    distinct = {m[0].lower() for m in found}
    if len(distinct) >= 4:
        begins = [
            m for m in found if text[: m.start()].rstrip()[-1:] in '.!?"”’)' or _after_credit(text, m.start())
        ]
        return begins[0].start() if begins else None
    return _about_the_outlet(draft, block, low)


def _after_credit(text: str, at: int) -> bool:
    return bool(re.search(r"(?:agencies|Agencies)\s*\Z", text[max(0, at - 20) : at]))


def _about_the_outlet(draft: Draft, block: Block, low: int) -> int | None:
    """Where the outlet describes itself at the end: its name, "is the", and a kind of publication.

    Many an outlet signs its articles itself, so that what stands as the byline may be its name.
    """
    signed = (re.sub(r"^[Bb]y\s+", "", draft.said(b)) for b in draft.blocks if b.kind == "byline")
    written = (draft.fields.get("outlet", ""), *signed)
    houses = [house for house in map(relay.squeeze, written) if len(house) >= 4]
    if not houses:
        return None
    for match in re.finditer(
        rf"(?P<name>{relay.NAME}) is (?:a|an|the)\b(?P<what>[^.]*)", draft.text[low : block.end]
    ):
        name = relay.squeeze(match["name"])
        kinds = set(re.findall(r"[a-z]+", match["what"].lower())) & {
            "newspaper",
            "magazine",
            "agency",
            "website",
            "network",
            "broadcaster",
            "publication",
            "daily",
            "portal",
        }
        if kinds and any(house in name for house in houses):
            return low + match.start()
    return None


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _prose_words(draft: Draft, index: int) -> int:
    return sum(word_count(draft.said(b)) for b in draft.blocks[index:] if is_prose(draft.said(b)))


def _set_aside(draft: Draft, index: int) -> None:
    draft.blocks[index].kind = "furniture"
    draft.blocks[index].settled = True
    for block in draft.blocks[index + 1 :]:
        said = draft.said(block)
        block.kind = "furniture" if reads_as_furniture(said) or opens_furniture(said) else "unrelated_post"
        block.settled = True
