"""Scores the reading of saved web pages: ``python -m benchmarks.pages``.

Reads the pages of ``../shared/gold/articles_html`` by the same intake that ``run`` calls, and beside it by
trafilatura where that is installed (for comparison only: the project does not use it). Where the gold is
absent, this says so and passes.

What is measured, as means over pages:

* **body F1**: the words (``\\w+``, lower case) of what was kept as the article's text, against the gold's
  words, as bags: twice the words in common over the words of both. Kept text is standfirst, dateline, body,
  quotations, lists, subheadings; the gold leaves out the headline and captions, so both are left out here.
* **exactly right**: pages whose kept words are the gold's words in the gold's order.
* **title**: the same words. **authors**: the same names and no others, all pages counted, lists in one string
  parted and degrees left out; *invented*: pages that are given a name which the gold does not have.
* **date**: the same day, of pages whose day the gold knows; *wrong*: another day given.

A second table says how far dates can be read at all, again of pages whose day the gold knows: on how many the
gold's day stands *nowhere*, in no spelling, in text, markup or data (day and month in either order); on how
many it stands *of a change*, which is not when a page was published: sayso gives it as the day of the last
change, and another or none of publication; and what is left *at most*.

A third of the pages (by a hash of their id) is kept aside: nothing was tuned on it, nor any weight learned.
"""

from __future__ import annotations

import base64
import calendar
import datetime
import gzip
import hashlib
import html
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.gold import SHARED
from sayso import intake
from sayso.model import KEPT_KINDS, Document
from sayso.settings import Settings

PAGES = SHARED / "gold" / "articles_html"
BODY = KEPT_KINDS - {"headline", "caption"}
COLUMNS = ("pages", "body F1", "exactly right", "title", "authors", "invented", "date", "wrong", "pages/s")


@dataclass(frozen=True, slots=True)
class Article:
    """What a reader made of a page, or what the gold says of it; dates are days or None."""

    text: str
    title: str
    authors: frozenset[str]
    date: str | None
    changed: str | None = None


Reader = Callable[[bytes], Article]


def main() -> None:
    """Print the table: each reader on each file, on the pages for development and on those kept aside."""
    if not PAGES.is_dir():
        print(f"no development gold at {PAGES}: nothing to measure")
        return
    readers = {"sayso": read_by_sayso} | trafilatura_reader()
    print("| file, part, reader | " + " | ".join(COLUMNS) + " |")
    print("|---" * (len(COLUMNS) + 1) + "|")
    for file in sorted(PAGES.glob("*.jsonl.gz")):
        rows = list(read_rows(file.name))
        for name, reader in readers.items():
            reader(
                base64.b64decode(rows[0]["html_base64"])
            )  # what is loaded once is no part of a page's time
            found, seconds = [], 0.0
            for row in rows:
                data = base64.b64decode(row["html_base64"])
                start = time.process_time()
                found.append(reader(data))
                seconds += time.process_time() - start
            for part in ("tuned on", "kept aside"):
                pairs = [
                    (gold_of(row), article)
                    for row, article in zip(rows, found, strict=True)
                    if is_kept_aside(row["id"]) == (part == "kept aside")
                ]
                print_row(f"{file.name.split('.')[0]}, {part}, {name}", score(pairs), len(rows) / seconds)
    print_ceiling()
    if len(readers) == 1:
        print("\ntrafilatura is not installed, so it does not stand beside (pip install 'trafilatura>=2')")


def print_ceiling() -> None:
    """The second table: on how many pages the gold's day can be read."""
    print("\n| file, part | dated pages | nowhere | of a change | at most |\n|---|---|---|---|---|")
    for file in sorted(PAGES.glob("*.jsonl.gz")):
        rows = [row for row in read_rows(file.name) if row["date"]]
        for part in ("tuned on", "kept aside"):
            told = [where_day_is(row) for row in rows if is_kept_aside(row["id"]) == (part == "kept aside")]
            shares = [mean([where == each for where in told]) for each in ("nowhere", "of a change", "there")]
            cells = " | ".join(f"{share:.3f}" for share in shares)
            print(f"| {file.name.split('.')[0]}, {part} | {len(told)} | {cells} |")


def where_day_is(row: dict[str, Any]) -> str:
    """Whether the gold's day stands on a page: "there", "of a change" or "nowhere"."""
    data = base64.b64decode(row["html_base64"])
    found, day = read_by_sayso(data), row["date"][:10]
    markup = html.unescape(data.decode("utf-8", "replace"))
    if found.date != day and not spellings(day).search(markup) and day not in days_of_clocks(markup):
        return "nowhere"
    return "of a change" if found.date != day == found.changed else "there"


def spellings(day: str) -> re.Pattern[str]:
    """Every usual spelling of a day, its month by number or English name, in any order, glued or parted."""
    year, month, number = (int(part) for part in day.split("-"))
    name = calendar.month_name[month]
    months = rf"(?:{name}|{name[:3]}t?|0?{month})"
    between, days, years = (
        r"[\s.,/_-]*(?:of )?",
        rf"0?{number}(?:st|nd|rd|th)?",
        f"(?:{year}|{year % 100:02d})",
    )
    orders = (f"{years}{between}{months}{between}{days}", f"{days}{between}{months}{between}{years}",
              f"{months}{between}{days}{between}{years}")  # fmt: skip
    return re.compile("|".join(rf"(?<!\d){order}(?!\d)" for order in orders), re.IGNORECASE)


def days_of_clocks(markup: str) -> set[str]:
    """The days of all numbers in a page that may be seconds or milliseconds since 1970."""
    seconds = (int(match[1]) for match in re.finditer(r"(?<!\d)(1\d{9})(?:\d{3})?(?!\d)", markup))
    return {datetime.datetime.fromtimestamp(each, datetime.UTC).date().isoformat() for each in seconds}


def print_row(name: str, scores: dict[str, float], speed: float) -> None:
    """One line of the table."""
    told = [f"{scores['pages']:.0f}", *(f"{scores[c]:.3f}" for c in COLUMNS[1:-1]), f"{speed:.0f}"]
    print(f"| {name} | " + " | ".join(told) + " |", flush=True)


def read_rows(file: str) -> Iterator[dict[str, Any]]:
    """The pages of one gold file."""
    with gzip.open(PAGES / file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def is_kept_aside(page: str) -> bool:
    """Whether a page, by its id, is of the third that nothing may be tuned on."""
    return hashlib.sha256(page.encode()).digest()[0] % 3 == 0


def gold_of(row: dict[str, Any]) -> Article:
    """What the gold says of a page."""
    return Article(
        row["text"], row["title"] or "", names(row["authors"] or []), (row["date"] or "")[:10] or None
    )


def read_by_sayso(data: bytes) -> Article:
    """What sayso's intake makes of a page, called as ``run`` calls it."""
    document = next(intake.read_data("page.html", data, Settings(), {}))
    if not isinstance(document, Document):
        return Article("", "", frozenset(), None)
    text = "\n".join(document.text[s.start : s.end] for s in document.segments if s.kind in BODY)
    return Article(
        text,
        document.title or "",
        names(document.authors),
        day_of(document.published),
        day_of(document.updated),
    )


def day_of(moment: str | None) -> str | None:
    """The day of a moment; None where it gives less."""
    return moment[:10] if moment and len(moment) >= 10 else None


def trafilatura_reader() -> dict[str, Reader]:
    """trafilatura with its defaults but no comments, as it advises for articles; none where it is absent."""
    try:
        import trafilatura  # noqa: PLC0415
    except ImportError:
        return {}

    def read(data: bytes) -> Article:
        found = trafilatura.bare_extraction(data, include_comments=False, with_metadata=True)
        if found is None:
            return Article("", "", frozenset(), None)
        authors = (found.author or "").split("; ") if found.author else []
        return Article(found.text or "", found.title or "", names(authors), found.date)

    return {"trafilatura": read}


def score(pairs: list[tuple[Article, Article]]) -> dict[str, float]:
    """The measures over pages, each a pair of gold and found."""
    dated = [(gold, found) for gold, found in pairs if gold.date]
    bodies = [(words(gold.text), words(found.text)) for gold, found in pairs]
    return {
        "pages": len(pairs),
        "body F1": mean([f1(gold, found) for gold, found in bodies]),
        "exactly right": mean([gold == found for gold, found in bodies]),
        "title": mean([words(gold.title) == words(found.title) for gold, found in pairs]),
        "authors": mean([gold.authors == found.authors for gold, found in pairs]),
        "invented": mean([not found.authors <= gold.authors for gold, found in pairs]),
        "date": mean([gold.date == found.date for gold, found in dated]),
        "wrong": mean([found.date not in (None, gold.date) for gold, found in dated]),
    }


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return re.findall(r"\w+", text.lower())


def names(written: Any) -> frozenset[str]:
    """Names as words alone, so that case and points do not count; "A and B, PhD" are two names."""
    parts = [part for each in written for part in re.split(r",|;|&|\band\b|\bwith\b", each)]
    degrees = re.compile(r"\s*(?:(?:[A-Z]\.?){2,5}|Ph\.?D\.?|[A-Z]-[A-Z]+ \d+)\s*")
    kept = [part for index, part in enumerate(parts) if index == 0 or not degrees.fullmatch(part)]
    return frozenset(" ".join(words(part)) for part in kept if words(part))


def f1(gold: list[str], found: list[str]) -> float:
    """F1 of two bags of words."""
    common = sum((Counter(gold) & Counter(found)).values())
    return 2 * common / (len(gold) + len(found)) if common else float(not gold and not found)


def mean(values: list[Any]) -> float:
    """The mean of numbers or truths; 0 of none."""
    return sum(map(float, values)) / len(values) if values else 0.0


if __name__ == "__main__":
    main()
