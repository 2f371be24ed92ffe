"""What a person corrected under a relation that was found before: told with what may change by it.

A relation stays as it was found until somebody decides it; but who reads it is to see that it rests on a
speaker, a date or a number that is another now.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.case.decisions import found
from sayso.case.regrouped import names_of
from sayso.dossier import words
from sayso.dossier.pile import Pile
from sayso.model import Claim, Comparison

_JOINED = {"agrees": "repeats", "differs": "updates", "conflicts": "updates"}
"""What a relation may be once both sides are on one voice."""

_PARTED = {"repeats": "agrees"}
"""What it may be once they no longer are."""

_NUMBERS = {"low": "at least", "high": "at most", "counted": "what is counted"}


def rests_on(pile: Pile, comparison: Comparison) -> tuple[str, ...]:
    """What people corrected on either side, a line each, the last what may change; none where none did.

    A relation that a person decided rests on that.
    """
    if comparison.decision or not pile.found.log.in_force:
        return ()
    told = tuple(_told(pile, comparison))
    return (*told, _effect(pile, comparison)) if told else ()


def _told(pile: Pile, comparison: Comparison) -> Iterator[str]:
    ends = (comparison.left, comparison.right)
    for side, end in zip(("left", "right"), ends, strict=True):
        claim = pile.claim_behind(end)
        if claim is not None:
            yield from _of_voice(pile, claim, side)
        yield from _changed(pile, pile.document_with(end), "published", f"date on the {side}")
        for field, name in _NUMBERS.items():
            yield from _changed(pile, end, field, f"number on the {side}, {name},")


def _of_voice(pile: Pile, claim: Claim, side: str) -> Iterator[str]:
    """A speaker who was corrected, or who is one with another by decision."""
    told = list(_changed(pile, claim.id, "speaker", f"speaker on the {side}"))
    yield from told
    was = pile.found.claim[claim.id]
    if not told and names_of(was) != names_of(claim):
        before = "; ".join(dict.fromkeys(s.entity_name or s.name or s.text for s in was.sources))
        yield f"{before}, on the {side}, goes by {pile.quote(claim.id).speaker} by decision"


def _changed(pile: Pile, id_: str, field: str, name: str) -> Iterator[str]:
    """What was found in a field and what a person decided, where that is something else."""
    values = pile.found.log.values.get(id_, {})
    was = found(pile.found.things.get(id_), field)
    if field in values and values[field] != was:
        shown = words.date if field == "published" else (lambda value: value or "")
        yield f"the {name} was corrected from {shown(was) or 'none'} to {shown(values[field]) or 'none'}"


def _effect(pile: Pile, comparison: Comparison) -> str:
    """What may change of a relation."""
    relation = comparison.relation
    ends = [c for c in map(pile.claim_behind, (comparison.left, comparison.right)) if c]
    before, now = ([names_of(c) for c in some] for some in ([pile.found.claim[c.id] for c in ends], ends))
    if len(ends) == 2:
        was, is_ = bool(before[0] & before[1]), bool(now[0] & now[1])
        if is_ and not was and relation in _JOINED:
            return f"both are on one voice now, so that this may be “{_JOINED[relation]}”"
        if was and not is_ and relation in _PARTED:
            return f"they are on two voices now, so that this may be “{_PARTED[relation]}”"
    if relation == "updates" and _turned(pile, comparison):
        return "by the dates now, the account on the right is the earlier one"
    return f"“{relation}” was found before that: decide whether it still holds"


def _turned(pile: Pile, comparison: Comparison) -> bool:
    """Whether the account that stands as the earlier one was published after the other."""
    days = [
        words.printed_day(pile.document_of[pile.document_with(end)])
        for end in (comparison.left, comparison.right)
    ]
    return all(days) and days[0] > days[1]
