"""Posts of social media: "@handle: text", "Name (@handle): text", and posts that are signed below.

"— Adam Bel (@adambel) March 3, 2017" after a paragraph, as embedded posts are saved, makes the paragraph his.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.claims.attribution import POST, Attribution
from sayso.claims.beside import head_of
from sayso.claims.sources import SourceWords
from sayso.claims.turns import Paragraph, Turn, paragraphs, statements
from sayso.model import Span
from sayso.reading.text import Reading, Token

_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})"
_HEAD = re.compile(
    r"(?:RT\s+)?(?:(?P<name>[A-Z][^()@:\n]{1,49}?)\s*\(@\w+\)|(?P<handle>@\w+))\s*(?P<mark>:)(?=\s)"
)
_DASH = r"(?P<dash>[—–]|--?)\s*"
_SIGNED = re.compile(
    rf"(?P<all>(?:{_DASH})?(?P<name>[^()@\n—–]{{2,49}}?)\s*\((?P<handle>@\w+)\)(?P<day>,?\s+{_DAY})?)\s*\Z"
)
_LINK = re.compile(r"\s+(?:https?://|pic\.)\S+\Z")
_NO_POSTS = frozenset({"subheading", "list_item", "caption", "dateline"})


def posts(reading: Reading, found: Sequence[Attribution], others: Sequence[Turn]) -> list[Turn]:
    """The posts of a reading, but for paragraphs that are others' turns."""
    if "@" not in reading.document.text:
        return []
    whole = paragraphs(reading)
    taken = [(t.start, t.end) for t in others]
    made: list[Turn] = []
    for at, paragraph in enumerate(whole):
        if not any(s < paragraph.end and paragraph.start < e for s, e in taken):
            made.extend(_headed(reading, paragraph) or _signed(reading, whole, at, found))
    return made


def name_without_handle(source: SourceWords | None) -> SourceWords | None:
    """A source without the handle in brackets after its name."""
    tokens = source.tokens() if source is not None else []
    at = next((i for i, t in enumerate(tokens[1:]) if t.text == "(" and tokens[i + 2 :]), None)
    if source is None or at is None or not tokens[at + 2].text.startswith("@"):
        return source
    name = tokens[: at + 1]
    return SourceWords(source.head if source.head in name else head_of(name), name[0], name[-1])


def _headed(reading: Reading, paragraph: Paragraph) -> list[Turn]:
    """A paragraph that begins with its writer's handle and a colon."""
    match = _HEAD.match(reading.document.text, paragraph.start, paragraph.end)
    if match is None:
        return []
    words = reading.tokens_in(*match.span("name" if match["name"] else "handle"))
    cue = next((t for t in reading.tokens_in(match.start("mark"), paragraph.end)), None)
    contents = statements(reading, match.end(), paragraph.end)
    if cue is None or not words or not contents or (match["name"] and _tells(words)):
        return []
    return [Turn(paragraph.start, paragraph.end, cue, POST, _source(words), contents)]


def _signed(
    reading: Reading, whole: Sequence[Paragraph], at: int, found: Sequence[Attribution]
) -> Iterator[Turn]:
    """The post that is signed at the end of a paragraph: what stands before, or the paragraphs above."""
    text, paragraph = reading.document.text, whole[at]
    start = max(text.rfind("\n", paragraph.start, paragraph.end) + 1, paragraph.start)
    match = _SIGNED.search(text, start, paragraph.end)
    if match is None or not (match["dash"] or (match["day"] and match.start() == paragraph.start)):
        return
    words = reading.tokens_in(*match.span("name")) or reading.tokens_in(*match.span("handle"))
    signature = reading.tokens_in(*match.span("all"))
    if not words or not words[0].text[0].isalnum():
        return
    above = paragraph.start if match.start() > paragraph.start else _above(whole, at)
    if above is None:
        return
    end = match.start() if above == paragraph.start else whole[at - 1].end
    contents = tuple(_without_link(text, span) for span in statements(reading, above, end))
    known = any(_covers(a, contents) for a in found)
    source, cue = _source(words), signature[0]
    if contents and not known:
        yield Turn(above, paragraph.end, cue, POST, source, contents)
    else:
        # Who wrote it is known from elsewhere; the signature itself says nothing.
        yield Turn(match.start(), paragraph.end, cue, POST, source, (match.span("all"),), asked=True)


def _above(whole: Sequence[Paragraph], at: int) -> int | None:
    """Where the post above a signature begins: with the paragraph above, or a block quotation of several."""
    first = at - 1
    if first < 0 or whole[first].kind in _NO_POSTS:
        return None
    while first and whole[at].kind == whole[first].kind == whole[first - 1].kind == "quotation":
        first -= 1
    return whole[first].start


def _covers(found: Attribution, contents: Sequence[Span]) -> bool:
    """Whether an attribution from outside a post holds it already: "The mayor posted:" above it."""
    outside = not any(s <= found.cue.start < e for s, e in contents)
    shared = sum(max(0, min(e, b) - max(s, a)) for s, e in contents for a, b in found.contents)
    return outside and found.source is not None and 2 * shared >= sum(e - s for s, e in contents) > 0


def _without_link(text: str, span: Span) -> Span:
    """A stretch without the address of a picture or page at its end."""
    match = _LINK.search(text, *span)
    return (span[0], match.start()) if match is not None else span


def _tells(words: Sequence[Token]) -> bool:
    return any(t.tag.startswith("VB") for t in words)


def _source(words: Sequence[Token]) -> SourceWords:
    return SourceWords(words[-1], words[0], words[-1])
