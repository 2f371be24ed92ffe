"""Rewrites the demo case's expected export and dossier text: ``python -m tests.demo.rewrite``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.demo.build import EXAMPLES, build, golden


def main() -> None:
    """Write the golden files; ``git diff`` then shows what a change of sayso changed."""
    with tempfile.TemporaryDirectory() as folder:
        contents = build(Path(folder) / "demo.case")
    for name, text in golden(contents).items():
        (EXAMPLES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
