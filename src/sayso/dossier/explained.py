"""Why a finding is what it is: each step with the characters it rests on, in lines."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.case.contents import Contents
from sayso.case.decisions import told
from sayso.case.unlisted import is_unlisted
from sayso.dossier import words
from sayso.dossier.pairs import NAMES
from sayso.dossier.reasons import in_words
from sayso.model import Claim, Comparison, Document, Figure, Group, Step, Time

Found = Claim | Figure | Time | Comparison | Group
"""What has steps or reasons to be explained."""

_CONTEXT = 60


def explanation(contents: Contents, thing: Found) -> Iterator[str]:
    """The lines that explain a finding."""
    if isinstance(thing, Comparison):
        yield from _comparison(contents, thing)
    elif isinstance(thing, Group):
        yield from _group(contents, thing)
    else:
        yield from _finding(contents, thing)
    for decision in contents.log.about(thing.id):
        yield told(contents.things, decision)


def _finding(contents: Contents, thing: Claim | Figure | Time) -> Iterator[str]:
    document = contents.document[thing.document]
    yield f"{type(thing).__name__.lower()} {thing.id}"
    yield f"  in {_where(document)}, characters {thing.start}–{thing.end}"
    yield f"  “{_line(thing.text)}”"
    if "outlet" in contents.log.values.get(document.id, {}):
        yield f"  outlet {_decided(contents, document, 'outlet', 'not given')}"
    elif document.outlet and "outlet" in document.evidence:
        yield f"  outlet {document.outlet}: {document.evidence['outlet'].rule}"
    if isinstance(thing, Claim):
        names = " and ".join(s.name or "somebody without a name" for s in thing.sources)
        marks = (", denied" if thing.denied else "") + (", hedged" if thing.hedged else "")
        yield f"  mode {thing.mode}, on the word of {names or thing.voice or 'nobody named'}{marks}"
    elif isinstance(thing, Figure):
        yield f"  from {_bound(thing.low)} to {_bound(thing.high)}"
        yield f"  counted {thing.counted or '–'}, event {thing.event or '–'}"
    else:
        yield f"  value {thing.value or 'none'}, from {thing.from_ or '–'} to {thing.to or '–'}"
        yield f"  anchored to {thing.anchor or 'nothing'}"
    yield "steps:"
    for step in thing.steps:
        yield from _step(contents, document.id, step)


def _step(contents: Contents, document: str, step: Step) -> Iterator[str]:
    yield f"  {step.component} {step.version}: {step.rule}"
    if step.start is not None and step.end is not None:
        text = contents.document[document].text
        before = _line(text[max(0, step.start - _CONTEXT) : step.start])
        after = _line(text[step.end : step.end + _CONTEXT])
        yield f"    {step.start}–{step.end}: …{before} [{_line(text[step.start : step.end])}] {after}…"


def _comparison(contents: Contents, thing: Comparison) -> Iterator[str]:
    unsure = "" if thing.sure else "; on too little to be sure, so it is shown as unclear"
    by = f"{thing.relation}, by sayso’s {words.judge(thing.judge)}{unsure}"
    yield f"comparison {thing.id}: {words.no_longer(thing) if is_unlisted(thing) else by}"
    yield f"  {NAMES[thing.relation if thing.sure else 'unclear'][2]}"
    for name, id in (("left", thing.left), ("right", thing.right)):
        side: Claim | Figure = contents.claim.get(id) or contents.figure[id]
        document = contents.document[side.document]
        outlet = _decided(contents, document, "outlet", "outlet not given")
        published = _decided(contents, document, "published", "undated")
        yield f"  {name}: {id} in {_where(document)} ({outlet}, {published})"
        yield f"    “{_line(side.text)}”"
    if thing.reasons:
        yield f"why: {'; '.join(in_words(thing.reasons))}"
        yield "reasons (left | right):"
    for reason in thing.reasons:
        yield f"  {reason.feature}: {_told(reason.left)} | {_told(reason.right)}"


def _group(contents: Contents, thing: Group) -> Iterator[str]:
    yield f"group {thing.id}: {_line(thing.label)}"
    yield f"  {thing.origins.low} to {thing.origins.high} independent origins"
    for origin in thing.origin_of:
        yield f"  {origin.why}:"
        for member in origin.members:
            claim = contents.claim[member]
            document = contents.document[claim.document]
            outlet = _decided(contents, document, "outlet", document.path)
            yield f"    {member} in {outlet}: “{_line(claim.text)}”"


def _decided(contents: Contents, document: Document, field: str, none: str) -> str:
    """A field of a document as a person decided it, which is said, or else as it was found."""
    values, was = contents.log.values.get(document.id, {}), getattr(document, field)
    now = values.get(field, was)
    return f"{now or none}{' (decided)' if now != was else ''}"


def _where(document: Document) -> str:
    return document.path if document.member is None else f"{document.path}#{document.member}"


def _bound(value: float | int | None) -> str:
    return "open" if value is None else f"{value:,}"


def _told(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "–" if value is None else _line(str(value))


def _line(text: str) -> str:
    return " ".join(text.split())
