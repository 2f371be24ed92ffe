"""Scores the reading of pages' text with all its leftovers: ``python -m benchmarks.leftovers``.

The pages of ``../shared/gold/articles_html`` without their markup: all visible text of each, a block a
paragraph, as somebody extracts it badly. A paragraph is the article's if at least half of its words are the
gold's, both aligned as wholes. Read by the same intake that ``run`` calls on a text file. Where the gold is
absent, this says so and passes.

What is measured over all pages of a part, by characters that are not blank: **F1** of what was kept as the
article's text; **body lost**: the share of the article's that was set aside; **others set aside**: of
paragraphs of running prose that are not the article's, the share that was set aside.
"""

from __future__ import annotations

import base64
import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from benchmarks.pages import BODY, PAGES, is_kept_aside, read_rows, words
from sayso import intake
from sayso.intake.decode import decode
from sayso.intake.lines import is_prose
from sayso.intake.page import read_page
from sayso.model import Document
from sayso.settings import Settings

COLUMNS = ("pages", "F1", "body lost", "others set aside")


def main() -> None:
    """Print the table: each file, on the pages for development and on those kept aside."""
    if not PAGES.is_dir():
        print(f"no development gold at {PAGES}: nothing to measure")
        return
    print("| file, part | " + " | ".join(COLUMNS) + " |")
    print("|---" * (len(COLUMNS) + 1) + "|")
    for file in sorted(PAGES.glob("*.jsonl.gz")):
        counts = {"tuned on": Counter[str](), "kept aside": Counter[str]()}
        for row in read_rows(file.name):
            part = "kept aside" if is_kept_aside(row["id"]) else "tuned on"
            counts[part].update(count(row))
        for part, count_ in counts.items():
            told = " | ".join(f"{value:.4f}" for value in rates(count_))
            print(f"| {file.name.split('.')[0]}, {part} | {count_['pages']} | {told} |")


def count(row: dict[str, Any]) -> Counter[str]:
    """Characters of one page by what they are and by what was made of them."""
    said = paragraphs_of(row)
    return Counter({"pages": 1}) + count_lines(said, labels(said, row["text"]), kept_of("\n\n".join(said)))


def count_lines(
    said: Iterable[str], label: Iterable[bool], kept: Iterable[bool | list[bool]]
) -> Counter[str]:
    """The same of paragraphs: which are the article's, and what was kept, of all or by characters."""
    found = Counter[str]()
    for text, is_body, keep in zip(said, label, kept, strict=True):
        size = sum(not c.isspace() for c in text)
        many = keep * size if isinstance(keep, bool) else sum(keep)
        found["body"] += size * is_body
        found["kept"] += many
        found["body kept"] += many * is_body
        if not is_body and is_prose(text):
            found["others"] += 1
            found["others set aside"] += many * 10 <= size
    return found


def paragraphs_of(row: dict[str, Any]) -> list[str]:
    """All paragraphs of a page's visible text."""
    page = read_page(decode(base64.b64decode(row["html_base64"]), row["id"], markup=True).text, row["id"])
    return [" ".join(page.text[b.start : b.end].split()) for b in page.blocks]


def kept_of(text: str) -> Iterator[list[bool]]:
    """For each paragraph of a text, whether each of its characters that are not blank was kept."""
    document = next(intake.read_data("page.txt", text.encode(), Settings(), {}))
    covered = [False] * len(text)
    if isinstance(document, Document):
        for segment in document.segments:
            if segment.kind in BODY:
                covered[segment.start : segment.end] = [True] * (segment.end - segment.start)
    at = 0
    for paragraph in text.split("\n\n"):
        yield [covered[at + n] for n, c in enumerate(paragraph) if not c.isspace()]
        at += len(paragraph) + 2


def labels(blocks: Sequence[str], gold: str) -> list[bool]:
    """Whether at least half of each block's words are the gold's, both aligned as wholes."""
    said = [words(block) for block in blocks]
    owner = [n for n, each in enumerate(said) for _ in each]
    found: Counter[int] = Counter()
    matcher = difflib.SequenceMatcher(None, words(gold), [w for each in said for w in each], autojunk=False)
    for match in matcher.get_matching_blocks():
        found.update(owner[match.b : match.b + match.size])
    return [bool(each) and found[n] >= len(each) / 2 for n, each in enumerate(said)]


def rates(found: Counter[str]) -> tuple[float, float, float]:
    """F1, the share of the body that was lost, and the share of other prose that was set aside."""
    f1 = 2 * found["body kept"] / max(1, found["kept"] + found["body"])
    lost = 1 - found["body kept"] / max(1, found["body"])
    return f1, lost, found["others set aside"] / max(1, found["others"])


if __name__ == "__main__":
    main()
