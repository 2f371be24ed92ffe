"""Pages saved whole as text: their menus stand before the headline and behind the body, line by line."""

from __future__ import annotations

import re

from sayso.intake.draft import Block, Draft
from sayso.intake.lines import is_prose, word_count

_MENU_LINES = 12
"""So many lines before the body, and more, are a page's menus."""

_MENU_WORDS = 3
"""Three lines in a row of no more words than this are a menu."""

_AHEAD = 7


def body_start(draft: Draft) -> int | None:
    """The block where the body begins: the first paragraph of prose with more prose soon after it.

    Where no paragraph has (a short article, or one with much between), the first paragraph of prose.
    """
    prose = [b.kind == "body" and not b.settled and is_prose(draft.said(b)) for b in draft.blocks]
    for index, is_start in enumerate(prose):
        if is_start and sum(prose[index : index + _AHEAD]) >= 3:
            return index
    return prose.index(True) if True in prose else None


def is_whole_page(draft: Draft, start: int | None) -> bool:
    """Whether so many lines stand before the body that they must be a page's menus."""
    before = [b for b in draft.blocks[: start or 0] if not is_prose(draft.said(b))]
    return len(before) > _MENU_LINES


def headline_lines(draft: Draft, waiting: list[Block]) -> list[Block]:
    """Of the lines before a whole page's body, those that can be its headline; the menus become furniture.

    They stand behind the last menu, and the body takes up half of their words: null beats a button's text.
    """
    short = [word_count(draft.said(b)) <= _MENU_WORDS for b in waiting]
    ends = [n for n in range(2, len(waiting)) if all(short[n - 2 : n + 1])]
    last = ends[-1] if ends else -1
    for block in waiting[: last + 1]:
        block.kind, block.settled = "furniture", True
    body = _long_words(" ".join(draft.said(b) for b in draft.blocks if is_prose(draft.said(b))))
    return [
        b for n, b in enumerate(waiting) if n > last and not short[n] and _is_taken_up(draft.said(b), body)
    ]


def _is_taken_up(line: str, body: frozenset[str]) -> bool:
    words = _long_words(line)
    return 2 * len(words & body) >= len(words) > 1


def _long_words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", text.lower()) if len(word) >= 4)


def set_aside_behind(draft: Draft) -> None:
    """Make furniture of the short open lines behind a whole page's last paragraph."""
    body = [b for b in draft.blocks if b.kind in ("body", "list_item", "subheading") and not b.settled]
    last = max((n for n, b in enumerate(body) if is_prose(draft.said(b))), default=len(body))
    for block in body[last + 1 :]:
        if draft.said(block)[-1:] not in '.!?…”"’':
            block.kind = "furniture"
