"""Scores who says what on news that others marked: ``python -m benchmarks.attribution [OPTIONS]``.

The marking (PolNeAR's development part; see the gold's README) lies beside the checkout; where it is absent,
this says so and passes. The stage ``claims.attribute`` is called as ``sayso run`` calls it, with its
settings; what stands inside another's content is left out, since the marking holds only the outermost.
``--rules`` scores the rules alone, ``--outlets`` each outlet by itself; others go to the gold's scorer.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.gold import SHARED, scorer
from sayso import claims, intake, reading
from sayso.claims.attribution import Attribution
from sayso.model import Document
from sayso.settings import Settings

SPLIT = SHARED / "gold" / "attribution" / "polnear_dev.jsonl"

MEASURES = ("triple overlap", "triple exact", "source exact", "cue exact", "content exact")

Spans = list[list[int]]
Found = dict[str, list[dict[str, Spans]]]
Marked = dict[str, Any]


def main(arguments: list[str]) -> int:
    """Print the scorer's table for the development part."""
    if not SPLIT.is_file():
        print(f"no marked news at {SPLIT}: nothing to score")
        return 0
    marked = read(SPLIT)
    settings = replace(Settings.from_environment(), learned=int("--rules" not in arguments), processes=1)
    found = predict(marked, settings)
    if "--outlets" in arguments:
        _tell_outlets(marked, found)
        return 0
    options = [a for a in arguments if a != "--rules"]
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        lines = (json.dumps({"doc": doc, "attributions": made}) + "\n" for doc, made in found.items())
        predictions.write_text("".join(lines), encoding="utf-8")
        sys.argv = ["attribution", str(SPLIT), str(predictions), *options]
        scorer("attribution").main()
    return 0


def read(split: Path) -> list[Marked]:
    """The articles of a part with what is marked in them."""
    return [json.loads(line) for line in split.read_text(encoding="utf-8").splitlines()]


def predict(marked: Sequence[Marked], settings: Settings) -> Found:
    """What the stage attributes in each article, in the scorer's form."""
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "articles.jsonl"
        records.write_text("".join(json.dumps({"text": m["text"]}) + "\n" for m in marked), encoding="utf-8")
        documents = [d for d in intake.read([str(records)], settings, {}) if isinstance(d, Document)]
    out: Found = {}
    for found in reading.read(documents, settings):
        name = marked[int(found.document.member or 1) - 1]["doc"]
        out[name] = [_renamed(a) for a in outermost(claims.attribute([found], settings)[0])]
    return out


def outermost(found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions whose cue stands in no other's content."""
    return [
        a
        for a in found
        if not any(s <= a.cue.start < e for o in found if o.cue is not a.cue for s, e in o.contents)
    ]


def _renamed(found: Attribution) -> dict[str, Spans]:
    source = [[found.source.start, found.source.end]] if found.source is not None else []
    return {
        "source": source,
        "cue": [[found.cue_start, found.cue_end.end]],
        "content": [[s, e] for s, e in found.contents],
    }


def f1(marked: Sequence[Marked], found: Found) -> dict[str, float]:
    """The F1 of each measure that the gate and the model card name, in percent."""
    scores, _, _ = scorer("attribution").score({m["doc"]: m for m in marked}, found)
    return {name: 100 * scores[tuple(name.split())].vals()[2] for name in MEASURES}


def recall_by_kind(marked: Sequence[Marked], found: Found) -> dict[str, tuple[int, float]]:
    """How many attributions of each kind are marked, and the percentage found whole (triple overlap)."""
    _, kinds, _ = scorer("attribution").score({m["doc"]: m for m in marked}, found)
    return {kind: (n["n"], 100 * n["triple_ov"] / n["n"]) for kind, n in kinds.items()}


def by_outlet(marked: Sequence[Marked]) -> dict[str, list[Marked]]:
    """The articles of each outlet, which is the first word of an article's name."""
    out: dict[str, list[Marked]] = {}
    for article in sorted(marked, key=lambda m: str(m["doc"])):
        out.setdefault(article["doc"].split("_")[0], []).append(article)
    return out


def _tell_outlets(marked: Sequence[Marked], found: Found) -> None:
    print(f"{'outlet':16}{'articles':>9}  " + "  ".join(MEASURES))
    spread = []
    for outlet, articles in by_outlet(marked).items():
        scores = f1(articles, found)
        spread.append(scores[MEASURES[0]])
        print(f"{outlet:16}{len(articles):9}  " + "  ".join(f"{v:{len(k)}.1f}" for k, v in scores.items()))
    print(f"spread of {MEASURES[0]} over outlets: {max(spread) - min(spread):.1f} points")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
