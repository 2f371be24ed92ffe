"""Words of claims as stems, and how much each stem tells in this pile."""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from sayso.languages.lexicon import read_sections, words

K = TypeVar("K")
V = TypeVar("V")

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CAPITALS = re.compile(r"(?<![^\W_])(?:[A-Z][^\W_]*+(?:['’][^\W_]*+)?[ -]++)+[A-Z][^\W_]*+")
"""Words with a capital side by side; each is looked at once, however long it is."""
_OPENING_WORDS = 4
_ENDINGS = (
    "ations",
    "ation",
    "ings",
    "ing",
    "ments",
    "ment",
    "ers",
    "ies",
    "ied",
    "ed",
    "es",
    "er",
    "ly",
    "s",
)

_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{2}[a-z])our(?=(?:s|ed|ing|able|hood|hoods)?$)"), "or"),
    (re.compile(r"(?<=[a-z]t)re(?=s?$)"), "er"),
    (re.compile(r"(?<=[a-z]{2})is(?=(?:e|es|ed|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2}[ef])ence(?=s?$)"), "ense"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (re.compile(r"mme(?=s?$)"), "m"),
)
"""Spellings of the two sides of the ocean: labour, centre, organise, defence, travelled, programme."""


@functools.cache
def stopwords() -> frozenset[str]:
    """Words that do not count."""
    return words(read_sections("en", "stopwords.txt")[""])


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A crude stem: the lower-case word without the commonest ending, at least four letters long.

    Words for one thing have one stem (``concepts.txt``): that of the first of them.
    """
    word = word.lower().replace("’", "'").removesuffix("'s")
    return _concepts().get(word) or _cut(word)


def _cut(word: str) -> str:
    for told, spelled in _SPELLINGS:
        word = told.sub(spelled, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


@functools.cache
def _concepts() -> dict[str, str]:
    lines = (line.split() for line in read_sections("en", "concepts.txt")[""])
    return {word: _cut(first) for first, *others in lines for word in (first, *others)}


@functools.lru_cache(maxsize=16384)
def stems(text: str) -> frozenset[str]:
    """The stems of a text's telling words."""
    return frozenset(stem(w) for w in _WORD.findall(text) if w.lower() not in stopwords())


@functools.lru_cache(maxsize=16384)
def phrases(text: str) -> frozenset[str]:
    """Pairs of telling words that stand side by side, as stems: "civilian casualti"."""
    pairs = itertools.pairwise(word_list(text))
    return frozenset(
        f"{stem(a)} {stem(b)}" for a, b in pairs if a not in stopwords() and b not in stopwords()
    )


@functools.lru_cache(maxsize=16384)
def names_in(text: str) -> frozenset[str]:
    """The phrases that stand in names: words with a capital side by side."""
    return frozenset().union(*map(phrases, _CAPITALS.findall(text)))


@functools.lru_cache(maxsize=16384)
def stems_of_names(text: str) -> frozenset[str]:
    """The stems of the words in names of several words."""
    return frozenset(word for phrase in names_in(text) for word in phrase.split())


@functools.lru_cache(maxsize=16384)
def stems_of_capitals(text: str) -> frozenset[str]:
    """The stems of all capitalised words, names or not: in a text of capitals, of all."""
    return stems(" ".join(word for word in _WORD.findall(text) if word[:1].isupper()))


@functools.lru_cache(maxsize=16384)
def opening(text: str) -> frozenset[str]:
    """The phrases of a text's first words: what it is about."""
    return phrases(" ".join(word_list(text)[:_OPENING_WORDS]))


@functools.lru_cache(maxsize=16384)
def word_list(text: str) -> tuple[str, ...]:
    """All words of a text, lower-case, in order."""
    return tuple(w.lower().replace("’", "'") for w in _WORD.findall(text))


def share_run(left: str, right: str, length: int) -> bool:
    """Whether two texts have so many words in a row in common."""
    return not _runs(left, length).isdisjoint(_runs(right, length))


@functools.lru_cache(maxsize=16384)
def _runs(text: str, length: int) -> frozenset[tuple[str, ...]]:
    said = word_list(text)
    return frozenset(said[i : i + length] for i in range(len(said) - length + 1))


@functools.lru_cache(maxsize=16384)
def first_phrase(said: tuple[str, ...], lexicon: str, section: str) -> str | None:
    """The first phrase of a lexicon's section that stands in a text's words."""
    told = f" {' '.join(said)} "
    return next((phrase for phrase in _phrases_of(lexicon, section) if f" {phrase} " in told), None)


@functools.cache
def _phrases_of(lexicon: str, section: str) -> tuple[str, ...]:
    """A line each, as the words of a text are told apart."""
    return tuple(" ".join(word_list(line)) for line in read_sections("en", lexicon)[section])


def shared_words(text: str, shared: frozenset[str]) -> str | None:
    """The words of a text, as written and in order, whose stems another text has too."""
    return ", ".join(word for word, stem_ in _stemmed(text).items() if stem_ in shared) or None


@functools.lru_cache(maxsize=16384)
def _stemmed(text: str) -> dict[str, str]:
    """The telling words of a text, no numbers, as written and in order, each with its stem."""
    found = (w for w in _WORD.findall(text) if w.lower() not in stopwords() and not w.isdigit())
    return {word: stem(word) for word in found}


@functools.lru_cache(maxsize=16384)
def holds_verb(text: str) -> bool:
    """Whether words are a statement and no mere name of a thing: one of them is most likely a finite verb.

    A word with a hyphen is none ("flood-hit"), nor is one in -ed that describes ("the suspected leak").
    """
    finite, before = _finite()
    told = [w.strip(".,;:!?\"'“”‘’()").lower().replace("’", "'") for w in text.split()]
    return any(
        word in finite or (word.endswith("ed") and word.isalpha() and last not in before)
        for last, word in itertools.pairwise(["the", *told])
    )


@functools.cache
def _finite() -> tuple[frozenset[str], frozenset[str]]:
    """Finite verbs, and the words after which one in -ed describes."""
    lexicon = read_sections("en", "finite.txt")
    return words(lexicon["finite"]), words(lexicon["before a participle"])


@dataclass(frozen=True, eq=False)
class Counts:
    """In how many of some texts each stem stands, and how many texts they are."""

    stems: Mapping[str, int]
    total: int


def counts_of(texts: Iterable[str]) -> Counts:
    """The counts of some texts."""
    told = list(texts)
    return Counts(Counter(stem_ for text in told for stem_ in stems(text)), len(told))


def counted_together(some: Iterable[Counts]) -> Counts:
    """The counts of several sets of texts as one."""
    stems_: Counter[str] = Counter()
    total = 0
    for counts in some:
        total += counts.total
        for stem_, number in counts.stems.items():
            stems_[stem_] += number
    return Counts(stems_, total)


class _Kept(dict[K, V], Generic[K, V]):
    """What a function gives, kept for the next time it is asked for: looked up a million times."""

    def __init__(self, make: Callable[[K], V]) -> None:
        self.make: Callable[[K], V] = make

    def __missing__(self, key: K) -> V:
        self[key] = made = self.make(key)
        return made


class _Weighed(dict[str, int]):
    """The weights of stems by how many texts around two things have them."""

    def __init__(self, one: Counts, other: Counts) -> None:
        self.one, self.other = one.stems.get, other.stems.get
        self.by_count = _by_count(one.total + other.total)

    def __missing__(self, stem_: str) -> int:
        self[stem_] = made = self.by_count[self.one(stem_, 0) + self.other(stem_, 0)]
        return made


@functools.lru_cache(256)
def _by_count(total: int) -> _Kept[int, int]:
    """The weight of a stem that so many of the texts around two things have, both taken together."""
    most = total / 2 + 1
    return _Kept(lambda number: round(1000 * math.log(most / (number / 2 + 0.5))))


class Weights:
    """How much a stem tells: the rarer over the texts around two things, the more.

    Of two counts the mean is taken. Weights are whole thousandths, so that sums do not depend on the order
    they are added in.
    """

    def __init__(self, one: Counts, other: Counts | None = None) -> None:
        self.one = one
        self.other = other or one
        self.total = (self.one.total + self.other.total) / 2
        # None of these holds the weights themselves: no circle that only the garbage collector could undo.
        self.of = of = _Weighed(self.one, self.other).__getitem__
        """The weight of one stem, in thousandths."""
        self._sum = _Kept[frozenset[str], int](lambda stems_: sum(map(of, stems_))).__getitem__
        """The weight of a claim's stems together."""

    def count(self, stem_: str) -> float:
        """In how many texts a stem stands."""
        return (self.one.stems.get(stem_, 0) + self.other.stems.get(stem_, 0)) / 2

    def similarity(self, left: frozenset[str], right: frozenset[str]) -> float:
        """The weight of shared stems over that of all (a weighted Jaccard index, 0 to 1)."""
        return self.overlap(left, right)[0]

    def overlap(self, left: frozenset[str], right: frozenset[str]) -> tuple[float, float]:
        """The similarity of two claims' stems, and the containment of one in the other."""
        if left.isdisjoint(right):
            return 0.0, 0.0
        both, one, other = sum(map(self.of, left & right)), self._sum(left), self._sum(right)
        total, lighter = one + other - both, one if one < other else other
        return (both / total if total > 0 else 0.0), (both / lighter if lighter > 0 else 0.0)

    def shared(self, left: frozenset[str], right: frozenset[str]) -> float:
        """The weight of shared stems, in that of a stem which one text alone has."""
        alone = 1000 * math.log((self.total + 1) / 1.5)
        return sum(map(self.of, left & right)) / alone if alone > 0 else 0.0

    def containment(self, left: frozenset[str], right: frozenset[str]) -> float:
        """The weight of shared stems over that of the lighter side (0 to 1)."""
        return self.overlap(left, right)[1]
