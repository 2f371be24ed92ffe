"""What class names and ids of web pages hint at: ``markup.txt`` as tables."""

from __future__ import annotations

import functools
import re

from sayso.languages.lexicon import read_sections, words

_PARTS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")


@functools.cache
def _hints() -> dict[str, frozenset[str]]:
    return {name: words(lines) for name, lines in read_sections("en", "markup.txt").items() if lines}


@functools.lru_cache(maxsize=8192)
def hints(names: str) -> frozenset[str]:
    """The sections of ``markup.txt`` that an element's class names and id point to."""
    found: set[str] = set()
    for name in names.split():
        parts = {part.lower() for part in _PARTS.findall(name)}
        forms = {name.lower(), name.lower().replace("_", "-")} | parts
        found.update(section for section, listed in _hints().items() if forms & listed)
    return frozenset(found)
