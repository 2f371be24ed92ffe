"""Whether a day is that of a count's new state: "rose to 31 on Thursday" tells no day of the deaths."""

from __future__ import annotations

import functools
import re

from sayso.languages.lexicon import read_sections, words
from sayso.model import Figure, Time, TimeRef

_BEFORE_CHARS = 120
"""How far before its number a count and its verb may begin."""
_SENTENCE_END = re.compile(r"[.!?][\"”’']?\s|\n")


def day_of_a_rise(text: str, figure: Figure, times: dict[str, Time], ref: TimeRef | None) -> bool:
    """Whether a time that a figure or its claim has is when the count of an event came to that number.

    The time stands with the verb: after the number, between the verb and it, before the verb, or as the
    first words of the sentence before the count. ``times`` has the article's, by id.
    """
    time = times.get(ref.id or "") if ref is not None else None
    if time is None or figure.event is None:
        return False
    before = _SENTENCE_END.split(text[max(0, figure.start - _BEFORE_CHARS) : figure.start])[-1]
    patterns = _patterns()
    if time.start >= figure.end:
        between = text[figure.end : time.start]
        return bool(patterns.rise.search(before) and patterns.beside.fullmatch(between))
    # A mark in the place of the time, which may be of several words.
    at = len(before) - (figure.start - time.start)
    if at < 0 or time.end > figure.start:
        return False
    marked = f"{before[:at]}\0{before[at + time.end - time.start :]}"
    return patterns.rise_with_day.search(marked) is not None


class _Patterns:
    """How a count's new state is told up to its number, with or without a day (``\\0``) in it."""

    def __init__(self) -> None:
        sections = read_sections("en", "running.txt")
        grows, sets, counts, beside = (
            "|".join(sorted(words(sections[name])))
            for name in (
                "verbs of a count",
                "verbs of who counts",
                "counts",
                "beside the day of a count",
            )
        )
        to = r"(?:(?:up|further|again|sharply|steadily) )?(?:(?:to|at|past|above|beyond) )?"
        day = r"(?:(?:late|early) )?(?:(?:on|by) )?\0,? "
        count = rf"(?:{counts})"
        helped = r"(?:(?:has|have|had) )?"
        its = rf"(?:the|its|their|a) (?:[\w-]+ ){{0,3}}?{count} "
        subject = rf"\b{count}\b[^.;\0]{{0,80}}? "
        self.beside = re.compile(rf"(?:,? (?:{beside}))* ")
        self.rise = re.compile(rf"(?:{subject}(?:{grows})|\b(?:{sets}) {its.rstrip()}) {to}$", re.IGNORECASE)
        told = (
            rf"\b{count}\b[^.;\0]{{0,80}}? (?:{grows}) {day}{to}$",
            rf"\b{count} {day}{helped}(?:{grows}) {to}$",
            rf"^\W*(?:(?:on|by|as of) )?\0,? {its}[^.;]{{0,60}}?{helped}(?:{grows}) {to}$",
            rf"{day}{helped}(?:{sets}) {its}{to}$",
            rf"\b(?:{sets}) {its}{day}{to}$",
        )
        self.rise_with_day = re.compile("|".join(told), re.IGNORECASE)


@functools.cache
def _patterns() -> _Patterns:
    return _Patterns()
