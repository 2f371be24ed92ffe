"""Text in capitals throughout, as old wires and headlines have it, written as others write.

The language pipeline reads "TWELVE MINERS DIED" as twelve names. Here words that English has as common words
lose their capitals; what is left over begins with one, as a name does. One character for one: offsets stay.
"""

from __future__ import annotations

import functools
import re

from sayso.languages.en.quantities import listed, quantities
from sayso.languages.lexicon import read_sections, words
from sayso.reading.lemmas import is_common

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LEAST_LETTERS = 24
# Most texts show small letters at once, and need no count.
_FIRST = 60
_NEAR = 12
_SENTENCE_END = re.compile(r"[.!?:]['\")\]]*\s*$|--\s*$|\]\s*$")


def in_capitals(text: str) -> bool:
    """Whether a text of some length has no small letters but here and there."""
    if not text[:_FIRST].isupper():
        return False
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= _LEAST_LETTERS and sum(c.isupper() for c in letters) >= 0.95 * len(letters)


def restored(text: str) -> str:
    """The text with small letters where common words stand; of the same length."""
    made: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        opens = not made or _SENTENCE_END.search(between[-_NEAR:]) is not None
        made += [between, _restored_word(match[0], opens)]
        end = match.end()
    made.append(text[end:])
    whole = "".join(made)
    return whole if len(whole) == len(text) else text


def _restored_word(word: str, opens: bool) -> str:
    lower = word.lower()
    stem = re.split(r"['’]", lower)[0]
    if len(lower) != len(word):
        return word
    return word[0] + lower[1:] if opens or _is_name(stem) else lower


@functools.lru_cache(maxsize=65536)
def _is_name(word: str) -> bool:
    """Whether a word is a name: one of the lexicons, or none that English has as a common word."""
    if word in _names():
        return True
    return word not in _small_words() and not is_common(word)


@functools.cache
def _small_words() -> frozenset[str]:
    """Words of grammar and of number, which are no names."""
    lexicon = quantities()
    small = words(read_sections("en", "stopwords.txt")[""]) | listed("passed over")
    return small | frozenset((*lexicon.units, *lexicon.scales))


@functools.cache
def _names() -> frozenset[str]:
    """Days, months, seats of government, countries and peoples, which are written with a capital."""
    lines = (*read_sections("en", "places.txt")[""], *read_sections("en", "calendar.txt")[""])
    return frozenset(word for line in lines for word in re.findall(r"[^\W\d_]+", line)) - {
        "may",
        "march",
        "house",
    }
