"""Makes the demo case as the tests need it: anew, with paths that are the same everywhere."""

from __future__ import annotations

import contextlib
from pathlib import Path

from sayso.case.contents import Contents
from sayso.case.store import Store
from sayso.demo import articles_folder
from sayso.dossier import dossier_text, render
from sayso.exporters.jsonl import export_jsonl
from sayso.runners import local
from sayso.settings import Settings

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "demo"


def build(case: Path, processes: int = 1) -> Contents:
    """The contents of the demo case, made anew."""
    with contextlib.chdir(articles_folder().parent):
        local.run([articles_folder().name], str(case), Settings(processes=processes))
    with Store(case) as store:
        return store.contents()


def golden(contents: Contents) -> dict[str, str]:
    """The texts of the files that are compared byte for byte.

    The hashes of components change with every line of code; they are no finding and are left out.
    """
    lines = list(export_jsonl(contents))[1:]
    return {"export.jsonl": "".join(lines), "dossier.txt": _without_hashes(contents)}


def _without_hashes(contents: Contents) -> str:
    text = dossier_text(render(contents))
    for component in contents.components:
        text = text.replace(component.sha256, "…").replace(component.sha256[:12], "…")
    return text if text.endswith("\n") else text + "\n"
