"""The demo case: invented articles by invented outlets on one invented event."""

from __future__ import annotations

from pathlib import Path


def articles_folder() -> Path:
    """The folder of the articles that come with the package."""
    return Path(__file__).parent / "articles"
