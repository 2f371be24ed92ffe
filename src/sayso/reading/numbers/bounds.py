"""What bounds an amount: the words before and after it, and two amounts that bound one ("10 to 15")."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from sayso.languages.en.quantities import listed, quantities
from sayso.reading.numbers.units import Line, Measured


@dataclass(frozen=True, slots=True)
class Bounds:
    """The stretch of an amount with its bound words, and what they say: ``said`` is low, high or ""."""

    start: int
    end: int
    said: str
    about: bool
    change: bool


_WORDS_BACK = 60
_WORD = re.compile(r"[^\s(\[\"“”]+")
_MORE = frozenset({"another", "additional", "further"})
_PREFIXES = {"sub-": "high", "under-": "high", "over-": "low"}
_SIGNS = {"~": "about", "≈": "about", ">": "low", "≥": "low", "<": "high", "≤": "high", "+": "plain"}


def bounds(line: Line, found: Measured, over_counts: bool) -> Bounds:
    """The bound words around an amount; ``over_counts`` is false where "over" tells when ("over 3 years")."""
    start, said, about, change = _before(line.text, found.start, over_counts)
    end, after = _after(line.text, found)
    if not said and after in ("low", "high"):
        said = after
    return Bounds(start, end, said, about or after == "about", change)


def _before(text: str, first: int, over_counts: bool) -> tuple[int, str, bool, bool]:
    words = [(m[0], m.start()) for m in _WORD.finditer(text, max(0, first - _WORDS_BACK), first)]
    start, said, about, change = first, "", False, False
    if words and (sign := _SIGNS.get(words[-1][0].lstrip("=")[-1:])) and len(words[-1][0]) <= 2:
        start, said, about = words[-1][1], "" if sign in ("about", "plain") else sign, sign == "about"
        words.pop()
    elif words and text[first - 1 : first] == "-" and words[-1][0] in _PREFIXES:
        return words[-1][1], _PREFIXES[words[-1][0]], False, False
    moved = not words or text[words[-1][1] + len(words[-1][0]) : first].strip(" -") == ""
    while moved and words:
        moved = False
        for phrase, meaning in quantities().before_by_last.get(words[-1][0], ()):
            size = len(phrase)
            if tuple(w for w, _ in words[-size:]) != phrase or phrase == ("the",):
                continue
            if phrase in (("over",), ("under",)) and not over_counts:
                continue
            if phrase == ("up", "to") and len(words) > size and words[-size - 1][0] in listed("goes up"):
                # "went up to $15", "inched back up to 4.8%": where it came to, and no bound.
                continue
            start, moved = words[-size][1], True
            said = said or (meaning if meaning in ("low", "high") else "")
            about = about or meaning == "about"
            change = change or bool(_MORE & set(phrase))
            del words[-size:]
            break
    return start, said, about, change


def _after(text: str, found: Measured) -> tuple[int, str]:
    """The bound words right after an amount, its unit or the one noun that it counts."""
    match = _after_pattern().match(text, found.end)
    if match is not None:
        return match.end(), quantities().after[tuple((match[1] or match[2]).split())]
    noun = _NOUN_THEN.match(text, found.end)
    if noun is not None:
        return found.end, "high" if noun[1] in ("less", "fewer") else "about" if noun[1] == "so" else "low"
    return found.end, ""


_NOUN_THEN = re.compile(r" [a-z]+ or (more|so|less|fewer)\b(?! [a-z]+ed\b)")


@functools.cache
def _after_pattern() -> re.Pattern[str]:
    """The phrases that bound an amount from behind; signs touch it, words stand apart."""
    phrases = [" ".join(p) for p in quantities().after]
    signs = [re.escape(p) for p in phrases if not p[0].isalpha()]
    words = [re.escape(p) for p in phrases if p[0].isalpha()]
    return re.compile(rf"({'|'.join(signs)})(?!\w)|[ -]({'|'.join(words)})\b(?!-)")
