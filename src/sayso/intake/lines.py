"""What a single line or paragraph reads as: prose, or one of the phrases that pages put around prose."""

from __future__ import annotations

import re

from sayso.languages.en import furniture

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_CLOSED = re.compile(r"[.!?:;…][\"'”’»)\]\s]*\Z")
_QUOTES = frozenset("“\"‘'«„")

_SHORT_LINE = 60
"""Furniture phrases are whole lines of no more characters than this."""

_LONGEST_FURNITURE = 90
"""A paragraph of more words is prose, whatever phrase it holds."""


def word_count(text: str) -> int:
    """How many words stand in a text."""
    return len(_WORD.findall(text))


def is_prose(text: str, words: int | None = None) -> bool:
    """Whether a paragraph is running text: long, or a closed sentence of some length.

    ``words`` is how many words it has, where that is known.
    """
    if words is None:
        if text.count(" ") >= 40:
            return True  # long without counting: this is asked of every paragraph
        words = word_count(text)
    return words >= 25 or (words >= 11 and bool(_CLOSED.search(text)))


def reads_as_furniture(text: str) -> bool:
    """Whether a line is a phrase of a page's menus, buttons and notices, and nothing else."""
    if _is_long(text):
        return False
    said, lexicon = furniture.plain(text), furniture.load()
    if not said:
        return True
    if len(said) <= _SHORT_LINE and lexicon.whole_lines.match(said):
        return True
    return bool(lexicon.anywhere.search(said))


def opens_furniture(text: str) -> bool:
    """Whether a paragraph begins as notices, pleas and lists of tags do; asked of what stands after prose."""
    if _is_long(text):
        return False
    if text.lstrip()[:1] in _QUOTES:
        return False
    return bool(furniture.load().openings.match(furniture.plain(text))) or text.lstrip().startswith("©")


def _is_long(text: str) -> bool:
    return (
        len(text) > 4 * _LONGEST_FURNITURE
        and word_count(text[: 20 * _LONGEST_FURNITURE]) > _LONGEST_FURNITURE
    )


def begins_other_posts(text: str) -> bool:
    """Whether a line is the heading of a list of other posts, after which the article does not go on."""
    said = furniture.plain(text)
    return len(said) <= _SHORT_LINE and bool(furniture.load().other_posts.match(said))


def begins_related_list(text: str) -> bool:
    """Whether a line is the heading of a list of related headlines, after which the article may go on."""
    said = furniture.plain(text)
    return len(said) <= _SHORT_LINE and bool(furniture.load().related_lists.match(said))
