"""How many of the relations shown readers would sign: ``python -m benchmarks.judged [ROUND…]``.

Runs the piles of the judged pairs as a user does, finds each pair again, and counts by what is shown now: a
pair that is shown under a relation counts as right where the verdict says so of that relation. What was
judged and is now shown as unclear, as another scope or not at all is counted apart. Without the collections
beside the checkout it says so and ends.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.gold import SHARED, found_in, found_in_records
from sayso.case.contents import Contents
from sayso.model import Claim, Comparison, Figure

HERE = Path(__file__).parent
GOLD = SHARED / "gold"
SHOWN = ("conflicts", "updates", "differs", "agrees", "repeats")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_WIRE_DATE = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d\d)\b")
_WIRE_NUMBER = re.compile(r"^\s*(?:DEV|TST\d)-MUC\d-\d+\s*(?:\([^)]*\))?\s*")

Record = dict[str, Any]
Counts = dict[str, Counter[str]]


def main(rounds: Iterable[str]) -> int:
    """Print, for each relation, how many of the judged pairs are shown, and how many of them are right."""
    if not (GOLD / "event_coreference").exists():
        print(f"no collections at {GOLD}: nothing to judge")
        return 0
    counts: Counts = defaultdict(Counter)
    seen: set[str] = set()
    for _, contents, pairs in piles_with_pairs(frozenset(rounds)):
        for relation, verdicts in counted(contents, pairs, seen).items():
            counts[relation] += verdicts
    tell(counts)
    return 0


def counted(contents: Contents, pairs: Iterable[Record], seen: set[str]) -> Counts:
    """The verdicts on judged pairs of a pile by the relation that is shown now, but for comparisons seen."""
    counts: Counts = defaultdict(Counter)
    for pair in pairs:
        found = again(pair, contents)
        if found is not None and found.id in seen:
            continue
        relation = _shown(found)
        seen |= {found.id} if found else set()
        counts[relation][verdict(pair, relation)] += 1
    return counts


def judged(file: str) -> list[Record]:
    """The judged pairs of a file of this folder."""
    return [json.loads(line) for line in (HERE / file).read_text(encoding="utf-8").splitlines()]


def piles_with_pairs(rounds: Collection[str]) -> Iterator[tuple[str, Contents, list[Record]]]:
    """Each pile by its name, with what sayso finds in it and its judged pairs; no round stands for all."""
    pairs = judged("pairs.jsonl")
    piles = json.loads((HERE / "piles.json").read_text(encoding="utf-8"))
    by_pile: dict[str, list[Record]] = defaultdict(list)
    for pair in pairs:
        if not rounds or pair["round"] in rounds:
            by_pile[pair["pile"]].append(pair)
    for name in sorted(by_pile):
        yield name, _contents(piles[name]), by_pile[name]


def tell(counts: Counts) -> None:
    """Print a line for each relation."""
    print(f"{'shown now as':<14}{'right':>8}{'defensible':>12}{'wrong':>8}{'right of all':>14}")
    for relation in (*SHOWN, "not shown"):
        told = counts[relation]
        every = sum(told.values())
        share = f"{told['right'] / every:.2f}" if every and relation in SHOWN else "–"
        print(f"{relation:<14}{told['right']:>8}{told['defensible']:>12}{told['wrong']:>8}{share:>14}")
    print("of what is not shown, right is what was judged right under the relation it had then")


def _shown(found: Comparison | None) -> str:
    return found.relation if found is not None and found.sure and found.relation in SHOWN else "not shown"


def verdict(pair: Record, relation: str) -> str:
    """The verdict on what is shown now: another relation is right where the reader would have given it."""
    if relation in (pair["relation"], "not shown"):
        return str(pair["verdict"])
    if pair["better"] == relation:
        return "right" if pair["verdict"] == "wrong" else "defensible"
    return "wrong"


def again(pair: Record, contents: Contents) -> Comparison | None:
    """The comparison whose ends are those that were judged, or hold them."""
    documents = sorted(contents.documents, key=lambda d: (d.path, d.member or 0))
    ends = []
    for number, start, end, mark in (pair["left"], pair["right"]):
        document = documents[number - 1]
        words = document.text[start:end]
        if hashlib.sha256(words.encode()).hexdigest()[:8] != mark:
            raise ValueError(f"{pair['pile']}, article {number}: the text is not the one that was judged")
        things: tuple[Claim | Figure, ...] = (*contents.claims, *contents.figures)
        here = (t for t in things if t.document == document.id and t.start < end and start < t.end)
        ends.append({t.id: _overlap((t.start, t.end), (start, end)) for t in here})
    left, right = ends
    joined = [
        (max(left.get(c.left, 0) + right.get(c.right, 0), left.get(c.right, 0) + right.get(c.left, 0)), c)
        for c in contents.comparisons
        if (c.left in left and c.right in right) or (c.right in left and c.left in right)
    ]
    close = [(share, c) for share, c in joined if share >= 2 * _LEAST]
    return min(close, key=lambda found: (-found[0], found[1].id))[1] if close else None


_LEAST = 0.8
"""The share of words that an end found now must have in common with the one judged."""


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / max(one[1] - one[0], other[1] - other[0])


def _contents(articles: list[list[str]]) -> Contents:
    """What sayso finds in a pile."""
    if articles[0][0] == "case":
        return found_in(str(SHARED / "cases" / "mosul-aleppo" / name) for _, name in articles)
    return found_in_records(_record(collection, name) for collection, name in articles)


def _record(collection: str, name: str) -> Record:
    """One article as a record that sayso reads."""
    if collection == "syrian":
        return _rows("syrian_war_news/articles.jsonl", "id")[name]
    if collection == "contested":
        case, _, number = name.partition("/")
        return list(_rows(f"contested_events/{case}/articles.jsonl", None).values())[int(number) - 1]
    if collection == "ecb":
        return {"text": _joined(_coreference()[name]), "source": name.partition(".")[0]}
    if collection == "polnear":
        outlet, published, _ = name.split("_", 2)
        return {"text": _news()[name]["text"], "source": outlet, "published": published}
    wire = _rows("casualties/muc34_dev/gold.jsonl", "doc")[name]["text"]
    text = _WIRE_NUMBER.sub("", wire) if collection.endswith("number") else wire
    return {"text": text, **_wire(wire)}


def _wire(text: str) -> Record:
    """Agency and day of an old wire, as its first line tells."""
    agency = re.search(r"\(([A-Z][A-Z \-]+)\)", text[:200])
    dated = _WIRE_DATE.search(text)
    assert dated is not None
    day = date(1900 + int(dated[3]), _MONTHS.index(dated[2]) + 1, int(dated[1]))
    return {"source": agency[1].title() if agency else "FBIS", "published": day.isoformat()}


@cache
def _rows(path: str, key: str | None) -> dict[str, Record]:
    """The rows of a collection by their names, or numbers; what has a name again gets a number behind it."""
    lines = (GOLD / path).read_text(encoding="utf-8").splitlines()
    made: dict[str, Record] = {}
    times: Counter[str] = Counter()
    for number, row in enumerate(map(json.loads, lines)):
        name = str(row[key]) if key else str(number)
        times[name] += 1
        made[name if times[name] == 1 else f"{name}/{times[name]}"] = row
    return made


@cache
def _news() -> dict[str, Record]:
    return {
        k: v
        for part in ("train", "dev")
        for k, v in _rows(f"attribution/polnear_{part}.jsonl", "doc").items()
    }


@cache
def _coreference() -> dict[str, list[str]]:
    return dict(_coreference_files())


def _coreference_files() -> Iterator[tuple[str, list[str]]]:
    for part in ("train", "dev"):
        told = json.loads((GOLD / "event_coreference" / f"ecbplus_{part}.json").read_text(encoding="utf-8"))
        yield from told["documents"].items()


def _joined(tokens: list[str]) -> str:
    """Tokens as running text."""
    text = " ".join(tokens)
    for pattern, put in (
        (r" ([.,;:!?%)\]])", r"\1"),
        (r"([(\[$]) ", r"\1"),
        (r" ('s|n't|'re|'ve|'ll|'d|'m)\b", r"\1"),
        (r"`` ?", "“"),
        (r" ?''", "”"),
    ):
        text = re.sub(pattern, put, text)
    return text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
