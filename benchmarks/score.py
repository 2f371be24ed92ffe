"""Scores a case against its marking (format ``sayso-gold/1``), by place in the text.

A marked claim counts as found where reported claims that lie in it cover most of its words; its speaker and
mode are those of the reported claim that covers it best. A figure counts by place and bounds, a relation
where a comparison joins its two places.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from sayso.case.contents import Contents
from sayso.model import KEPT_KINDS, Claim, Comparison, Document, Figure

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MOST = 0.6
_LITTLE = frozenset({"the", "a", "an", "of", "and", "for", "in"})

Words = frozenset[int]


@dataclass
class Score:
    """Hits out of cases for each measure."""

    hits: Counter[str] = field(default_factory=Counter)
    cases: Counter[str] = field(default_factory=Counter)

    def count(self, measure: str, hit: bool) -> None:
        """One more case of a measure."""
        self.cases[measure] += 1
        self.hits[measure] += hit

    def rate(self, measure: str) -> float:
        """The share of hits; 1.0 where there was no case."""
        return self.hits[measure] / self.cases[measure] if self.cases[measure] else 1.0


class Text:
    """A document's words, and where quoted words stand in it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        found = list(_WORD.finditer(document.text))
        self.words = [m.group().lower() for m in found]
        self.places = [m.span() for m in found]

    def within(self, spans: Iterable[tuple[int, int]]) -> Words:
        """The words of some stretches."""
        spans = list(spans)
        return frozenset(i for i, (s, e) in enumerate(self.places) if any(s < b and e > a for a, b in spans))

    def find(self, quoted: str) -> list[Words]:
        """The places of quoted words."""
        wanted = [w.lower() for w in _WORD.findall(quoted)]
        last = len(self.words) - len(wanted) + 1
        return [
            frozenset(range(i, i + len(wanted)))
            for i in range(last)
            if self.words[i : i + len(wanted)] == wanted
        ]


def score(gold_path: Path, contents: Contents) -> Score:
    """The score of a case's contents against a marking."""
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    texts = {document_name(d): Text(d) for d in contents.documents}
    result = Score()
    for name, marked in gold["documents"].items():
        _score_document(result, texts.get(name), marked)
    words, home = places_of(texts, contents)
    for marked in gold["claims"]:
        own = [c for c in contents.claims if home[c.id] == marked["doc"]]
        _score_claim(result, marked, texts[marked["doc"]], own, words)
    for marked in gold["figures"]:
        figures = [f for f in contents.figures if home[f.id] == marked["doc"]]
        _score_figure(result, marked, texts[marked["doc"]], figures, words)
    for marked in gold["relations"]:
        _score_relation(result, marked, texts, contents.comparisons, (words, home))
    return result


def document_name(document: Document) -> str:
    """What a marking calls a document: its file, and its record in it."""
    base = PurePath(document.path).name
    return base if document.member is None else f"{base}#{document.member}"


def _score_document(result: Score, text: Text | None, marked: dict[str, Any]) -> None:
    result.count("documents read", text is not None)
    if text is None:
        return
    document = text.document
    kept = text.within((s.start, s.end) for s in document.segments if s.kind in KEPT_KINDS)
    for line in marked.get("furniture", []):
        result.count("furniture set aside", not any(len(p & kept) * 2 > len(p) for p in text.find(line)))
    given = {"headline": document.title, "outlet": document.outlet, "published": document.published}
    for name, said in given.items():
        if name in marked:
            wanted = marked[name]
            same = said is None if wanted is None else said is not None and said.startswith(wanted)
            result.count("metadata", same)
    result.count("metadata", [r.name for r in document.relay if r.status == "declared"] == marked["relay"])


def _score_claim(
    result: Score, marked: dict[str, Any], text: Text, claims: Sequence[Claim], words: dict[str, Words]
) -> None:
    best: tuple[float, Claim | None] = (0.0, None)
    for place in text.find(marked["content"]):
        inside = [c for c in claims if _mostly(words[c.id], place) or _mostly(place, words[c.id])]
        if inside:
            lead = max(inside, key=lambda c: (len(words[c.id] & place) / len(words[c.id] | place), c.id))
            covered = frozenset().union(*(words[c.id] for c in inside)) & place
            best = max(best, (len(covered) / len(place), lead), key=lambda b: b[0])
    found, claim = best[0] >= _MOST, best[1]
    result.count("claims found", found)
    if claim is None:
        result.count("claim speaker", False)
        result.count("claim mode", False)
        return
    names = [s.name for s in claim.sources if s.name]
    wanted = marked["speaker"]
    nobody = not names or all(s.anonymous for s in claim.sources)
    result.count("claim speaker", any(_same(wanted, n) for n in names) if wanted else nobody)
    result.count("claim mode", claim.mode == marked["mode"])
    if marked.get("denied"):
        places = text.find(marked["content"])
        result.count("denials", any(c.denied and _mostly(p, words[c.id]) for c in claims for p in places))


def _score_figure(
    result: Score, marked: dict[str, Any], text: Text, figures: Sequence[Figure], words: dict[str, Words]
) -> None:
    near = [f for f in figures if any(words[f.id] & p for p in text.find(marked["text"]))]
    exact = [f for f in near if (f.low, f.high) == (marked["low"], marked["high"])]
    result.count("figure value", bool(exact))
    if marked["event"]:
        result.count("figure event", any(f.event == marked["event"] for f in exact or near))


def places_of(texts: dict[str, Text], contents: Contents) -> tuple[dict[str, Words], dict[str, str]]:
    """The words of each claim and figure of a case by its id, and the document that it stands in."""
    home = {t.document.id: name for name, t in texts.items()}
    sides = {c.id: home[c.document] for c in contents.claims}
    sides |= {f.id: home[f.document] for f in contents.figures}
    words = {c.id: texts[sides[c.id]].within(c.spans) for c in contents.claims}
    words |= {f.id: texts[sides[f.id]].within([(f.start, f.end)]) for f in contents.figures}
    return words, sides


def labels_of(marked: dict[str, Any]) -> list[str]:
    """The labels that a marked relation may have."""
    return marked["relation"] if isinstance(marked["relation"], list) else [marked["relation"]]


def said_between(
    marked: dict[str, Any],
    texts: dict[str, Text],
    comparisons: Sequence[Comparison],
    known: tuple[dict[str, Words], dict[str, str]],
) -> Counter[str]:
    """How often each relation is said of the two marked places; ``known`` is of ``places_of``."""
    words, home = known
    ends = [(name, texts[name].find(quoted)) for name, quoted in (marked["left"], marked["right"])]
    said: Counter[str] = Counter()
    for x in comparisons:
        for one, other in ((x.left, x.right), (x.right, x.left)):
            both = zip((one, other), ends, strict=True)
            if all(
                home[id] == name and any(touch(words[id], p) for p in places) for id, (name, places) in both
            ):
                said[x.relation] += 1
    return said


def _score_relation(
    result: Score,
    marked: dict[str, Any],
    texts: dict[str, Text],
    comparisons: Sequence[Comparison],
    known: tuple[dict[str, Words], dict[str, str]],
) -> None:
    labels = labels_of(marked)
    said = said_between(marked, texts, comparisons, known)
    result.count("relations linked", bool(said))
    top = said.most_common(1)
    result.count("relations right", bool(top) and any(said[label] == top[0][1] for label in labels))


def touch(mine: Words, place: Words) -> bool:
    """Whether most of a claim stands in a marked place, or most of the place in the claim."""
    return bool(mine & place) and len(mine & place) >= _MOST * min(len(mine), len(place))


def _mostly(inner: Words, outer: Words) -> bool:
    return bool(inner) and len(inner & outer) >= _MOST * len(inner)


def _same(wanted: str, said: str) -> bool:
    """Whether one name's words all stand in the other."""
    mine, other = ({w.lower() for w in _WORD.findall(n)} - _LITTLE for n in (wanted, said))
    return bool(mine and other) and (mine <= other or other <= mine)


def lines(result: Score) -> Iterator[str]:
    """The score as lines of a table."""
    for measure, cases in result.cases.items():
        yield f"{measure:22} {result.hits[measure]:4}/{cases:<4} {result.rate(measure):.3f}"
