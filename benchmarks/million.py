"""What a case of a million claims answers: ``python -m benchmarks.million [ARTICLES [FOLDER]]``.

A case of generated articles of 15 claims each is made without reading or comparing them (66,667 without
arguments), in the folder where one is told, which keeps it for the next time. Then claims are searched by one
to three of their own words and by outlet, speaker, event and days, alone and while another process writes to
the case. Told are the processor times of searches that each open the case anew, and the time until ``sayso
search`` has answered as a command.
"""

from __future__ import annotations

import itertools
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.generated import endless, keep
from sayso.case.searching import Sought
from sayso.case.store import Store
from sayso.model import Compared

_ARTICLES = 66_667
_QUERIES = 200
_BARS = {"p95 of a search, ms": 30.0, "p95 while written, ms": 30.0, "a case opens, s": 1.0}


def main(articles: int, folder: Path) -> int:
    """Print the table; 1 where a bar is not held."""
    case = folder / f"{articles}.case"
    if not case.exists():
        start = time.process_time()
        build(case, articles)
        print(f"written in {time.process_time() - start:.0f} s of processor time")
    with Store(case) as store:
        claims = store.db.execute("SELECT count(*) FROM claim").fetchone()[0]
        sought = list(questions(store, random.Random(1)))
    print(f"{articles:,} articles, {claims:,} claims, {case.stat().st_size / 1e6:,.0f} MB\n")
    told = {"a case opens, s": opening(case), "p95 of a search, ms": timed(case, sought, "alone")}
    with written(case):
        told["p95 while written, ms"] = timed(case, sought, "while written")
    print(f"sayso search as a command: {as_command(case):.2f} s")
    print("\n| | measured | bar |\n|---|---|---|")
    for name, bar in _BARS.items():
        print(f"| {name} | {told[name]:.2f} | {bar:g} |")
    return int(any(told[name] > bar for name, bar in _BARS.items()))


def build(case: Path, articles: int) -> None:
    """A case as if its articles had been read."""
    with Store(case, create=True) as store:
        keep(store, itertools.islice(endless(), articles))
        store.replace_compared(Compared(), (), {})


def questions(store: Store, draw: random.Random) -> Iterator[Sought]:
    """What people may look for: words of a claim, with something else that is so of it."""
    last = store.db.execute("SELECT max(rowid) FROM claim").fetchone()[0]
    query = (
        "SELECT claim.text, speaker, outlet, published, event FROM claim JOIN document"
        " ON document.id = claim.document LEFT JOIN figure ON figure.claim = claim.id WHERE claim.rowid = ?"
    )
    for n in range(_QUERIES):
        text, speaker, outlet, published, event = store.db.execute(query, (draw.randint(1, last),)).fetchone()
        words = [word for word in text.split() if len(word) > len("the")]
        asked = " ".join(draw.sample(words, min(len(words), draw.randint(1, 3))))
        more: tuple[dict[str, str], ...] = (
            {"outlet": outlet},
            {"since": published[:4], "until": published},
            {"speaker": speaker.split()[0]},
            {"event": event or "", "outlet": outlet},
            {},
        )
        yield Sought(words=asked, **more[n % len(more)])


def opening(case: Path) -> float:
    """Seconds of the clock until a case is open and has answered once, the median of some."""

    def once() -> float:
        start = time.perf_counter()
        with Store(case) as store:
            assert store.count_documents()
            store.find(Sought(words="killed", outlet="Paper 7"))
        return time.perf_counter() - start

    return statistics.median(once() for _ in range(5))


def timed(case: Path, sought: list[Sought], when: str) -> float:
    """Milliseconds of processor time below which 19 of 20 searches stay."""
    times, found = [], 0
    for some in sought:
        start = time.process_time()
        with Store(case) as store:
            found += bool(store.find(some))
        times.append(1000 * (time.process_time() - start))
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{when}: {len(times)} searches, {found} found something; ", end="")
    print(f"p50 {statistics.median(times):.1f} ms, p95 {p95:.1f} ms, most {max(times):.1f} ms", flush=True)
    return p95


@contextmanager
def written(case: Path) -> Iterator[None]:
    """Another process adds articles to the case, until it is killed."""
    writer = os.fork()
    if not writer:
        with Store(case, write=True) as store:
            keep(store, endless(2, number=_ARTICLES * 10))
    try:
        yield
    finally:
        os.kill(writer, 9)
        os.waitpid(writer, 0)
        with Store(case, write=True):
            # Its log of writes is taken in, which every reader would have to look through else.
            pass


def as_command(case: Path) -> float:
    """Seconds of the clock that the command takes, from its start to its end."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "sayso", "search", str(case), "people", "killed", "--event", "killed"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else _ARTICLES
    if len(sys.argv) > 2:
        sys.exit(main(number, Path(sys.argv[2])))
    with tempfile.TemporaryDirectory() as made:
        sys.exit(main(number, Path(made)))
