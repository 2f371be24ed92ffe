"""How two amounts stand to each other, bounds minded."""

from __future__ import annotations

from sayso.model import Figure

_ROUNDING = 0.1
_MILLIONS = 2_000_000
_NO_MORE = 3
"""Up to how many times the most that a vague word stands for it may be said of a number."""


def relate(left: Figure, right: Figure) -> str:
    """``equal``, ``rounding`` (one a rounding or a vague word for the other), ``compatible`` or ``apart``."""
    a, b = (left.low, left.high), (right.low, right.high)
    if a == b:
        return "equal"
    points = [x for x in (_point(left), _point(right)) if x is not None]
    if len(points) == 2 and points[0] == points[1]:
        # "At least 56" and "56": one number, bounded once.
        return "equal"
    if is_vague(left) or is_vague(right):
        vague, other = (left, right) if is_vague(left) else (right, left)
        if _overlap(a, b):
            return "rounding" if _covers(vague, other) else "compatible"
        if is_vague(left) and is_vague(right):
            # Who says "dozens" of hundreds has not said that there were no more.
            return "compatible"
        if (vague.low or 0) >= _MILLIONS and (other.low or 0) >= (vague.low or 0):
            # There is no everyday word for more than millions.
            return "rounding"
        below = vague.high is not None and other.low is not None and vague.high < other.low
        # Whoever says "dozens" of 140 has not said that there were no more; nobody says it of 1,400.
        near = below and (other.low or 0) <= _NO_MORE * (vague.high or 0)
        return "compatible" if near else "apart"
    if len(points) == 2 and (left.approximate or right.approximate):
        larger, smaller = max(points), min(points)
        if larger and (larger - smaller) / larger <= _ROUNDING:
            return "rounding"
    return "compatible" if _overlap(a, b) else "apart"


def value_of(figure: Figure) -> float:
    """A figure's number, its lower one of two."""
    return (figure.low if figure.low is not None else figure.high) or 0


def _covers(vague: Figure, other: Figure) -> bool:
    """Whether the number said lies in the range of a vague word: "at least one" is no case of "dozens"."""
    point = _point(other)
    if point is None or vague.low is None or vague.high is None:
        return True
    return vague.low <= point <= vague.high


def _point(figure: Figure) -> float | None:
    """The number said, whatever its bound; None for a range."""
    if figure.low is not None and figure.high is not None and figure.low != figure.high:
        return None
    return figure.low if figure.low is not None else figure.high


def is_vague(figure: Figure) -> bool:
    """Whether an amount is a vague word: "dozens", "hundreds"."""
    return (
        figure.approximate
        and figure.low is not None
        and figure.high is not None
        and figure.low != figure.high
    )


def _overlap(a: tuple[float | None, float | None], b: tuple[float | None, float | None]) -> bool:
    low = max((x for x in (a[0], b[0]) if x is not None), default=None)
    high = min((x for x in (a[1], b[1]) if x is not None), default=None)
    return low is None or high is None or low <= high
