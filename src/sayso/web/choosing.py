"""What a form of the reader decides: one field of one record or of several, or several fields of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sayso.case.decisions import APART, SAME, Choice
from sayso.dossier.pile import Pile
from sayso.errors import UsageError
from sayso.web import people
from sayso.web.items import Item

SEVERAL = "several"
"""What a form gives as its field that has an input for each of several."""

SET = "set_"
"""What the names of those inputs begin with."""


def choices(pile: Pile, form: Mapping[str, str]) -> list[Choice]:
    """The choices of a form; ``UsageError`` where it changes nothing."""
    if form.get("field") == SEVERAL:
        made = list(_written(pile, form))
        if not made:
            raise UsageError("Nothing was written anew into these fields, so nothing was decided.")
        return made
    field, value = form.get("field", ""), form.get("value")
    targets = form.get("target", "").split() or [""]
    if field == SAME and value is None:
        return list(_merged(form, targets))
    if "stretch" in form:
        value = f"{form['stretch']} {value}"
    chosen = people.meant(pile, value) if field in (SAME, APART) and value else value
    # All pairs of one point, and all articles that are ticked, are decided together.
    return [Choice(t, field, chosen, form.get("who", ""), form.get("note")) for t in targets]


def _merged(form: Mapping[str, str], ticked: list[str]) -> Iterator[Choice]:
    """All that are ticked as one, by the name of the first."""
    first, *others = ticked
    if not others:
        raise UsageError("Tick two names or more that are of one, so that they can be merged.")
    for other in others:
        yield Choice(first, SAME, other, form.get("who", ""), form.get("note"))


def _written(pile: Pile, form: Mapping[str, str]) -> Iterator[Choice]:
    """What was written anew; where nothing was, what stands there is accepted, if a program found it."""
    target = form.get("target", "")
    inputs = [field for field in Item(pile, target).fields if SET + field.name in form]
    anew = [field for field in inputs if form[SET + field.name].strip() != field.value]
    for field in anew or [field for field in inputs if field.value and not field.own]:
        given = form[SET + field.name].strip()
        yield Choice(target, field.name, given, form.get("who", ""), form.get("note"))
