"""What is found in each document alone, in English and other languages, then through what stands after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sayso.claims import find
from sayso.claims.known import with_known_names
from sayso.claims.languages import with_other_languages
from sayso.model import Document, Findings
from sayso.reading import read
from sayso.records import check_stretches
from sayso.settings import Settings
from sayso.stages.parts import CLAIMS, Part, parts


def findings(given: Iterable[Document], settings: Settings) -> Iterator[Findings]:
    """What is found in each document alone, in the order the documents come in."""
    used = parts(settings.components)
    instead = next((part for part in used if part.instead == CLAIMS), None)
    standing = [part for part in used if part.after == CLAIMS]
    kept: list[Document] = []

    def noted() -> Iterator[Document]:
        for document in given:
            kept.append(document)
            yield document

    found: Iterator[Findings]
    if instead is not None:
        found = (_checked(instead, d, instead(d)) for d in noted())
    else:
        found = find(read(noted(), settings), settings)
    for made in found:
        document = kept.pop(0)
        if instead is None:
            made = with_other_languages(document, made)
        made = with_known_names(made, settings.known)
        for part in standing:
            made = _checked(part, document, part(document, made))
        yield made


def _checked(part: Part, document: Document, made: Any) -> Findings:
    """Findings of a component, once they are of this document and every stretch says what stands there."""
    if not isinstance(made, Findings) or made.document != document.id:
        raise part.failed("it gave no findings of the document")
    try:
        check_stretches(made, document)
    except ValueError as error:
        raise part.failed(str(error)) from error
    return made
