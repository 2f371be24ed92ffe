"""``sayso explain``: why a finding is what it is."""

from __future__ import annotations

import click

from sayso.case.contents import Contents
from sayso.case.store import Store
from sayso.dossier.explained import Found, explanation
from sayso.errors import UsageError


@click.command()
@click.argument("case", type=click.Path(), metavar="CASE")
@click.argument("id", metavar="ID")
def command(case: str, id: str) -> int:
    """Say why a claim, figure, time, comparison or group is what it is.

    Each step with its rule and version and the characters it rests on. ID may be shortened as long as it is
    clear.
    """
    with Store(case) as store:
        contents = store.contents()
    for line in explanation(contents, _find(contents, id)):
        click.echo(line)
    return 0


def _find(contents: Contents, id: str) -> Found:
    pairs = (*contents.comparisons, *contents.unlisted.values())
    kinds = (contents.claims, contents.figures, contents.times, pairs, contents.groups)
    found: list[Found] = [thing for kind in kinds for thing in kind if thing.id.startswith(id)]
    exact = [thing for thing in found if thing.id == id]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if found:
        raise UsageError(f"{id} is the beginning of {len(found)} ids; give more of it.")
    others = (contents.documents, contents.failures, contents.passages, contents.entities, contents.decisions)
    other = next((thing for kind in others for thing in kind if thing.id.startswith(id)), None)
    if other is not None:
        raise UsageError(
            f"{id} names a record of the kind {type(other).__name__.lower()}, and only a claim, figure, time,"
            " comparison or group has steps to be explained; what is known of it stands in"
            " sayso export --format jsonl."
        )
    raise UsageError(
        f"No claim, figure, time, comparison or group has the id {id}: usually mistyped, or of another case;"
        " sayso export --format jsonl lists them all."
    )
