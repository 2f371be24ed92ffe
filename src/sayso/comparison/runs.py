"""Stretches of two texts put together to runs: one text with edits, as far as it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sayso.comparison.grams import GRAM
from sayso.comparison.hits import LEAST_GRAMS, Stretch

_STEP = 12
"""Up to how many words of edits a run steps over."""
_LONG_STEP = 40
"""Up to how many, where at least half of them are the same in both texts."""
_DRIFT = 12
"""How many more words the one text may have than the other at one step."""
_OVERLAP = 5
"""How far two stretches may lie over each other, for words said twice at an edit."""
_LOOK_AHEAD = ((0, 0), (1, 1), (1, 0), (0, 1), (2, 2), (2, 1), (1, 2), (2, 0), (0, 2), (3, 3), (3, 2), (2, 3))
"""By how many edited words, left and right, a run is drawn out at its ends."""
_GOES_ON = 2
"""How many words must be the same after those."""


@dataclass(slots=True)
class Run:
    """Words of two texts that are one text: first and end on either side, and how many are the same.

    ``grams`` counts the 5-grams it was found by, ``weight`` each by how telling it is.
    """

    left: int
    left_end: int
    right: int
    right_end: int
    same: int
    grams: int
    weight: float

    @property
    def longest(self) -> int:
        """The words of the longer side."""
        return max(self.left_end - self.left, self.right_end - self.right)


def may_run(stretches: Sequence[Stretch]) -> bool:
    """Whether some stretches can be of one run by their places alone."""
    near: list[Run] = []
    for stretch in sorted(stretches, key=lambda s: (s.left, s.right)):
        near = [run for run in near if stretch.left - run.left_end <= _LONG_STEP]
        end, other = stretch.left + stretch.length, stretch.right + stretch.length
        grams = stretch.grams + max((run.grams for run in near if _follows(run, stretch)), default=0)
        if grams >= LEAST_GRAMS:
            return True
        near.append(Run(stretch.left, end, stretch.right, other, 0, grams, 0.0))
    return False


def runs(stretches: Sequence[Stretch], left: Sequence[int], right: Sequence[int]) -> list[Run]:
    """The runs that stretches make, the first in the left text first; the texts are numbers of words.

    No run lies within another on both sides.
    """
    made: list[Run] = []
    near: list[Run] = []
    for stretch in sorted(stretches, key=lambda s: (s.left, s.right)):
        near = [run for run in near if stretch.left - run.left_end <= _LONG_STEP]
        if not _joins(near, stretch, left, right):
            end, other = stretch.left + stretch.length, stretch.right + stretch.length
            run = Run(stretch.left, end, stretch.right, other, stretch.length, stretch.grams, stretch.weight)
            made.append(run)
            near.append(run)
    made = [run for run in made if run.grams >= LEAST_GRAMS]
    for run in made:
        _draw_out(run, left, right)
    return list(_outermost(made))


def _joins(near: Sequence[Run], stretch: Stretch, left: Sequence[int], right: Sequence[int]) -> bool:
    """Put a stretch to the nearest run that it goes on with, if there is one."""
    steps = [
        (max(stretch.left - run.left_end, stretch.right - run.right_end), n)
        for n, run in enumerate(near)
        if _follows(run, stretch)
    ]
    for _, n in sorted(steps):
        run = near[n]
        gap = left[run.left_end : stretch.left], right[run.right_end : stretch.right]
        same = _same(*gap) if gap[0] and gap[1] else 0
        long = max(map(len, gap))
        if long > _STEP and 2 * same < long:
            continue
        over = max(0, run.left_end - stretch.left, run.right_end - stretch.right)
        run.left_end, run.right_end = stretch.left + stretch.length, stretch.right + stretch.length
        run.same += same + max(0, stretch.length - over)
        run.grams += stretch.grams
        run.weight += stretch.weight
        return True
    return False


def _follows(run: Run, stretch: Stretch) -> bool:
    ahead = stretch.left - run.left_end, stretch.right - run.right_end
    longer = stretch.left + stretch.length > run.left_end and stretch.right + stretch.length > run.right_end
    return (
        longer and min(ahead) >= -_OVERLAP and max(ahead) <= _LONG_STEP and abs(ahead[0] - ahead[1]) <= _DRIFT
    )


def _same(left: Sequence[int], right: Sequence[int]) -> int:
    """How many words of two short texts are the same, in order."""
    return sum(m.size for m in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks())


def _draw_out(run: Run, left: Sequence[int], right: Sequence[int]) -> None:
    """Draw a run out at both ends, over single edited words and over words too common to have led to it."""
    before = max(0, run.left - _LONG_STEP), max(0, run.right - _LONG_STEP)
    ahead = run.left_end + _LONG_STEP, run.right_end + _LONG_STEP
    a, b, same, grams = _outwards(left[run.left_end : ahead[0]], right[run.right_end : ahead[1]])
    run.left_end, run.right_end = run.left_end + a, run.right_end + b
    run.same, run.grams = run.same + same, run.grams + grams
    a, b, same, grams = _outwards(left[before[0] : run.left][::-1], right[before[1] : run.right][::-1])
    run.left, run.right = run.left - a, run.right - b
    run.same, run.grams = run.same + same, run.grams + grams


def _outwards(left: Sequence[int], right: Sequence[int]) -> tuple[int, int, int, int]:
    """How far two texts go on alike from their beginnings: words left, words right, same words, 5-grams."""
    a = b = same = grams = 0
    while True:
        for skip_a, skip_b in _LOOK_AHEAD:
            ahead = left[a + skip_a : a + skip_a + _GOES_ON], right[b + skip_b : b + skip_b + _GOES_ON]
            if ahead[0] == ahead[1] and len(ahead[0]) == _GOES_ON:
                a, b = a + skip_a, b + skip_b
                break
        else:
            return a, b, same, grams
        begin = a
        while a < len(left) and b < len(right) and left[a] == right[b]:
            a, b = a + 1, b + 1
        same += a - begin
        # What goes on at once makes grams with the words before it.
        grams += a - begin if skip_a == skip_b == 0 else max(0, a - begin - GRAM + 1)


def _outermost(made: Sequence[Run]) -> Iterator[Run]:
    """The runs that lie in no weightier one on both sides."""
    kept: list[Run] = []
    for run in sorted(made, key=lambda r: (-r.same, r.left, r.right)):
        if not any(_inside(run, other) for other in kept):
            kept.append(run)
    yield from sorted(kept, key=lambda r: (r.left, r.right))


def _inside(run: Run, other: Run) -> bool:
    return (
        other.left <= run.left
        and run.left_end <= other.left_end
        and other.right <= run.right
        and run.right_end <= other.right_end
    )
