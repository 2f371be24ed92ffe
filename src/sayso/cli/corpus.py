"""``sayso corpus``: read a pile beyond one file into tables, on as many machines as there are."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.case.contents import Contents
from sayso.cli.clusters import cluster_options
from sayso.cli.failures import sentences
from sayso.cli.run import mapping_of
from sayso.dossier.words import several
from sayso.errors import UsageError
from sayso.runners.cluster import Cluster
from sayso.runners.corpus import Plan, read_corpus
from sayso.settings import Settings


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="PATH…")
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False),
    metavar="FOLDER",
    help="The corpus: made, or added to; on a cluster, a place that all its machines see.",
)
@click.option(
    "--map", "columns", multiple=True, metavar="FIELD=COLUMN", help="As for sayso run: which column is what."
)
@cluster_options
def command(paths: tuple[str, ...], out: str, columns: tuple[str, ...], cluster: Cluster) -> int:
    """Read everything under PATH… into Parquet tables, for piles that no case file holds.

    Inputs are web archives, Parquet files and whatever else sayso run takes, one a task: a pile is read fast
    where it comes in many files of about the same size. They must be seen under the same path by all
    machines, and stay as they are. What was read is not read again. Needs the extra sayso[spark] and Java 17.
    sayso cut makes a case of a part of it.
    """
    if "-" in paths:
        raise UsageError("sayso corpus reads files and folders, not stdin: put the lines into a file first.")
    plan = Plan(paths, Path(out), Settings.from_environment(), mapping_of(columns))
    made = read_corpus(plan, cluster)
    for sentence in sentences(made.failures, Contents(), made.records):
        click.echo(f"sayso: {sentence}", err=True)
    known = f", {made.known} read before" if made.known else ""
    click.echo(f"{several(made.read, 'input')} read{known}; in {out}:")
    for name, number in (made.rows or {}).items():
        click.echo(f"{number:>12,}  {name}.parquet")
    rows = made.rows or {}
    if not rows.get("document"):
        click.echo("sayso: nothing could be read.", err=True)
        return 2
    click.echo(f"Next: sayso cut {out} --case some.case --words …")
    return 1 if rows.get("failure") else 0
