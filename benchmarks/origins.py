"""Scores the origins of claims against the marked cases: ``python -m benchmarks.origins [--each]``.

For a claim that several articles carry, the gold says from how many separate sources it may have come, as
a range. Each case is run as ``sayso run`` runs it; the group that holds most of the marked places is the
claim's, and its range is held against the marked one; several groups that hold as many count for equal parts.
A claim of which no group holds two places covers nothing. ``--each`` prints every claim. Where the gold is
absent, this says so and passes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.gold import SHARED, found_in
from benchmarks.score import Text, Words, document_name, touch
from sayso.case.contents import Contents
from sayso.model import Group

CASES = sorted((SHARED / "gold" / "contested_events").glob("[0-9]*"))
BARS = {"covers": 0.8, "exact": 0.5}
MOST_WIDTH = 1.0


@dataclass(frozen=True)
class Outcome:
    """A marked claim with its range, and the groups that may be it: those that hold most of its places."""

    claim: str
    marked: tuple[int, int]
    groups: tuple[Group, ...]

    @property
    def covers(self) -> float:
        """The share of the groups whose range holds the marked one."""
        low, high = self.marked
        return self._share([g.origins.low <= low and high <= g.origins.high for g in self.groups])

    @property
    def exact(self) -> float:
        """The share of the groups whose range is the marked one."""
        return self._share([(g.origins.low, g.origins.high) == self.marked for g in self.groups])

    @property
    def width(self) -> float:
        """How wide the groups' ranges are on average."""
        return self._share([g.origins.high - g.origins.low for g in self.groups])

    def _share(self, told: Sequence[float]) -> float:
        return sum(told) / max(1, len(told))


def main(arguments: Sequence[str]) -> int:
    """Print the shares; 1 where a bar is missed."""
    if not SHARED.is_dir():
        print(f"no development gold at {SHARED}: nothing to score")
        return 0
    outcomes = measure()
    if "--each" in arguments:
        for outcome in outcomes:
            tell(outcome)
    rates = summary(outcomes)
    for name, rate in rates.items():
        print(f"{name:32} {rate:.3f}")
    missed = any(rates[name] < bar for name, bar in BARS.items()) or rates["mean width"] > MOST_WIDTH
    return int(missed)


def measure() -> list[Outcome]:
    """The marked claims of all cases, each with its group."""
    return [outcome for case in CASES for outcome in score(case, contents(case))]


def contents(case: Path) -> Contents:
    """What a run finds in a case."""
    return found_in(sorted(str(p) for p in case.iterdir() if p.name != "gold.json"))


def score(case: Path, found: Contents) -> Iterator[Outcome]:
    """The marked claims of a case, each with its group."""
    gold = json.loads((case / "gold.json").read_text(encoding="utf-8"))
    texts = {document_name(d): Text(d) for d in found.documents}
    home = {t.document.id: name for name, t in texts.items()}
    words = {c.id: (home[c.document], texts[home[c.document]].within(c.spans)) for c in found.claims}
    for marked in gold.get("origins", ()):
        yield _outcome(marked, texts, words, found.groups)


def _outcome(
    marked: dict[str, Any],
    texts: Mapping[str, Text],
    words: Mapping[str, tuple[str, Words]],
    groups: Sequence[Group],
) -> Outcome:
    carriers = []
    for name, quoted in marked["carried_by"]:
        places = texts[name].find(quoted)
        carriers.append(
            {i for i, (at, mine) in words.items() if at == name and any(touch(mine, p) for p in places)}
        )
    held = [sum(bool(c & set(g.members)) for c in carriers) for g in groups]
    most = max(held, default=0)
    low, high = marked["independent_origins"]
    kept = tuple(g for g, places in zip(groups, held, strict=True) if places == most > 1)
    return Outcome(marked["claim"], (low, high), kept)


def summary(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The shares over all marked claims, and over those that have a group."""
    grouped = [o for o in outcomes if o.groups]
    return {
        "marked claims": len(outcomes),
        "grouped": len(grouped) / max(1, len(outcomes)),
        "covers": sum(o.covers for o in outcomes) / max(1, len(outcomes)),
        "exact": sum(o.exact for o in outcomes) / max(1, len(outcomes)),
        "covers, of those grouped": sum(o.covers for o in grouped) / max(1, len(grouped)),
        "exact, of those grouped": sum(o.exact for o in grouped) / max(1, len(grouped)),
        "mean width": sum(o.width for o in grouped) / max(1, len(grouped)),
    }


def tell(outcome: Outcome) -> None:
    """One marked claim, with the group's range and the reasons for it."""
    found = ", ".join(f"{g.origins.low}-{g.origins.high}" for g in outcome.groups) or "no group"
    sign = "=" if outcome.exact else "+" if outcome.covers else " "
    print(f"{sign} {outcome.marked[0]}-{outcome.marked[1]} {found:9} {outcome.claim}")
    for origin in (o for group in outcome.groups for o in group.origin_of):
        print(f"      {len(origin.members)} {origin.why}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
