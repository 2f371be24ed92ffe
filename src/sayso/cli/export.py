"""``sayso export``: a case in another format."""

from __future__ import annotations

import sys

import click

from sayso.case.private import without_private
from sayso.case.store import Store
from sayso.cli.output import check_target, say_still_shown, say_unfinished, write
from sayso.exporters import FORMATS


@click.command()
@click.argument("case", metavar="CASE")
@click.option("--format", "name", type=click.Choice(sorted(FORMATS)), required=True, help="The format.")
@click.option("-o", "--output", metavar="OUT", help="The file to write; without it, stdout.")
@click.option(
    "--redact-private",
    "redact",
    is_flag=True,
    help="Put stand-ins for the names that people marked as private, and leave out records marked so.",
)
def command(case: str, name: str, output: str | None, redact: bool) -> int:
    """Write a case as JSON lines (the full export), CSV (its claims), HTML (the dossier) or Markdown.

    Exit 1 where the case was not finished.
    """
    to_stdout = output is None or output == "-"
    if not to_stdout:
        check_target(str(output))
    with Store(case) as store:
        contents = store.contents()
    code = say_unfinished(case, contents)
    if redact:
        code = max(code, say_still_shown(contents))
    pieces = FORMATS[name](without_private(contents) if redact else contents)
    if to_stdout:
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        sys.stdout.writelines(pieces)
        sys.stdout.flush()
    else:
        write(str(output), pieces)
    return code
