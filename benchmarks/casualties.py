"""Scores counted dead and wounded on old wires that others marked: ``python -m benchmarks.casualties``.

The marking (MUC-3/4's development part; see the gold's README) lies beside the checkout; where it is absent,
this says so and passes. Messages go through the stages as ``sayso run`` takes them, which gives text in
capitals its small letters back before it is parsed (``reading.capitals``).

Marked are victims of attacks, most of them named and not counted. Scored are those with a number of two or
more and the effect death or injury; against them stand the figures of two or more that sayso found killed or
wounded, each once in a message. A pair matches where number and bounds, effect, and the target's last word
agree; pairs are one to one within a message. Casualties of fighting between armed sides are not marked, nor
are past tolls: so precision over all messages is a lower bound, and is given too for those messages in which
the marking has any count at all.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.gold import SHARED
from sayso import claims, intake, reading
from sayso.model import Document, Figure
from sayso.reading.lemmas import lemma
from sayso.settings import Settings

GOLD = SHARED / "gold" / "casualties" / "muc34_dev" / "gold.jsonl"
EFFECTS = {"DEATH": "killed", "INJURY": "wounded"}

Toll = tuple[float | None, float | None, str, str]
"""A number with bounds, the effect, and the last word of who suffers it, as a base form."""


def main(arguments: list[str]) -> int:
    """Print precision, recall and F1 with the target, and without it."""
    if not GOLD.is_file():
        print(f"no marked messages at {GOLD}: nothing to score")
        return 0
    messages = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    messages = messages[: int(arguments[0])] if arguments else messages
    found = predict(messages)
    pairs = [(list(marked_tolls(m)), found[m["doc"]]) for m in messages]
    tell("all messages", pairs)
    tell("messages with a marked count", [p for p in pairs if p[0]])
    return 0


def tell(name: str, pairs: list[tuple[list[Toll], list[Toll]]]) -> None:
    """Print the scores over some messages, each given by what is marked and what was found."""
    marked, said = (sum(len(p[side]) for p in pairs) for side in (0, 1))
    print(f"{name}: {len(pairs)} of them, {marked} marked, {said} found")
    for level, with_target in (("number, effect, target", True), ("number, effect", False)):
        hits = sum(matches(*p, with_target=with_target) for p in pairs)
        precision, recall = hits / max(1, said), hits / max(1, marked)
        f1 = 2 * hits / max(1, said + marked)
        print(f"  {level:24} P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}")


def marked_tolls(message: dict[str, Any]) -> Iterator[Toll]:
    """The counted dead and wounded of a message's marking, each once."""
    told: set[Toll] = set()
    for incident in message["incidents"]:
        for casualty in incident["casualties"]:
            low, high = casualty["low"], casualty["high"]
            if casualty["optional"] or max(low or 0, high or 0) < 2:
                continue
            low, high = _bounds(low, high, casualty["change"])
            head = _head(casualty["target"])
            told |= {(low, high, EFFECTS[e], head) for e in casualty["effect"] if e in EFFECTS}
    yield from sorted(told, key=str)


def _bounds(low: float | None, high: float | None, change: str) -> tuple[float | None, float | None]:
    return (low, None) if change == ">" else (None, high) if change == "<" else (low, high)


def _head(target: str) -> str:
    """The base form of the last word of a target's name, before any "of" or "from"."""
    words = target.lower().replace('"', "").split()
    for at, word in enumerate(words):
        if at and word in ("of", "from", "in", "at", "who", "on"):
            words = words[:at]
            break
    return lemma(words[-1], "NNS") if words else ""


def predict(messages: list[dict[str, Any]]) -> dict[str, list[Toll]]:
    """The tolls that sayso finds in each message, each once."""
    settings = replace(Settings.from_environment(), processes=1)
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "messages.jsonl"
        lines = (json.dumps({"text": m["text"]}) + "\n" for m in messages)
        records.write_text("".join(lines), encoding="utf-8")
        documents = [d for d in intake.read([str(records)], settings, {}) if isinstance(d, Document)]
    out: dict[str, list[Toll]] = {m["doc"]: [] for m in messages}
    for read in reading.read(documents, settings):
        (findings,) = claims.find([read], settings)
        name = messages[int(read.document.member or 1) - 1]["doc"]
        out[name] = sorted({t for f in findings.figures for t in _tolls(f)}, key=str)
    return out


def _tolls(figure: Figure) -> Iterator[Toll]:
    if figure.event is None or max(figure.low or 0, figure.high or 0) < 2:
        return
    if figure.approximate and figure.low != figure.high:
        # The marking has no number for "dozens".
        return
    for effect in EFFECTS.values():
        if effect in figure.event.split(" or "):
            yield figure.low, figure.high, effect, _head(figure.counted or "")


def matches(marked: list[Toll], said: list[Toll], *, with_target: bool) -> int:
    """How many pairs agree, each toll used once."""
    size = 4 if with_target else 3
    left = Counter(t[:size] for t in marked)
    right = Counter(t[:size] for t in said)
    return sum((left & right).values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
