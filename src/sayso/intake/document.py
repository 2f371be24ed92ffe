"""A finished draft as a document."""

from __future__ import annotations

import re

from sayso.intake.draft import Draft
from sayso.intake.language import mark_languages
from sayso.model import KEPT_KINDS, Document, Segment, make_id

_BRACKETS = re.compile(r"\[[^\[\]\n]{1,240}\]")


def finish(draft: Draft, path: str, member: str | int | None, sha256: str) -> Document:
    """The document of a draft: its blocks as segments, its fields with their evidence, its id.

    ``sha256`` is of the raw bytes the document came from; it, the path and the member make the id.
    """
    mark_languages(draft)
    segments = tuple(Segment(b.start, b.end, b.kind, b.language) for b in draft.blocks)
    fields = draft.fields
    return Document(
        id=make_id("doc", sha256, path, member),
        path=path,
        member=member,
        sha256=sha256,
        text=draft.text,
        title=fields.get("title"),
        outlet=fields.get("outlet"),
        authors=draft.authors,
        published=fields.get("published"),
        updated=fields.get("updated"),
        captured=fields.get("captured"),
        evidence={name: draft.evidence[name] for name in sorted(draft.evidence)},
        language=fields.get("language"),
        url=fields.get("url"),
        segments=segments,
        insertions=_insertions(draft.text, segments),
        links=tuple(draft.links),
        relay=tuple(draft.relay),
        source_map=tuple(draft.source_map),
    )


def _insertions(text: str, segments: tuple[Segment, ...]) -> tuple[tuple[int, int], ...]:
    """Editorial brackets inside what is kept."""
    return tuple(
        match.span()
        for segment in segments
        if segment.kind in KEPT_KINDS
        for match in _BRACKETS.finditer(text, segment.start, segment.end)
    )
