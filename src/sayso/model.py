"""The nouns of sayso, as the contract names them. Imports nothing of sayso.

All offsets count Unicode code points of ``Document.text``; ``end`` is exclusive, and ``text[start:end]``
is always exactly the ``text`` given beside the two. What is not known is ``None``: null beats a guess.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

Span = tuple[int, int]

KEPT_KINDS = frozenset(
    {"headline", "standfirst", "dateline", "body", "quotation", "list_item", "subheading", "caption"}
)
"""The kinds of segment that claims and figures are read from."""

SEGMENT_KINDS = KEPT_KINDS | {
    "byline",
    "date",
    "credit",
    "author_bio",
    "correction",
    "furniture",
    "unrelated_post",
    "other_language",
}

ENTITY_KINDS = ("person", "organization", "group", "outlet", "place")
"""What somebody or something named can be."""

MODES = ("direct", "indirect", "mixed", "narrated")

DESCRIBED = (
    "official",
    "witness",
    "resident",
    "medic",
    "activist",
    "fighter",
    "expert",
    "relative",
    "journalist",
    "close source",
    "source",
    "other",
)
"""What an unnamed source can be said to be; a close source is "a source close to" somebody."""

RELATIONS = ("repeats", "agrees", "differs", "updates", "conflicts", "scope", "unclear")


def make_id(prefix: str, *parts: object) -> str:
    """A short stable id: the prefix and 12 hexadecimal digits of the SHA-256 of the parts."""
    digest = hashlib.sha256("\x1f".join("" if p is None else str(p) for p in parts).encode("utf-8"))
    return f"{prefix}_{digest.hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a document with a kind (one of ``SEGMENT_KINDS``) and a language (BCP 47)."""

    start: int
    end: int
    kind: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: the stretch of text it stands on, and where it leads."""

    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True)
class Relay:
    """An outlet or agency whose report a document carries; ``status`` is ``declared`` or ``inferred``."""

    name: str
    status: str
    start: int | None
    end: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where in the text a field was read, and by which rule."""

    rule: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Dated:
    """Bounds inferred for a document without a publication date (ISO 8601 dates)."""

    from_: str | None
    to: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Document:
    """What was read from one file or record; ``text`` is whole, segments mark what is kept and set aside."""

    id: str
    path: str
    member: str | int | None
    sha256: str
    text: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    captured: str | None = None
    dated: Dated | None = None
    evidence: dict[str, Evidence] = field(default_factory=dict)
    language: str | None = None
    url: str | None = None
    segments: tuple[Segment, ...] = ()
    insertions: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    relay: tuple[Relay, ...] = ()
    source_map: tuple[tuple[int, int, str], ...] = ()

    def kept(self) -> tuple[Segment, ...]:
        """The segments that claims and figures are read from, in order."""
        return tuple(s for s in self.segments if s.kind in KEPT_KINDS)


@dataclass(frozen=True, slots=True)
class Failure:
    """Input that gave no document: ``what`` is one sentence (what, where, usual cause, what to do)."""

    id: str
    path: str
    member: str | int | None
    what: str
    kind: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step towards a finding: the component and rule that took it, and the characters it rests on."""

    component: str
    version: str
    rule: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that attribute; ``kind`` is say, deny, doubt, admit, accuse, order, expect, show …"""

    start: int
    end: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Source:
    """On whose word a claim stands: the best name the document gives, and what stands at the span.

    ``described`` says of an unnamed source what it is by its noun (one of ``DESCRIBED``).
    """

    name: str | None
    entity: str | None
    entity_name: str | None
    start: int
    end: int
    text: str
    role: str | None = None
    anonymous: bool = False
    described: str | None = None


@dataclass(frozen=True, slots=True)
class TimeRef:
    """When something happened or was said: the id of a ``Time`` and its interval (ISO dates)."""

    id: str | None
    from_: str | None
    to: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where, as written."""

    text: str
    start: int
    end: int
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """The content somebody is reported to have said, or that the outlet says itself (``narrated``).

    ``silent`` marks what only reports that somebody said nothing: "The mayor declined to comment."
    ``echo_of`` is the id of the headline's claim that this one says again word for word.
    """

    id: str
    document: str
    start: int
    end: int
    text: str
    spans: tuple[Span, ...]
    sentence: Span
    mode: str
    cue: Cue | None = None
    sources: tuple[Source, ...] = ()
    via: tuple[str, ...] = ()
    voice: str | None = None
    denied: bool = False
    hedged: bool = False
    figures: tuple[str, ...] = ()
    time: TimeRef | None = None
    said: TimeRef | None = None
    place: Place | None = None
    steps: tuple[Step, ...] = ()
    silent: bool = False
    echo_of: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted or measured amount; ``low`` and ``high`` are null where open."""

    id: str
    document: str
    claim: str | None
    start: int
    end: int
    text: str
    low: float | int | None
    high: float | int | None
    approximate: bool = False
    unit: str = "1"
    counted: str | None = None
    event: str | None = None
    of: float | int | None = None
    per: str | None = None
    change: bool = False
    direction: str | None = None
    kind: str = "count"
    about: str | None = None
    time: TimeRef | None = None
    place: Place | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: its TIMEX3 value, and the interval it stands for where it can be anchored."""

    id: str
    document: str
    start: int
    end: int
    text: str
    value: str | None
    kind: str
    from_: str | None
    to: str | None
    anchor: str | None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Similar:
    """Another entity that may be the same person or body, and why: a suggestion, never a merge."""

    entity: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organization, place, group or outlet; ``role`` as written."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    role: str | None = None
    mentions: tuple[Mention, ...] = ()
    similar: tuple[Similar, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in one document alone."""

    document: str
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a passage."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Text shared by two documents; ``direction`` is left_to_right, right_to_left or unknown."""

    id: str
    left: Side
    right: Side
    similarity: float
    direction: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a comparison has its label: a feature and what it is on either side."""

    feature: str
    left: Any
    right: Any


@dataclass(frozen=True, slots=True)
class Comparison:
    """A labelled pair of two claims or two figures; for ``updates`` the earlier stands left.

    ``sure`` is false where the two share too little for a careful reader to sign the relation; dossier and
    reader show such a pair as unclear.
    """

    id: str
    left: str
    right: str
    relation: str
    reasons: tuple[Reason, ...] = ()
    judge: str = ""
    decision: str | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Range:
    """How many independent origins at the least and at the most; ``high`` is never a guess of truth."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Claims of a group that stand on one first known voice, and why they are taken together."""

    members: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that say the same, with a range of independent origins."""

    id: str
    label: str
    members: tuple[str, ...]
    origins: Range
    origin_of: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found between documents: replaced whole when the pile changes."""

    passages: tuple[Passage, ...] = ()
    entities: tuple[Entity, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    groups: tuple[Group, ...] = ()
    relay: tuple[tuple[str, Relay], ...] = ()
    """Relays inferred from shared text: (document id, relay)."""
    dated: tuple[tuple[str, Dated], ...] = ()
    """Bounds inferred for undated documents: (document id, bounds)."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a record; a re-run keeps it, and nothing deletes it.

    ``undoes`` is the id of the decision that this one takes back, and ``new`` then what stands again.
    ``about`` is the target in words, for when a re-run no longer finds it; ``left`` and ``right`` are the ids
    of what a comparison joins, for when a re-run no longer sets the two side by side.
    """

    id: str
    target: str
    field: str
    old: str | None
    new: str | None
    who: str
    when: str
    note: str | None = None
    undoes: str | None = None
    about: str | None = None
    left: str | None = None
    right: str | None = None
