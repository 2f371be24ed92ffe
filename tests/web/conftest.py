"""Cases that the reader's tests share, served in threads that end with the tests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.runners import local
from sayso.settings import Settings
from sayso.web import HOST, serve
from sayso.web.reader import application
from tests.demo.build import build
from tests.web.browser import CHROMIUM, Browser

TEXT = "At least 12 people were killed at Tolk, the mayor Ann Roe said on Tuesday.\n\nThe road is closed."


def run(pile: Path, case: Path) -> None:
    """Run a pile into a case, in this process."""
    local.run([str(pile)], str(case), Settings(processes=1))


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """Two accounts of one night, by two people who give two numbers."""
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "a.txt").write_text(TEXT)
    (tmp_path / "pile" / "b.txt").write_text(TEXT.replace("12", "15").replace("Ann Roe", "Bo Lind"))
    return tmp_path / "pile"


@pytest.fixture
def case(pile: Path, tmp_path: Path) -> Path:
    """The case of these."""
    run(pile, tmp_path / "x.case")
    return tmp_path / "x.case"


@pytest.fixture
def reader(case: Path) -> TestClient:
    """The reader of that case, in which Ana decides."""
    return TestClient(application(case, "Ana"), base_url=f"http://{HOST}:8000")


def serve_in_thread(case: Path) -> str:
    """Serve a case on a free port; its address."""
    opened: list[str] = []
    ready = threading.Event()

    def open_(at: str) -> None:
        opened.append(at)
        ready.set()

    threading.Thread(target=serve, args=(case, 0, "Ana", open_), daemon=True).start()
    assert ready.wait(60)
    return opened[0]


@pytest.fixture(scope="session")
def served() -> Callable[[Path], str]:
    """What serves a case."""
    return serve_in_thread


@pytest.fixture(scope="session")
def demo_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo case; to be read only."""
    case = tmp_path_factory.mktemp("demo") / "demo.case"
    build(case)
    return case


@pytest.fixture(scope="session")
def demo(demo_case: Path) -> str:
    """The address of a reader of the demo case."""
    return serve_in_thread(demo_case)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser that notes dialogs and requests."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    with Browser(tmp_path_factory.mktemp("browser")) as opened:
        opened.watch()
        yield opened
