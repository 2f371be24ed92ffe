"""Text with marks laid over it: spans may overlap, and what is left without its tags is the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""What turns the direction of text, and blanks without width; joiners that scripts need are none of them."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text (code points, end exclusive) to be shown with CSS classes.

    ``title`` is what hovering says, ``anchor`` an id that links lead to (set where the stretch begins),
    ``number`` a note's number shown there, ``claim`` the id that ties the pieces of one claim together.
    """

    start: int
    end: int
    classes: str
    title: str = ""
    anchor: str = ""
    number: int = 0
    claim: str = ""


def mark(text: str, start: int, end: int, marks: Iterable[Mark]) -> Markup:
    """The text from ``start`` to ``end`` as HTML, its marks as spans cut wherever one begins or ends."""
    inside = [m for m in marks if m.start < end and m.end > start]
    if not inside:
        return _plain(text[start:end])
    cuts = {start, end}
    for one in inside:
        cuts |= {max(start, one.start), min(end, one.end)}
    points = sorted(cuts)
    pieces: list[Markup] = []
    for left, right in pairwise(points):
        over = [m for m in inside if m.start <= left and m.end >= right]
        pieces += [_anchor(m) for m in over if m.start == left and m.anchor]
        pieces.append(_run(text[left:right], over))
    return Markup("").join(pieces)


def _run(text: str, over: Sequence[Mark]) -> Markup:
    if not over:
        return _plain(text)
    classes = " ".join(dict.fromkeys(c for m in over for c in m.classes.split()))
    titles = " — ".join(dict.fromkeys(m.title for m in over if m.title))
    claims = " ".join(dict.fromkeys(m.claim for m in over if m.claim))
    opening = Markup('<span class="{}"').format(classes)
    if titles:
        opening += Markup(' title="{}"').format(titles)
    if claims:
        opening += Markup(' data-c="{}"').format(claims)
    return opening + Markup(">") + _plain(text) + Markup("</span>")


def _anchor(one: Mark) -> Markup:
    """An empty anchor; a numbered one shows its number by CSS, so that it adds no characters to the text."""
    if not one.number:
        return Markup('<a id="{}"></a>').format(one.anchor)
    return Markup('<a id="{0}" class="no" href="#n_{0}" data-n="{1}" aria-label="note {1}"></a>').format(
        one.anchor, one.number
    )


def _plain(text: str) -> Markup:
    # A parser of HTML reads a bare carriage return as a line feed.
    told = str(escape(text)).replace("\r", "&#13;")
    return Markup(_UNSEEN.sub(_shown, told) if not told.isascii() else told)


def _shown(match: re.Match[str]) -> str:
    """A character that is not seen, alone, so that it turns nothing around it, and with a sign for it."""
    return f'<bdi class="unseen" title="U+{ord(match[0]):04X}">{match[0]}</bdi>'
