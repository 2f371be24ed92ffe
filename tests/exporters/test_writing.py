"""What is exported to a file is there whole or not at all, and why not is said in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import UsageError
from sayso.exporters.writing import write


def broken(error: Exception) -> Iterator[str]:
    """A text that ends in an error."""
    yield "half of it"
    raise error


@pytest.mark.parametrize(
    ("error", "raised", "said"),
    [
        (OSError(28, "No space left on device"), UsageError, "No space left on device"),
        (UnicodeEncodeError("utf-8", "x", 0, 1, "surrogates not allowed"), UsageError, "no valid Unicode"),
        (ZeroDivisionError("elsewhere"), ZeroDivisionError, "elsewhere"),
    ],
)
def test_what_fails_leaves_what_was_there_and_no_more(
    tmp_path: Path, error: Exception, raised: type[Exception], said: str
) -> None:
    target = tmp_path / "out.csv"
    target.write_text("before")
    with pytest.raises(raised, match=said):
        write(target, broken(error))
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
    assert target.read_text() == "before"


def test_a_letter_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no valid Unicode"):
        write(str(tmp_path / "out.csv"), ["caf\udce9"])
    assert not list(tmp_path.iterdir())


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "out")
    write(tmp_path / "link", ["told"])
    assert (tmp_path / "link").is_symlink() and (tmp_path / "out").read_text() == "told"
