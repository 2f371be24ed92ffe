"""How the time of a whole run grows with its pile: ``python -m benchmarks.whole [ARTICLES…]``.

Generated articles of distinct paragraphs are read, compared and written by one process; told is its processor
time, and the exponent by which it grows from the smallest pile to the largest.
"""

from __future__ import annotations

import math
import sys

from benchmarks.throughput import generated_articles, timed_run
from sayso.reading.parse import pipeline
from sayso.settings import Settings

_SIZES = (100, 1_000, 10_000)


def main(sizes: list[int]) -> None:
    """Print a line for each size, then the exponent."""
    pipeline()
    print("| articles | processor seconds | each, ms |")
    print("|---|---|---|")
    taken = {}
    for size in sizes:
        taken[size], _ = timed_run(generated_articles(size), Settings(processes=1))
        print(f"| {size} | {taken[size]:.1f} | {1000 * taken[size] / size:.1f} |", flush=True)
    first, last = min(sizes), max(sizes)
    if last > first:
        print(f"\nexponent: {math.log(taken[last] / taken[first]) / math.log(last / first):.2f}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(_SIZES))
