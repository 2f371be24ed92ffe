"""``sayso search``: claims by words, speaker, outlet, event and days, in a case of any size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import click

from sayso.case.choices import count_found, events, nameless, outlets
from sayso.case.searching import Hit, Sought, ends_before, is_day
from sayso.case.store import Store
from sayso.cli.output import say_no_outlet, say_unfinished
from sayso.dossier.pile import by_file, folder_of
from sayso.errors import UsageError

_COUNTED = 1000
"""So many claims more than those shown are counted; of common words no more are held against each other."""


@click.command()
@click.argument("case", metavar="CASE")
@click.argument("words", nargs=-1, metavar="WORD…")
@click.option("--speaker", default="", metavar="NAME", help="Only on the word of somebody of such a name.")
@click.option("--outlet", default="", metavar="NAME", help="Only of this outlet.")
@click.option("--event", default="", metavar="EVENT", help="Only with a figure of this: killed, displaced …")
@click.option(
    "--since", default="", metavar="DAY", help="Only published then or later: 2016, 2016-12 or 2016-12-05."
)
@click.option("--until", default="", metavar="DAY", help="Only published then or earlier.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Claims at the most.")
def command(case: str, words: tuple[str, ...], limit: int, **filters: str) -> int:
    """Search the claims of a CASE that hold every WORD, the best match first; chem* is any that begins so.

    A line each: id, day, outlet, who said it, the claim. Only what is shown is read, so that a case of a
    million claims answers at once. Exit code 1 where nothing is found.
    """
    check_days(filters["since"], filters["until"])
    sought = Sought(words=" ".join(words), **filters)
    if sought == Sought():
        raise UsageError(f"Say what to search for, as in sayso search {case} bridge --outlet NAME.")
    with Store(case) as store:
        code = say_unfinished(case, store)
        if not _is_there(store, case, sought):
            return 1
        sought = replace(sought, event=sought.event.lower())
        found = store.find(sought, limit)
        more = count_found(store, sought, limit + _COUNTED) - limit if len(found) == limit else 0
        several = any(not hit.outlet for hit in found) and _lie_apart(nameless(store))
    for hit in found:
        click.echo("\t".join(_cells(hit, several)))
    if more > 0:
        at_least = "at least " if more == _COUNTED or limit + more == _COUNTED else ""
        click.echo(f"… and {at_least}{more:,} more; --limit shows more", err=True)
    if not found:
        click.echo(
            f"sayso: no claim in {case} has all of that: usually a word in another form, or one filter too"
            " many; give the beginning of a word, as in chem*, or fewer of them.",
            err=True,
        )
    return code or int(not found)


def _is_there(store: Store, case: str, sought: Sought) -> bool:
    """Whether the case has the outlet and the event that are looked for; said on stderr where it has not."""
    if sought.outlet and not say_no_outlet(case, sought.outlet, outlets(store)):
        return False
    if sought.event and sought.event.lower() not in (there := events(store)):
        told = f"; its figures are of: {', '.join(there)}" if there else ", nor of anything that happened"
        click.echo(f"sayso: no figure in {case} is of {sought.event!r}{told}.", err=True)
        return False
    return True


def _lie_apart(paths: Iterable[str]) -> bool:
    """Whether files lie in more than one folder."""
    folders = map(folder_of, paths)
    first = next(folders, None)
    return any(folder != first for folder in folders)


def check_days(since: str, until: str) -> None:
    """``UsageError`` where either is no day, or the time ends before it begins."""
    check_day(since)
    check_day(until)
    if ends_before(since, until):
        raise UsageError(
            f"--since {since} is after --until {until}: nothing is published between; swap them."
        )


def check_day(day: str) -> None:
    """``UsageError`` where a day is none that there is, or not written as ISO 8601 does; "" is any."""
    if day and not is_day(day):
        raise UsageError(
            f"A day is written as 2016, 2016-12 or 2016-12-05, and is one there is: not {day!r}."
        )


def _cells(hit: Hit, several: bool) -> tuple[str, ...]:
    said = f"{hit.speaker or 'no source found'}, {hit.cue}" if hit.cue else "own voice"
    text = " ".join(hit.text.split())
    file = by_file(hit.path, hit.member, folder_of(hit.path) if several else "")
    return hit.id, hit.published or "undated", hit.outlet or file, said, text
