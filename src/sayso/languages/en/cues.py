"""The words that attribute, read from ``cues.txt``."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from sayso.languages.lexicon import read_sections, word_lists, words


@dataclass(frozen=True, slots=True)
class Cues:
    """The lexicon of attribution.

    ``verbs`` maps a base form to its kind by frame; ``prepositions`` maps it to the prepositions its content
    hangs from (with ``keep`` among them where the object before is content too); ``objects`` to the objects
    with which alone it attributes, ``acts`` to what it puts in force; ``nouns`` maps a noun to its kind,
    ``attitudes`` the words that the rules leave alone to theirs, and ``phrases`` a first word to its phrases,
    each with its kind and word by word. ``silence`` and ``unanswered`` hold phrases, word by word,
    with the nouns that must follow or be the subject.
    """

    verbs: dict[str, dict[str, str]]
    prepositions: dict[str, frozenset[str]]
    objects: dict[str, frozenset[str]]
    nouns: dict[str, str]
    attitudes: dict[str, str]
    adverbs: frozenset[str]
    phrases: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]
    not_speakers: frozenset[str]
    shown_by_documents: frozenset[str]
    only_with_that: frozenset[str]
    not_contents: frozenset[str]
    acts: dict[str, frozenset[str]]
    scare: frozenset[str]
    withheld: dict[str, frozenset[str]]
    hedges: frozenset[str]
    silence: tuple[tuple[tuple[str, ...], frozenset[str]], ...]
    silence_of_people: tuple[tuple[str, ...], ...]
    unanswered: tuple[tuple[tuple[str, ...], frozenset[str]], ...]
    asked_for: frozenset[str]
    unnamed: tuple[str, ...]
    any_verbs: frozenset[str]
    """The base forms of all verbs that attribute in some frame."""
    any_words: frozenset[str]
    """The base forms of all words that can be a cue by themselves."""


@functools.cache
def load() -> Cues:
    """The lexicon, read once."""
    sections = read_sections("en", "cues.txt", first="verbs")
    verbs: dict[str, dict[str, str]] = {}
    for line in sections["verbs"]:
        head, _, listed = line.partition(":")
        kind, _, frames = head.partition("/")
        for word in listed.split():
            for frame in frames.split():
                verbs.setdefault(word, {}).setdefault(frame, kind.strip())
    prepositions, objects = (word_lists(sections[name]) for name in ("prepositions", "objects"))
    nouns, adverbs = _kinds(sections["nouns"]), words(sections["adverbs"])
    any_verbs = frozenset({*verbs, *prepositions, *objects})
    return Cues(
        verbs=verbs,
        prepositions=prepositions,
        objects=objects,
        any_verbs=any_verbs,
        any_words=any_verbs | nouns.keys() | adverbs,
        nouns=nouns,
        attitudes=_kinds(sections["attitudes"]),
        adverbs=adverbs,
        phrases=_by_first_word(sections["phrases"]),
        not_speakers=words(sections["not speakers"]),
        shown_by_documents=words(sections["shown by documents"]),
        only_with_that=words(sections["only with that"]),
        not_contents=words(sections["not contents"]),
        acts=word_lists(sections["acts"]),
        scare=words(sections["scare"]),
        withheld=word_lists(sections["withheld"]),
        hedges=words(sections["hedges"]),
        silence=_phrases(sections["silence"]),
        silence_of_people=tuple(phrase for phrase, _ in _phrases(sections["silence of people"])),
        unanswered=_phrases(sections["unanswered"]),
        asked_for=words(sections["asked for"]),
        unnamed=tuple(sections["unnamed"]),
    )


def _phrases(lines: list[str]) -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
    """Phrases, word by word, each with the nouns behind its colon."""
    return tuple((tuple(phrase.split()), nouns) for phrase, nouns in word_lists(lines).items())


def _by_first_word(lines: list[str]) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Lines "kind: phrase" by the first word of the phrase."""
    by_first: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
    for kind, _, phrase in (line.partition(":") for line in lines):
        first, *_ = split = tuple(phrase.split())
        by_first[first] = (*by_first.get(first, ()), (kind.strip(), split))
    return by_first


def _kinds(lines: list[str]) -> dict[str, str]:
    """The kind of each word, from lines "kind: word word"; a word keeps the first."""
    kinds: dict[str, str] = {}
    for kind, listed in word_lists(lines).items():
        for word in sorted(listed):
            kinds.setdefault(word, kind)
    return kinds
