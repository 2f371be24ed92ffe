"""``sayso adopt``: take in what people corrected in another tool."""

from __future__ import annotations

import click

from sayso.case.decisions import told
from sayso.case.store import Store
from sayso.errors import UsageError
from sayso.importers import corrections
from sayso.intake.sources import read_given


@click.command()
@click.argument("case", type=click.Path(), metavar="CASE")
@click.argument("file", type=click.Path(), metavar="FILE")
@click.option("--who", metavar="NAME", help="Who decides; without it, whoever the file names.")
def command(case: str, file: str, who: str | None) -> int:
    """Take in corrections from Label Studio's JSON export FILE, as decisions.

    The tasks are those of sayso export --format label-studio. A speaker, bound or counted noun that was
    written over becomes a decision about it; a stretch that was moved, removed or added becomes a note. What
    was taken in before is not taken in again. Exit 1 where something could not be taken.
    """
    with Store(case, write=True) as store:
        contents = store.contents()
        before = {decision.id for decision in contents.decisions}
        found = corrections(contents, read_given(file, "export of Label Studio"), who)
        problems = list(found.problems)
        for choice in found.choices:
            try:
                made = store.decide(choice, contents)
            except UsageError as error:
                problems.append(f"{choice.target}, {choice.field}: {error}")
                continue
            if made.id not in before:
                before.add(made.id)
                click.echo(f"{made.id} {choice.target}: {told(contents.things, made)}")
    for problem in problems:
        click.echo(f"sayso: {problem}", err=True)
    return 1 if problems else 0
