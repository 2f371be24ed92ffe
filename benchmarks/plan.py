"""What reading costs, to plan for piles past this machine: ``python -m benchmarks.plan [ARTICLES]``.

Generated articles are run into a case with one process, then read into a corpus by Spark on this machine,
and cut out of it again. Told are processor time, bytes kept and bytes that Spark moves between machines for
each article and each claim, and from these what a million and a hundred million articles need. Needs the
extra sayso[spark] and Java 17.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.generated import pile
from sayso.case.store import Store
from sayso.reading.parse import forget, pipeline
from sayso.runners import local
from sayso.runners.cluster import Cluster
from sayso.runners.corpus import PARTS, TABLES, Plan, read_corpus
from sayso.runners.cutting import Wanted, cut
from sayso.settings import Settings

_FILES = 8
_SIZES = (10_000, 1_000_000, 100_000_000)
_SETTINGS = Settings(processes=1)
_WRITTEN = "internal.metrics.shuffle.write.bytesWritten"


def main(articles: int) -> None:
    """Print the measures, and what larger piles need."""
    pipeline()
    with tempfile.TemporaryDirectory() as made:
        home = Path(made)
        texts, logs = write(home / "texts", articles), home / "logs"
        logs.mkdir()
        log = {"enabled": "true", "dir": str(logs), "compress": "false", "rolling.enabled": "false"}
        cluster = Cluster("local[2]", conf=tuple((f"spark.eventLog.{key}", log[key]) for key in log))
        seconds = by_stage(texts, home / "here.case")
        clock = {
            "corpus": timed(lambda: read_corpus(Plan([str(texts)], home / "corpus", _SETTINGS, {}), cluster)),
            "cut": timed(lambda: cut(home / "corpus", str(home / "cut.case"), Wanted(), cluster)),
        }
        with Store(home / "here.case") as store:
            claims = len(store.contents().claims)
        kept = {
            "text": size_of(texts),
            "case": size_of(home / "here.case"),
            "parts of a corpus": size_of(home / "corpus" / PARTS),
            "tables of a corpus": sum(size_of(home / "corpus" / f"{name}.parquet") for name in TABLES),
            "moved by Spark": moved(logs),
        }
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    print(f"{platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB; ", end="")
    print(f"{articles} articles, {claims} claims\n")
    print("| what | each article | each claim |\n|---|---|---|")
    for name, took in seconds.items():
        print(f"| {name}, ms of one core | {1000 * took / articles:.1f} | {1000 * took / claims:.2f} |")
    for name, held in kept.items():
        print(f"| {name}, kB | {held / 1000 / articles:.2f} | {held / 1000 / claims:.3f} |")
    print(
        f"\ncorpus in {clock['corpus']:.0f} s, cut in {clock['cut']:.0f} s of the clock, with Spark's start"
    )
    print(
        "\n| articles | reading, hours of one core | text | corpus | moved by Spark |\n|---|---|---|---|---|"
    )
    for size in _SIZES:
        share = size / articles
        corpus = kept["parts of a corpus"] + kept["tables of a corpus"]
        sizes = (kept["text"], corpus, kept["moved by Spark"])
        told = " | ".join(f"{some * share / 1e9:,.1f} GB" for some in sizes)
        print(f"| {size:,} | {seconds['reading'] * share / 3600:,.1f} | {told} |")


def write(folder: Path, articles: int) -> Path:
    """The articles as records in some files."""
    folder.mkdir()
    documents = pile(articles)[0]
    records = [json.dumps({"text": d.text, "outlet": d.outlet, "date": d.published}) for d in documents]
    for number in range(_FILES):
        (folder / f"{number}.jsonl").write_text("\n".join(records[number::_FILES]), encoding="utf-8")
    return folder


def by_stage(texts: Path, case: Path) -> dict[str, float]:
    """Processor seconds of a run in this process: reading and writing, then comparing."""
    forget()
    at = {"start": time.process_time()}

    def tell(stage: str, done: int, total: int) -> None:
        at.setdefault(stage, time.process_time())

    local.run([str(texts)], str(case), _SETTINGS, progress=tell)
    return {"reading": at["compare"] - at["start"], "comparing": time.process_time() - at["compare"]}


def timed(work: Callable[[], object]) -> float:
    """Seconds of the clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def size_of(path: Path) -> int:
    """The bytes of a file, or of all files of a folder."""
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def moved(logs: Path) -> int:
    """The bytes that Spark wrote to move rows between tasks, by its own logs of events."""
    files = [file for file in logs.iterdir() if not file.name.startswith(".")]
    events = (json.loads(line) for file in files for line in file.open(encoding="utf-8"))
    stages = [e["Stage Info"] for e in events if e["Event"] == "SparkListenerStageCompleted"]
    told = (a for stage in stages for a in stage["Accumulables"] if a.get("Name") == _WRITTEN)
    return sum(int(a["Value"]) for a in told)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
