"""The dossier as one HTML file."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.case.contents import Contents
from sayso.dossier import render


def export_html(contents: Contents) -> Iterator[str]:
    """The dossier, one HTML file that needs no network, to read.

    Lost: pairs beyond what a page can show; each view says how many it leaves out.
    """
    yield render(contents)
