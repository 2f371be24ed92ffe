"""``sayso verify``: re-check every citation and every hash."""

from __future__ import annotations

import click

from sayso.case.custody import can_read_anew, check_case, check_files
from sayso.case.given import settings_of
from sayso.case.store import Store
from sayso.cli.output import say_unfinished
from sayso.dossier.words import several
from sayso.errors import CaseError


@click.command()
@click.argument("case", type=click.Path(), metavar="CASE")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH…]")
def command(case: str, paths: tuple[str, ...]) -> int:
    """Check that every citation says what its characters say, and that all bytes have their hashes.

    The kept bytes are read anew, and must give the texts and fields that the case has; where it was made with
    another version, which may read them otherwise, that is left out and said. With PATH…, also that the files
    there still have the bytes that were read. Exit 1 and a list where anything is off.
    """
    with Store(case) as store:
        try:
            contents = store.sound_contents()
            anew = can_read_anew(contents, settings_of(store))
            wrong = [*check_case(store, contents), *check_files(store, paths)]
        except CaseError as error:
            click.echo(error)
            return 1
    for sentence in wrong:
        click.echo(sentence)
    # A first run that was stopped has not noted by what it was made.
    if not anew and contents.components:
        click.echo(
            "Made with another version of sayso, or of what is used beside it: the kept bytes were not read"
            " anew.",
            err=True,
        )
    unfinished = say_unfinished(case, contents)
    documents = several(len(contents.documents), "document")
    claims, faults = several(len(contents.claims), "claim"), several(len(wrong), "fault")
    click.echo(f"{documents} and {claims} checked, {faults}.", err=True)
    return 1 if wrong else unfinished
