"""One wording against another: what was left out struck through, what was put in underlined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from markupsafe import Markup, escape

_WORD = re.compile(r"\w+(?:['’.,]\w+)*")
_KEPT_WORDS = 15
"""How many of the words that stay are shown on either side of a change."""


def diff(before: str, after: str) -> Markup:
    """The later wording with what the earlier one had in ``<del>`` and what is new in ``<ins>``.

    Words are compared without case or marks; long stretches that stay are cut to their ends.
    """
    old, new = before.split(), after.split()
    pieces: list[Markup] = []
    steps = SequenceMatcher(None, [*map(_key, old)], [*map(_key, new)], autojunk=False).get_opcodes()
    for n, (step, a, b, c, d) in enumerate(steps):
        if step == "equal":
            pieces.extend(_stays(new[c:d], first=n == 0, last=n == len(steps) - 1))
        else:
            if a < b:
                pieces.append(Markup("<del>{}</del>").format(" ".join(old[a:b])))
            if c < d:
                pieces.append(Markup("<ins>{}</ins>").format(" ".join(new[c:d])))
    return Markup(" ").join(pieces)


def is_changed(before: str, after: str) -> bool:
    """Whether two wordings differ in more than case and marks."""
    return [_key(w) for w in before.split()] != [_key(w) for w in after.split()]


def likeness(before: str, after: str) -> float:
    """Which share of two wordings is the same, in order (0 to 1)."""
    keys = [[_key(word) for word in some.split()] for some in (before, after)]
    return SequenceMatcher(None, keys[0], keys[1], autojunk=False).ratio()


def _key(word: str) -> str:
    found = _WORD.search(word)
    return found.group().lower() if found else word


def _stays(words: list[str], *, first: bool, last: bool) -> Iterator[Markup]:
    """Words that stay, the middle of many left out; at a text's ends only those beside a change."""
    before = 0 if first and not last else _KEPT_WORDS
    after = 0 if last and not first else _KEPT_WORDS
    if len(words) <= before + after + _KEPT_WORDS:
        yield escape(" ".join(words))
        return
    if before:
        yield escape(" ".join(words[:before]))
    yield Markup('<span class="gap">[{:,} words the same]</span>').format(len(words) - before - after)
    if after:
        yield escape(" ".join(words[-after:]))
