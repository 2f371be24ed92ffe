"""Who can speak, and by what titles and seats: ``sources.txt``, ``titles.txt``, ``places.txt`` … read."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from sayso.languages.lexicon import read_sections, word_lists, words


@dataclass(frozen=True, slots=True)
class Voices:
    """Nouns for speakers by class, titles, and the countries that seats of government stand for.

    ``described`` maps a noun to what it says an unnamed source is, ``narrowed`` and ``followed`` say the
    same of the words beside and after a noun of ``little_said``.
    """

    people: frozenset[str]
    unnamed: frozenset[str]
    bodies: frozenset[str]
    departments: frozenset[str]
    services: dict[str, frozenset[str]]
    """Nouns to the words before them with which they name one body."""
    documents: frozenset[str]
    honorifics: frozenset[str]
    roles: frozenset[str]
    other_words: tuple[tuple[str, frozenset[str]], ...]
    seats: dict[str, tuple[str, str]]
    outlets: frozenset[str]
    outlet_names: frozenset[str]
    audiences: frozenset[str]
    talks: frozenset[str]
    monitors: frozenset[str]
    monitor_names: frozenset[str]
    watchers: frozenset[str]
    of_any_watcher: frozenset[str]
    described: dict[str, str]
    little_said: frozenset[str]
    narrowed: tuple[tuple[str, frozenset[str]], ...]
    followed: tuple[tuple[str, tuple[str, ...]], ...]
    speakers: frozenset[str]
    """All nouns that can stand for a speaker."""
    titles: frozenset[str]
    """Honorifics and roles."""


@functools.cache
def load() -> Voices:
    """The lexicon, read once."""
    sources = read_sections("en", "sources.txt")
    titles = read_sections("en", "titles.txt")
    return Voices(
        people=words(sources["people"]),
        unnamed=words(sources["unnamed"]),
        bodies=words(sources["bodies"]),
        departments=words(sources["departments"]),
        services=word_lists(sources["services"]),
        documents=words(sources["documents"]),
        honorifics=words(titles["honorifics"]),
        roles=words(titles["roles"]),
        other_words=tuple(_pair(line) for line in titles["other words"]),
        outlets=words(sources["outlets"]),
        audiences=words(sources["audiences"]),
        outlet_names=_names("press.txt"),
        talks=words(sources["talks"]),
        monitors=words(sources["monitors"]),
        monitor_names=words(sources["monitor names"]),
        watchers=words(sources["watchers"]),
        of_any_watcher=words(sources["of any watcher"]),
        described={n: kind for kind, nouns in word_lists(sources["described"]).items() for n in nouns},
        little_said=words(sources["little said"]),
        narrowed=tuple(word_lists(sources["narrowed"]).items()),
        followed=tuple(_phrases(line) for line in sources["followed"]),
        seats=dict(_seat(line) for line in read_sections("en", "places.txt")[""]),
        speakers=words([*sources["people"], *sources["unnamed"], *sources["bodies"], *sources["documents"]]),
        titles=words([*titles["honorifics"], *titles["roles"]]),
    )


def _names(file: str) -> frozenset[str]:
    """The names of a file, those of one line between semicolons."""
    lines = (line for section in read_sections("en", file).values() for line in section)
    return frozenset(name.strip() for line in lines for name in line.split(";") if name.strip())


def _pair(line: str) -> tuple[str, frozenset[str]]:
    phrase, _, role = line.partition(":")
    return phrase.strip(), words([role])


def _phrases(line: str) -> tuple[str, tuple[str, ...]]:
    kind, _, listed = line.partition(":")
    return kind.strip(), tuple(phrase.strip() for phrase in listed.split(","))


def _seat(line: str) -> tuple[str, tuple[str, str]]:
    seat, _, rest = line.partition(":")
    country, _, people = rest.partition("=")
    return seat.strip(), (country.strip(), people.strip())
