"""``sayso decide``: keep what a person decided about a finding."""

from __future__ import annotations

import getpass

import click

from sayso.case.contents import Contents
from sayso.case.decisions import APART, EARLIER, SAME, Choice, told
from sayso.case.store import Store
from sayso.errors import UsageError


@click.command()
@click.argument("case", type=click.Path(), metavar="CASE")
@click.argument("id", metavar="ID")
@click.argument("field", metavar="FIELD")
@click.argument("value", metavar="VALUE")
@click.option("--note", metavar="TEXT", help="Why.")
@click.option(
    "--who",
    metavar="NAME",
    help="Who decides; without it, the name that was last used in the case, or else the one you are logged in"
    " by.",
)
def command(case: str, id: str, field: str, value: str, note: str | None, who: str | None) -> int:
    """Decide that FIELD of the record ID is VALUE; what was found stays beside it, and a re-run keeps both.

    \b
    comparison  relation: conflicts, scope … (the same: accepted), or rejected;
                earlier: the ID of the side that came first, where one updates the other
    claim       speaker
    figure      low, high, counted
    document    outlet, published, title
    entity      same_as, not_same_as: the ID of another, to merge the two or keep them apart;
                kind: person, organization, group, outlet or place
    claim, document, entity: grade, source_letter, information_digit (your own scheme;
                the last two as in the Admiralty code, A to F and 1 to 6)
    any         note; private: yes or no

    An empty VALUE ("") stands for none: no speaker named, an open bound. Take it back with sayso undecide.
    """
    with Store(case, write=True) as store:
        contents = store.contents()
        target = full_id(contents, id)
        value = full_id(contents, value) if field in (SAME, APART, EARLIER) else value
        made = store.decide(Choice(target, field, value, who or signer(contents), note), contents)
        click.echo(f"{made.id}: {told(contents.things, made)}")
    return 0


def signer(contents: Contents) -> str:
    """The name that a decision is signed with where none is given, which is said."""
    last = contents.log.all[-1].who if contents.decisions else ""
    whose = "the name last used in this case" if last else "the name you are logged in by"
    click.echo(f"sayso: signing as {last or user()}, {whose}; --who NAME gives another.", err=True)
    return last or user()


def user() -> str:
    """The name somebody is logged in by, or "unknown" where the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def full_id(contents: Contents, id: str) -> str:
    """The id that a clear beginning stands for; ``UsageError`` where it stands for none or several."""
    if id in contents.things:
        return id
    found = [known for known in contents.things if known.startswith(id)] if id else []
    if len(found) > 1:
        raise UsageError(f"{id} is the beginning of {len(found)} ids; give more of it.")
    if not found:
        raise UsageError(
            f"No record has the id {id}: usually mistyped, or of another case;"
            " sayso serve and sayso export --format jsonl show the ids."
        )
    return found[0]
