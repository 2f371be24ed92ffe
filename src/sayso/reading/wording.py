"""What the groups of a match say: words, amounts, units."""

from __future__ import annotations

import re

from sayso.languages.en.quantities import quantities
from sayso.languages.en.times import time_words

Match = re.Match[str]


def said(match: Match, name: str) -> str:
    """What stands in a group, in small letters and single spaces; empty where it is not there."""
    found = match.groupdict().get(name)
    return " ".join(found.lower().split()) if found else ""


def amount(words: str) -> float | None:
    """The number that some words say, null where they say no exact one: "a few".

    Knows digits with commas, decimals and simple fractions, number words, "a" and "half a".
    """
    words = words.replace(",", "").replace("-", " ").strip()
    if words in time_words().some:
        return None
    if words.startswith("half"):
        return 0.5
    if words in ("other", "dozen", "a dozen"):
        return 2 if words == "other" else 12
    if words[0].isdigit():
        whole, _, fraction = words.partition(" ")
        top, _, bottom = fraction.partition("/")
        return float(whole) + (int(top) / int(bottom) if bottom and int(bottom) else 0)
    total = part = 0
    for word in words.split():
        if word in ("a", "an", "and"):
            part = part or (1 if word != "and" else 0)
        elif word in ("hundred", "thousand"):
            part = max(part, 1) * (100 if word == "hundred" else 1000)
            total, part = (total + part, 0) if word == "thousand" else (total, part)
        else:
            part += quantities().units[word]
    return float(total + part)


def unit_of(match: Match) -> str:
    """The TIMEX3 sign of the unit that a match names."""
    word = said(match, "unit")
    units = time_words().units
    return units[word] if word in units else units[word.removesuffix("s")]


def amount_said(match: Match) -> float | None:
    """The number of a match; null where it gives none, or a range."""
    vague = said(match, "top") or said(match, "more")
    return amount(said(match, "number")) if said(match, "number") and not vague else None
