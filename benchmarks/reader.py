"""How fast the reader answers on a large case: ``python -m benchmarks.reader [ARTICLES] [CLAIMS_EACH]``.

The pile is generated (500 articles of 20 claims without arguments), compared and kept as ``run`` would, then
served as ``sayso serve`` does. Told are the time until the first page, for each kind of page the time that
19 of 20 answers stay below, the dossier's size, and with a Chromium on the machine when its text is readable.
"""

from __future__ import annotations

import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.generated import keep, pile
from sayso.case.contents import Contents
from sayso.case.decisions import Choice
from sayso.case.store import Store
from sayso.comparison import compare
from sayso.dossier import render
from sayso.web import HOST
from sayso.web.views import VIEWS
from tests.web.browser import CHROMIUM, Browser
from tests.web.landing import links, missed

BARS = {
    "p95 of a view, ms": 150.0,
    "first page readable, s": 1.5,
    "dossier, MB": 15.0,
    "dossier readable, s": 2.0,
    "links that miss their sentence": 0.0,
}
"""What must not be passed."""

PAINTED = """new Promise((done) => {
  const seen = () => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    if (paint) done(paint.startTime); else setTimeout(seen, 10);
  };
  seen();
})"""
"""When the first text of a page was painted, in milliseconds from when it was asked for."""

_TIMES = 40
_SETTLED_S = 15.0


def main(articles: int, claims: int) -> int:
    """Print the table and whether the bars hold; 1 where one does not."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "large.case"
        contents = build(path, articles, claims)
        print(f"{len(contents.documents)} articles, {len(contents.claims)} claims, ", end="")
        print(f"{len(contents.comparisons)} comparisons")
        start = time.perf_counter()
        with served(path) as address:
            print(f"sayso serve is open after {time.perf_counter() - start:.1f} s")
            told = {"first page readable, s": readable(f"{address}/", Path(folder) / "one")}
            time.sleep(_SETTLED_S)
            told["p95 of a view, ms"] = views(address, contents)
            told["links that miss their sentence"] = landings(address, Path(folder) / "three")
            redecided(path, address, contents)
        told |= dossier(contents, Path(folder))
    print("\n| | measured | bar |\n|---|---|---|")
    for name, bar in BARS.items():
        if told.get(name) is not None:
            print(f"| {name} | {told[name]:.2f} | {bar:g} |")
    return int(any((told.get(name) or 0) > bar for name, bar in BARS.items()))


def build(path: Path, articles: int, claims: int) -> Contents:
    """A generated case."""
    documents, findings = pile(articles, claims=claims)
    with Store(path, create=True) as store:
        keep(store, zip(documents, findings, strict=True))
        store.replace_compared(compare(documents, findings), (), {})
        return store.contents()


@contextmanager
def served(path: Path) -> Iterator[str]:
    """``sayso serve`` as a process of its own; its address, once it is open."""
    with socket.create_server((HOST, 0)) as free:
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "sayso", "serve", str(path), "--port", port]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        assert line.startswith("Reading"), line
        try:
            yield f"http://{HOST}:{port}"
        finally:
            process.terminate()


def readable(url: str, profile: Path) -> float | None:
    """Seconds until a browser has painted the first text of a page; none where there is no browser."""
    if CHROMIUM is None:
        print("there is no Chromium on this machine: when pages are readable is not measured")
        return None
    with Browser(profile) as browser:
        browser.look(1280)
        browser.open(url)
        paint = browser.run(PAINTED)
        return float(paint) / 1000


def views(address: str, contents: Contents) -> float:
    """Print each kind of page with its times; the highest p95, in milliseconds."""
    worst = 0.0
    print("\n| page | p50 ms | p95 ms | kB |\n|---|---|---|---|")
    for name, pages in kinds(contents):
        times, size = [], 0
        for n in range(_TIMES):
            start = time.perf_counter()
            with urllib.request.urlopen(address + pages[n % len(pages)]) as answer:
                size = max(size, len(answer.read()))
            times.append(1000 * (time.perf_counter() - start))
        p95 = statistics.quantiles(times, n=20)[-1]
        worst = max(worst, p95)
        print(f"| {name} | {statistics.median(times):.0f} | {p95:.0f} | {size // 1000} |")
    return worst


def kinds(contents: Contents) -> Iterator[tuple[str, list[str]]]:
    """The pages of each kind that are asked for."""
    for name in (*VIEWS, "people", "decisions"):
        yield f"/{name}", [f"/{name}"]
    yield "/accounts?relation", [f"/accounts?relation=conflicts&page={n}" for n in range(1, 10)]
    yield "/search?q", [f"/search?q={word}" for word in ("people", "killed", "civilians+killed", "paper")]
    yield "/search?outlet", [f"/search?outlet=Paper+{n}&event=killed" for n in range(10)]
    documents = [d.id for d in contents.documents[: _TIMES + 1]]
    yield "/article", [f"/article/{id_}" for id_ in documents]
    yield "/beside", [f"/beside/{documents[n]}/{documents[n + 1]}" for n in range(_TIMES)]
    firsts: dict[str, Sequence[Any]] = {
        "claim": contents.claims,
        "figure": contents.figures,
        "entity": contents.entities,
        "comparison": contents.comparisons,
        "group": contents.groups,
    }
    for kind, things in firsts.items():
        yield f"/item, a {kind}", [f"/item/{thing.id}" for thing in things[:_TIMES]]


def landings(address: str, profile: Path) -> float | None:
    """How many links of the views show no marked sentence, in a browser; none where there is none."""
    if CHROMIUM is None:
        return None
    with Browser(profile) as browser:
        browser.look(1280)
        wanted = links(browser, address, [f"/{name}" for name in VIEWS])
        print(f"{sum(map(len, wanted.values()))} links into {len(wanted)} articles are followed")
        return float(len(missed(browser, address, wanted)))


def redecided(path: Path, address: str, contents: Contents) -> None:
    """Print how long the first pages take after a decision, when all is put in order anew."""
    target = contents.comparisons[0].id
    with Store(path, write=True) as store:
        store.decide(Choice(target, "relation", "scope", "Ana"), contents)
    for page in (f"/item/{target}", "/accounts"):
        start = time.perf_counter()
        with urllib.request.urlopen(address + page) as answer:
            answer.read()
        print(f"after a decision, {page.split('_')[0]}: {time.perf_counter() - start:.2f} s")


def dossier(contents: Contents, folder: Path) -> dict[str, float | None]:
    """The size of the dossier in megabytes, and when it is readable."""
    start = time.perf_counter()
    page = render(contents)
    print(f"dossier written in {time.perf_counter() - start:.1f} s")
    file = folder / "dossier.html"
    file.write_text(page, encoding="utf-8")
    seconds = readable(file.as_uri(), folder / "two")
    return {"dossier, MB": len(page.encode()) / 1e6, "dossier readable, s": seconds}


if __name__ == "__main__":
    given = [int(a) for a in sys.argv[1:]]
    sys.exit(main(*(given + [500, 20][len(given) :])))
