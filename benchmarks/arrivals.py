"""What it costs to add articles to a large case: ``python -m benchmarks.arrivals [ARTICLES [MORE]]``.

A case of generated articles (``benchmarks.generated``) is made without reading them, and compared; then as
many more, of any of its stories, are put into its folder and the whole folder is run again, as a person does,
and last one alone. The cost is held against that of reading as many articles as the case has, which is
estimated from reading those that were added into a case of their own.
"""

from __future__ import annotations

import hashlib
import random
import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.generated import pile
from sayso.case.store import Store
from sayso.model import Document, Findings
from sayso.reading.parse import forget, pipeline
from sayso.runners import local
from sayso.runners.opening import signature_of
from sayso.settings import Settings

SETTINGS = Settings(processes=1)


def main(articles: int, more: int) -> None:
    """Print the processor seconds of each part, and the share that adding takes of reading all."""
    pipeline()
    made = list(zip(*pile(articles + more + 1), strict=True))
    random.Random(1).shuffle(made)
    with tempfile.TemporaryDirectory() as folder:
        texts, case = Path(folder) / "texts", Path(folder) / "x.case"
        texts.mkdir()
        start = time.process_time()
        fill(case, texts, made[:articles])
        print(f"{articles} articles written unread into a case in {time.process_time() - start:.1f} s")
        *come, last = (document for document, _ in made[articles:])
        # The peak that is told is that of the run.
        del made
        print(f"compared in {timed(case, [str(texts)])['compare']:.1f} s")
        for document in come:
            _put(texts, document)
        seconds = timed(case, [str(texts)])
        one = timed(case, [str(_put(texts, last))])
        forget()
        own = timed(Path(folder) / "own.case", [str(texts / d.path) for d in come])
    each = own["read"] / more
    told = ", ".join(f"{stage} {took:.1f} s" for stage, took in seconds.items())
    print(f"{more} more added: {told}")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    print(f"reading {articles} at {each:.3f} s each: {each * articles:.0f} s")
    print(f"adding takes {sum(seconds.values()) / (each * articles):.3f} of that")
    print(f"one more, named alone: read {one['read']:.2f} s, compare {one['compare']:.2f} s")


def _put(folder: Path, document: Document) -> Path:
    path = folder / document.path
    path.write_text(document.text, encoding="utf-8")
    return path


def fill(case: Path, folder: Path, pairs: list[tuple[Document, Findings]]) -> None:
    """A case as if all had been read from files of the folder, but not compared."""
    with Store(case, create=True) as store:
        signature = signature_of(SETTINGS, {})
        for document, found in pairs:
            path, data = folder / document.path, document.text.encode()
            path.write_bytes(data)
            with store.writing():
                sha256 = hashlib.sha256(data).hexdigest()
                store.begin_input(str(path), data, sha256, signature)
                store.add([(replace(document, path=str(path), sha256=sha256), found)])
                store.end_input(str(path))


def timed(case: Path, paths: list[str]) -> dict[str, float]:
    """Processor seconds of a run by stage: listing and reading, then fetching, comparing and storing."""
    at = {"start": time.process_time()}

    def tell(stage: str, done: int, total: int) -> None:
        at.setdefault(stage, time.process_time())

    local.run(paths, str(case), SETTINGS, progress=tell)
    return {"read": at["compare"] - at["start"], "compare": time.process_time() - at["compare"]}


if __name__ == "__main__":
    main(*(int(a) for a in (*sys.argv[1:3], *("1000", "100")[len(sys.argv) - 1 :])))
