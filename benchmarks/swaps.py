"""What changes when two sides change names: ``python -m benchmarks.swaps [CASE…]``.

In each marked case the two people, bodies, countries and other places that sayso finds named most often take
each other's names, everywhere in its texts; so do its two most frequent outlets. The case is run as ``sayso
run`` runs it, before and after; then the names are put back in what was found, and the two results are held
against each other, feature by feature. Rules and lists of ours know no side, so that what is left is the
language model's reading of names. Where the gold is absent, this says so and passes.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.gold import SHARED, found_in_records
from benchmarks.origins import CASES
from sayso.case.contents import Contents
from sayso.comparison.slots import nations
from sayso.model import Claim, Figure, Source

_LEAST = 3
"""Names that stand more seldom are no side of an event."""
_KINDS = {"person": "person", "organization": "body", "group": "body", "place": "place"}

Record = dict[str, Any]
Rename = Callable[[str], str]
Told = dict[tuple[Any, ...], dict[str, Any]]
"""What was found: by what it is found as, the value of each of its features."""


def main(arguments: Sequence[str]) -> int:
    """Print, for each feature, in how many of its places the swap changed something else than names."""
    if not SHARED.is_dir():
        print(f"no development gold at {SHARED}: nothing to swap")
        return 0
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for case in map(Path, arguments or map(str, CASES)):
        _swap_all(case, counts)
    print(f"{'feature':<28}{'changed':>9}{'of':>8}{'share':>9}")
    for feature, told in counts.items():
        print(f"{feature:<28}{told['changed']:>9}{told['all']:>8}{told['changed'] / told['all']:>9.2%}")
    return 0


def _swap_all(case: Path, counts: dict[str, Counter[str]]) -> None:
    """Count what changes in one case over all its swaps."""
    articles = [json.loads(line) for line in (case / "articles.jsonl").read_text("utf-8").splitlines()]
    before = found_in_records(articles)
    for one, other in swaps_of(before):
        rename = renaming(one, other)
        after = found_in_records([_renamed(a, rename) for a in articles])
        _hold(told_of(before, str), told_of(after, rename), counts)


def swaps_of(contents: Contents) -> Iterator[tuple[str, str]]:
    """The pairs of names of one word that change places: the most frequent two of each kind."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for entity in contents.entities:
        for word in (m.text.split()[-1] for m in entity.mentions):
            if word.isalpha() and word.istitle() and entity.kind in _KINDS:
                # A country is read as one by its name, whatever else it is taken for.
                named["country" if word.lower() in nations() else _KINDS[entity.kind]][word] += 1
    for kind in sorted(named):
        often = sorted((-n, word) for word, n in named[kind].items() if n >= _LEAST)
        if len(often) > 1:
            yield often[0][1], often[1][1]
    outlets = sorted({d.outlet for d in contents.documents if d.outlet})
    if len(outlets) > 1:
        yield outlets[0], outlets[1]


def renaming(one: str, other: str) -> Rename:
    """Puts either name in place of the other, in any text."""
    swapped = {one: other, other: one}
    pattern = re.compile(rf"\b(?:{re.escape(one)}|{re.escape(other)})\b")
    return lambda text: pattern.sub(lambda m: swapped[m[0]], text)


def _renamed(article: Record, rename: Rename) -> Record:
    return {
        key: rename(value) if isinstance(value, str) and key != "id" else value
        for key, value in article.items()
    }


def told_of(contents: Contents, rename: Rename) -> Told:
    """All that was found, with its names put back by ``rename``; places are counted, not measured."""
    numbers = {d.id: d.member or 0 for d in contents.documents}
    ends: dict[str, tuple[Any, ...]] = {}
    told: Told = {}
    seen: Counter[tuple[Any, ...]] = Counter()

    def place(kind: str, thing: Claim | Figure, text: str) -> tuple[Any, ...]:
        key = (kind, numbers[thing.document], rename(text))
        seen[key] += 1
        ends[thing.id] = (*key, seen[key])
        return ends[thing.id]

    for claim in contents.claims:
        told[place("claim", claim, claim.text)] = {
            "speaker": _names(claim.sources, rename),
            "go-betweens": tuple(map(rename, claim.via)),
            "mode": claim.mode,
            "denied or hedged": (claim.denied, claim.hedged),
        }
    for figure in contents.figures:
        told[place("figure", figure, figure.text)] = {
            "bounds": (figure.low, figure.high, figure.approximate),
            "counted": rename(figure.counted or ""),
            "event": figure.event,
        }
    for found in contents.comparisons:
        if found.relation not in ("scope", "unclear"):
            key = ("comparison", *sorted((ends[found.left], ends[found.right])))
            told[key] = {"relation": found.relation, "sure": found.sure}
    return told


def _names(sources: Iterable[Source], rename: Rename) -> tuple[str, ...]:
    return tuple(sorted(rename(s.name or "") for s in sources))


def _hold(before: Told, after: Told, counts: dict[str, Counter[str]]) -> None:
    """Count what one result has and the other has not, and where they say other things of the same."""
    for key in before.keys() | after.keys():
        kind = str(key[0])
        mine, other = before.get(key), after.get(key)
        counts[kind]["all"] += 1
        counts[kind]["changed"] += mine is None or other is None
        for feature in mine or {}:
            if mine is not None and other is not None:
                counts[f"{kind}: {feature}"]["all"] += 1
                counts[f"{kind}: {feature}"]["changed"] += mine[feature] != other[feature]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
