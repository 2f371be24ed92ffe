"""Reading on a Spark cluster of two workers on this machine: ``python -m benchmarks.spark [ARTICLES]``.

A master and two workers of one core each are started on 127.0.0.1. A pile of generated articles is run into
a case here, on the cluster, and on the cluster while an executor is killed (kill -9); the three exports
must be the same bytes. Then the throughput of warm executors is held against that of this process, per
core: rounds of the same batches, in turn, so that what else the machine does falls on both. Needs the extra
sayso[spark] and Java 17.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.generated import pile
from benchmarks.kills import below, end
from sayso.case.store import Store
from sayso.exporters.jsonl import export_jsonl
from sayso.reading.parse import forget
from sayso.runners import local, opening, spark
from sayso.runners.cluster import Cluster
from sayso.runners.local import MakeReader
from sayso.runners.spark import SparkReader
from sayso.runners.workers import Reader, analyse, documents_of
from sayso.settings import Settings

_PORT = 17077
_WORKERS = 2
_ROUNDS = 5
_START_S = 60
_SETTINGS = Settings(processes=1, cache_mb=0)
_READING_S = 4
_BAR = 0.85


def main(articles: int) -> int:
    """Print what came of it; 1 where bytes differ or a bar is not held."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made,
        standalone(Path(made)) as (master, workers),
    ):
        home = Path(made)
        texts = home / "texts"
        texts.mkdir()
        for document in pile(articles)[0]:
            (texts / document.path).write_text(document.text, encoding="utf-8")
        cluster = Cluster(master, "127.0.0.1", (("spark.executor.memory", "1g"),))

        def on_cluster(settings: Settings, recall: object) -> SparkReader:
            return SparkReader(settings, lambda _: {}, cluster)

        here = export(texts, home / "here.case", Reader)
        there = export(texts, home / "there.case", on_cluster)
        print(f"{articles} articles; the cluster's export is the same: {there == here}", flush=True)
        killed: list[int] = []
        threading.Thread(target=kill_an_executor, args=(workers, killed), daemon=True).start()
        with in_small_rounds():
            disturbed = export(texts, home / "disturbed.case", on_cluster)
        told = f"executor {killed[0]} killed" if killed else "NO EXECUTOR WAS KILLED"
        print(f"{told}; the same: {disturbed == here}", flush=True)
        share = throughput(articles, cluster)
    print(f"warm executors: {share:.2f} of this process's throughput per core (bar {_BAR})")
    return int(not (killed and there == here == disturbed and share >= _BAR))


@contextmanager
def in_small_rounds() -> Iterator[None]:
    """Rounds so small that an executor is killed in the middle of one and others follow."""
    usual = spark._ROUND
    spark._ROUND = 8
    try:
        yield
    finally:
        spark._ROUND = usual


@contextmanager
def standalone(home: Path) -> Iterator[tuple[str, list[int]]]:
    """A master and two workers; the master's address, and the workers' process ids."""
    import pyspark  # noqa: PLC0415 - of the extra

    run = str(Path(pyspark.__file__).parent / "bin" / "spark-class")
    here, name = ["--host", "127.0.0.1"], "org.apache.spark.deploy"
    master = f"spark://127.0.0.1:{_PORT}"
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    commands = [[run, f"{name}.master.Master", *here, "--port", str(_PORT), "--webui-port", "0"]]
    each = ["--cores", "1", "--memory", "2g", "--webui-port", "0", "--work-dir", str(home / "work"), master]
    commands += [[run, f"{name}.worker.Worker", *here, *each]] * _WORKERS
    started = []
    try:
        for number, command in enumerate(commands):
            with (home / f"{number}.log").open("w") as log:
                started.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log))
            if not number:
                time.sleep(5)
        wait_for(home, "Successfully registered with master")
        yield master, [process.pid for process in started[1:]]
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait()


def wait_for(home: Path, told: str) -> None:
    """Wait until each worker has said so in its log."""
    until = time.monotonic() + _START_S
    logs = [home / f"{n + 1}.log" for n in range(_WORKERS)]
    while not all(told in log.read_text(errors="replace") for log in logs):
        if time.monotonic() > until:
            raise TimeoutError("the workers did not come up")
        time.sleep(0.2)


def export(texts: Path, case: Path, reader: MakeReader) -> str:
    """The export of a case that the texts were run into."""
    forget()
    start = time.perf_counter()
    local.run([str(texts)], str(case), _SETTINGS, reader=reader)
    print(f"{case.stem}: {time.perf_counter() - start:.1f} s", flush=True)
    with Store(case) as store:
        return "".join(export_jsonl(store.contents()))


def kill_an_executor(workers: list[int], killed: list[int]) -> None:
    """Kill -9 one executor once each worker has one that reads, and note it."""
    until = time.monotonic() + _START_S
    while time.monotonic() < until:
        # Workers start executors from any of their threads, executors theirs that read; what else a worker
        # has started has none below it.
        found = [executor for worker in workers for executor in below(worker) if below(executor)]
        if len(found) == _WORKERS:
            time.sleep(_READING_S)
            end(found[0])
            killed.append(found[0])
            return
        time.sleep(0.1)


def throughput(articles: int, cluster: Cluster) -> float:
    """The throughput of warm executors per core, as a share of this process's, the median of rounds.

    Each round has texts of its own, for what was parsed before is remembered.
    """
    reader = SparkReader(_SETTINGS, lambda _: {}, cluster)
    shares = []
    try:
        for number in range(_ROUNDS + 1):
            batches = [documents_of(batch) for batch in opening.batches(pile(articles, seed=number + 2)[0])]
            start = time.perf_counter()
            assert len(reader._read_round(batches)) == len(batches)
            there = time.perf_counter() - start
            start = time.perf_counter()
            for batch in batches[::_WORKERS]:
                list(analyse(batch, _SETTINGS))
            # The first round warms the executors.
            shares += [(time.perf_counter() - start) / there] if number else []
    finally:
        reader.close()
    print("rounds: " + ", ".join(f"{share:.2f}" for share in shares))
    return statistics.median(shares)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
