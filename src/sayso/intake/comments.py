"""Readers' comments in bare text, by what stands at each: who says it and when, and a button to answer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from sayso.intake.line_kinds import Line, shape_of

_HEADS = frozenset({"comment head", "moment", "age"})
_TIMES = frozenset({"date", "moment", "age"})

_LONGEST, _CLOSE, _APART = 25, 3, 30
"""In lines: a comment, what stands beside its head, and what lies between two of one talk."""

_FEWEST = 3
"""So many comments are a talk; fewer lines of their shapes may be anything."""

_ABOVE, _LONGEST_NAME = 2, 8
"""Up to so many lines above the first head name who says it, in so many words each."""

Span = tuple[int, int]


def comment_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The indices of the lines of a page's comments: of stretches that hold several, one after another."""
    found: set[int] = set()
    for talk in _talks([shape_of(line) for line in lines]):
        stops = {stop for _, stop in talk}
        if len(stops) >= _FEWEST:
            found.update(range(_with_names(lines, talk[0][0]), min(len(lines), max(stops) + 1)))
    return frozenset(found)


def _talks(shapes: Sequence[str | None]) -> Iterator[list[Span]]:
    """Comments one after another, each stretch of them as a list."""
    talk: list[Span] = []
    end = 0
    for span in _comments(shapes):
        if talk and span[0] - end > _APART:
            yield talk
            talk, end = [], 0
        talk.append(span)
        end = max(end, span[1])
    if talk:
        yield talk


def _comments(shapes: Sequence[str | None]) -> Iterator[Span]:
    """Where comments begin and end: from a head to the button below it, or to the time beside who says it."""
    buttons = [n for n, shape in enumerate(shapes) if shape == "comment button"]
    for n, shape in enumerate(shapes):
        if shape not in _HEADS:
            continue
        below = bisect_right(buttons, n)
        if below < len(buttons) and buttons[below] <= n + _LONGEST:
            yield n, buttons[below]
        elif shape == "comment head":
            near = [at for at in range(max(0, n - _CLOSE), min(len(shapes), n + _CLOSE + 1)) if at != n]
            times = [at for at in near if shapes[at] in _TIMES]
            if times:
                yield n, max(n, *times) + 1


def _with_names(lines: Sequence[Line], start: int) -> int:
    """Where a talk begins, with the short lines above its first head."""
    top = max(0, start - _ABOVE)
    while start > top and lines[start - 1].words <= _LONGEST_NAME and not lines[start - 1].is_prose:
        start -= 1
    return start
