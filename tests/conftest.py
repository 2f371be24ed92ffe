"""Hypothesis draws the same examples each time; ``--hypothesis-profile explore`` draws new ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.demo.build import build

# Without a deadline: the first text in a foreign language loads the language identifier.
settings.register_profile("settled", deadline=None, max_examples=80, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=500)
settings.load_profile("settled")


@pytest.fixture(scope="session")
def demo_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo case, made once for all tests that only read it; who writes works on a copy."""
    path = tmp_path_factory.mktemp("shared") / "demo.case"
    build(path)
    return path
