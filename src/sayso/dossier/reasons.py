"""Why two accounts stand to each other as they do, in plain words."""

from __future__ import annotations

from typing import Any

from sayso.dossier import words
from sayso.model import Reason

_SAME = {
    "event": "both count {}",
    "counted": "both count {}",
    "place": "same place: {}",
    "time": "same time: {}",
    "day": "same day: {}",
    "speaker": "one voice: {}",
    "source": "one voice: {}",
    "unit": "same unit: {}",
    "value": "both say {}",
    "text": "same words: “{}”",
    "wording": "same words: “{}”",
    "relay": "both carry {}",
    "published": "both published {}",
    "occasion": "one occasion: {}",
}
"""What to say of a feature that is the same on either side."""

_APART = {
    "event": "one counts {}, the other {}",
    "counted": "one counts {}, the other {}",
    "place": "one is about {}, the other about {}",
    "time": "one is about {}, the other about {}",
    "period": "one covers {}, the other {}",
    "day": "one is about {}, the other about {}",
    "speaker": "different voices: {} and {}",
    "source": "different voices: {} and {}",
    "value": "{} against {}",
    "published": "published {} and {}",
    "wording": "worded “{}” and “{}”",
}
"""What to say of a feature that is not."""


def in_words(reason: Reason) -> str:
    """One reason as a phrase; a feature without a phrase of its own is named and both sides are given."""
    left, right = _plain(reason.left), _plain(reason.right)
    feature = reason.feature.replace("_", " ")
    if not left and not right:
        return feature
    if left == right:
        return _SAME.get(reason.feature, feature + ": {} on both sides").format(left)
    if not left or not right:
        return f"{feature}: {left or 'not given'} against {right or 'not given'}"
    return _APART.get(reason.feature, feature + ": {} against {}").format(left, right)


def _plain(value: Any) -> str:
    """One side of a reason in words; the interval of a time reads as one."""
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
    return words.date(text) if len(text) in (7, 10) and text[:4].isdigit() and text[4] == "-" else text
