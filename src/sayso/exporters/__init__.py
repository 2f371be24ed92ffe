"""A case in other people's formats, one file each."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

from sayso import plugins
from sayso.case.contents import Contents
from sayso.errors import SaysoError, UsageError
from sayso.exporters.bibliography import export_bibtex, export_csl_json, export_ris
from sayso.exporters.datasette import export_datasette
from sayso.exporters.ftm import export_ftm
from sayso.exporters.html import export_html
from sayso.exporters.jsonl import export_jsonl
from sayso.exporters.label_studio import export_label_studio, export_label_studio_config
from sayso.exporters.md import export_md
from sayso.exporters.ninjs import export_ninjs
from sayso.exporters.parquet import export_parquet
from sayso.exporters.prov import export_prov
from sayso.exporters.schema_org import export_schema_org
from sayso.exporters.tables import export_csv, export_csv_figures
from sayso.exporters.ucdp import export_ucdp
from sayso.exporters.web_annotation import export_web_annotation

Exporter = Callable[[Contents], Iterator[str]]

FORMATS: dict[str, Exporter] = {
    "jsonl": export_jsonl,
    "csv": export_csv,
    "csv-figures": export_csv_figures,
    "html": export_html,
    "md": export_md,
    "web-annotation": export_web_annotation,
    "prov": export_prov,
    "schema-org": export_schema_org,
    "ftm": export_ftm,
    "ninjs": export_ninjs,
    "label-studio": export_label_studio,
    "label-studio-config": export_label_studio_config,
    "ucdp": export_ucdp,
    "bibtex": export_bibtex,
    "csl-json": export_csl_json,
    "ris": export_ris,
    "datasette": export_datasette,
}
"""The formats by name; each exporter yields the text of the file, piece by piece.

Its docstring says what the format is, and in a paragraph that begins with "Lost:" what it has no place for.
"""

FOLDERS: dict[str, Callable[[Contents, Path], None]] = {"parquet": export_parquet}
"""The formats that are a folder of files; each exporter writes them into the folder that it is given."""


def formats() -> list[str]:
    """The names of all formats, built in and installed beside."""
    return [*FORMATS, *FOLDERS, *sorted(_others())]


def exporter(name: str) -> Exporter:
    """The exporter of a format of one file; ``UsageError`` where there is none, or it cannot be loaded."""
    if name in FORMATS:
        return FORMATS[name]
    if name in FOLDERS:
        raise UsageError(f"{name} is a folder of files: name the folder with -o.")
    others = _others()
    if name not in others:
        raise UsageError(f"There is no format {name!r}; the formats are {', '.join(formats())}.")
    return _guarded(name, others[name])


def about(name: str) -> tuple[str, str]:
    """What a format is, in a sentence or a few, and what it loses."""
    written = inspect.cleandoc((FOLDERS.get(name) or exporter(name)).__doc__ or "")
    parts = [" ".join(p.split()) for p in written.split("\n\n")]
    lost = next((p for p in parts if p.startswith("Lost:")), "")
    told = [p for p in parts if not p.startswith("Lost:")]
    return " ".join(told), lost.removeprefix("Lost:").strip()


def _guarded(name: str, entry: EntryPoint) -> Exporter:
    """The exporter of another package; what it raises becomes a ``UsageError`` with a sentence."""
    does = plugins.load(entry, f"format {name}")

    @functools.wraps(does)
    def pieces(contents: Contents) -> Iterator[str]:
        try:
            for piece in does(contents):
                if not isinstance(piece, str):
                    raise TypeError(f"it gave {type(piece).__name__}, and no text")
                yield piece
        except SaysoError:
            raise
        except Exception as error:  # whatever another package does
            raise UsageError(
                f"The format {name} ({entry.value}) failed ({plugins.told(error, does)}): usually a field"
                " that is null in some records, or a version of sayso that it was not written for; mend or"
                " update that package."
            ) from error

    return pieces


def _others() -> dict[str, EntryPoint]:
    """The formats of other packages, functions like those above.

    One that has the name of a format of sayso's own is left out.
    """
    brought = plugins.installed(plugins.EXPORTERS)
    return {name: entry for name, entry in brought.items() if name not in FORMATS and name not in FOLDERS}
