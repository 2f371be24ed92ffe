"""``sayso undecide``: take back a decision."""

from __future__ import annotations

import click

from sayso.case.contents import Contents
from sayso.case.decisions import made
from sayso.case.store import Store
from sayso.cli.decide import full_id, signer
from sayso.errors import UsageError


@click.command()
@click.argument("case", type=click.Path(), metavar="CASE")
@click.argument("id", metavar="ID")
@click.option("--field", metavar="FIELD", help="Of a record's decisions, only the last about this field.")
@click.option("--note", metavar="TEXT", help="Why.")
@click.option(
    "--who",
    metavar="NAME",
    help="Who takes it back; without it, the name that was last used in the case, or else the one you are"
    " logged in by.",
)
def command(case: str, id: str, field: str | None, note: str | None, who: str | None) -> int:
    """Take back the decision ID, or the last one about the record ID: what stood before stands again.

    Nothing is deleted: sayso decisions --all shows what was taken back, by whom and when.
    """
    with Store(case, write=True) as store:
        contents = store.contents()
        back = store.undecide(_decision(contents, id, field), who or signer(contents), note, contents)
        click.echo(f"{back.id}: {made(contents.things, back)}")
    return 0


def _decision(contents: Contents, id: str, field: str | None) -> str:
    """The id of the decision that is meant: one by itself, or the last in force about a record."""
    found = [d.id for d in contents.log.all if id and d.id.startswith(id)]
    if id in found or len(found) == 1:
        return id if id in found else found[0]
    if found:
        raise UsageError(f"{id} is the beginning of {len(found)} ids; give more of it.")
    # Also a record that is gone: its decisions are orphaned, and can be taken back by its id.
    target = id if contents.log.about(id) else full_id(contents, id)
    about = [d.id for d in contents.log.about(target) if field in (None, d.field)]
    if not about:
        raise UsageError(f"Nothing is decided about {f'the {field} of ' if field else ''}{target}.")
    return about[-1]
