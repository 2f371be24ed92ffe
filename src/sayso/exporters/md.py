"""A digest in Markdown: the articles, where accounts differ, and who said what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.case.contents import Contents
from sayso.model import RELATIONS, Claim, Document, Figure

_FIRST = ("conflicts", "updates", "differs", "agrees", "repeats", "scope", "unclear")


def export_md(contents: Contents) -> Iterator[str]:
    """The digest, section by section; every line names its article and the place of its words."""
    yield "# Case digest\n\n"
    yield from _articles(contents)
    yield from _comparisons(contents)
    yield from _claims(contents)
    yield from _failures(contents)


def _articles(contents: Contents) -> Iterator[str]:
    yield "## Articles\n\n"
    for document in contents.documents:
        carried = "".join(f" ← {_escape(r.name)}" for r in document.relay)
        outlet = _escape(document.outlet or "outlet not given")
        title = _escape(document.title or "no headline")
        yield f"- **{title}** — {outlet}{carried}, {document.published or 'undated'} (`{_where(document)}`)\n"
    yield "\n"


def _comparisons(contents: Contents) -> Iterator[str]:
    for relation in sorted(RELATIONS, key=_FIRST.index):
        found = [x for x in contents.comparisons if x.relation == relation and contents.is_telling(x)]
        if not found or relation == "unclear":
            continue
        yield f"## {relation.capitalize()} ({len(found)})\n\n"
        for x in found:
            left, right = _side(contents, x.left), _side(contents, x.right)
            why = "; ".join(f"{r.feature}: {r.left} / {r.right}" for r in x.reasons)
            yield f"- {left}\n  ↔ {right}\n  ({_escape(why)})\n"
        yield "\n"


def _side(contents: Contents, id: str) -> str:
    thing: Claim | Figure = contents.claim.get(id) or contents.figure[id]
    document = contents.document[thing.document]
    said = f"“{_escape(thing.text)}” ({_escape(document.outlet or _where(document))}, `{id}`)"
    return f"{_escape(contents.said_by(id))} {said}".lstrip()


def _claims(contents: Contents) -> Iterator[str]:
    by_speaker: dict[str, list[Claim]] = {}
    for claim in contents.claims:
        if claim.mode != "narrated":
            names = [s.name for s in claim.sources if s.name] or ["source not named"]
            by_speaker.setdefault(" and ".join(names), []).append(claim)
    yield "## Who said what\n\n"
    for speaker in sorted(by_speaker, key=lambda s: (-len(by_speaker[s]), s)):
        yield f"### {_escape(speaker)}\n\n"
        for claim in by_speaker[speaker]:
            document = contents.document[claim.document]
            cue = f"{_escape(claim.cue.text)}: " if claim.cue else ""
            place = f"{_escape(document.outlet or _where(document))}, {claim.start}–{claim.end}"
            yield f"- {cue}“{_escape(claim.text)}” ({place})\n"
        yield "\n"


def _failures(contents: Contents) -> Iterator[str]:
    if contents.failures:
        yield "## Not read\n\n"
        for failure in contents.failures:
            yield f"- {_escape(failure.what)}\n"


def _where(document: Document) -> str:
    return document.path if document.member is None else f"{document.path}#{document.member}"


def _escape(text: str) -> str:
    """Text on one line, with the characters that Markdown would read as its own escaped."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(text.split()))
