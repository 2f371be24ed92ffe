"""Places by what their spellings have in common, so that one event's figures stand together."""

from __future__ import annotations

import functools
import re

from sayso.comparison.names import is_country, spelling_key

_LEAST = 3
"""Shorter spelling keys are of too many places: Homs and Hims, but Hama and Homa too."""


@functools.lru_cache(maxsize=65536)
def place_key(written: str) -> str:
    """What the ways of writing one place have in common; "" of no place.

    The country beside a town says no more: "Idlib", "Syria's Idlib", "Idlib, Syria".
    """
    words = re.findall(r"[\w’'-]+", written.casefold())
    words = [re.sub(r"['’]s?$", "", word) for word in words]
    towns = [word for word in words if not is_country(word)] or words
    return " ".join(sorted(_key(word) for word in towns))


def _key(word: str) -> str:
    key = spelling_key(word)
    return key if len(key) >= _LEAST else word
