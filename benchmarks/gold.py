"""Where the development gold lies, how its scorers are called, and how a user's commands are run on it."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from sayso.case.contents import Contents
from sayso.case.store import Store
from sayso.runners import local
from sayso.settings import Settings

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
"""The gold lies beside the checkout and is no part of the project."""


def scorer(name: str) -> ModuleType:
    """A scorer of the gold's own: ``case`` or ``attribution``."""
    spec = importlib.util.spec_from_file_location(f"gold_{name}", SHARED / "score" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sayso(*args: str) -> None:
    """Run a command of sayso as a user would."""
    subprocess.run([sys.executable, "-m", "sayso", *args], check=True, stdout=subprocess.DEVNULL)


def found_in(paths: Iterable[str]) -> Contents:
    """What a run finds in some files."""
    with tempfile.TemporaryDirectory() as folder:
        case = str(Path(folder) / "x.case")
        local.run(list(paths), case, Settings.from_environment())
        with Store(case) as store:
            return store.contents()


def found_in_records(records: Iterable[dict[str, Any]]) -> Contents:
    """What a run finds in some articles, each a record as scrapers write them."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        file.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
        return found_in([str(file)])
