"""``sayso export``: a case in another format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sayso.case.store import Store
from sayso.exporters import FORMATS


@click.command()
@click.argument("case", metavar="CASE")
@click.option("--format", "name", type=click.Choice(sorted(FORMATS)), required=True, help="The format.")
@click.option("-o", "--output", metavar="OUT", help="The file to write; without it, stdout.")
def command(case: str, name: str, output: str | None) -> int:
    """Write a case as JSON lines (the full export), CSV (its claims), HTML (the dossier) or Markdown."""
    with Store(case) as store:
        contents = store.contents()
    pieces = FORMATS[name](contents)
    if output is None or output == "-":
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        sys.stdout.writelines(pieces)
        sys.stdout.flush()
        return 0
    with Path(output).open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(pieces)
    return 0
