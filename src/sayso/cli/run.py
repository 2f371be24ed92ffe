"""``sayso run``: read a pile of articles into a case."""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from sayso.case.connection import discard
from sayso.case.contents import Contents, Counts
from sayso.case.private import without_private
from sayso.cli.clusters import cluster_options
from sayso.cli.failures import sentences
from sayso.cli.news import Since, contents_of, counts_of_many, failed_of, keep, news_of, since
from sayso.cli.output import check_target, say_still_shown, write
from sayso.cli.progress import progress_bars
from sayso.cli.summary import summarize, summarize_counts
from sayso.dossier import render
from sayso.errors import UsageError
from sayso.intake import FIELD_NAMES
from sayso.intake.known import read_known
from sayso.runners import local
from sayso.runners.cluster import Cluster
from sayso.runners.spark import SparkReader
from sayso.runners.workers import Reader
from sayso.settings import Settings, Use


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="PATH…")
@click.option(
    "--case",
    "case",
    required=True,
    type=click.Path(),
    metavar="FILE",
    help="The case file: made, or added to.",
)
@click.option("--dossier", type=click.Path(), metavar="OUT.html", help="Also write the dossier there.")
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column of a record is which field (text=story); may be given several times, the best first."
    " Where a record has none of them, the usual names count.",
)
@click.option(
    "--known",
    type=click.Path(),
    metavar="FILE",
    help="People, organizations and outlets by name, other names and sites: CSV with the columns name, kind,"
    " aliases, sites, or FollowTheMoney. Kept for later runs, until another list is given.",
)
@click.option(
    "--component",
    "components",
    multiple=True,
    metavar="NAME[:SETTING=VALUE,…]",
    help="Use a component of another package; may be given several times. Kept for later runs; none is none.",
)
@click.option(
    "--rules-only", is_flag=True, help="Find who says what by rules alone, without what was learned."
)
@click.option(
    "--redact-private",
    "redact",
    is_flag=True,
    help="In the dossier, put stand-ins for the names that people marked as private.",
)
@click.option("--processes", type=click.IntRange(0), help="Worker processes; 0 chooses by the pile's size.")
@click.option(
    "--runner",
    type=click.Choice(("local", "spark")),
    default="local",
    show_default=True,
    help="Where articles are read: on this machine, or on a Spark cluster (extra sayso[spark], Java 17).",
)
@cluster_options
def command(
    paths: tuple[str, ...],
    case: str,
    dossier: str | None,
    columns: tuple[str, ...],
    known: str | None,
    components: tuple[str, ...],
    rules_only: bool,
    redact: bool,
    processes: int | None,
    runner: str,
    cluster: Cluster,
) -> int:
    """Read everything under PATH…, find the claims, compare them, and store all in a case.

    A path is a file, a folder, or - for JSON lines on stdin. Files that the case has read
    already are not read again.
    """
    if dossier:
        check_target(dossier)
    settings = replace(
        Settings.from_environment(),
        known=None if known is None else read_known(known),
        components=_uses(components) if components else None,
    )
    if rules_only:
        settings = replace(settings, learned=0)
    if processes is not None:
        settings = replace(settings, processes=processes)
    made, before = not Path(case).exists(), since(case)
    with progress_bars() as tell:
        outcome = local.run(paths, case, settings, mapping_of(columns), tell, _reader(runner, cluster))
    if not before.any:
        # What a run has read that was stopped, nobody was told.
        outcome = replace(outcome, known=0)
    counts = None if dossier else counts_of_many(outcome, case)
    if counts is not None:
        code, contents = report_briefly(outcome, counts, case), None
    else:
        contents = contents_of(case)
        code = report(outcome, contents, case, dossier, redact)
    if outcome.documents:
        _tell_news(outcome, before, case, contents)
    elif made:
        # It holds nothing but what was just said; a later run would take it for a case.
        discard(case)
    return code


def _tell_news(outcome: local.Outcome, before: Since, case: str, contents: Contents | None) -> None:
    """Say what came to a case that was told of; ``contents`` are those it has now, where they are read."""
    found = news_of(outcome, before, case, contents)
    if before.any:
        lines = ("Since the last run:", *found.lines) if found.lines else ("Nothing new since the last run.",)
        click.echo("\n" + "\n".join(lines))
    # Only what was printed was told.
    sys.stdout.flush()
    keep(case, found)


def report_briefly(outcome: local.Outcome, counts: Counts, case: str) -> int:
    """Say what a run did to a case of many claims, which are not read for that; the exit code."""
    for sentence in sentences(outcome.failures, failed_of(outcome, case)):
        click.echo(f"sayso: {sentence}", err=True)
    click.echo(summarize_counts(counts, outcome, case))
    return 1 if outcome.failures else 0


def _reader(runner: str, cluster: Cluster) -> local.MakeReader:
    """What makes the reader of the articles."""
    return Reader if runner == "local" else functools.partial(SparkReader, cluster=cluster)


def report(
    outcome: local.Outcome, contents: Contents, case: str, dossier: str | None, redact: bool = False
) -> int:
    """Say what a run did, which left these contents, and write the dossier; the exit code."""
    for sentence in sentences(outcome.failures, contents):
        click.echo(f"sayso: {sentence}", err=True)
    if not contents.documents:
        click.echo("sayso: nothing could be read.", err=True)
        return 2
    if dossier and redact:
        say_still_shown(contents)
    if dossier:
        write(dossier, [render(without_private(contents) if redact else contents)])
    click.echo(summarize(contents, outcome, case, dossier))
    return 1 if outcome.failures else 0


def mapping_of(pairs: tuple[str, ...]) -> dict[str, list[str]]:
    """The columns of each field that ``--map`` names, in the order given."""
    mapping: dict[str, list[str]] = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not (field and equals and column):
            raise UsageError(f"--map takes FIELD=COLUMN, as in text=story, not {pair!r}.")
        if field not in FIELD_NAMES:
            fields = ", ".join(FIELD_NAMES)
            raise UsageError(f"--map {pair}: there is no field {field!r}; the fields are {fields}.")
        mapping.setdefault(field, []).append(column)
    return mapping


def _uses(named: tuple[str, ...]) -> tuple[Use, ...]:
    """The components that ``--component`` names, with their settings."""
    if named == ("none",):
        return ()
    return tuple(Use(name.partition(":")[0], tuple(_given(name))) for name in named)


def _given(named: str) -> Iterator[tuple[str, str]]:
    for pair in filter(None, named.partition(":")[2].split(",")):
        setting, equals, value = pair.partition("=")
        if not (setting and equals):
            raise UsageError(f"--component takes NAME:SETTING=VALUE,…, as in desk:least=3, not {named!r}.")
        yield setting, value
