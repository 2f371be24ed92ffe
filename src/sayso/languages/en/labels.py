"""What stands before a colon at the head of a paragraph: ``labels.txt`` as sets of words."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from sayso.languages.lexicon import read_sections, words


@dataclass(frozen=True, slots=True)
class Labels:
    """Words of speaker labels, and of labels that name no speaker."""

    questions: frozenset[str]
    answers: frozenset[str]
    speakers: frozenset[str]
    no_speakers: frozenset[str]
    about_the_interview: frozenset[str]


@functools.cache
def load() -> Labels:
    """The lexicon, read once."""
    sections = read_sections("en", "labels.txt")
    return Labels(
        questions=words(sections["questions"]),
        answers=words(sections["answers"]),
        speakers=words(sections["speakers"]),
        no_speakers=words(sections["no speakers"]),
        about_the_interview=words(sections["about the interview"]),
    )
