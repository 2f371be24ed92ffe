"""Caps on a text before it is taken apart: past them it is said, and costs itself."""

from __future__ import annotations

from sayso.errors import InputError
from sayso.settings import Settings

_MOST_ELEMENTS = 120_000


def check_length(text: str, where: str, settings: Settings) -> None:
    """``InputError`` (too_large) for a text of more characters than one document may have."""
    if len(text) > settings.max_record_chars:
        raise InputError(
            "too_large",
            f"{where} has {len(text):,} characters, more than {settings.max_record_chars:,}:"
            " usually many articles in one; split it, or set SAYSO_MAX_RECORD_CHARS.",
        )


def check_markup(markup: str, where: str) -> None:
    """``InputError`` (too_large) for a page of more elements than browsers bear, which is made to do harm."""
    elements = markup.count("<") - markup.count("</")
    if elements > _MOST_ELEMENTS:
        raise InputError(
            "too_large",
            f"{where} has more than {_MOST_ELEMENTS:,} elements of HTML:"
            " usually made by a program gone wrong; save its text as .txt.",
        )
