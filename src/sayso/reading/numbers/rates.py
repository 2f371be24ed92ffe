"""Per what an amount is: "3,000 tests per day", "$12 an hour", "2 barrels a day"."""

from __future__ import annotations

import re

from sayso.languages.en.quantities import listed, quantities
from sayso.reading.numbers.units import Line

RATED = frozenset({"count", "money", "share", "measure"})
"""The kinds of number that can be a rate."""

_NOT_AFTER = r"(?! (?:after|before|ago|later|earlier|since|old|and a half)\b)"
_PER = re.compile(
    r"(?: (?:per|each|every|an?) |-an?-|/|-per-)"
    r"(?:additional |extra |new )?"
    rf"(square \w+|cubic \w+|sq\.? ?\w+|[a-z]+)\b{_NOT_AFTER}"
)
# "Per 1,000 births", "in every 100,000 people".
_PER_MANY = re.compile(
    r" (?:per|(?:in|for|of|out of) every) "
    r"((?:\d[\d,]*|hundred|thousand|million)(?: (?:thousand|million))?(?: [a-z]+)?)\b"
)
_SPANS = r"second|minute|hour|day|week|month|year|night"
_ADVERBS = {"daily": "day", "hourly": "hour", "weekly": "week", "monthly": "month", "annually": "year"}
# The counted noun stands between; "12 people in a week" and "for more than a day" tell no rate.
_LATER = re.compile(
    r"(?: [a-z]+){1,3}"
    + "".join(f"(?<! {w})" for w in ("in", "for", "within", "over", "after", "about"))
    + "".join(f"(?<! {w})" for w in ("of", "than", "almost", "until", "by"))
    + rf" (?:(?:per|an?|each|every) ({_SPANS})|({'|'.join(_ADVERBS)}))\b{_NOT_AFTER}"
)


def per_unit(line: Line, end: int) -> tuple[str | None, int]:
    """What an amount is per, and where it then ends; the words stand right after it or after its noun."""
    many = _PER_MANY.match(line.text, end)
    if many is not None:
        return many[1], many.end()
    match = _PER.match(line.text, end)
    if match is None:
        later = _LATER.match(line.text, end)
        return (later[1] or _ADVERBS[later[2]]) if later else None, end
    said, word = match[0].strip(" -"), match[1]
    if said.startswith(("a", "e")) and not _rated_by(word):
        return None, end
    if word in ("cent", "se") or (said[0] == "/" and not _rated_by(word)):
        return None, end
    return _single(word), match.end()


def _rated_by(word: str) -> bool:
    lexicon = quantities()
    return word in lexicon.durations or word in lexicon.measures or word in listed("sold by")


def _single(word: str) -> str:
    if word == "annum":
        return "year"
    return word.removesuffix("s") if word.endswith("s") and not word.endswith("ss") else word
