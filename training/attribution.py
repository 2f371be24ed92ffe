"""Trains the learned part of attribution: ``python -m training.attribution [--articles N] [-o FILE]``.

Reads the marked articles beside the checkout (PolNeAR's training part; see ``gold/README.md`` there), reads
each as ``sayso run`` would, and fits the two networks of ``sayso.claims.learned``. The same articles on the
same machine give the same bytes; about fifteen minutes on one core.
"""

from __future__ import annotations

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from sayso import claims, intake, reading
from sayso.claims.learned import pairs, table
from sayso.claims.learned.chain import Ints
from sayso.claims.learned.network import WIDTH, Weights
from sayso.claims.learned.pairs import Pairs
from sayso.claims.learned.weights import NAME, pack
from sayso.model import Document
from sayso.settings import Settings
from training.attribution_data import (
    Article,
    Marked,
    cue_labels,
    gold_candidates,
    role_labels,
    without_marks,
)
from training.fit import Adam, Batch, Drop, Gradient, PairBatch, cue_step, role_step

ROOT = Path(__file__).parent.parent
GOLD = ROOT.parent / "shared" / "gold" / "attribution" / "polnear_train.jsonl"
HERE = ROOT / "src" / "sayso" / "claims" / "learned" / NAME
_SHADES = 3 * 96

B = TypeVar("B")


def main(arguments: Sequence[str]) -> int:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=GOLD, help="marked articles")
    parser.add_argument("--articles", type=int, default=None, help="only so many of them")
    parser.add_argument("-o", "--out", type=Path, default=HERE, help="where the weights go")
    given = parser.parse_args(arguments)
    if not given.gold.is_file():
        print(f"no marked articles at {given.gold}: nothing to learn from", file=sys.stderr)
        return 2
    articles = list(read_marked(marked_articles(given.gold, given.articles)))
    print(f"{len(articles)} articles, {sum(len(a.places) for a in articles)} tokens", flush=True)
    weights = fresh(np.random.default_rng(0))
    train_cues(weights, articles)
    train_roles(weights, articles)
    given.out.write_bytes(pack(weights))
    print(f"{given.out}: {given.out.stat().st_size} bytes")
    return 0


def marked_articles(gold: Path, most: int | None = None) -> list[Article]:
    """The marked articles of a file, and every second one again as it would stand without its small marks."""
    articles = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()][:most]
    return articles + [without_marks(a) for a in articles[::2]]


def read_marked(marked: Sequence[Article]) -> Iterator[Marked]:
    """Marked articles, read and ruled as a run does it."""
    settings = Settings(processes=1)
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "articles.jsonl"
        records.write_text("".join(json.dumps({"text": m["text"]}) + "\n" for m in marked), encoding="utf-8")
        documents = [d for d in intake.read([str(records)], settings, {}) if isinstance(d, Document)]
    for found in reading.read(documents, settings):
        article = marked[int(found.document.member or 1) - 1]
        blocked = claims.with_blocks(found)
        ruled = claims.by_rules(blocked)
        places = np.array([[t.start, t.end] for t in found.tokens], np.int64).reshape(-1, 2)
        made = table.build(blocked, ruled)
        yield Marked(article["doc"], found.document.text, article["attributions"], places, made, ruled)


def fresh(random: np.random.Generator) -> Weights:
    """Weights before training."""

    def normal(scale: float, *shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return (random.standard_normal(shape) * scale).astype(np.float32)

    d, labels = WIDTH, 3
    weights: Weights = {}
    for name, rows in (
        ("cue", table.ROWS),
        ("token", table.ROWS),
        ("head", table.ROWS),
        ("pair", pairs.ROWS),
    ):
        # Features that training never meets say nothing; the last row is for what is dropped.
        weights[f"{name} rows"] = np.zeros((rows + 1, d), np.float32)
        if name != "pair":
            weights[f"{name} shades"] = normal(0.03, _SHADES, d)
    for name, around in (("cue", 4), ("role", 3)):
        weights[f"{name} middle"] = normal((around * d) ** -0.5, around * d, d)
        weights[f"{name} out"] = normal(d**-0.5, d, labels)
        for part, shape in (("bias 1", d), ("bias 2", d), ("bias 3", labels), ("start", labels)):
            weights[f"{name} {part}"] = np.zeros(shape, np.float32)
        weights[f"{name} moves"] = np.zeros((labels, labels), np.float32)
    return weights


def train_cues(weights: Weights, articles: Sequence[Marked], epochs: int = 7) -> None:
    """Fit the network that finds cues."""
    random = np.random.default_rng(1)
    drop = Drop(random, table.WORDED, table.ROWS, word_share=0.3, unit_share=0.45)
    optimiser = Adam(weights, rate=0.002)
    _epochs(
        "cues",
        epochs,
        optimiser,
        lambda: cue_batches(articles, random),
        lambda b: cue_step(weights, b, drop),
    )


def train_roles(weights: Weights, articles: Sequence[Marked], epochs: int = 6) -> None:
    """Fit the network that finds the source and the content of a cue."""
    random = np.random.default_rng(2)
    drop = Drop(random, table.WORDED, table.ROWS, word_share=0.2, unit_share=0.35)
    drop_pairs = Drop(random, pairs.WORDED, pairs.ROWS, word_share=0.2, unit_share=0.35)
    items = [item(article) for article in articles]
    optimiser = Adam(weights, rate=0.002)
    _epochs(
        "roles", epochs, optimiser, lambda: role_batches(items, random),
        lambda b: role_step(weights, b, drop, drop_pairs),
    )  # fmt: skip


def _epochs(
    what: str,
    epochs: int,
    optimiser: Adam,
    batches: Callable[[], Iterator[B]],
    step: Callable[[B], tuple[float, dict[str, Gradient]]],
) -> None:
    """Go through the batches so many times, with smaller and smaller steps."""
    for epoch in range(epochs):
        began, losses = time.perf_counter(), []
        made = list(batches())
        for i, batch in enumerate(made):
            loss, gradients = step(batch)
            losses.append(loss)
            optimiser.step(gradients, 1 - (epoch + i / len(made)) / epochs)
        seconds = time.perf_counter() - began
        print(
            f"{what}, epoch {epoch + 1} of {epochs}: loss {np.mean(losses):.3f}, {seconds:.0f} s", flush=True
        )


Item = tuple[Marked, Ints, Pairs, Ints]


def item(article: Marked) -> Item:
    """An article with the heads of its marked cues, their pairs, and the label of each."""
    candidates = gold_candidates(article)
    made = pairs.build(article.table, [c.spot for c in candidates], article.ruled)
    heads = np.array([c.spot.head for c in candidates], np.int64)
    return article, heads, made, role_labels(made, candidates)


def cue_batches(articles: Sequence[Marked], random: np.random.Generator, size: int = 6) -> Iterator[Batch]:
    """Some articles at a time, in a random order, for the cue network."""
    order = random.permutation(len(articles))
    for at in range(0, len(order), size):
        some = [articles[i] for i in order[at : at + size]]
        tables = [a.table for a in some]
        groups = _joined([t.sentence for t in tables], [int(t.sentence.max(initial=-1)) + 1 for t in tables])
        yield Batch(
            codes=np.concatenate([t.codes for t in tables]),
            eyes=np.concatenate([t.eyes for t in tables]),
            groups=groups,
            head=_joined([t.head for t in tables], [len(t.head) for t in tables]),
            lengths=np.unique(groups, return_counts=True)[1],
            labels=np.concatenate([cue_labels(a) for a in some]),
        )


def role_batches(items: Sequence[Item], random: np.random.Generator, size: int = 3) -> Iterator[PairBatch]:
    """Some articles at a time, in a random order, for the role network."""
    order = random.permutation(len(items))
    for at in range(0, len(order), size):
        some = [items[i] for i in order[at : at + size] if len(items[i][1])]
        if not some:
            continue
        tables, heads, made = (
            [a.table for a, *_ in some],
            [h for _, h, *_ in some],
            [p for _, _, p, _ in some],
        )
        sizes = [len(t.head) for t in tables]
        yield PairBatch(
            codes=np.concatenate([t.codes for t in tables]),
            eyes=np.concatenate([t.eyes for t in tables]),
            heads=_joined(heads, sizes),
            pair_codes=np.concatenate([p.codes for p in made]),
            token=_joined([p.token for p in made], sizes),
            cue=_joined([p.cue for p in made], [len(h) for h in heads]),
            lengths=np.concatenate([p.widths for p in made]),
            labels=np.concatenate([labels for *_, labels in some]),
        )


def _joined(columns: Sequence[Ints], sizes: Sequence[int]) -> Ints:
    """Columns one after another, each moved on by the sizes of those before it."""
    ahead = np.cumsum([0, *sizes])
    return np.concatenate([column + more for column, more in zip(columns, ahead, strict=False)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
