"""Holds accuracy to its floors on the development gold: ``python -m benchmarks.gate``.

The gold lies beside the checkout, in ``../shared``, and is no part of the project; where it is absent, this
says so and passes. Each case is run and exported by the same commands that a user gives, and scored by the
gold's own scorer.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from benchmarks import attribution, origins, quantities, times
from benchmarks.chains import __main__ as chain
from benchmarks.gold import ROOT, SHARED, sayso, scorer
from sayso.settings import Settings

SETS = {
    "mosul-aleppo": [SHARED / "cases" / "mosul-aleppo"],
    "contested_events": sorted((SHARED / "gold" / "contested_events").glob("[0-9]*")),
}


def main() -> int:
    """Print a line for each measure; 1 where one is under its floor."""
    if not SHARED.is_dir():
        print(f"no development gold at {SHARED}: nothing to hold the floors against")
        return 0
    floors = tomllib.loads((ROOT / "benchmarks" / "floors.toml").read_text(encoding="utf-8"))
    under = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, cases in SETS.items():
            scores = measure(cases, Path(folder))
            for key, floor in floors[name].items():
                under += tell(name, key, scores[key], floor, scores[key] >= floor)
            for key, ceiling in floors["at_most"].items():
                under += tell(name, key, scores[key], ceiling, scores[key] <= ceiling)
    found = {
        "origins": origins.summary(origins.measure()),
        **attributions(),
        "chains": chains(),
        "quantities": numbers(),
        **dated(),
    }
    for name, scores in found.items():
        for key, floor in floors[name].items():
            under += tell(name, key, scores[key], floor, scores[key] >= floor)
    return 1 if under else 0


def tell(name: str, key: str, value: float, bound: float, holds: bool) -> bool:
    """One line; true where the bound does not hold."""
    print(f"{name:18} {key:32} {value:.3f}  bound {bound:.3f}  {'holds' if holds else 'DOES NOT HOLD'}")
    return not holds


def measure(cases: list[Path], folder: Path) -> dict[str, float]:
    """The rates of the gold's scorer over some cases together."""
    pairs: list[str] = []
    for case in cases:
        file, export = folder / f"{case.name}.case", folder / f"{case.name}.jsonl"
        articles = sorted(str(p) for p in case.iterdir() if p.name != "gold.json")
        sayso("run", *articles, "--case", str(file))
        sayso("export", str(file), "--format", "jsonl", "-o", str(export))
        pairs += [str(case), str(export)]
    done = subprocess.run(
        [sys.executable, str(SHARED / "score" / "case.py"), "--json", *pairs],
        capture_output=True,
        text=True,
        check=True,
    )
    scores = json.loads(done.stdout)["scores"]
    return {key: value["rate"] for key, value in scores.items() if value["rate"] is not None}


def attributions() -> dict[str, dict[str, float]]:
    """The F1 of who says what on news marked by others, by rules alone and with the learned part."""
    articles = attribution.read(attribution.SPLIT)
    out = {}
    for name, mode in (("attribution, rules", 0), ("attribution", 1)):
        found = attribution.predict(articles, Settings(processes=1, learned=mode))
        indirect = attribution.recall_by_kind(articles, found)["kind:indirect"][1]
        out[name] = attribution.f1(articles, found) | {"recall of indirect": indirect}
    return out


def numbers() -> dict[str, float]:
    """The F1 of numbers, with and without bounds, on sentences marked by others."""
    results = {name: quantities.measure(quantities.FOLDER / name)[0] for name in quantities.SETS}
    news = results.pop("newsquant_dev")
    return {
        "newsquant value": news["value"][2],
        "newsquant value+bound": news["value+bound"][2],
        "r-tests value": quantities.together(list(results.values())),
    }


def chains() -> dict[str, float]:
    """The F1 of chains of attribution."""
    texts = chain.texts_by_id()
    first = chain.marked(chain.HERE / "first.jsonl", texts)
    _, _, both = chain.f1(first, chain.exported(texts, list(first)), scorer("case").same_name)
    return {"f1": 100 * both}


def dated() -> dict[str, dict[str, float]]:
    """The F1 of time expressions on texts marked by others: of all, and of the third that is kept aside."""
    marked = {f"{name}/{m['doc']}": m for name in times.SETS for m in times.read(name)}
    found = times.predict(marked, Settings(processes=1))
    parts = {"times": "all", "times, kept aside": "kept aside"}
    return {
        name: times.f1(marked, found, [d for d in marked if times.belongs(d, part)])
        for name, part in parts.items()
    }


if __name__ == "__main__":
    sys.exit(main())
