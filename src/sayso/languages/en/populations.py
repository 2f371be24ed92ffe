"""The classes of people and things that figures count (``populations.txt``)."""

from __future__ import annotations

import functools

from sayso.languages.lexicon import read_sections


@functools.cache
def populations() -> tuple[dict[str, str], dict[str, str]]:
    """The class of each noun, and the class that each class lies in."""
    classes: dict[str, str] = {}
    parents: dict[str, str] = {}
    for line in read_sections("en", "populations.txt")[""]:
        head, _, nouns = line.partition(":")
        name, _, parent = (part.strip() for part in head.partition("<"))
        if parent:
            parents[name] = parent
        for noun in nouns.split():
            classes.setdefault(noun, name)
    return classes, parents


def classes_around(name: str) -> tuple[str, ...]:
    """The classes that a class lies in, the nearest first."""
    parents = populations()[1]
    around = []
    while name in parents:
        name = parents[name]
        around.append(name)
    return tuple(around)
