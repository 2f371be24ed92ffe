"""The lines of a PDF as JSON on stdout: run as a program of its own, which a hostile file may end.

It reads the PDF on stdin, and takes the most pages and the most bytes of memory as its arguments. The outcome
is {"pages": [[[text, left, bottom, height], …], …], "more": pages left out}, places in points,
or {"error": why}.
"""

from __future__ import annotations

import contextlib
import json
import sys
from typing import Any

_MOST_CHARACTERS = 5_000_000


def main() -> None:
    """Read the PDF and write its lines."""
    most_pages, most_bytes = int(sys.argv[1]), int(sys.argv[2])
    # Where the system knows no such limit, the time that the program is given stays.
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    try:
        outcome = _read(sys.stdin.buffer.read(), most_pages)
    except Exception as error:
        outcome = {"error": f"{type(error).__name__}: {error}"}
    sys.stdout.write(json.dumps(outcome))


def _read(data: bytes, most_pages: int) -> dict[str, Any]:
    import pypdfium2  # noqa: PLC0415 - an extra, loaded where it is needed

    document = pypdfium2.PdfDocument(data)
    number = len(document)
    pages, characters = [], 0
    for index in range(min(number, most_pages)):
        page = document[index].get_textpage()
        characters += page.count_chars()
        if characters > _MOST_CHARACTERS:
            return {"error": f"more than {_MOST_CHARACTERS:,} characters"}
        pages.append(_lines(page))
    return {"pages": pages, "more": max(number - most_pages, 0)}


def _lines(page: Any) -> list[list[Any]]:
    """The lines of a page, each with the place of its first visible character."""
    import pypdfium2.raw  # noqa: PLC0415

    lines: list[list[Any]] = []
    line, place = "", None
    for index in range(page.count_chars()):
        character = chr(pypdfium2.raw.FPDFText_GetUnicode(page.raw, index))
        if character in "\r\n":
            lines.extend([[line, *place]] if place else [])
            line, place = "", None
            continue
        line += character
        if place is None and not character.isspace():
            left, bottom, _, top = page.get_charbox(index, loose=True)
            place = (left, bottom, top - bottom)
    lines.extend([[line, *place]] if place else [])
    return lines


if __name__ == "__main__":
    main()
