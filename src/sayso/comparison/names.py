"""Names over the whole pile: one entity for each name that documents share, and who may be the same."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from sayso.languages.en import voices
from sayso.model import ENTITY_KINDS, Entity, Findings, Similar

_MOST = 20
"""A surname, spelling or short form that more entities share points to none of them."""

_LEAST_CONSONANTS = 3
"""Shorter names that differ in a vowel are different names: Dan and Don."""

_SEATED = re.compile(r"^(?:the )?(?:[^\W_]+ ){0,2}[^\W_]+[ -]based ")

_TELLING_WORDS = 2
"""How many words of a body's name may stand for all of it."""

_SMALL = frozenset(
    {"of", "for", "and", "the", "in", "on", "to", "de", "du", "des", "del", "della", "di", "da", "dos", "la"}
    | {"le", "von", "van", "der", "den", "ter", "bin", "ibn", "ben", "al", "el"}
)
_SPELLINGS = (("ph", "f"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("q", "k"), ("y", "i"))
_ALTERNATE = tuple(frozenset(pair) for pair in ("ae", "ei", "ou", "eu"))
_VOWELS = "aeiou"

_SPELLED, _SURNAMED, _LONG, _SHORT = "=", "~", "+", "-"
_NAMED, _MIXED, _BEGUN = "!", "&", "<"
"""What keys of names begin with."""

K = TypeVar("K", bound=Hashable)
Pair = tuple[Entity, Entity, str]


def merge_entities(findings: Iterable[Findings]) -> tuple[Entity, ...]:
    """Entities of all documents, those with one id made one; sorted by id."""
    return suggest_similar(merged(e for found in findings for e in found.entities))


def merged(entities: Iterable[Entity]) -> list[Entity]:
    """Entities as single documents have them, in the order of these, those with one id made one; by id."""
    one: dict[str, Entity] = {}
    for entity in entities:
        one[entity.id] = _join(one[entity.id], entity) if entity.id in one else entity
    return [one[k] for k in sorted(one)]


def _join(one: Entity, other: Entity) -> Entity:
    """Two as one, by the first name; one in capitals gives way to one with small letters."""
    return Entity(
        one.id,
        other.name if one.name.isupper() and not other.name.isupper() else one.name,
        one.kind,
        tuple(sorted({*one.aliases, *other.aliases})),
        one.role or other.role,
        (*one.mentions, *other.mentions),
    )


def suggest_similar(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """The same entities, each with the others that may be the same person or body, the first reason kept."""
    told = list(entities)
    named = sorted((e for e in told if is_name(e.name)), key=lambda e: e.id)
    people = [e for e in named if e.kind == "person"]
    bodies = [e for e in named if e.kind != "person"]
    reasons: dict[str, dict[str, str]] = defaultdict(dict)
    found = (_initials(bodies), _spellings(named), _surnames(people), _across_kinds(people, bodies))
    for one, other, reason in itertools.chain(*found):
        reasons[one.id].setdefault(other.id, reason)
        reasons[other.id].setdefault(one.id, reason)
    return tuple(
        replace(e, similar=tuple(Similar(id_, why) for id_, why in sorted(reasons.get(e.id, {}).items())))
        for e in told
    )


def keys_of(entity: Entity) -> frozenset[str]:
    """What an entity's name has in common with those of the entities that may be the same."""
    if not is_name(entity.name):
        return frozenset()
    keys = {f"{_SPELLED} {entity.kind} {_skeleton(''.join(_folded(entity.name)))}"}
    if entity.kind != "place":
        keys.add(f"{_NAMED} {' '.join(_folded(entity.name))}")
    if _is_bare(entity) or (entity.kind == "person" and _given(entity)):
        keys.add(f"{_MIXED} {_surname(entity)}")
    if entity.kind == "person" and " " in entity.name:
        keys.add(f"{_BEGUN} {' '.join(_folded(entity.name)[:_TELLING_WORDS])}")
    if entity.kind == "person":
        keys.add(f"{_SURNAMED} {_surname(entity)}")
    elif " " in entity.name:
        keys.add(f"{_LONG} {_capitals(entity.name)}")
    elif (capitals := _short_form(entity.name)) is not None:
        keys.add(f"{_SHORT} {capitals}")
    return frozenset(keys)


def keys_of_words(words: str) -> frozenset[str]:
    """Under which keys whoever goes by some words stands, in any spelling, or by its initials."""
    skeleton = _skeleton("".join(_folded(words)))
    initials = _short_form(words)
    keys = {f"{_SPELLED} {kind} {skeleton}" for kind in ENTITY_KINDS if skeleton}
    return frozenset(keys | ({f"{_LONG} {initials}"} if initials else set()))


def is_spelled_so(words: str, name: str) -> bool:
    """Whether words are a spelling of a name, or its initials."""
    return _spelled_alike(words, name) or (" " in name and _short_form(words) == _capitals(name))


def suggested_anew(
    changed: Sequence[Entity], keys: Iterable[str], sharing: Callable[[Iterable[str]], Iterable[Entity]]
) -> dict[str, tuple[Similar, ...]]:
    """The suggestions of entities that are new, or go by another name, and of all whose own these change.

    ``keys`` are those of the changed ones, before and after; ``sharing`` finds the other entities that have
    any of some keys.
    """
    known = {e.id: e for e in changed}
    touched = _with_partners(keys)
    others = [e for e in sharing(touched) if e.id not in known]
    full = {k for k, n in Counter(k for e in others for k in keys_of(e)).items() if n > _MOST + len(known)}
    # In a block that was, and is, too large nothing changes.
    near = [e for e in others if (keys_of(e) & touched) - _with_partners(k for k in full if k[0] != _SHORT)]
    asked = {**known, **{e.id: e for e in near}}
    around = sharing(_with_partners(k for e in asked.values() for k in keys_of(e)))
    every = {**{e.id: e for e in around}, **asked}
    found = suggest_similar(every[id_] for id_ in sorted(every))
    return {e.id: e.similar for e in found if e.id in asked}


def _with_partners(keys: Iterable[str]) -> set[str]:
    """Keys, with those of the long names for short ones, and the other way round."""
    told = set(keys)
    swapped = {_LONG: _SHORT, _SHORT: _LONG}
    return told | {f"{swapped[k[0]]}{k[1:]}" for k in told if k[0] in swapped}


def is_name(name: str) -> bool:
    """Whether a name is one, and no description: "a source at the mill"."""
    words = re.findall(r"[^\W\d_]+", name)
    return bool(words) and all(w[0].isupper() or w in _SMALL or len(w) == 1 for w in words)


# --- short forms -------------------------------------------------------------------------------------------


def _initials(bodies: list[Entity]) -> Iterator[Pair]:
    """WHU and the World Harbour Union."""
    longer = _blocks((_capitals(e.name), e) for e in bodies if " " in e.name)
    for short in bodies:
        if (capitals := _short_form(short.name)) is not None:
            yield from ((short, other, "initials of its name") for other in longer.get(capitals, ()))


def _short_form(name: str) -> str | None:
    """The capitals of a name that is hardly more than these."""
    letters = name.replace(".", "")
    capitals = "".join(c for c in letters if c.isupper())
    is_short = " " not in letters and len(capitals) >= 2 and len(letters) <= len(capitals) + 1
    return capitals if is_short else None


def _capitals(name: str) -> str:
    words = [w for w in re.split(r"[\s-]+", name) if w[:1].isupper() and w != "The"]
    return "".join(w[0] for w in words)


# --- spellings ---------------------------------------------------------------------------------------------


def _spellings(named: list[Entity]) -> Iterator[Pair]:
    """Sami Abdel Nour and Sami Abdul-Nour."""
    blocks = _blocks(((e.kind, _skeleton("".join(_folded(e.name)))), e) for e in named)
    for block in blocks.values():
        for one, other in itertools.combinations(block, 2):
            if _spelled_alike(one.name, other.name):
                yield one, other, "spelled alike"


def without_accents(text: str) -> str:
    """A text with each letter as it is without accents, and signs that stand for letters as those."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@functools.lru_cache(maxsize=65536)
def _folded(name: str) -> tuple[str, ...]:
    """The words of a name in one spelling: lower-case, without accents, articles and double letters."""
    plain = re.sub(r"(?<!\w)(?:al|el)-|^the\s|(?<=\s)(?:al|el)\s|[’'`.]", "", without_accents(name.lower()))
    words = re.findall(r"\w+", plain)
    for written, one in _SPELLINGS:
        words = [
            w[:1] + w[1:].replace(written, one) if written == "y" else w.replace(written, one) for w in words
        ]
    # After a vowel a last h is not heard: Hannah, Hanna.
    return tuple(re.sub(r"(.)\1+", r"\1", re.sub(r"(?<=[aeiou])h$", "", w)) for w in words)


@functools.lru_cache(maxsize=65536)
def spelling_key(word: str) -> str:
    """What the spellings of one word in a name have in common: its first letter and its consonants."""
    return _skeleton("".join(_folded(word)))


def _skeleton(word: str) -> str:
    """The first letter and the consonants after it."""
    return word[:1] + "".join(c for c in word[1:] if c not in _VOWELS)


def _spelled_alike(one: str, other: str) -> bool:
    """Whether two names differ in nothing but vowels that spellings alternate, and in long words only."""
    left, right = _folded(one), _folded(other)
    if len(left) != len(right):
        return _vowels_fit("".join(left), "".join(right))
    return all(a == b or _vowels_fit(a, b) for a, b in zip(left, right, strict=True))


def _vowels_fit(one: str, other: str) -> bool:
    if _skeleton(one) != _skeleton(other):
        return False
    if one == other:
        return True
    if sum(c not in _VOWELS for c in one) < _LEAST_CONSONANTS:
        return False
    runs = zip(re.split(r"[^aeiou]", one), re.split(r"[^aeiou]", other), strict=False)
    return all(a == b or not a or not b or frozenset((a[-1], b[-1])) in _ALTERNATE for a, b in runs)


@functools.cache
def _peoples() -> dict[str, str]:
    """For each seat of government, country and people the country: "Moscow", "Russian", "Russia"."""
    told = {}
    for seat, (country, people) in voices.load().seats.items():
        for name in (seat, country, people, f"{country}s", f"{country}’s"):
            told[name] = country
    return told


def is_country(name: str) -> bool:
    """Whether a name in lower case is a country's, its people's or its seat of government."""
    return name in _peoples()


def likely_body(one: str, other: str) -> bool:
    """Whether two names in lower case are likely one body's: spelled alike, or one the other's beginning.

    A seat of government, a country and its people count as one word: "Moscow", "Russia's ministry". The name
    of a country alone begins the names of too many bodies. Where a body sits is no part of its name: "London
    Based Tolk Watch".
    """
    left, right = (_one_country(_SEATED.sub("", n)) for n in (one, other))
    if left == right or _spelled_alike(" ".join(left), " ".join(right)):
        return True
    shorter, longer = sorted((left, right), key=len)
    return len(shorter) >= _TELLING_WORDS and longer[: len(shorter)] == shorter


def likely_person(one: str, other: str) -> bool:
    """Whether two names in lower case are likely one person's: the last words of the longer spelled alike."""
    shorter, longer = sorted((one.split(), other.split()), key=len)
    return len(shorter) >= _TELLING_WORDS and _spelled_alike(
        " ".join(shorter), " ".join(longer[-len(shorter) :])
    )


def _one_country(name: str) -> list[str]:
    words = name.lower().split()
    known = _peoples()
    return [known[" ".join(words)]] if " ".join(words) in known else [known.get(w, w) for w in words]


# --- people ------------------------------------------------------------------------------------------------


def _surnames(people: list[Entity]) -> Iterator[Pair]:
    """Lane and Ada Lane; A. Lane and Ada Lane; never Ada Lane and Ben Lane."""
    surnamed = ((_surname(e), e) for e in people)
    for block in _blocks(surnamed).values():
        full = sorted((_given(e), e.id, e) for e in block if _given(e))
        for bare in (e for e in block if not _given(e)):
            yield from ((bare, e, "surname of a full name") for _, _, e in full)
        for (first, _, one), (second, _, other) in itertools.combinations(full, 2):
            if _begin_alike(first, second):
                yield one, other, "same surname, first names begin alike"
            elif first[-len(second) :] == second or second[-len(first) :] == first:
                yield one, other, "one name ends the other"
    begun = _blocks((_folded(e.name)[:_TELLING_WORDS], e) for e in people if " " in e.name)
    for block in begun.values():
        for one, other in itertools.combinations(block, 2):
            shorter, longer = sorted((_folded(one.name), _folded(other.name)), key=len)
            if len(shorter) < len(longer) and longer[: len(shorter)] == shorter:
                yield one, other, "one name begins the other"


def _across_kinds(people: list[Entity], bodies: list[Entity]) -> Iterator[Pair]:
    """One name, or a surname alone, that was taken for a body's once: Ada Lane, and Lane beside it."""
    others = [e for e in bodies if e.kind != "place"]
    for block in _blocks((_folded(e.name), e) for e in (*people, *others)).values():
        yield from (
            (one, other, "the same name")
            for one, other in itertools.combinations(block, 2)
            if one.kind != other.kind
        )
    bare = ((_surname(e), e) for e in others if _is_bare(e))
    full = ((_surname(e), e) for e in people if _given(e))
    for block in _blocks((*bare, *full)).values():
        mine = [e for e in block if e.kind == "person"]
        yield from ((e, one, "surname of a full name") for e in block if e.kind != "person" for one in mine)


def _is_bare(entity: Entity) -> bool:
    """Whether a body has a name of one word, which may be somebody's surname."""
    return entity.kind not in ("person", "place") and " " not in entity.name


def _surname(person: Entity) -> str:
    return "".join(_folded(person.name.split()[-1]))


def _given(person: Entity) -> tuple[str, ...]:
    """The first and middle names; particles belong to the surname."""
    words = person.name.split()[:-1]
    while words and words[-1][0].islower():
        words.pop()
    return tuple(w.lower().rstrip(".") for w in words)


def _begin_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the given names that both have begin each other: A. and Ada, Dan and Daniel."""
    return all(a.startswith(b) or b.startswith(a) for a, b in zip(one, other, strict=False))


def _blocks(keyed: Iterable[tuple[K, Entity]]) -> dict[K, list[Entity]]:
    """The entities of each key, without the keys that too many share."""
    blocks: dict[K, list[Entity]] = defaultdict(list)
    for key, entity in keyed:
        blocks[key].append(entity)
    return {key: block for key, block in blocks.items() if len(block) <= _MOST}
