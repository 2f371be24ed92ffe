"""``sayso verify``: re-check every citation and every hash."""

from __future__ import annotations

import click

from sayso.case.custody import check_case, check_files
from sayso.case.store import Store


@click.command()
@click.argument("case", metavar="CASE")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
def command(case: str, paths: tuple[str, ...]) -> int:
    """Check that every citation says what its characters say, and that all bytes have their hashes.

    With PATH…, also that the files there still have the bytes that were read. Exit 1 and a
    list where anything is off.
    """
    with Store(case) as store:
        contents = store.contents()
        wrong = [*check_case(store, contents), *check_files(store, paths)]
    for sentence in wrong:
        click.echo(sentence)
    documents = len(contents.documents)
    claims = len(contents.claims)
    click.echo(f"{documents} documents and {claims} claims checked, {len(wrong)} faults.", err=True)
    return 1 if wrong else 0
