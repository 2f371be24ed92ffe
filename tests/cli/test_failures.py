"""What is said of input that gave no document: one line for many of the same kind."""

from __future__ import annotations

from sayso.case.contents import Contents
from sayso.cli.failures import sentences
from sayso.intake.records import failure


def said(*members: str, path: str = "a.zip", called: str = "file") -> list[str]:
    """The lines for failures of members that are empty."""
    rest = "is empty: usually a failed download; get it again."
    failures = tuple(failure(path, m, "empty", f"{path}, {called} {m} {rest}") for m in members)
    return list(sentences(failures, Contents(failures=failures)))


def test_members_of_an_archive_fold_whatever_their_names() -> None:
    (line,) = said("a b.txt", "c/d, e.txt", "f.txt", "g.txt")
    assert line.startswith("a.zip: 4 of 4 records (a b.txt, c/d, e.txt, f.txt and 1 more): each is empty: ")


def test_few_are_said_one_by_one() -> None:
    lines = said("urn:uuid:1", "urn:uuid:2", path="a.warc", called="record")
    assert lines[0].startswith("a.warc, record urn:uuid:1 is empty")
    assert len(lines) == 2
