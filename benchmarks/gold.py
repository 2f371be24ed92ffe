"""Where the development gold lies, how its scorers are called, and how a user's commands are run on it."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

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
