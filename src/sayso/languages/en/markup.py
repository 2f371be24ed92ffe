"""What class names and ids of web pages hint at: ``markup.txt`` as tables."""

from __future__ import annotations

import functools
import re

from sayso.languages.lexicon import read_sections, words

_PARTS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")


ASIDES = frozenset(
    {"menu", "related", "comments", "sharing", "advert", "signup", "notice", "sidebar", "author bio"}
)
"""The sections that name what stands beside an article."""

_SPEAKS_OF_ANOTHER = frozenset({"has", "no", "with", "without", "is", "not", "hide", "show"})
"""A name that begins so speaks of another element: "has-sidebar", "no-comments"."""


@functools.cache
def _sections_of() -> dict[str, tuple[str, ...]]:
    """For each listed word the sections that list it."""
    found: dict[str, tuple[str, ...]] = {}
    for section, lines in read_sections("en", "markup.txt").items():
        for word in words(lines):
            found[word] = (*found.get(word, ()), section)
    return found


@functools.lru_cache(maxsize=65536)
def hints(names: str) -> frozenset[str]:
    """The sections of ``markup.txt`` that an element's class names and id point to."""
    listed = _sections_of()
    found: set[str] = set()
    for name in names.split():
        parts = [part.lower() for part in _PARTS.findall(name)]
        if parts and parts[0] in _SPEAKS_OF_ANOTHER:
            continue
        for form in {name.lower(), name.lower().replace("_", "-"), *parts}:
            found.update(listed.get(form, ()))
    return frozenset(found)
