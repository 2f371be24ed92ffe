"""Scores chains of attribution against a marking made by reading: ``python -m benchmarks.chains [--errors]``.

The marking (``first.jsonl``, its guide is ``guide.md``) holds offsets and hashes; the articles lie beside
the checkout, and where they are absent, this says so and passes. A chain is right where its content lies
mostly in the marked one or holds most of it, its speaker has the marked name, and its go-betweens are the
marked ones in the same order. Chains that go on from a statement whose go-between an earlier sentence named
are left open: ``via`` holds only what a claim's own sentence or quotation names, so they are neither asked
for nor held against a claim that has them. The second reader's marking (``second.jsonl``) is scored the same
way against the first: that is how far two readers agree. The rules were mended while looking at the first
261 articles; ``heldout.jsonl`` holds 67 more, for figures only.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.gold import SHARED, sayso, scorer

HERE = Path(__file__).parent
ARTICLES = SHARED / "gold" / "syrian_war_news" / "articles.jsonl"
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_MOST = 0.6
MARKINGS = ("first", "second", "heldout")

Chains = dict[str, list["Chain"]]
SameName = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Chain:
    """What was said, by the numbers of its words, on whose word, and through whom."""

    words: frozenset[int]
    content: str
    speakers: tuple[str, ...]
    via: tuple[str, ...]
    open: bool = False


def main(arguments: Sequence[str]) -> int:
    """Print how far two readers agree, and how far the export agrees with the first."""
    if not ARTICLES.is_file():
        print(f"no articles at {ARTICLES}: nothing to score")
        return 0
    texts = texts_by_id()
    first, second, heldout = (marked(HERE / f"{name}.jsonl", texts) for name in MARKINGS)
    same: SameName = scorer("case").same_name
    both = {i: first[i] for i in second}
    _tell("second reader against first", both, second, same)
    found = exported(texts, list(first))
    _tell("sayso against first", first, found, same)
    apart = exported(texts, list(heldout))
    _tell("sayso against held-out", heldout, apart, same)
    _tell("sayso against all", first | heldout, found | apart, same)
    if "--errors" in arguments:
        _errors(first, found, same)
    return 0


def f1(gold: Chains, said: Chains, same: SameName) -> tuple[float, float, float]:
    """Precision, recall and F1 of some chains, article by article."""
    pairs = {i: _pairs(chains, said.get(i, []), same) for i, chains in gold.items()}
    right = sum(not g.open for found in pairs.values() for g, _ in found)
    asked = sum(not c.open for chains in gold.values() for c in chains)
    claimed = sum(len(said.get(i, [])) - sum(g.open or s.open for g, s in pairs[i]) for i in gold)
    precision, recall = right / max(claimed, 1), right / max(asked, 1)
    return precision, recall, 2 * right / max(claimed + asked, 1)


def _pairs(gold: list[Chain], said: list[Chain], same: SameName) -> list[tuple[Chain, Chain]]:
    """Each marked chain with a reported one that says it rightly; no chain is used twice."""
    left = list(said)
    pairs = []
    for chain in gold:
        hit = next((s for s in left if _right(chain, s, same)), None)
        if hit is not None:
            left.remove(hit)
            pairs.append((chain, hit))
    return pairs


def _right(gold: Chain, said: Chain, same: SameName) -> bool:
    shared = len(gold.words & said.words)
    over = shared >= _MOST * min(len(gold.words), len(said.words)) and shared > 0
    who = any(same(g, s) for g in gold.speakers for s in said.speakers)
    through = len(gold.via) == len(said.via) and all(map(same, gold.via, said.via))
    return over and who and through


def _tell(what: str, gold: Chains, said: Chains, same: SameName) -> None:
    precision, recall, both = f1(gold, said, same)
    wanted = sum(not c.open for chains in gold.values() for c in chains)
    print(f"{what}: {len(gold)} articles, {wanted} chains, P {precision:.3f} R {recall:.3f} F1 {both:.3f}")


def texts_by_id() -> dict[str, str]:
    """The text of each article as a record with fields is read: title, blank line, text."""
    records = [json.loads(line) for line in ARTICLES.read_text(encoding="utf-8").splitlines()]
    return {r["id"]: f"{r['title']}\n\n{r['text']}" if r["title"] else r["text"] for r in reversed(records)}


def marked(path: Path, texts: dict[str, str]) -> Chains:
    made = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        text = texts[article["id"]]
        if sha256(text.encode("utf-8")).hexdigest() != article["sha256"]:
            raise SystemExit(f"article {article['id']} is not the text that was marked")
        made[article["id"]] = [
            replace(
                _chain(text, [c["content"]], [_cut(text, c["speaker"])], [_cut(text, v) for v in c["via"]]),
                open="cont" in c.get("flags", ()),
            )
            for c in article["chains"]
        ]
    return made


def _cut(text: str, span: Sequence[int]) -> str:
    return text[span[0] : span[1]]


def _chain(text: str, spans: Sequence[Sequence[int]], speakers: Sequence[str], via: Sequence[str]) -> Chain:
    places = [m.span() for m in _WORD.finditer(text)]
    words = frozenset(i for i, (s, e) in enumerate(places) if any(s < b and e > a for a, b in spans))
    return Chain(words, " … ".join(_cut(text, s) for s in spans), tuple(speakers), tuple(via))


def exported(texts: dict[str, str], ids: Sequence[str]) -> Chains:
    """The claims with go-betweens that ``run`` and ``export`` give for some articles."""
    records = [json.loads(line) for line in ARTICLES.read_text(encoding="utf-8").splitlines()]
    wanted = {r["id"]: r for r in reversed(records)}
    with tempfile.TemporaryDirectory() as folder:
        pile, case, export = (Path(folder) / name for name in ("a.jsonl", "a.case", "a.export"))
        pile.write_text("".join(json.dumps(wanted[i]) + "\n" for i in ids), encoding="utf-8")
        sayso("run", str(pile), "--case", str(case))
        sayso("export", str(case), "--format", "jsonl", "-o", str(export))
        lines: list[dict[str, Any]] = [json.loads(x) for x in export.read_text(encoding="utf-8").splitlines()]
    documents = {d["id"]: ids[d["member"] - 1] for d in lines if d["type"] == "document"}
    moved = [d["member"] for d in lines if d["type"] == "document" and d["text"] != texts[documents[d["id"]]]]
    if moved:
        raise SystemExit(f"records {moved} were not read as title, blank line, text")
    out: Chains = {i: [] for i in ids}
    for claim in (c for c in lines if c["type"] == "claim" and c["via"]):
        i = documents[claim["document"]]
        names = [s[key] for s in claim["sources"] for key in ("name", "entity_name") if s[key]]
        out[i].append(_chain(texts[i], claim["spans"], names, claim["via"]))
    return out


def _errors(gold: Chains, said: Chains, same: SameName) -> None:
    for i, chains in gold.items():
        hits = _pairs(chains, said[i], same)
        for chain in chains:
            if not chain.open and all(chain is not g for g, _ in hits):
                print(f"{i} missed  {chain.speakers} via {chain.via}: {chain.content[:90]}")
        for chain in said[i]:
            if all(chain is not s for _, s in hits):
                print(f"{i} unasked {chain.speakers} via {chain.via}: {chain.content[:90]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
