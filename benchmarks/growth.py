"""Shows how the reading of numbers grows with its input: ``python -m benchmarks.growth``.

Each line is a hostile text at three lengths, each twice the one before; time in proportion is two. Only the
passes for numbers and figures are timed, on texts that are parsed before, in processor time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from sayso import reading
from sayso.claims.figures import find_figures
from sayso.model import Document, Segment
from sayso.reading.numbers import find_numbers
from sayso.reading.text import Reading
from sayso.settings import Settings

SIZES = (5_000, 10_000, 20_000)
"""Characters of a text."""

ROUNDS = 3

HOSTILE = {
    "digits without end": "1",
    "groups of digits": "111,",
    "groups set off by blanks": "111 ",
    "decimal points": "1.",
    "dates and fractions": "1/2/",
    "number words": "two ",
    "hyphened number words": "twenty-two-",
    "scales": "million ",
    "halves": "half a ",
    "vague words": "dozens of thousands of ",
    "bounds": "at least more than ",
    "ranges": "between 1 and 2 to ",
    "money": "US $ ",
    "units": "5 km per hour per ",
    "brackets": "((12 [",
    "signs": "-+-",
    "counts": "12 men killed and 3 wounded, ",
}
"""Texts by what is hostile in them, each a piece that is repeated."""


def main() -> int:
    """Print the milliseconds at each length, and how much the last doubling costs."""
    print(f"{'text':28}" + "".join(f"{n:>10,}" for n in SIZES) + "   last doubling")
    for name, piece in HOSTILE.items():
        times = [milliseconds(read(piece, size)) for size in SIZES]
        ratio = times[-1] / max(times[-2], 0.05)
        print(f"{name:28}" + "".join(f"{t:10.1f}" for t in times) + f"{ratio:10.1f}")
    return 0


def read(piece: str, size: int) -> Reading:
    """A text of repeated pieces, parsed."""
    text = (piece * (size // len(piece) + 1))[:size]
    document = Document("doc", "growth", None, "", text, segments=(Segment(0, size, "body", "en"),))
    return next(iter(reading.read([document], Settings(processes=1))))


def milliseconds(found: Reading) -> float:
    """The least processor time of some rounds over numbers and figures."""
    return min(
        timed(lambda: find_figures(found, ())) + timed(lambda: find_numbers(found)) for _ in range(ROUNDS)
    )


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of processor time that some work takes."""
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


if __name__ == "__main__":
    sys.exit(main())
