"""Pairs that people decided on and that a run no longer sets side by side, though both sides are still found.

Which pairs are compared depends on the whole pile: one more article can bring one off the list. What a person
decided of it stays in force, and the pair a record of its own, known by what the decisions kept of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from typing import Any

from sayso.model import Comparison, Decision

UNLISTED = "kept by a decision"
"""The judge of such a pair: no rule and no model labels it any more."""

TOLD = "sayso no longer sets the two side by side"


def unlisted(
    decisions: Iterable[Decision], listed: Container[str], there: Container[str]
) -> dict[str, Comparison]:
    """The pairs that decisions, in the order they were made, are of and that are not listed, by id.

    ``there`` has the ids of all that is found; a pair without either side is not among them. The relation is
    the one that was found last, "" where no decision kept it.
    """
    made: dict[str, Comparison] = {}
    found: dict[str, str] = {}
    standing: Counter[str] = Counter()
    for d in decisions:
        if d.left is None or d.right is None or d.target in listed:
            continue
        if d.field == "relation":
            if not d.undoes and not standing[d.target]:
                found[d.target] = d.old or found.get(d.target, "")
            standing[d.target] += -1 if d.undoes else 1
        if d.left in there and d.right in there:
            made[d.target] = Comparison(d.target, d.left, d.right, found.get(d.target, ""), judge=UNLISTED)
    return made


def is_unlisted(thing: Any) -> bool:
    """Whether a record is such a pair."""
    return isinstance(thing, Comparison) and thing.judge == UNLISTED
