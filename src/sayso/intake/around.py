"""The signs of what stands around a line of bare text: dates and buttons of posts, repeats, notices.

A line says little of what it belongs to: the paragraph of a teaser reads as one of the article. Around it
stand its date, a button that the page has under every teaser, and other teasers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from sayso.intake.line_kinds import SHORT, Line, shape_of
from sayso.languages.en import furniture

_CLOSE = (1, 2, 3)
"""The shapes of lines so far before and behind are told one by one."""

_AROUND, _WIDER, _NEAR = 4, 10, 8
"""So many lines on both sides are looked at together."""

_OFTEN, _LONGEST_REPEAT = 3, 12
"""A line said so often, of no more words than that, is a page's own and not its article's."""

_NEXT, _FARTHEST = 2, 14
"""A row is of lines alike that stand so many lines apart, at least and at most."""

_SHARES, _COUNTS = (0.005, 0.02, 0.05, 0.1), (1, 2, 3, 5)
"""Words to readers of all words around, and lines around, are told in such steps."""

_LONGEST_TOLD = 120
"""Lines of more words are not asked for words to readers."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)?")
_LETTERS = {"prose": "P", "open prose": "P", "closed": "C", "stock": "K"}
"""How kinds are written in the patterns of lines; all others are "S"."""

Signs = list[str]


def signs_around(lines: Sequence[Line], place: Callable[[int], str]) -> Iterator[Signs]:
    """For each line the signs of what stands around it; ``place`` says where it stands to the main run."""
    shapes = [shape_of(line) for line in lines]
    repeats = _repeats(lines)
    rows = _rows(lines, repeats)
    often = _sums(len(repeats[_key(line)]) >= _OFTEN for line in lines)
    stock = _sums(line.kind == "stock" for line in lines)
    words = _sums(line.words for line in lines)
    to_readers = [_words_to_readers(line) for line in lines]
    told = _sums(map(len, to_readers))
    letters = "".join(_LETTERS.get(line.kind, "S") for line in lines)
    for n, line in enumerate(lines):
        kind, where = "short" if line.kind in SHORT else line.kind, place(n)
        found = _shapes_close(shapes, n, kind)
        for around in (_AROUND, _WIDER):
            low, high = max(0, n - around), min(len(lines), n + around + 1)
            share = (told(low, high) - told(n, n + 1)) / max(1, words(low, high) - words(n, n + 1))
            addressed = f"{around} around: {bisect_right(_SHARES, share)} to readers"
            buttons = bisect_right(_COUNTS, stock(low, high) - stock(n, n + 1))
            again = f"{around} around: {bisect_right(_COUNTS, often(low, high) - often(n, n + 1))} repeats"
            found += [addressed, f"{addressed}, {kind}", f"{around} around: {buttons} stock, {kind}"]
            found += [f"{again}, {kind}", f"{again}, {where}"]
        among = rows[n]
        if among:
            many, of = among
            row = f"in a row of {bisect_right((3, 4, 6, 10), many)}"
            found += [row, f"{row}, {where}, {kind}"]
            found += [f"in a row of {of}, {kind}", f"in a row of {of}, {where}"]
        near = frozenset[str]().union(*to_readers[max(0, n - _NEAR) : n], *to_readers[n + 1 : n + _NEAR + 1])
        found += [f"near {word}, {kind}" for word in sorted(near)]
        yield found + _patterns(letters, n)


def _shapes_close(shapes: Sequence[str | None], n: int, kind: str) -> Signs:
    """The shapes of the lines close by, by how far they stand before or behind."""
    found: Signs = []
    for away in _CLOSE:
        for at, side in ((n - away, "before"), (n + away, "behind")):
            shape = shapes[at] if 0 <= at < len(shapes) else None
            if shape:
                found += [f"{shape} {away} {side}", f"{shape} {away} {side}, {kind}"]
    return found


def _patterns(letters: str, n: int) -> Signs:
    """The kinds of the lines around a line, as letters."""
    before, own, behind = letters[max(0, n - 3) : n], letters[n], letters[n + 1 : n + 4]
    return [f"kinds {before[-2:]}({own}){behind[:2]}", f"kinds {before}({own}", f"kinds {own}){behind}"]


def _words_to_readers(line: Line) -> frozenset[str]:
    """The words that pages say to their readers which a line says."""
    if line.words >= _LONGEST_TOLD:
        return frozenset()
    return furniture.load().reader_words & set(_WORD.findall(line.said.lower()))


def _key(line: Line) -> str:
    """What lines that say the same have in common."""
    return furniture.plain(line.said) or line.said


def _repeats(lines: Sequence[Line]) -> dict[str, list[int]]:
    """Where each short line stands that is said again."""
    found: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        key = _key(line)
        if line.words <= _LONGEST_REPEAT:
            found[key].append(n)
        else:
            found.setdefault(key, [])
    return found


def _rows(lines: Sequence[Line], repeats: dict[str, list[int]]) -> list[tuple[int, str] | None]:
    """For each line that stands between two that say the same: how often that is said, and their kind."""
    found: list[tuple[int, str] | None] = [None] * len(lines)
    for places in repeats.values():
        if len(places) < _OFTEN:
            continue
        for start, stop in pairwise(places):
            if _NEXT <= stop - start <= _FARTHEST:
                for n in range(start, stop + 1):
                    known = found[n]
                    if known is None or len(places) > known[0]:
                        found[n] = (len(places), lines[start].kind)
    return found


def _sums(values: Iterable[int]) -> Callable[[int, int], int]:
    """What values add up to between two places."""
    total = [0, *accumulate(values)]
    return lambda low, high: total[high] - total[low]
