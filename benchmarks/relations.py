"""Which relation is said where another is marked: ``python -m benchmarks.relations [CASE…]``.

A row for each marked label (the first, where a reader could give two), a column for what is said most often
of the two marked places; "none" where nothing joins them. A second table has, for each relation that is said
surely of two marked places, how often which label is marked there. Each case is run as ``sayso run`` runs it.
Where the gold is absent, this says so and passes.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.gold import SHARED
from benchmarks.origins import CASES, contents
from benchmarks.score import Text, document_name, labels_of, places_of, said_between

LABELS = ("repeats", "agrees", "differs", "updates", "conflicts", "scope")
NONE = "none"


def main(arguments: Sequence[str]) -> int:
    """Print the matrix over all cases."""
    if not SHARED.is_dir():
        print(f"no development gold at {SHARED}: nothing to score")
        return 0
    most: Counter[tuple[str, str]] = Counter()
    sure: Counter[tuple[str, str]] = Counter()
    for case in map(Path, arguments or map(str, CASES)):
        for marked, said, surely in pairs(case):
            most[marked[0], said] += 1
            sure.update((label, label if label in marked else marked[0]) for label in surely)
    _tell("marked", LABELS, (*LABELS, "unclear", NONE), most)
    print()
    _tell("surely said", LABELS[:-1], LABELS, sure)
    return 0


def _tell(name: str, rows: Sequence[str], columns: Sequence[str], counts: Counter[tuple[str, str]]) -> None:
    print(f"| {name} | " + " | ".join(columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for row in rows:
        print(f"| {row} | " + " | ".join(str(counts[row, column]) for column in columns) + " |")


def pairs(case: Path) -> Iterator[tuple[Sequence[str], str, tuple[str, ...]]]:
    """The labels of each marked relation of a case, what is said there most often, and all said surely."""
    gold = json.loads((case / "gold.json").read_text(encoding="utf-8"))
    found = contents(case)
    texts = {document_name(d): Text(d) for d in found.documents}
    known = places_of(texts, found)
    sure = [x for x in found.comparisons if x.sure]
    for marked in gold["relations"]:
        said = said_between(marked, texts, found.comparisons, known)
        surely = said_between(marked, texts, sure, known)
        # Of two said as often the marked one is no better than the other.
        most = max(sorted(said), key=lambda label: said[label], default=NONE)
        yield labels_of(marked), most, tuple(sorted(surely.elements()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
