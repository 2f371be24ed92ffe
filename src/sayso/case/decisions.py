"""What people decide: which fields can be decided, what stands, and what lost the record it was about.

Decisions are a log that only grows. Taking one back is a decision too, so that who undid what, and when, is
kept; what stands is what the log gives when it is read from its beginning.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from sayso.case.checking import LONG, LONGEST, WHO_LONG, YES, checked, line, number, text
from sayso.case.unlisted import TOLD, is_unlisted
from sayso.errors import UsageError
from sayso.model import (
    SEGMENT_KINDS,
    Claim,
    Comparison,
    Decision,
    Document,
    Entity,
    Figure,
    make_id,
)
from sayso.records import TYPES

SAME, APART = "same_as", "not_same_as"
EARLIER = "earlier"
"""Which side of a comparison tells of the earlier state, by its id."""
SEGMENT = "segment"
"""What kind a stretch of an article is, written as "120-340 furniture"."""

GRADES = ("grade", "source_letter", "information_digit")
"""Fields for a scheme of the user's own, which sayso leaves empty; the last two as in the Admiralty's."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "comparison": ("relation", EARLIER),
    "claim": ("speaker", *GRADES),
    "figure": ("low", "high", "counted"),
    "document": ("outlet", "published", "title", SEGMENT, *GRADES),
    "entity": (SAME, APART, "kind", *GRADES),
}
"""What can be decided of each kind of record; ``note`` and ``private`` of every kind."""

OF_ALL = ("note", "private")

FIELDS_FOUND = frozenset(
    {"relation", "speaker", "low", "high", "counted", "outlet", "published", "title", "kind"}
)
"""Fields that the machine fills; of the others only a person says something."""

_MANY = ("note", SEGMENT, SAME, APART, EARLIER)
"""Fields without a finding below them, or that a record has several of: nothing comes back with them."""

_STRETCH = re.compile(r"(\d{1,9})\s*[-–]\s*(\d{1,9})\s+(\w+)", re.ASCII)

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose: which field of which record (by id) is to be what; ``None`` is null."""

    target: str
    field: str
    value: str | None
    who: str
    note: str | None = None


class Log:
    """The decisions of a case in the order they were made, and which of them stand."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.all: tuple[Decision, ...] = tuple(sorted(decisions, key=lambda d: (d.when, d.id)))
        self.undone = {d.undoes: d for d in self.all if d.undoes}
        standing = [d for d in self.all if d.undoes is None and d.id not in self.undone]
        # Of two that stand about one thing, the later one is in force; undoing it brings the other back.
        self.in_force: dict[Key, Decision] = {_key(d): d for d in standing}
        self.standing = frozenset(d.id for d in standing)
        self.current = frozenset(d.id for d in self.in_force.values())

    @cached_property
    def values(self) -> dict[str, dict[str, str | None]]:
        """What is decided, by target and field; without notes and pairs, of which a target can have many."""
        found: dict[str, dict[str, str | None]] = defaultdict(dict)
        for (kind, *_), decision in self.in_force.items():
            if kind == "one":
                found[decision.target][decision.field] = decision.new
        return dict(found)

    @cached_property
    def _about(self) -> dict[str, list[Decision]]:
        found: dict[str, list[Decision]] = defaultdict(list)
        for decision in self.in_force.values():
            for id_ in dict.fromkeys(_ids(decision)):
                found[id_].append(decision)
        return dict(found)

    def about(self, *ids: str) -> list[Decision]:
        """What is in force about any of these records, in the order it was decided."""
        found = {d.id: d for id_ in ids for d in self._about.get(id_, ())}
        return sorted(found.values(), key=lambda d: (d.when, d.id))

    def history(self, id_: str) -> list[Decision]:
        """All that was ever decided about a record, and taken back."""
        return [d for d in self.all if id_ in _ids(d)]

    def kinds(self) -> dict[str, dict[str, str]]:
        """The kinds of segments that are decided, by document and characters."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for decision in self.in_force.values():
            if decision.field == SEGMENT and decision.new:
                stretch, _, kind = decision.new.partition(" ")
                found[decision.target][stretch] = kind
        return dict(found)

    def pairs(self, field: str) -> list[tuple[str, str]]:
        """The entities that are decided to be the same, or not to be."""
        return [(d.target, d.new) for d in self.in_force.values() if d.field == field and d.new]

    def named(self) -> list[str]:
        """The entities whose names stand for those merged with them, the one decided last at the end."""
        merges = (d for d in self.in_force.values() if d.field == SAME)
        return [d.target for d in sorted(merges, key=lambda d: (d.when, d.id))]

    @cached_property
    def private(self) -> frozenset[str]:
        """The records that are marked as private."""
        return frozenset(id_ for id_, values in self.values.items() if values.get("private") == YES)

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The same, with all that entities marked as private are decided to be one with."""
        merged = (group for group in together(self.pairs(SAME)) if self.private & set(group))
        return self.private.union(*merged)


def _key(decision: Decision) -> Key:
    """What a decision is about: a later one with the same key takes its place."""
    if decision.field == "note":
        return ("note", decision.id)
    if decision.field in (SAME, APART):
        return ("pair", *sorted(_ids(decision)))
    if decision.field == SEGMENT:
        return ("segment", decision.target, stretch_of(decision))
    return ("one", decision.target, decision.field)


def _ids(decision: Decision) -> tuple[str, ...]:
    """The records that a decision is about."""
    pair = decision.field in (SAME, APART)
    other = (decision.old if decision.undoes else decision.new) if pair else None
    return (decision.target, other) if other else (decision.target,)


def decide(things: Mapping[str, Any], log: Log, choice: Choice) -> Decision:
    """The decision that a choice makes, still without its time; ``UsageError`` where it cannot be made.

    ``things`` are the records of a case by id. Who decides the same twice gets the decision that stands.
    """
    thing = things.get(choice.target)
    if thing is None:
        raise UsageError(f"There is no record {choice.target} in the case: usually mistyped, or of another.")
    field, new = choice.field, _checked(things, log, choice)
    who = line(choice.who, "who", WHO_LONG)
    if who is None:
        raise UsageError("A decision needs the name of who makes it.")
    note = text(choice.note, "note", LONGEST["note"])
    for standing in log.about(choice.target):
        given = (standing.target, standing.field, standing.new, standing.who, standing.note)
        if given == (choice.target, field, new, who, note):
            return standing
    decided = log.values.get(choice.target, {})
    old = decided[field] if field in decided else found(thing, field)
    if field == SEGMENT and new:
        old = segments_of(thing).get(new.split()[0])
    sides = (thing.left, thing.right) if isinstance(thing, Comparison) else (None, None)
    return Decision("", choice.target, field, old, new, who, "", note, None, in_words(things, thing), *sides)


def undo(things: Mapping[str, Any], log: Log, id_: str, who: str, note: str | None = None) -> Decision:
    """The decision that takes another back, still without its time; ``UsageError`` where there is none."""
    taken = next((d for d in log.all if d.id == id_), None)
    if taken is None:
        raise UsageError(f"There is no decision {id_} in the case: see them with sayso decisions.")
    if taken.undoes:
        raise UsageError(f"{id_} takes a decision back; to have that one again, decide it again.")
    if id_ in log.undone:
        raise UsageError(f"{id_} has been taken back already, by {log.undone[id_].who}.")
    named = line(who, "who", WHO_LONG)
    if named is None:
        raise UsageError("Taking a decision back needs the name of who does it.")
    left = Log(d for d in log.all if d.id != id_).values.get(taken.target, {})
    thing = things.get(taken.target)
    back = left.get(taken.field, None if is_unlisted(thing) else found(thing, taken.field))
    if taken.field in _MANY:
        back = None
    return Decision(
        "", taken.target, taken.field, taken.new, back, named, "",
        text(note, "note", LONGEST["note"]), id_, taken.about, taken.left, taken.right,
    )  # fmt: skip


def timed(decision: Decision, last: str | None) -> Decision:
    """A decision with its time and id; times of a log only grow, whatever the clock does.

    ``last`` is the time of the latest decision before it.
    """
    now = datetime.now(UTC)
    if last:
        before = datetime.fromisoformat(last)
        now = max(now, before.replace(tzinfo=before.tzinfo or UTC) + timedelta(microseconds=1))
    when = now.isoformat(timespec="microseconds").replace("+00:00", "Z")
    d = decision
    return replace(d, id=make_id("decision", d.target, d.field, d.new, d.who, when, d.undoes), when=when)


def kind_of(thing: Any) -> str:
    """The type of a record as the export names it."""
    return next(name for name, kind in TYPES.items() if isinstance(thing, kind))


def fields_of(thing: Any) -> tuple[str, ...]:
    """What can be decided of a record."""
    return (*FIELDS.get(kind_of(thing), ()), *OF_ALL)


def found(thing: Any, field: str, default: str | None = None) -> str | None:
    """What the machine found in a field, as decisions write it; the default for a record that is gone.

    Of a pair that is no longer listed, what it found last.
    """
    if thing is None:
        return default
    if field == "speaker" and isinstance(thing, Claim):
        return "; ".join(dict.fromkeys(s.name or s.text for s in thing.sources)) or None
    if field in FIELDS.get(kind_of(thing), ()) and hasattr(thing, field):
        value = getattr(thing, field)
        return None if value in (None, "") else str(value)
    return None


def in_words(things: Mapping[str, Any], thing: Any) -> str:
    """A record in a line, so that it is known again when it is gone."""
    if isinstance(thing, Comparison):
        sides = (things.get(side) for side in (thing.left, thing.right))
        return " / ".join(_quoted(side.text) for side in sides if side is not None)
    if isinstance(thing, Document):
        member = "" if thing.member is None else f"#{thing.member}"
        return f"{thing.path}{member}"
    if isinstance(thing, Entity):
        return thing.name
    document = things.get(getattr(thing, "document", ""))
    where = f" in {document.path}" if document is not None else ""
    text = getattr(thing, "text", None) or getattr(thing, "label", None) or kind_of(thing)
    return f"{_quoted(text)}{where}"


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words if len(words) <= 100 else words[:99].rstrip() + '…'}”"


def told(things: Mapping[str, Any], decision: Decision) -> str:
    """A decision in a line: "decided by Ana: conflicts → scope (2031-05-03)", then its note.

    One about a pair that is no longer listed says so.
    """
    d = decision
    when = f"{d.when[:10]}; {TOLD}" if is_unlisted(things.get(d.target)) else d.when[:10]
    note = f" – {' '.join(d.note.split())}" if d.note else ""
    if d.field == "note":
        return f"note by {d.who}: {d.new} ({when})"
    if d.field in (SAME, APART):
        sides = [_name(things, id_) for id_ in (d.target, d.new or "")]
        done = f"merged by {d.who}: {' = '.join(sides)}, called {sides[0]}" if d.field == SAME else (
            f"kept apart by {d.who}: {' ≠ '.join(sides)}"
        )  # fmt: skip
        return f"{done} ({when}){note}"
    if d.field == "private":
        return f"marked as {'private' if d.new == YES else 'not private'} by {d.who} ({when}){note}"
    if d.field == SEGMENT:
        change = f"characters {stretch_of(d)} {d.old} → {(d.new or '').partition(' ')[2]}"
        return f"segment decided by {d.who}: {change} ({when}){note}"
    if d.field == EARLIER:
        side = things.get(d.new or "")
        return f"earlier by {d.who}: {_quoted(side.text) if side else d.new} ({when}){note}"
    if d.field in GRADES:
        return f"{d.field.replace('_', ' ')} by {d.who}: {d.new or 'none'} ({when}){note}"
    was, head = found(things.get(d.target), d.field, d.old), "" if d.field == "relation" else f"{d.field} "
    if was == d.new:
        return f"{head}accepted by {d.who}: {_or_none(d, d.new)} ({when}){note}"
    return f"{head}decided by {d.who}: {_or_none(d, was)} → {_or_none(d, d.new)} ({when}){note}"


def made(things: Mapping[str, Any], decision: Decision) -> str:
    """A decision as it was made, for the history: what it put in place of what, or took back."""
    d = decision
    if d.undoes:
        note = f" – {' '.join(d.note.split())}" if d.note else ""
        return f"{d.field.replace('_', ' ')} taken back by {d.who}{_back(things, d)} ({d.when[:10]}){note}"
    if d.field in FIELDS_FOUND:
        return told({}, d)
    return told(things, d)


def _back(things: Mapping[str, Any], decision: Decision) -> str:
    """What stands again where a decision was taken back; nothing does where there is no finding below it."""
    d, thing = decision, things.get(decision.target)
    if d.field in _MANY:
        return ""
    if d.new is None and (thing is None or is_unlisted(thing)):
        gone = "this case no longer holds what it was about" if thing is None else TOLD
        return f": {_or_none(d, d.old)}; {gone}, so nothing stands in its place"
    return f": {_or_none(d, d.old)} → {_or_none(d, d.new)}"


def _or_none(decision: Decision, value: str | None) -> str:
    return ("open" if decision.field in ("low", "high") else "none") if value is None else value


def _name(things: Mapping[str, Any], id_: str) -> str:
    thing = things.get(id_)
    return thing.name if isinstance(thing, Entity) else id_


def orphans(things: Mapping[str, Any], log: Log) -> list[Decision]:
    """What stands though a record that it is about is no longer found."""
    lost = (d for d in log.in_force.values() if is_orphan(things, d))
    return sorted(lost, key=lambda d: (d.when, d.id))


def is_orphan(things: Mapping[str, Any], decision: Decision) -> bool:
    """Whether a record or stretch of text that a decision is about is no longer found."""
    target = things.get(decision.target)
    if decision.field == SEGMENT and target is not None:
        return stretch_of(decision) not in segments_of(target)
    return any(id_ not in things for id_ in _ids(decision))


def about(things: Mapping[str, Any], decision: Decision) -> str:
    """What a decision is about in a line, as it is found now, or was when it was decided."""
    thing = things.get(decision.target)
    return in_words(things, thing) if thing is not None else decision.about or ""


def orphaned(things: Mapping[str, Any], decision: Decision) -> str:
    """An orphan in a sentence."""
    return (
        f"{decision.id} is orphaned: {told(things, decision)}; it is about {decision.target}"
        f"{f', {decision.about},' if decision.about else ''} which this case no longer holds."
    )


# --- what may stand in a field -----------------------------------------------------------------------------


def _checked(things: Mapping[str, Any], log: Log, choice: Choice) -> str | None:
    """The value as it is kept; ``UsageError`` with what the field takes."""
    thing, field = things[choice.target], choice.field
    if field not in fields_of(thing):
        fields = ", ".join(fields_of(thing))
        raise UsageError(f"What one can decide here ({kind_of(thing)}) is {fields}; not {field!r}.")
    if field in (SAME, APART):
        return _other(things, log, choice)
    if field == EARLIER:
        return _side(thing, choice)
    if field == SEGMENT:
        return _segment(thing, choice)
    if field in ("low", "high") and isinstance(thing, Figure):
        return _bound(thing, log, choice)
    return checked(field, choice.value)


def _side(comparison: Comparison, choice: Choice) -> str:
    """The one of the two compared that tells of the earlier state."""
    if choice.value not in (comparison.left, comparison.right):
        raise UsageError(
            f"{EARLIER} takes the id of the left or the right one, {comparison.left} or {comparison.right};"
            f" not {choice.value!r}."
        )
    return choice.value


def _bound(figure: Figure, log: Log, choice: Choice) -> str | None:
    kept = line(choice.value, choice.field, LONG)
    if kept is None:
        return None
    value = number(kept)
    if value is None:
        raise UsageError(f"{choice.field} is a number, or nothing where it is open; not {kept!r}.")
    other = "high" if choice.field == "low" else "low"
    decided = log.values.get(figure.id, {})
    beside = number(decided[other] if other in decided else found(figure, other))
    low, high = (value, beside) if choice.field == "low" else (beside, value)
    if low is not None and high is not None and low > high:
        raise UsageError(f"low would be {low:,} and high {high:,}: set the other one first.")
    return str(value)


def _segment(document: Document, choice: Choice) -> str:
    """A stretch that is one of the article's segments, with the kind it is to have."""
    given = _STRETCH.fullmatch((choice.value or "").strip())
    stretch = f"{int(given[1])}-{int(given[2])}" if given else ""
    if not given or given[3] not in SEGMENT_KINDS or stretch not in segments_of(document):
        raise UsageError(
            "segment takes the characters of one of the article's segments and its kind, as"
            f" 120-340 furniture; not {choice.value!r}. The kinds are {', '.join(sorted(SEGMENT_KINDS))}."
        )
    return f"{stretch} {given[3]}"


def segments_of(document: Document) -> dict[str, str]:
    """The kind of each segment by its characters, as "120-340"."""
    return {f"{s.start}-{s.end}": s.kind for s in document.segments}


def stretch_of(decision: Decision) -> str:
    """The characters that a decision about a segment is about."""
    return (decision.new or decision.old or "").partition(" ")[0]


def _other(things: Mapping[str, Any], log: Log, choice: Choice) -> str:
    """The other entity of a pair."""
    other = things.get(choice.value or "")
    if not isinstance(other, Entity) or other.id == choice.target:
        raise UsageError(
            f"{choice.field} takes the id of another person, body or place; not {choice.value!r}."
        )
    if choice.field == APART:
        pair = {choice.target, other.id}
        rest = [p for p in log.pairs(SAME) if set(p) != pair]
        if any(pair <= set(group) for group in together(rest)):
            both = f"{_name(things, choice.target)} and {other.name}"
            raise UsageError(f"{both} are merged by way of a third; split that first.")
    return other.id


def together(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The sets that pairs join, each sorted."""
    of: dict[str, set[str]] = {}
    for left, right in pairs:
        joined = of.get(left, {left}) | of.get(right, {right})
        for id_ in joined:
            of[id_] = joined
    return sorted({tuple(sorted(group)) for group in of.values()})
