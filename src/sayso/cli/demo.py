"""``sayso demo``: the whole way on the articles that come with the package."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from sayso.cli.news import contents_of
from sayso.cli.run import report
from sayso.demo import articles_folder
from sayso.errors import UsageError
from sayso.runners import local
from sayso.settings import Settings


@click.command()
@click.option(
    "--out", default="sayso-demo", show_default=True, type=click.Path(), metavar="DIR", help="Where to write."
)
def command(out: str) -> int:
    """Run on the demo case, invented articles about an invented event, and say where the dossier is."""
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{out} cannot be made ({error.strerror}): usually a file has that name, or the folder is"
            " write-protected; name another with --out."
        ) from error
    case, dossier = (folder / "demo.case").resolve(), (folder / "dossier.html").resolve()
    # From inside the articles' folder, so that the case names them the same way on every machine.
    with contextlib.chdir(articles_folder()):
        outcome = local.run(["."], str(case), Settings.from_environment())
    code = report(outcome, contents_of(str(case)), str(case), str(dossier))
    click.echo(f"Open {dossier} in a browser.")
    return code
