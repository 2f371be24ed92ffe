"""``sayso demo``: the whole way on the articles that come with the package."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from sayso.cli.news import contents_of, tell_all
from sayso.cli.run import report
from sayso.demo import FOLDER, articles_folder
from sayso.errors import UsageError
from sayso.runners import local
from sayso.settings import Settings


@click.command()
@click.option(
    "--out", default="sayso-demo", show_default=True, type=click.Path(), metavar="DIR", help="Where to write."
)
def command(out: str) -> int:
    """Run on the demo case, invented articles about an invented event, and say where the dossier is.

    Writes into DIR: the articles, demo.case and dossier.html, as in DIR run articles/ --case demo.case
    --dossier dossier.html would.
    """
    folder = Path(out).absolute()
    try:
        articles = _copied(folder / FOLDER)
    except OSError as error:
        raise UsageError(
            f"{out} cannot be made ({error.strerror}): usually a file has that name, or the folder is"
            " write-protected; name another with --out."
        ) from error
    case, dossier = folder / "demo.case", folder / "dossier.html"
    # From inside the folder, so that the case names the articles the same way on every machine.
    with contextlib.chdir(folder):
        outcome = local.run(articles, str(case), Settings.from_environment())
    contents = contents_of(str(case))
    code = report(outcome, contents, str(case), str(dossier))
    tell_all(str(case), contents)
    click.echo(f"Open {dossier} in a browser.")
    return code


def _copied(folder: Path) -> list[str]:
    """The articles copied into a folder, and their paths; a file that is there is not written over."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for article in sorted(articles_folder().iterdir()):
        copy, data = folder / article.name, article.read_bytes()
        if copy.exists() and copy.read_bytes() != data:
            raise UsageError(
                f"{copy} is there and is another than the demo's: usually the folder holds articles of yours;"
                " name another with --out."
            )
        copy.write_bytes(data)
        paths.append(f"{folder.name}/{article.name}")
    return paths
