"""The case that the reader holds: read anew when its file has changed, or is another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sayso.case.store import Store
from sayso.runners import local
from sayso.settings import Settings
from sayso.web.held import Held


def make(folder: Path, name: str, text: str) -> Path:
    """A case of one article."""
    (folder / name).mkdir()
    (folder / name / "a.txt").write_text(text)
    case = folder / f"{name}.case"
    local.run([str(folder / name)], str(case), Settings(processes=1))
    return case


@pytest.mark.parametrize("in_place", [False, True])
def test_a_case_put_in_place_of_another_is_read(tmp_path: Path, in_place: bool) -> None:
    case = make(tmp_path, "one", "The mayor of Tolk said 12 houses burned.")
    other = make(tmp_path, "two", "The mayor of Tolk said 15 houses burned.")
    with Store(case, write=True) as store, Store(other, write=True) as also:
        assert store.stamp() != also.stamp()
    held = Held(case)
    assert "12" in held.case().pile.documents[0].text
    times = case.stat()
    if in_place:
        case.write_bytes(other.read_bytes())
    else:
        other.replace(case)
        os.utime(case, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert "15" in held.case().pile.documents[0].text


def test_a_log_that_goes_while_it_is_looked_at_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(make(tmp_path, "one", "The mayor of Tolk said 12 houses burned."))
    monkeypatch.setattr(Path, "exists", lambda path: True)
    assert held.case().pile.documents


def test_the_views_of_a_case_that_was_read_anew_are_not_made_any_more(demo_case: Path) -> None:
    held = Held(demo_case)
    case, made = held.case(), []
    case.warm(lambda: made.append(1) or len(made) < 3)  # type: ignore[func-returns-value]
    assert len(made) == 3 and "cards" in vars(case.views) and "charts" not in vars(case.views)
    assert "finder" not in vars(case)
