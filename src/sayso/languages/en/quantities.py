"""Words of number, bound, unit and event: ``numbers.txt``, ``events.txt`` and ``counting.txt`` as tables."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TypeVar

from sayso.languages.lexicon import read_sections, words

Phrase = tuple[str, ...]
_V = TypeVar("_V")


@dataclass(frozen=True)
class Quantities:
    """The lexicon of numbers; phrases are tuples of lower-case words, the longest of a table first."""

    units: dict[str, int]
    scales: dict[str, int]
    vague: dict[Phrase, tuple[int, int]]
    before: dict[Phrase, str]
    after: dict[Phrase, str]
    numbered: frozenset[str]
    not_one: frozenset[str]
    measures: dict[str, str]
    durations: dict[str, str]
    money: dict[str, str]
    fractions: dict[str, float]
    symbols: dict[str, str]
    signs: dict[str, str]
    coins: frozenset[str]
    codes: frozenset[str]
    hyphened: frozenset[str]
    moves: dict[str, str]
    moved: dict[str, str]

    @functools.cached_property
    def before_by_last(self) -> dict[str, list[tuple[Phrase, str]]]:
        """The bound phrases by their last word, which stands beside the number."""
        grouped: dict[str, list[tuple[Phrase, str]]] = {}
        for phrase, value in self.before.items():
            grouped.setdefault(phrase[-1], []).append((phrase, value))
        return grouped


@dataclass(frozen=True, slots=True)
class Events:
    """The lexicon of events: base forms of verbs by role, nouns, words beside a number, and phrases."""

    object: dict[str, str]
    subject: dict[str, str]
    nouns: dict[str, str]
    people: dict[str, str]
    lives: dict[str, str]
    ground: dict[str, str]
    roles: dict[str, str]
    sent: dict[str, str]
    acts: dict[str, str]
    beside: dict[str, str]
    phrases: dict[Phrase, str]
    leading: dict[Phrase, str]


@functools.cache
def quantities() -> Quantities:
    """The lexicon of numbers, read once."""
    sections = read_sections("en", "numbers.txt")
    vague = {k: [int(n) for n in v.split()] for k, v in _pairs(sections["vague"])}
    return Quantities(
        units={k: int(v) for k, v in _pairs(sections["units"])},
        scales={k: int(v) for k, v in _pairs(sections["scales"])},
        vague=_longest_first({tuple(k.split()): (v[0], v[1]) for k, v in vague.items()}),
        before=_phrases(sections["before"]),
        after=_phrases(sections["after"]),
        numbered=words(sections["numbered"]),
        not_one=words(sections["not one"]),
        measures=_by_phrase(sections["measures"]),
        durations=_by_word(sections["durations"]),
        money=_by_phrase(sections["money"]),
        fractions={k: 1 / int(v) for k, v in _pairs(sections["fractions"])},
        symbols=_by_word(sections["symbols"]),
        signs=_by_word(sections["signs"]),
        coins=words(sections["coins"]),
        codes=words(sections["codes"]),
        hyphened=words(sections["hyphened"]),
        moves=_directions(sections, "verbs"),
        moved=_directions(sections, "words"),
    )


@functools.cache
def events() -> Events:
    """The lexicon of events, read once."""
    sections = read_sections("en", "events.txt")
    return Events(
        object=_by_word(sections["object"]),
        subject=_by_word(sections["subject"]),
        nouns=_by_word(sections["nouns"]),
        people=_by_word(sections["people"]),
        lives=_by_word(sections["lives"]),
        ground=_by_word(sections["ground"]),
        roles=_by_word(sections["roles"]),
        sent=_by_word(sections["sent"]),
        acts=_by_word(sections["acts"]),
        beside=_by_word(sections["beside"]),
        phrases=_phrases(sections["phrases"]),
        leading=_phrases(sections["leading"]),
    )


@functools.cache
def listed(section: str) -> frozenset[str]:
    """The words of a section of ``counting.txt``."""
    return words(read_sections("en", "counting.txt")[section])


def _pairs(lines: list[str]) -> list[tuple[str, str]]:
    return [(key.strip(), value.strip()) for key, _, value in (line.rpartition(":") for line in lines)]


def _by_word(lines: list[str]) -> dict[str, str]:
    return {word: key for key, listed in _pairs(lines) for word in listed.split()}


def _directions(sections: dict[str, list[str]], kind: str) -> dict[str, str]:
    """Which way each word of a kind moves an amount."""
    return {
        w: way
        for way in ("up", "down")
        for k, listed in _pairs(sections[way])
        if k == kind
        for w in listed.split()
    }


def _by_phrase(lines: list[str]) -> dict[str, str]:
    return {phrase.strip(): key for key, listed in _pairs(lines) for phrase in listed.split("|")}


def _phrases(lines: list[str]) -> dict[Phrase, str]:
    found = {tuple(p.split()): key for key, listed in _pairs(lines) for p in listed.split("|") if p.strip()}
    return _longest_first(found)


def _longest_first(table: dict[Phrase, _V]) -> dict[Phrase, _V]:
    return dict(sorted(table.items(), key=lambda item: (-len(item[0]), item[0])))
