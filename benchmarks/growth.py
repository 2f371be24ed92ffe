"""Shows how reading grows with its input: ``python -m benchmarks.growth``.

Each line is a hostile text at three lengths, each twice the one before; time in proportion is two. Timed are
the passes for numbers and figures, on texts that are parsed before, and intake, where such a text stands in
each of several places of an article; in processor time.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

from sayso import intake, reading
from sayso.claims.figures import find_figures
from sayso.model import Document, Segment
from sayso.reading.numbers import find_numbers
from sayso.reading.text import Reading
from sayso.settings import Settings

SIZES = (5_000, 10_000, 20_000)
LONGER = (20_000, 40_000, 80_000)
"""Characters of a text for numbers, and for intake."""

ROUNDS = 3

HOSTILE = {
    "digits without end": "1",
    "groups of digits": "111,",
    "groups set off by blanks": "111 ",
    "decimal points": "1.",
    "dates and fractions": "1/2/",
    "number words": "two ",
    "hyphened number words": "twenty-two-",
    "scales": "million ",
    "halves": "half a ",
    "vague words": "dozens of thousands of ",
    "bounds": "at least more than ",
    "ranges": "between 1 and 2 to ",
    "money": "US $ ",
    "units": "5 km per hour per ",
    "brackets": "((12 [",
    "signs": "-+-",
    "counts": "12 men killed and 3 wounded, ",
}
"""Texts by what is hostile in them, each a piece that is repeated."""

MARKS = (
    *("A-", "A ", "Aa.", "A.", "A’", "A and ", "A", "a", "1", "1/", "4 May ", "the ", "é", "\u202e"),
    *(" ", "\n", "\n\n", "\t", ".", "- ", "(", "[", "<", "“", '"', "'", "&", "|", "@a ", "http://", "x\n"),
    *("© A ", "By A, ", "Source: A and ", "(AFP) ", "SPRINGFIELD, ", "Related: ", "Updated ", "A is the "),
)
"""What intake looks for, or steps over: pieces that are repeated."""

_PROSE = 3 * (
    "The bridge over the Teral was closed on Tuesday after the river rose by two metres, the ministry said. "
)
_PAGE = "<html><head><title>Bridge closed</title>{}<body>{}<article><h1>Bridge closed</h1><p>{}<p>{}"

PLACES: dict[str, tuple[str, Callable[[str], str]]] = {
    "a text": ("a.txt", str),
    "a text's headline": ("a.txt", lambda t: f"{t}\n\nBy Mira Tolan\n\n{_PROSE}\n\n{_PROSE}"),
    "a text's front": ("a.txt", lambda t: f"Bridge closed\n\n{t} {_PROSE}\n\n{_PROSE}"),
    "a text's end": ("a.txt", lambda t: f"Bridge closed\n\n{_PROSE}\n\n{_PROSE} {t}"),
    "the end of an outlet's text": (
        "a.txt",
        lambda t: f"Source: Teral Post\nURL: https://teral.example/1\n\n{_PROSE}\n\n{_PROSE} {t}",
    ),
    "a text's footer": ("a.txt", lambda t: f"Bridge closed\n\n{_PROSE}\n\n{_PROSE}\n\n{t}"),
    "a page's paragraph": ("a.html", lambda t: _PAGE.format("", "", _PROSE, t)),
    "a page's menu": ("a.html", lambda t: _PAGE.format("", f"<div class=byline>{t}</div>", _PROSE, _PROSE)),
    "a page's data": (
        "a.html",
        lambda t: _PAGE.format(
            f"<style>{t}</style><script type=application/ld+json>{t}</script>", "", _PROSE, _PROSE
        ),
    ),
    "a page's attribute": (
        "a.html",
        lambda t: _PAGE.format(f"<meta name=author content='{t.replace(chr(39), '')}'>", "", _PROSE, _PROSE),
    ),
    "a record": (
        "a.json",
        lambda t: json.dumps(dict.fromkeys(("title", "text", "date", "author", "url"), t)),
    ),
}
"""Where in an article: a file's name, and the file around the text."""


def main() -> int:
    """Print the milliseconds at each length, and how much the last doubling costs."""
    print(f"{'numbers in':28}" + "".join(f"{n:>10,}" for n in SIZES) + "   last doubling")
    for name, piece in HOSTILE.items():
        told(name, [milliseconds(read(piece, size)) for size in SIZES])
    for place in PLACES:
        print(f"\n{place:28}" + "".join(f"{n:>10,}" for n in LONGER) + "   last doubling")
        for piece in MARKS:
            told(repr(piece), [intake_milliseconds(place, piece, size) for size in LONGER])
    return 0


def told(name: str, times: list[float]) -> None:
    """Print one line."""
    ratio = times[-1] / max(times[-2], 0.05)
    print(f"{name:28}" + "".join(f"{t:10.1f}" for t in times) + f"{ratio:10.1f}", flush=True)


def repeated(piece: str, size: int) -> str:
    """Pieces up to so many characters."""
    return (piece * (size // len(piece) + 1))[:size]


def intake_milliseconds(place: str, piece: str, size: int) -> float:
    """The processor time of reading an article with pieces in one place of it."""
    name, around = PLACES[place]
    data = around(repeated(piece, size)).encode()
    return timed(lambda: list(intake.read_data(name, data, Settings(), {})))


def read(piece: str, size: int) -> Reading:
    """A text of repeated pieces, parsed."""
    text = repeated(piece, size)
    document = Document("doc", "growth", None, "", text, segments=(Segment(0, size, "body", "en"),))
    return next(iter(reading.read([document], Settings(processes=1))))


def milliseconds(found: Reading) -> float:
    """The least processor time of some rounds over numbers and figures."""
    return min(
        timed(lambda: find_figures(found, ())) + timed(lambda: find_numbers(found)) for _ in range(ROUNDS)
    )


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of processor time that some work takes."""
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


if __name__ == "__main__":
    sys.exit(main())
