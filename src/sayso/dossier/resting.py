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
from sayso.model import Comparison

_JOINED = {"agrees": "repeats", "differs": "updates", "conflicts": "updates"}
"""What a relation may be once both sides are on one voice."""

_PARTED = {"repeats": "agrees"}
"""What it may be once they no longer are."""

_NUMBERS = {"low": "at least", "high": "at most", "counted": "what is counted"}


_BY_DAYS = ("updates", "conflicts", "differs", "agrees")
"""The relations that days of publication tell something of; of others only where a reason names one."""
_DAYS = ("time", "published")


def rests_on(pile: Pile, comparison: Comparison) -> tuple[str, ...]:
    """What people corrected on either side, a line each, the last what may change; none where none did.

    A relation that a person decided rests on that. That somebody has one name for two is told only where it
    brings both sides on one voice, or takes them apart.
    """
    if comparison.decision or not pile.found.log.in_force:
        return ()
    sides = [(side, end) for side, end in (("left", comparison.left), ("right", comparison.right))]
    voices = _voices(pile, comparison)
    told = [line for side, end in sides for line in _told(pile, comparison, side, end)]
    told += [line for side, end in sides for line in _renamed(pile, side, end) if voices]
    if not told:
        return ()
    turned = comparison.relation == "updates" and _turned(pile, comparison)
    order = "by the dates now, the account on the right is the earlier one" if turned else ""
    still = f"“{comparison.relation}” was found before that: decide whether it still holds"
    return (*told, voices or order or still)


def _told(pile: Pile, comparison: Comparison, side: str, end: str) -> Iterator[str]:
    """The corrections on one side."""
    claim = pile.claim_behind(end)
    if claim is not None:
        yield from _changed(pile, claim.id, "speaker", f"speaker on the {side}")
    if comparison.relation in _BY_DAYS or any(r.feature in _DAYS for r in comparison.reasons):
        yield from _changed(pile, pile.document_with(end), "published", f"date on the {side}")
    for field, name in _NUMBERS.items():
        yield from _changed(pile, end, field, f"number on the {side}, {name},")


def _renamed(pile: Pile, side: str, end: str) -> Iterator[str]:
    """A speaker who is one with another by decision."""
    claim = pile.claim_behind(end)
    if claim is None or "speaker" in pile.found.log.values.get(claim.id, {}):
        return
    was = pile.found.claim[claim.id]
    if names_of(was) != names_of(claim):
        before = words.listed(dict.fromkeys(s.entity_name or s.name or s.text for s in was.sources))
        yield f"{before}, on the {side}, is {pile.quote(claim.id).speaker} by decision"


def _changed(pile: Pile, id_: str, field: str, name: str) -> Iterator[str]:
    """What was found in a field and what a person decided, where that is something else."""
    values = pile.found.log.values.get(id_, {})
    was = found(pile.found.things.get(id_), field)
    if field not in values or values[field] == was:
        return
    before, now = (words.date(v) if field == "published" else v for v in (was, values[field]))
    yield (
        f"the {name} was corrected from {before} to {now or 'none'}"
        if before
        else f"the {name} was set: {now}"
    )


def _voices(pile: Pile, comparison: Comparison) -> str:
    """What may change where both sides are on one voice now and were on two, or the other way round."""
    relation = comparison.relation
    ends = [c for c in map(pile.claim_behind, (comparison.left, comparison.right)) if c]
    if len(ends) < 2:
        return ""
    before, now = ([names_of(c) for c in some] for some in ([pile.found.claim[c.id] for c in ends], ends))
    was, is_ = bool(before[0] & before[1]), bool(now[0] & now[1])
    if is_ and not was and relation in _JOINED:
        return f"both are on one voice now, so that this may be “{_JOINED[relation]}”"
    if was and not is_ and relation in _PARTED:
        return f"they are on two voices now, so that this may be “{_PARTED[relation]}”"
    return ""


def _turned(pile: Pile, comparison: Comparison) -> bool:
    """Whether the account that stands as the earlier one was published after the other."""
    days = [
        words.printed_day(pile.document_of[pile.document_with(end)])
        for end in (comparison.left, comparison.right)
    ]
    return all(days) and days[0] > days[1]
