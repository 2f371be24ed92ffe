"""Which relation is said where another is marked: ``python -m benchmarks.relations [CASE…]``.

A row for each marked label (the first, where a reader could give two), a column for what is said most often
of the two marked places; "none" where nothing joins them. Each case is run as ``sayso run`` runs it. Where
the gold is absent, this says so and passes.
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
    counts = Counter(pair for case in map(Path, arguments or map(str, CASES)) for pair in pairs(case))
    said = (*LABELS, "unclear", NONE)
    print("| marked | " + " | ".join(said) + " |")
    print("|---" * (len(said) + 1) + "|")
    for label in LABELS:
        print(f"| {label} | " + " | ".join(str(counts[label, other]) for other in said) + " |")
    return 0


def pairs(case: Path) -> Iterator[tuple[str, str]]:
    """The first marked label of each marked relation of a case, and what is said most often there."""
    gold = json.loads((case / "gold.json").read_text(encoding="utf-8"))
    found = contents(case)
    texts = {document_name(d): Text(d) for d in found.documents}
    known = places_of(texts, found)
    for marked in gold["relations"]:
        said = said_between(marked, texts, found.comparisons, known)
        # Of two said as often the marked one is no better than the other.
        most = max(sorted(said), key=lambda label: said[label], default=NONE)
        yield labels_of(marked)[0], most


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
