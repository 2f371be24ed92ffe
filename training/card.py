"""Writes the model card of the learned part of attribution: ``python -m training.card``.

Scores rules alone and rules with the learned part on the development articles beside the checkout, by kind of
cue and by outlet, and fills ``card.in.md`` in.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.attribution import MEASURES, SPLIT, Marked, by_outlet, f1, predict, read, recall_by_kind
from sayso.claims import learned
from sayso.claims.learned.weights import NAME
from sayso.settings import Settings

CARD = Path(learned.__file__).parent / "card.md"
_KINDS = (
    "all", "kind:direct", "kind:mixed", "kind:indirect", "cue:said/says/say", "cue:according to",
    "cue:other 1-word", "cue:multiword", "source:none",
)  # fmt: skip


def main() -> int:
    """Write the card."""
    if not SPLIT.is_file():
        print(f"no marked articles at {SPLIT}: the card stays as it is", file=sys.stderr)
        return 2
    marked = read(SPLIT)
    modes = {
        name: predict(marked, replace(Settings(), learned=mode, processes=1))
        for name, mode in (("rules alone", 0), ("with the learned part", 1))
    }
    weights = CARD.parent / NAME
    text = Path(__file__).with_name("card.in.md").read_text(encoding="utf-8")
    filled = {
        "bytes": f"{weights.stat().st_size:,}",
        "sha256": sha256(weights.read_bytes()).hexdigest(),
        "articles": str(len(marked)),
        "whole": "\n".join(_whole(marked, modes)),
        "kinds": "\n".join(_kinds(marked, modes)),
        "outlets": "\n".join(_outlets(marked, modes)),
    }
    for name, value in filled.items():
        text = text.replace("{" + name + "}", value)
    CARD.write_text(text, encoding="utf-8")
    print(f"written: {CARD}")
    return 0


Modes = dict[str, dict[str, list[dict[str, Any]]]]


def _table(head: Sequence[str], rows: Iterator[Sequence[object]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(f"{x:.1f}" if isinstance(x, float) else str(x) for x in row) + " |"


def _whole(marked: Sequence[Marked], modes: Modes) -> Iterator[str]:
    scores = [f1(marked, found) for found in modes.values()]
    return _table(("F1", *modes), ((m, *(s[m] for s in scores)) for m in MEASURES))


def _kinds(marked: Sequence[Marked], modes: Modes) -> Iterator[str]:
    recalls = [recall_by_kind(marked, found) for found in modes.values()]
    rows = ((k, recalls[0][k][0], *(r[k][1] for r in recalls)) for k in _KINDS)
    return _table(("recall of triple overlap", "marked", *modes), rows)


def _outlets(marked: Sequence[Marked], modes: Modes) -> Iterator[str]:
    measure = MEASURES[0]
    rows = {
        outlet: [len(some), *(f1(some, found)[measure] for found in modes.values())]
        for outlet, some in by_outlet(marked).items()
    }
    yield from _table((f"{measure} F1", "articles", *modes), ((o, *row) for o, row in rows.items()))
    for i, name in enumerate(modes, 1):
        values = [row[i] for row in rows.values()]
        yield f"\nSpread over outlets, {name}: {max(values) - min(values):.1f} points."


if __name__ == "__main__":
    sys.exit(main())
