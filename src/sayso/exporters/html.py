"""The dossier as one HTML file."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.case.contents import Contents
from sayso.dossier import render


def export_html(contents: Contents) -> Iterator[str]:
    """The whole page, as one piece."""
    yield render(contents)
