"""Reads lexicons: text files with comments (``#``), sections (``[name]``) and lines of words."""

from __future__ import annotations

import functools
from importlib.resources import files


@functools.cache
def read_sections(language: str, name: str, first: str = "") -> dict[str, list[str]]:
    """The lines of each section of a lexicon; those before any section stand in ``first``.

    A line of words that begins with "#" is written with a backslash before it, for it is no comment.
    """
    section = first
    sections: dict[str, list[str]] = {first: []}
    for line in files(__package__).joinpath(language, name).read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
            sections[section] = []
        elif line and not line.startswith("#"):
            sections[section].append(line.removeprefix("\\"))
    return sections


def read_weights(language: str, name: str) -> dict[str, float]:
    """Lines of the shape "weight sign" as a table of weights by sign."""
    lines = read_sections(language, name)[""]
    return {sign: float(weight) for weight, _, sign in (line.partition(" ") for line in lines)}


def word_lists(lines: list[str]) -> dict[str, frozenset[str]]:
    """Lines of the shape "head: word word" as a table of sets."""
    return {head.strip(): words([listed]) for head, _, listed in (line.partition(":") for line in lines)}


def words(lines: list[str]) -> frozenset[str]:
    """All words of some lines."""
    return frozenset(word for line in lines for word in line.split())
