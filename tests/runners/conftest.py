"""A small pile, and one Spark session for all tests that need one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.runners import corpus, cutting, spark
from sayso.runners.cluster import Cluster, session


def texts(count: int) -> list[str]:
    """So many short articles."""
    return [
        f"The mayor of Tolk said {n} houses were damaged on Monday.\n\nThe army denied shelling street {n}."
        for n in range(2, count + 2)
    ]


def write(folder: Path, articles: list[str]) -> Path:
    """A folder with a file for each article."""
    folder.mkdir()
    for n, text in enumerate(articles):
        (folder / f"{n:02}.txt").write_text(text)
    return folder


TEXTS = texts(12)


@pytest.fixture
def small_pile(tmp_path: Path) -> Path:
    """A folder of a dozen articles and an empty file."""
    folder = write(tmp_path / "pile", TEXTS)
    (folder / "empty.txt").write_text("")
    return folder


class _Kept:
    """A session that nobody ends: starting one takes longer than the tests."""

    def __init__(self, held: Any) -> None:
        self._held = held

    def __getattr__(self, name: str) -> Any:
        return getattr(self._held, name)

    def stop(self) -> None:
        """Nothing."""


@pytest.fixture(scope="session")
def held_session() -> Iterator[Any]:
    """A session on two cores of this machine; tests that need it are skipped where it cannot be."""
    pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'sayso[spark]'")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Java is not installed: Spark needs Java 17 or later")
    made = session(Cluster("local[2]"))
    yield _Kept(made)
    made.stop()


@pytest.fixture
def on_spark(held_session: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The session, in the place of the ones that runners start."""
    for module in (spark, corpus, cutting):
        monkeypatch.setattr(module, "session", lambda cluster: held_session)
    return held_session
