"""Sentence cases as data: in the wild, synthetic, negative, and known failures that must keep failing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.claims import find
from sayso.model import Document, Findings, Segment
from sayso.reading import read
from sayso.reading.text import Reading
from sayso.settings import Settings

DATA = Path(__file__).parent / "data"
KINDS = ("in the wild", "synthetic", "negative", "known failures")


def cases(name: str) -> list[Any]:
    """The cases of a file, each under its text; a known failure that works must be moved, so it is strict."""
    data = json.loads((DATA / name).read_text(encoding="utf-8"))
    made: list[Any] = []
    for kind in KINDS:
        known = [pytest.mark.xfail(reason="known failure", strict=True)] if kind == "known failures" else []
        made.extend(pytest.param(c, id=f"{kind}: {c['text'][:60]}", marks=known) for c in data[kind])
    return made


def document(text: str, published: str | None = None, outlet: str | None = "The Outlet") -> Document:
    """A document of one body segment a line."""
    segments, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            segments.append(Segment(at, at + len(line), "body", "en"))
        at += len(line) + 1
    kept = tuple(segments)
    return Document("doc", "a.txt", None, "0", text, outlet=outlet, published=published, segments=kept)


def reading(text: str, published: str | None = None) -> Reading:
    """A text read."""
    return next(iter(read([document(text, published)], Settings())))


def findings(text: str, published: str | None = None) -> Findings:
    """What is found in a text."""
    return next(iter(find([reading(text, published)], Settings())))
