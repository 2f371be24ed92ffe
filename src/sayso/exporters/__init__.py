"""A case in other people's formats, one file each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sayso.case.contents import Contents
from sayso.errors import UsageError
from sayso.exporters.html import export_html
from sayso.exporters.jsonl import export_jsonl
from sayso.exporters.md import export_md
from sayso.exporters.tables import export_csv

Exporter = Callable[[Contents], Iterator[str]]

FORMATS: dict[str, Exporter] = {
    "jsonl": export_jsonl,
    "csv": export_csv,
    "html": export_html,
    "md": export_md,
}
"""The formats by name; each exporter yields the text of the file, piece by piece."""


def exporter(name: str) -> Exporter:
    """The exporter of a format; ``UsageError`` where there is none."""
    if name not in FORMATS:
        raise UsageError(f"There is no format {name!r}; the formats are {', '.join(sorted(FORMATS))}.")
    return FORMATS[name]
