"""Which of those named may be one and the same, for a person to decide: likely pairs, without idle ones.

The case has pairs by initials, spelling and surname. Added here are a short form of a body's longer name, a
name with one letter wrong, and one whose possessive lost its apostrophe; left out is what a country or a
place only seems to be the surname or the initials of.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sayso.comparison.names import is_country
from sayso.model import Entity, Similar

_SMALL = frozenset({"of", "for", "in", "on", "to", "at", "and", "the", "de", "du", "des"})

_MOST_MEANT = 4
"""A short form that may stand for more names than this stands for none of them."""

_MOST_OF_A_HEAD = 60
"""A noun that more bodies are one of tells none of them: the ministries of a large case."""

_LONG_WORD = 7
"""Words shorter than this are other words when a letter differs."""

_INITIALS, _SURNAME = "initials of its name", "surname of a full name"
"""Reasons that the case gives."""

SHORT, ONE_NAME = "short for its name", "the same name"
"""Reasons that are given here."""


def similar(entities: Sequence[Entity]) -> dict[str, tuple[Similar, ...]]:
    """For each entity by id the others that may be the same, and why; symmetric, sorted by id."""
    known = {e.id: e for e in entities}
    places = {e.name.casefold() for e in entities if e.kind == "place"}
    reasons: dict[str, dict[str, str]] = defaultdict(dict)
    given = ((e, known[s.entity], s.reason) for e in entities for s in e.similar if s.entity in known)
    kept = (pair for pair in given if not _is_idle(*pair, places))
    named = [e for e in entities if e.name[:1].isupper() and e.kind != "group"]
    added = (_shortened(named, places), _misspelled(named), _owned(named))
    for one, other, reason in itertools.chain(kept, *added):
        reasons[one.id].setdefault(other.id, reason)
        reasons[other.id].setdefault(one.id, reason)
    return {id_: tuple(Similar(e, why) for e, why in sorted(found.items())) for id_, found in reasons.items()}


def _is_idle(one: Entity, other: Entity, reason: str, places: set[str]) -> bool:
    """Whether a pair only looks alike: the Islamic State and Idlib, Syria; Aleppo and Syrias Aleppo."""
    if reason == _INITIALS:
        return (one.kind == "place") != (other.kind == "place")
    if reason != _SURNAME:
        return False
    bare, full = sorted((one, other), key=lambda e: len(e.name.split()))
    first = full.name.split()[0].casefold()
    return _is_placed(bare.name.casefold(), places) or is_country(first)


def _is_placed(word: str, places: set[str]) -> bool:
    """Whether a word in lower case is a place's name, whatever else it was taken for."""
    return word in places or is_country(word)


def _words(entity: Entity) -> tuple[str, ...]:
    name = entity.name.casefold().removeprefix("the ")
    return tuple(name.replace(".", "").split())


def _head(words: Sequence[str]) -> str:
    """The noun that a body's name is one of: the Observatory for Human Rights is an observatory."""
    before = list(itertools.takewhile(lambda w: w not in _SMALL, words))
    return before[-1] if before else ""


def _shortened(entities: Sequence[Entity], places: set[str]) -> Iterator[tuple[Entity, Entity, str]]:
    """The Observatory and the Syrian Observatory for Human Rights; one name of two kinds."""
    by_head: dict[str, list[tuple[tuple[str, ...], Entity]]] = defaultdict(list)
    for entity in entities:
        words = _words(entity)
        if entity.kind != "person" and words and not (len(words) == 1 and _is_placed(words[0], places)):
            by_head[_head(words)].append((words, entity))
    for block in (b for b in by_head.values() if len(b) <= _MOST_OF_A_HEAD):
        bodies = [(words, e) for words, e in block if e.kind != "place"]
        for words, short in bodies:
            longer = [e for more, e in bodies if _stands_for(words, more)]
            if len({e.name.casefold() for e in longer}) <= _MOST_MEANT:
                yield from ((short, e, SHORT) for e in longer)
        for (left, one), (right, other) in itertools.combinations(block, 2):
            if left == right and len(left) > 1:
                yield one, other, ONE_NAME


def _stands_for(short: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether all words of a shorter name stand in a longer one, in its order."""
    left = iter(longer)
    return len(short) < len(longer) and all(word in left for word in short)


def _misspelled(entities: Sequence[Entity]) -> Iterator[tuple[Entity, Entity, str]]:
    """The Obervatory and the Observatory; Organisation and Organization."""
    blocks: dict[tuple[str, ...], list[tuple[str, Entity]]] = defaultdict(list)
    for entity in entities:
        words = _words(entity)
        for n, word in enumerate(words if len(words) > 1 else ()):
            if len(word) >= _LONG_WORD:
                blocks[(*words[:n], "", *words[n + 1 :])].append((word, entity))
    for block in blocks.values():
        for (left, one), (right, other) in itertools.combinations(block, 2):
            if _one_letter_apart(left, right):
                yield one, other, "one letter differs"


def _one_letter_apart(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    if len(long) - len(short) > 1 or short == long:
        return False
    begin = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[begin + (len(short) == len(long)) :] == long[begin + 1 :]


def _owned(entities: Sequence[Entity]) -> Iterator[tuple[Entity, Entity, str]]:
    """Assads and Assad: the possessive of a name lost its apostrophe."""
    by_name: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        by_name[entity.name.casefold()].append(entity)
    for name, owned in by_name.items():
        if name.endswith("s"):
            yield from ((e, o, "the same name with an s") for e in owned for o in by_name.get(name[:-1], ()))
