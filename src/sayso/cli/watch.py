"""``sayso watch``: keep a case up to date with a folder, and tell what is new."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from sayso.case.connection import companions
from sayso.cli.failures import sentences
from sayso.cli.news import failed_of, keep, news_of, since
from sayso.errors import CaseError, UsageError
from sayso.runners import local
from sayso.settings import Settings

_Look = dict[str, tuple[int, int]]
"""Size and time of change of each file of a folder, by its path."""


@click.command()
@click.argument("folder", metavar="FOLDER")
@click.option("--case", "case", required=True, metavar="FILE", help="The case file: made, or added to.")
@click.option(
    "--every",
    type=click.IntRange(1),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait between looks.",
)
@click.option("--once", is_flag=True, help="Look once, tell what is new since the last run, and end.")
@click.option("--processes", type=click.IntRange(0), help="Worker processes; 0 chooses by the pile's size.")
def command(folder: str, case: str, every: int, once: bool, processes: int | None) -> int:
    """Look into FOLDER again and again, add what is new to the case, and print what that changes.

    A line each: articles that are new or changed, figures and statements in conflict, counts updated,
    claims that now surely stand on a second independent origin, and how many figures an article brings of
    what others count too; what has a new article in it first, then what is
    only seen now between articles read before, and what was told and is there no more. What was told is kept
    in the case: it is told once, and what a look that was cut short found by the next. Nothing is printed
    while nothing changes. An article that goes from the folder, or can no longer be read, stays in the case.
    What sayso run was given with --map, --known and --component holds. Control-C ends it.
    """
    if not Path(folder).is_dir():
        raise UsageError(f"{folder} is no folder: name the one into which the articles come.")
    settings = Settings.from_environment()
    if processes is not None:
        settings = replace(settings, processes=processes)
    seen: _Look | None = None
    while True:
        look = _look(folder, case)
        if look and look != seen:
            try:
                _read(folder, case, settings)
                seen = look
            except CaseError as error:
                if once:
                    raise
                click.echo(f"sayso: {error}", err=True)
        if once:
            return 0
        time.sleep(every)


def _read(folder: str, case: str, settings: Settings) -> None:
    """Run the folder into the case, and say what is new."""
    before = since(case)
    outcome = local.run([folder], case, settings)
    fresh = [f for f in outcome.failures if f.id not in before.failures]
    for sentence in sentences(fresh, failed_of(outcome, case)):
        click.echo(f"sayso: {sentence}", err=True)
    found = news_of(outcome, before, case)
    for told in found.lines:
        click.echo(told)
    # Only what was printed was told.
    sys.stdout.flush()
    keep(case, found)


def _look(folder: str, case: str) -> _Look:
    return {path: (stat.st_size, stat.st_mtime_ns) for path, stat in _files(folder, companions(case))}


def _files(folder: str, own: Sequence[str]) -> Iterator[tuple[str, os.stat_result]]:
    """The files of a folder, but not the case and what lies beside it."""
    for home, _, names in os.walk(folder):
        for name in names:
            path = Path(home, name)
            if os.path.realpath(path) not in own:
                try:
                    yield str(path), path.stat()
                except OSError:  # gone in the meantime
                    continue
