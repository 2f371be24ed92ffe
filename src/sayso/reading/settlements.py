"""Places told by the text: a name is a place's where the document calls it a town, a city or a province."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.languages.lexicon import read_sections, words
from sayso.reading.text import Name

_OTHER_KINDS = ("organization", "group", "")


def with_settlements(names: Sequence[Name]) -> Iterator[Name]:
    """The names, those of bodies that some of them shows to be places made places.

    What the pipeline takes for a person stays one, and so does a surname that a longer name ends in.
    """
    places = {_written(name) for name in names if _is_called_a_place(name)}
    surnames = {_written(n).split()[-1] for n in names if n.kind == "person" and len(n.tokens) > 1}
    whole = {place for place in places if " " in place}
    told = whole | (places - surnames - {place.split()[-1] for place in whole})
    for name in names:
        if name.kind in _OTHER_KINDS and _written(name) in told:
            name = replace(name, kind="place")
        yield name


def _written(name: Name) -> str:
    return " ".join(token.lower for token in name.tokens)


def _is_called_a_place(name: Name) -> bool:
    """Whether "the town of" stands right before a name, or "province" right behind it."""
    tokens = name.tokens[0].sentence.tokens
    first = name.tokens[0].i - tokens[0].i
    before = [token.lower for token in tokens[max(0, first - 2) : first]]
    if len(before) == 2 and before[0] in _nouns("before a name") and before[1] == "of":
        return True
    behind = tokens[first + len(name.tokens) :][:1]
    alone = len(name.tokens) == 1 and name.kind != "group"
    return alone and bool(behind) and behind[0].text in _nouns("behind a name")


@functools.cache
def _nouns(where: str) -> frozenset[str]:
    return words(read_sections("en", "settlements.txt")[where])
