"""A case without the words people wrote for themselves: notes, and reasons beside decisions."""

from __future__ import annotations

from dataclasses import replace

from sayso.case.contents import Contents


def without_notes(contents: Contents) -> Contents:
    """The contents with every decision but notes, and of the others none with a reason."""
    kept = (replace(d, note=None) for d in contents.decisions if d.field != "note")
    return replace(contents, decisions=tuple(kept))


def count_notes(contents: Contents) -> int:
    """How many notes and reasons an export gives away: all in the log, those taken back too."""
    return sum(bool(d.note) or (d.field == "note" and not d.undoes) for d in contents.decisions)
