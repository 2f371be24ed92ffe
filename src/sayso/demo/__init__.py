"""The demo case: invented articles by invented outlets on one invented event."""

from __future__ import annotations

from pathlib import Path

FOLDER = "articles"
"""The name of the folder that holds the demo's articles, and their copies."""


def articles_folder() -> Path:
    """The folder of the articles that come with the package."""
    return Path(__file__).parent / FOLDER
