"""Who can speak, and by what titles and seats: ``sources.txt``, ``titles.txt``, ``places.txt`` as tables."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from sayso.languages.lexicon import read_sections, words


@dataclass(frozen=True, slots=True)
class Voices:
    """Nouns for speakers by class, titles, and the countries that seats of government stand for."""

    people: frozenset[str]
    unnamed: frozenset[str]
    bodies: frozenset[str]
    documents: frozenset[str]
    honorifics: frozenset[str]
    roles: frozenset[str]
    other_words: tuple[tuple[str, frozenset[str]], ...]
    seats: dict[str, tuple[str, str]]
    outlets: frozenset[str]
    talks: frozenset[str]
    monitors: frozenset[str]
    monitor_names: frozenset[str]

    @property
    def speakers(self) -> frozenset[str]:
        """All nouns that can stand for a speaker."""
        return self.people | self.unnamed | self.bodies | self.documents


@functools.cache
def load() -> Voices:
    """The lexicon, read once."""
    sources = read_sections("en", "sources.txt")
    titles = read_sections("en", "titles.txt")
    return Voices(
        people=words(sources["people"]),
        unnamed=words(sources["unnamed"]),
        bodies=words(sources["bodies"]),
        documents=words(sources["documents"]),
        honorifics=words(titles["honorifics"]),
        roles=words(titles["roles"]),
        other_words=tuple(_pair(line) for line in titles["other words"]),
        outlets=words(sources["outlets"]),
        talks=words(sources["talks"]),
        monitors=words(sources["monitors"]),
        monitor_names=words(sources["monitor names"]),
        seats=dict(_seat(line) for line in read_sections("en", "places.txt")[""]),
    )


def _pair(line: str) -> tuple[str, frozenset[str]]:
    phrase, _, role = line.partition(":")
    return phrase.strip(), words([role])


def _seat(line: str) -> tuple[str, tuple[str, str]]:
    seat, _, rest = line.partition(":")
    country, _, people = rest.partition("=")
    return seat.strip(), (country.strip(), people.strip())
