"""Why two accounts stand to each other as they do, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sayso.dossier import words
from sayso.model import Reason

_SAME = {
    "perhaps": "perhaps {}: too little in common to be sure",
    "event": "both count {}",
    "counted": "both count {}",
    "place": "same place: {}",
    "time": "same time: {}",
    "number": "both say {}",
    "relay": "both carry {}",
    "accused": "both are about what is said of {}",
    "shared words": "words in common: {}",
    "shared text": "text in common: {}",
}
"""What to say of a feature that is the same on either side."""

_APART = {
    "event": "one counts {}, the other {}",
    "counted": "one counts {}, the other {}",
    "place": "one is about {}, the other about {}",
    "time": "one is about {}, the other about {}",
    "number": "{} against {}",
    "accused": "one says it was {}, the other {}",
    "cause": "“{}” against “{}” as the cause",
    "conduct": "“{}” against “{}”",
    "outcome": "“{}” against “{}”",
    "published": "published {} and {}",
}
"""What to say of a feature that is not."""

_ONE_SIDE = {
    "counted": "one counts {}, the other does not say what",
    "event": "one counts {}, the other does not say what happened",
    "place": "a place was read for one only: {}",
    "time": "a time was read for one only: {}",
    "speaker": "only one names a speaker: {}",
    "responsibility": "only one tells who said that they did it: {}",
}
"""What to say of a feature that only one side has."""

_YES_OR_NO = {
    "denied": "one side is a denial",
    "negation": "one side is negated",
}
"""What to say of a feature that one side has and the other has not."""

_FIRST = (
    "perhaps",
    "event",
    "counted",
    "number",
    "outcome",
    "cause",
    "conduct",
    "responsibility",
    "denied",
    "accused",
    "negation",
    "place",
    "time",
    "relay",
    "speaker",
    "role",
    "voice",
)
_LAST = ("shared_words", "shared words")
"""What weighs most is said first; the words two sentences share, last."""

_DATE = re.compile(r"\d{4}-\d{2}(-\d{2}(T.*)?)?$")
_NUMBER = re.compile(r"-?\d+(\.\d+)?$")


def in_words(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """The reasons as phrases, each once, the weightiest first; what is counted reads as one phrase."""
    given = sorted(reasons, key=lambda r: _weight(r.feature))
    by_name = {r.feature: r for r in given}
    if by_name.keys() & {"role", "voice"}:
        # One voice under two names: what says so goes before the names.
        given = [r for r in given if r.feature != "speaker"]
    event, counted = by_name.get("event"), by_name.get("counted")
    told = []
    for reason in given:
        if event and counted and _alike(event) and _alike(counted) and reason in (event, counted):
            told.append(f"both count {_counting(_plain(event.left), _plain(counted.left))}")
        else:
            told.append(_phrase(reason))
    return tuple(dict.fromkeys(told))


def _weight(feature: str) -> int:
    if feature in _FIRST:
        return _FIRST.index(feature)
    return len(_FIRST) + (feature in _LAST)


def _alike(reason: Reason) -> bool:
    return bool(reason.left) and _plain(reason.left) == _plain(reason.right)


def _counting(event: str, counted: str) -> str:
    """ "people killed"; "air strikes" where the noun names the event already."""
    return counted if event in counted else f"{counted} {event}"


def _phrase(reason: Reason) -> str:
    """One reason; a feature without a phrase of its own is named, and both sides are given."""
    feature = reason.feature.replace("_", " ")
    if isinstance(reason.left, bool) and isinstance(reason.right, bool) and reason.left != reason.right:
        return _YES_OR_NO.get(feature, f"only one side: {feature}")
    left, right = _plain(reason.left), _plain(reason.right)
    if feature == "published":
        left, right = _no_earlier(left), _no_earlier(right)
    if feature == "speaker" and left and right:
        # The names stand beside the sentences; a reason may have all those of one voice.
        return "one voice" if set(left.split("; ")) & set(right.split("; ")) else "different voices"
    if feature == "role":
        return "; ".join(dict.fromkeys(filter(None, (left, right))))
    if feature == "voice":
        return f"taken for one voice: {left} and {right}"
    if feature == "shared words" and left and right:
        return _shared_words(left, right)
    if feature == "place" and _one_place(left, right):
        # "Tolk", "Tolk Region"
        left = right = min(left, right, key=len)
    if left == right:
        return _SAME.get(feature, feature + ": {} on both sides").format(left) if left else feature
    if not left or not right:
        return _ONE_SIDE.get(feature, feature + " given by one side only: {}").format(left or right)
    return _APART.get(feature, feature + ": {} against {}").format(left, right)


def _shared_words(left: str, right: str) -> str:
    """The words that stand on both sides, and those of either side that stand for others of the other."""
    one, other = left.split(", "), right.split(", ")
    both = [w for w in one if w.casefold() in {o.casefold() for o in other}]
    rest = [", ".join(_but(side, both)) for side in (one, other)]
    told = [f"words in common: {', '.join(both)}"] if both else []
    if all(rest):
        told.append(f"words that answer each other: {rest[0]} / {rest[1]}")
    return "; ".join(told)


def _but(some: Sequence[str], both: Sequence[str]) -> list[str]:
    taken = {w.casefold() for w in both}
    return [w for w in some if w.casefold() not in taken]


def _no_earlier(day: str) -> str:
    """A day of publication; one that is only a bound says so."""
    return f"no earlier than {day[5:]}" if day.startswith("from ") else day


def _one_place(left: str, right: str) -> bool:
    return bool(set(left.casefold().split()) & set(right.casefold().split()))


def _plain(value: Any) -> str:
    """One side of a reason in words; "2031-05-01..2031-05-03" and "6..8" read as what they span."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return words.number(value)
    if isinstance(value, list | tuple):
        return words.listed(filter(None, map(_plain, value)))
    if isinstance(value, dict):
        return _plain(list(value.values()))
    text = str(value)
    start, dots, end = text.partition("..")
    if dots and all(not part or _DATE.match(part) for part in (start, end)):
        return words.interval(start or None, end or None)
    if dots and all(not part or _NUMBER.match(part) for part in (start, end)):
        return _span(start, end)
    if _NUMBER.match(text):
        return words.number(float(text))
    return words.date(text) if _DATE.match(text) else text


def _span(start: str, end: str) -> str:
    low, high = (words.number(float(part)) if part else "" for part in (start, end))
    if not high:
        return f"{low} or more"
    return f"{low} to {high}" if low else f"up to {high}"
