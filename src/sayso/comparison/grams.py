"""Texts as arrays: where words stand, a number for each word, and one for each five words in a row.

Numbers are 64 bits, made from the letters alone, so that they are the same on every run and machine.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.comparison.postings import TRACE_BITS, Places
from sayso.model import Document

Numbers = NDArray[np.uint64]

GRAM = 5
"""How many words in a row lead from one text to another."""

_BLOCK_CHARS = 1_000_000
"""How much text is turned into arrays at a time."""
_LETTERS = 0x20000
"""Letters from here on (rare ideographs) count as one."""
_SEED = 0x9E3779B97F4A7C15
_APOSTROPHES = "'’"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some documents in order: a number for each, and where it stands in its document's text.

    The words of document ``n`` are those from ``first[n]`` up to ``first[n + 1]``.
    """

    numbers: Numbers
    starts: Places
    ends: Places
    first: Places


def words_of(documents: Sequence[Document]) -> Words:
    """The words that documents keep, lower-case; an apostrophe within a word is part of it."""
    pieces: list[str] = []
    segments: list[tuple[int, int, int]] = []
    at = 0
    for n, document in enumerate(documents):
        for segment in document.kept():
            pieces.append(document.text[segment.start : segment.end])
            segments.append((at, segment.start, n))
            at += segment.end - segment.start + 1
    text = "\n".join((*pieces, ""))
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    starts, ends = _bounds(np.minimum(letters, _LETTERS))
    if not len(starts):
        empty = np.zeros(0, np.int64)
        return Words(np.zeros(0, np.uint64), empty, empty, np.zeros(len(documents) + 1, np.int64))
    places = np.array(segments, np.int64)
    home = np.searchsorted(places[:, 0], starts, side="right") - 1
    moved = places[home, 1] - places[home, 0]
    first = np.searchsorted(places[home, 2], np.arange(len(documents) + 1))
    return Words(_word_numbers(letters, starts, ends), starts + moved, ends + moved, first.astype(np.int64))


def _bounds(letters: NDArray[np.uint32]) -> tuple[Places, Places]:
    """Where words begin and end."""
    is_letter, _ = _alphabet()
    inside = is_letter[letters]
    if len(inside) > 2:
        joins = np.isin(letters, [ord(c) for c in _APOSTROPHES])
        inside[1:-1] |= joins[1:-1] & inside[:-2] & inside[2:]
    change = np.diff(inside.astype(np.int8), prepend=0, append=0)
    return np.flatnonzero(change == 1), np.flatnonzero(change == -1)


def _word_numbers(letters: NDArray[np.uint32], starts: Places, ends: Places) -> Numbers:
    """A number for each word: the sum of its letters' numbers, each times that of its place."""
    _, values = _alphabet()
    lengths = ends - starts
    begin = np.cumsum(lengths) - lengths
    within = np.arange(int(lengths.sum())) - np.repeat(begin, lengths)
    chosen = np.minimum(letters[np.repeat(starts, lengths) + within], _LETTERS)
    powers = np.cumprod(np.full(int(lengths.max()), _SEED, np.uint64))
    summed: Numbers = np.add.reduceat(values[chosen] * powers[within], begin)
    return _mixed(summed)


@functools.cache
def _alphabet() -> tuple[NDArray[np.bool_], Numbers]:
    """For each character whether it is a letter or digit, and its number: one for both cases."""
    characters = [chr(c) for c in range(_LETTERS)]
    is_letter = np.array([*(c.isalnum() for c in characters), True])
    lower = np.array([*(ord(c.lower()) if len(c.lower()) == 1 else ord(c) for c in characters), _LETTERS])
    lower[ord("’")] = ord("'")
    return is_letter, _mixed(lower.astype(np.uint64) + np.uint64(1))


def _mixed(numbers: Numbers) -> Numbers:
    """Numbers spread over all 64 bits (the finaliser of SplitMix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Numbers = numbers ^ (numbers >> np.uint64(31))
    return mixed


@dataclass(frozen=True, slots=True)
class Grams:
    """The traces of all 5-grams of a pile, in blocks; those of document ``n`` begin at ``first[n]``."""

    blocks: tuple[Places, ...]
    first: Places


def grams_of(documents: Iterable[Document]) -> Grams:
    """The 5-grams of a stream of documents; no more than a block of their text is in arrays at a time."""
    blocks, lengths = [np.zeros(0, np.int64)], [np.zeros(1, np.int64)]
    for block in _blocks(documents):
        found, length = _block_grams(words_of(block))
        blocks.append(found)
        lengths.append(length)
    return Grams(tuple(blocks), np.cumsum(np.concatenate(lengths)))


def _block_grams(words: Words) -> tuple[Places, Places]:
    """The 5-grams of a block of documents, and how many each document has."""
    lengths = np.diff(words.first)
    counts = np.maximum(lengths - GRAM + 1, 0)
    if not counts.sum():
        return np.zeros(0, np.int64), counts
    powers = np.cumprod(np.full(GRAM, _SEED, np.uint64))
    span = len(words.numbers) - GRAM + 1
    rows: Any = sum(words.numbers[k : k + span] * powers[k] for k in range(GRAM))
    within = np.arange(len(words.numbers)) - np.repeat(words.first[:-1], lengths)
    whole = (within < np.repeat(counts, lengths))[:span]
    return (_mixed(rows[whole]) >> np.uint64(64 - TRACE_BITS)).astype(np.int64), counts


def _blocks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents in lists of about one block's text."""
    block: list[Document] = []
    chars = 0
    for document in documents:
        block.append(document)
        chars += len(document.text)
        if chars >= _BLOCK_CHARS:
            yield block
            block, chars = [], 0
    if block:
        yield block
