"""``sayso export``: a case in another format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sayso.case.store import Store
from sayso.cli.output import check_target, say_unfinished, write
from sayso.errors import UsageError
from sayso.exporters import FOLDERS, FORMATS


@click.command()
@click.argument("case", metavar="CASE")
@click.option(
    "--format", "name", type=click.Choice(sorted({*FORMATS, *FOLDERS})), required=True, help="The format."
)
@click.option(
    "-o", "--output", metavar="OUT", help="The file to write, or for parquet the folder; without it, stdout."
)
def command(case: str, name: str, output: str | None) -> int:
    """Write a case as JSON lines (the full export), CSV (its claims), HTML (the dossier), Markdown, or a
    folder of Parquet files, one for each type of record (with the extra sayso[parquet]).

    Exit 1 where the case was not finished.
    """
    to_stdout = output is None or output == "-"
    if name in FOLDERS and to_stdout:
        raise UsageError(f"{name} is a folder of files: name the folder with -o.")
    if name not in FOLDERS and not to_stdout:
        check_target(str(output))
    with Store(case) as store:
        contents = store.contents()
    code = say_unfinished(case, contents)
    if name in FOLDERS:
        FOLDERS[name](contents, Path(str(output)))
        return code
    pieces = FORMATS[name](contents)
    if to_stdout:
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        sys.stdout.writelines(pieces)
        sys.stdout.flush()
    else:
        write(str(output), pieces)
    return code
