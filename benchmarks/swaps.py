"""What changes when two sides change names: ``python -m benchmarks.swaps [CASE…]``.

In each marked case the people, bodies, countries and other places that are named often take each other's
names, everywhere in its texts, the most frequent with the next of its kind; so do two of its outlets. A
country changes with its people and seat of government, a body's short form with the letter of a name in it.
What stands in several spellings, or is known to a list together with other names, stays out: a part of a
side's names would change, and a part would not. The case is run as ``sayso run`` runs it, before and after;
then the names are put back in what was found, and the two results are held against each other, feature by
feature. Rules and lists of ours know no side, so that what is left is the language model's reading of names.
Where the gold is absent, this says so and passes.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.gold import SHARED, found_in_records
from benchmarks.origins import CASES
from sayso.case.contents import Contents
from sayso.comparison.names import is_spelled_so
from sayso.comparison.slots import countries
from sayso.languages.en import voices
from sayso.languages.lexicon import read_sections, word_lists
from sayso.model import Claim, Entity, Figure, Source

_LEAST = 3
"""Names that stand more seldom are no side of an event."""
_KINDS = {"person": "person", "organization": "body", "place": "place"}

Record = dict[str, Any]
Swap = dict[str, str]
"""Each name with the one that takes its place."""
Rename = Callable[[str], str]
Told = dict[tuple[Any, ...], dict[str, Any]]
"""What was found: by what it is found as, the value of each of its features."""


def main(arguments: Sequence[str]) -> int:
    """Print, for each feature, in how many of its places the swap changed something else than names."""
    if not SHARED.is_dir():
        print(f"no development gold at {SHARED}: nothing to swap")
        return 0
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for articles, before, swaps in cases(map(Path, arguments or map(str, CASES))):
        for swap in swaps:
            rename = renaming(swap)
            after = found_in_records([renamed(a, rename) for a in articles])
            hold(told_of(before, str), told_of(after, rename), counts)
    print(f"{'feature':<28}{'changed':>9}{'of':>8}{'share':>9}")
    for feature, told in counts.items():
        print(f"{feature:<28}{told['changed']:>9}{told['all']:>8}{told['changed'] / told['all']:>9.2%}")
    return 0


def cases(paths: Iterable[Path]) -> Iterator[tuple[list[Record], Contents, list[Swap]]]:
    """The articles of each case, what is found in them, and the swaps to make."""
    piles = [
        [json.loads(line) for line in (p / "articles.jsonl").read_text("utf-8").splitlines()] for p in paths
    ]
    found = [found_in_records(articles) for articles in piles]
    kinds = _kinds(e for contents in found for e in contents.entities)
    for articles, contents in zip(piles, found, strict=True):
        yield articles, contents, list(swaps_of(contents, kinds))


def swaps_of(contents: Contents, kinds: Mapping[str, str]) -> Iterator[Swap]:
    """The names that change places: of each kind the most frequent with the next, and so on; two outlets."""
    texts = " ".join(d.text for d in contents.documents)
    often = sorted((-n, w) for w in kinds if (n := _count(w, texts)) >= _LEAST)
    names = [w for _, w in often if not _is_noun(w, texts) and not _is_respelled(w, texts)]
    bodies = sorted({e.name for e in contents.entities if e.kind == "organization"})
    for kind in ("person", "body", "place"):
        for swap in _in_pairs([[word] for word in names if kinds[word] == kind]):
            yield swap | _short_forms(bodies, swap, texts)
    for swap in _in_pairs(_countries(texts)):
        yield swap | _short_forms(bodies, swap, texts)
    letters = _letters(texts)
    outlets = sorted({d.outlet for d in contents.documents if d.outlet})
    yield from _in_pairs([[name] for name in outlets if _letters(name) not in letters][:2])


def _short_forms(bodies: Iterable[str], swap: Swap, texts: str) -> Swap:
    """The short forms, before and after, of bodies in whose names some names change: "Tolk Union (TU)"."""
    rename = renaming(swap)
    made: Swap = {}
    for name in bodies:
        short, other = ("".join(re.findall(r"\b[A-Z]", n)) for n in (name, rename(name)))
        if len(short) > 1 and short != other and _count(short, texts) and not _count(other, texts):
            made |= {short: other, other: short}
    return made


def _kinds(entities: Iterable[Entity]) -> dict[str, str]:
    """The names of one word, and what all cases take each for mostly: surnames, bodies and places.

    A body's name that is a word of a longer one is short for it, and none.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    surnames: set[str] = set()
    for entity in entities:
        for *before, word in (m.text.split() for m in entity.mentions):
            if entity.kind == "person":
                surnames.update([word] if before else [])
            elif before:
                counts.update({w: counts[w] + Counter(["part"]) for w in (*before, word)})
            if entity.kind == "person" or not before:
                counts[word][_KINDS.get(entity.kind, "none")] += 1
    mostly = {word: told.most_common(1)[0][0] for word, told in counts.items() if _is_name(word)}
    return {
        word: kind
        for word, kind in mostly.items()
        if (kind != "person" or word in surnames) and not (kind == "body" and counts[word]["part"])
    }


def _is_name(word: str) -> bool:
    """Whether a word is a name by its form, and none that a list knows as one of several for one side."""
    others = word_lists(read_sections("en", "parties.txt")["other names"])
    listed = {n for name, names in others.items() for n in (name, *names)} | countries()
    return word.isalpha() and word.istitle() and word.lower() not in listed


def _is_noun(word: str, texts: str) -> bool:
    """Whether a word also stands in lower case, or is another with an "s" that has lost its apostrophe."""
    return bool(_count(word.lower(), texts)) or (word[-1] == "s" and bool(_count(word[:-1], texts)))


def _is_respelled(word: str, texts: str) -> bool:
    """Whether a name also stands in another spelling, which would have to change, too."""
    likely = re.findall(rf"\b{word[0]}\w+", texts)
    return any(w.removesuffix("s") != word.removesuffix("s") and is_spelled_so(w, word) for w in likely)


def _countries(texts: str) -> list[list[str]]:
    """Countries, the most frequent first, each with its people and its seat of government, of one word each.

    Of several seats it is the one that the texts name most often.
    """
    seats: dict[tuple[str, str], list[str]] = defaultdict(list)
    for seat, country in voices.load().seats.items():
        seats[country].append(seat.title())
    told = [
        [*map(str.title, country), max(seats[country], key=lambda s: _count(s, texts))] for country in seats
    ]
    often = [(sum(_count(name, texts) for name in names), names) for names in told]
    whole = (x for x in sorted(often, key=lambda x: -x[0]) if " " not in "".join(x[1]))
    return [names for n, names in whole if n >= _LEAST]


def _letters(text: str) -> str:
    """A text's letters alone, so that an outlet is found in it however it is written there."""
    return "".join(c for c in text.lower() if c.isalpha())


def _count(name: str, texts: str) -> int:
    return len(re.findall(rf"\b{re.escape(name)}s?\b", texts))


def _in_pairs(names: Sequence[Sequence[str]]) -> Iterator[Swap]:
    """The first with the second, the third with the fourth; each name with the other side's like name."""
    for one, other in zip(names[::2], names[1::2], strict=False):
        pairs = list(zip(one, other, strict=False))
        yield {**dict(pairs), **{b: a for a, b in pairs}}


def renaming(swap: Swap) -> Rename:
    """Puts each name in place of the other, in any text, also before an "s" that lost its apostrophe."""
    every = {**swap, **{a.upper(): b.upper() for a, b in swap.items()}}
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, every))})(?=s?\b)")
    return lambda text: pattern.sub(lambda m: every[m[0]], text)


def renamed(article: Record, rename: Rename) -> Record:
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


def hold(before: Told, after: Told, counts: dict[str, Counter[str]]) -> None:
    """Count what one result has and the other has not, and where they say other things of the same."""
    for key in sorted(before.keys() | after.keys(), key=str):
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
