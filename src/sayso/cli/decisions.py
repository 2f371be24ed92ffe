"""``sayso decisions``: what people decided."""

from __future__ import annotations

import click

from sayso.case.decisions import orphaned, orphans
from sayso.case.store import Store
from sayso.dossier.decisions import decisions
from sayso.dossier.pile import Pile


@click.command()
@click.argument("case", type=click.Path(), metavar="CASE")
@click.option("--all", "all_", is_flag=True, help="Also those that were taken back or replaced.")
def command(case: str, all_: bool) -> int:
    """List what people decided, the latest first: who, when, about what, and why.

    Exit 1 where a decision is orphaned: a re-run no longer finds what it was about.
    """
    with Store(case) as store:
        contents = store.contents()
    lost = orphans(contents.things, contents.log)
    for decision in lost:
        click.echo(f"sayso: {orphaned(contents.things, decision)}", err=True)
    for line in decisions(Pile(contents)):
        if all_ or line.state in ("stands", "orphaned", "unlisted"):
            state = "" if line.state == "stands" else f" [{line.state}]"
            click.echo(f"{line.id}{state} {line.target}: {line.text}")
            click.echo(f"    {line.about}")
    return 1 if lost else 0
