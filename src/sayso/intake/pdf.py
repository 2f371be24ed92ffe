"""PDF: the text of its pages in order, lines put together to paragraphs by where they stand on the page."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from sayso.errors import InputError
from sayso.intake.article import arrange
from sayso.intake.containers.members import missing
from sayso.intake.document import finish
from sayso.intake.draft import Draft, Piece
from sayso.intake.paragraphs import paragraphs
from sayso.model import Document

_PROGRAM = Path(__file__).with_name("pdf_pages.py")
_MOST_PAGES = 2000
_MOST_BYTES = 1_500_000_000
"""Of address space, most of which is never used."""
_TIMEOUT_S = 30

_HYPHEN = re.compile("[\ufffe\x02\xad]\\Z")
_HYPHEN_KEPT = re.compile("[\ufffe\x02](?=[A-Z0-9])")
_UNSOUND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*\Z")
_APART = 1.3
"""Lines further apart than this, as a multiple of the usual distance, belong to two paragraphs."""
_INDENT = 0.6
"""A line set in by more than this share of its height begins a paragraph."""
_OTHER_SIZE = 0.15
"""Lines whose heights differ by a larger share are no one paragraph."""


class Line(NamedTuple):
    """A line of a page: its text, and the place of its first character in points from the lower left."""

    text: str
    left: float
    bottom: float
    height: float


def read_pdf(data: bytes, path: str) -> Document:
    """The document of a PDF; ``source_map`` gives the page of each stretch of its text.

    Raises ``InputError``: empty for one without text (scanned), unsupported where the library is not
    installed, unreadable for one with a password, malformed, timeout, crashed.
    """
    text, places = join_pages(_pages(data, path))
    if not text:
        raise InputError(
            "empty",
            f"{path} holds no text: usually a scan, which is a picture of a page;"
            " run it through a program for text recognition (OCR) and give the outcome.",
        )
    draft = Draft(text, paragraphs(text))
    draft.source_map.extend(places)
    arrange(draft)
    return finish(draft, path, None, hashlib.sha256(data).hexdigest())


def _pages(data: bytes, path: str) -> list[list[Line]]:
    """The lines of each page, read in a process of its own, whose end costs this file alone."""
    if importlib.util.find_spec("pypdfium2") is None:
        raise missing(path, "pypdfium2")
    command = [sys.executable, "-I", str(_PROGRAM), str(_MOST_PAGES), str(_MOST_BYTES)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_TIMEOUT_S, check=True)
        outcome: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise InputError(
            "timeout",
            f"{path} took longer than {_TIMEOUT_S} s to read: usually a drawing; save its text as .txt.",
        ) from error
    except (subprocess.CalledProcessError, ValueError, OSError) as error:
        raise InputError(
            "crashed", f"{path} ended the program that read it: usually a damaged PDF; save its text as .txt."
        ) from error
    if "error" in outcome:
        raise _refused(path, str(outcome["error"]))
    if outcome["more"]:
        raise InputError(
            "too_large", f"{path} has more than {_MOST_PAGES} pages: usually a book; take out what you need."
        )
    return [[Line(*line) for line in page] for page in outcome["pages"]]


def _refused(path: str, why: str) -> InputError:
    if "password" in why.lower():
        return InputError("unreadable", f"{path} is locked with a password; save it without one.")
    return InputError(
        "malformed", f"{path} cannot be read as a PDF ({why[:120]}): usually a damaged file; get it again."
    )


def join_pages(pages: Sequence[Sequence[Line]]) -> tuple[str, list[Piece]]:
    """The text of all pages, paragraphs parted by blank lines, and the page of each stretch of it."""
    text, places, last = "", [], ""
    for number, page in enumerate(pages, 1):
        said = "\n\n".join(filter(None, _paragraphs(page)))
        if not said:
            continue
        if text:
            # A sentence that goes on over the page is not cut there.
            text += " " if not _ENDS.search(last) and said[:1].islower() else "\n\n"
        places.append((len(text), len(text) + len(said), f"page {number}"))
        text, last = text + said, said
    return text, places


def _paragraphs(page: Sequence[Line]) -> Iterator[str]:
    steps = [a.bottom - b.bottom for a, b in pairwise(page) if a.bottom > b.bottom]
    usual = median(steps) if steps else 0.0
    said = ""
    for number, line in enumerate(page):
        if said and _begins(page, number, usual):
            yield _whole_words(said)
            said = ""
        said += ("" if not said or _HYPHEN.match(said[-1:]) else " ") + " ".join(line.text.split())
    yield _whole_words(said)


def _begins(page: Sequence[Line], number: int, usual: float) -> bool:
    """Whether a line begins a paragraph: by the gap above it, how it is set in, or its size."""
    line, above = page[number], page[number - 1]
    if abs(line.height - above.height) > _OTHER_SIZE * max(line.height, above.height, 1.0):
        return True
    down = above.bottom - line.bottom
    if down < 0:  # up to the head of the next column
        return bool(_ENDS.search(above.text.rstrip()))
    if down < 0.3 * line.height:
        return False  # on the same line, further on
    return down > _APART * usual or line.left - above.left > _INDENT * line.height


def _whole_words(text: str) -> str:
    """Words that the page broke at a line's end; a hyphen before a capital or a figure is the word's own."""
    return _UNSOUND.sub("", _HYPHEN_KEPT.sub("-", text)).strip()
