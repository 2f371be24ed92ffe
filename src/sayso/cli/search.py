"""``sayso search``: claims by words, speaker, outlet, event and days, in a case of any size."""

from __future__ import annotations

import click

from sayso.case.searching import Hit, Sought, is_day
from sayso.case.store import Store
from sayso.cli.output import say_unfinished
from sayso.errors import UsageError


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
    for day in (filters["since"], filters["until"]):
        check_day(day)
    sought = Sought(words=" ".join(words), **filters)
    if sought == Sought():
        raise UsageError(f"Say what to search for, as in sayso search {case} bridge --outlet NAME.")
    with Store(case) as store:
        found = store.find(sought, limit)
        code = say_unfinished(case, store)
    for hit in found:
        click.echo("\t".join(_cells(hit)))
    if not found:
        click.echo(
            f"sayso: no claim in {case} has all of that: usually a word in another form, or one filter too"
            " many; give the beginning of a word, as in chem*, or fewer of them.",
            err=True,
        )
    return code or int(not found)


def check_day(day: str) -> None:
    """``UsageError`` where a day is none that there is, or not written as ISO 8601 does; "" is any."""
    if day and not is_day(day):
        raise UsageError(
            f"A day is written as 2016, 2016-12 or 2016-12-05, and is one there is: not {day!r}."
        )


def _cells(hit: Hit) -> tuple[str, ...]:
    said = f"{hit.speaker or 'no source found'}, {hit.cue}" if hit.cue else "own voice"
    text = " ".join(hit.text.split())
    return hit.id, hit.published or "undated", hit.outlet or f"file {hit.path}", said, text
