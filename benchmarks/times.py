"""Scores time expressions on texts that others marked: ``python -m benchmarks.times [--errors N] [SET…]``.

The marking (TimeBank, AQUAINT and WikiWars; see the gold's README) lies beside the checkout; where it is
absent, this says so and passes. The stage ``reading.read`` is called as ``sayso run`` calls it, with its
settings; its times are only renamed. A third of the articles, by the hash of their names, is kept aside:
rules are mended by errors in the others alone (``--errors`` shows none of the third), and both are told.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.gold import SHARED, scorer
from sayso import intake, reading
from sayso.model import Document, Time
from sayso.settings import Settings

GOLD = SHARED / "gold" / "times"
SETS = ("timebank", "aquaint", "wikiwars")
PARTS = ("all", "worked on", "kept aside")
MEASURES = ("strict", "relaxed", "value")

Marked = dict[str, Any]
Found = dict[str, list[dict[str, Any]]]
Scores = dict[str, float]


def main(arguments: list[str]) -> int:
    """Print F1 by set and part; with ``--errors N``, the first N errors of the articles worked on."""
    if not GOLD.is_dir():
        print(f"no marked texts at {GOLD}: nothing to score")
        return 0
    errors = int(arguments[arguments.index("--errors") + 1]) if "--errors" in arguments else 0
    names = [a for a in arguments if a in SETS] or list(SETS)
    marked = {f"{name}/{m['doc']}": m for name in names for m in read(name)}
    found = predict(marked, Settings.from_environment())
    print(f"{'set':12}{'part':12}{'marked':>7}{'found':>7}  " + "  ".join(f"{m:>7}" for m in MEASURES))
    for name in (*names, "micro"):
        for part in PARTS:
            chosen = [d for d in marked if name in ("micro", d.split("/")[0]) and belongs(d, part)]
            scores = f1(marked, found, chosen)
            values = "  ".join(f"{scores[m]:7.1f}" for m in MEASURES)
            print(f"{name:12}{part:12}{scores['marked']:7.0f}{scores['found']:7.0f}  {values}")
    if errors:
        _, wrong = score(marked, found, [d for d in marked if belongs(d, "worked on")])
        for error in wrong[:errors]:
            print(*error, sep="\t")
    return 0


def read(name: str) -> list[Marked]:
    """The articles of a set, each with its text."""
    lines = (GOLD / name / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    texts = GOLD / name / "docs"
    made = [json.loads(line) for line in lines]
    return [m | {"body": (texts / f"{m['doc']}.txt").read_bytes().decode("utf-8")} for m in made]


def belongs(name: str, part: str) -> bool:
    """Whether an article is of a part; a third is kept aside by the hash of its name."""
    aside = hashlib.sha256(name.rsplit("/", maxsplit=1)[-1].encode()).digest()[0] % 3 == 0
    return part == "all" or aside == (part == "kept aside")


def predict(marked: dict[str, Marked], settings: Settings) -> Found:
    """What the stage finds in each article, in the scorer's form."""
    names = list(marked)
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "articles.jsonl"
        lines = (json.dumps({"text": m["body"], "published": m["dct"]}) + "\n" for m in marked.values())
        records.write_text("".join(lines), encoding="utf-8")
        documents = [d for d in intake.read([str(records)], settings, {}) if isinstance(d, Document)]
    out: Found = {}
    for found in reading.read(documents, settings):
        name = names[int(found.document.member or 1) - 1]
        assert found.document.text == marked[name]["body"], name
        out[name] = [_renamed(t) for t in found.times]
    return out


def _renamed(time: Time) -> dict[str, Any]:
    return {
        "start": time.start,
        "end": time.end,
        "text": time.text,
        "type": time.kind,
        "value": time.value or "",
    }


def f1(marked: dict[str, Marked], found: Found, chosen: Sequence[str]) -> Scores:
    """The F1 of each measure over the chosen articles together, in percent; how many are marked and found."""
    result, _ = score(marked, found, chosen)
    return {m: result[m][2] for m in MEASURES} | {"marked": result["gold"], "found": result["pred"]}


def score(
    marked: dict[str, Marked], found: Found, chosen: Sequence[str]
) -> tuple[dict[str, Any], list[tuple[str, ...]]]:
    """What the gold's scorer says of the chosen articles: its measures and its errors."""
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"
        gold.write_text(_lines({d: marked[d]["timex"] for d in chosen}), encoding="utf-8")
        predicted.write_text(_lines({d: found.get(d, []) for d in chosen}), encoding="utf-8")
        result: tuple[dict[str, Any], list[tuple[str, ...]]] = scorer("times").score(folder, predicted)
    return result


def _lines(by_article: dict[str, Any]) -> str:
    return "".join(json.dumps({"doc": doc, "timex": times}) + "\n" for doc, times in by_article.items())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
