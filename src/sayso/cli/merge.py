"""``sayso merge``: one case of several, with the decisions of all."""

from __future__ import annotations

import click

from sayso.case.decisions import about, told
from sayso.cli.news import tell_all
from sayso.cli.output import say_unfinished
from sayso.cli.summary import copies
from sayso.dossier.words import several
from sayso.runners.merge import merge


@click.command()
@click.argument("cases", nargs=-1, required=True, type=click.Path(), metavar="CASE…")
@click.option(
    "--into",
    required=True,
    type=click.Path(),
    metavar="FILE",
    help="The case file to make; it must not be there.",
)
def command(cases: tuple[str, ...], into: str) -> int:
    """Make one case of several: their articles compared with each other, the decisions of all kept.

    Nothing is read anew, and the cases stay as they are. Where two people decided one thing differently, both
    decisions stay in the log, the later one is in force, and it is said.
    """
    made = merge(cases, into)
    contents = made.contents
    click.echo(
        f"{several(len(contents.documents), 'article')}, {several(len(contents.claims), 'claim')},"
        f" {several(len(contents.comparisons), 'comparison')},"
        f" {several(len(contents.decisions), 'decision')} in {into}"
    )
    for line in copies(contents):
        click.echo(line)
    for earlier, later in made.disputed:
        click.echo(f"Decided differently: {about(contents.things, earlier)}")
        click.echo(f"  {told(contents.things, earlier)}")
        click.echo(f"  {told(contents.things, later)}: this one is in force")
    if contents.finished:
        tell_all(into, contents)
    return say_unfinished(into, contents)
