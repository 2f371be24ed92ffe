"""A case in other people's formats, one file each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sayso.case.contents import Contents
from sayso.exporters.html import export_html
from sayso.exporters.jsonl import export_jsonl
from sayso.exporters.md import export_md
from sayso.exporters.parquet import export_parquet
from sayso.exporters.tables import export_csv

Exporter = Callable[[Contents], Iterator[str]]

FORMATS: dict[str, Exporter] = {
    "jsonl": export_jsonl,
    "csv": export_csv,
    "html": export_html,
    "md": export_md,
}
"""The formats by name; each exporter yields the text of the file, piece by piece."""

FOLDERS: dict[str, Callable[[Contents, Path], None]] = {"parquet": export_parquet}
"""The formats that are a folder of files; each exporter writes them into the folder that it is given."""
