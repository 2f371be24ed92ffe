"""Documents, once intake has read them: outlets by their known names, then what stands after it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from sayso.errors import SaysoError
from sayso.intake.known import with_known_outlets
from sayso.intake.records import failed
from sayso.model import Document, Failure
from sayso.settings import Settings
from sayso.stages.parts import INTAKE, Part, parts

_UNTOUCHED = ("id", "path", "member", "sha256", "text", "source_map")
"""What no component may change of a document: what was read, and how it is found again."""


def documents(found: Iterable[Document | Failure], settings: Settings) -> Iterator[Document | Failure]:
    """What intake read, with known outlets by their names and through what stands after it."""
    standing = [part for part in parts(settings.components) if part.after == INTAKE]
    for thing in found:
        if isinstance(thing, Failure):
            yield thing
            continue
        try:
            yield functools.reduce(_changed, standing, with_known_outlets(thing, settings.known))
        except SaysoError as error:
            yield failed(thing, error)


def _changed(document: Document, part: Part) -> Document:
    made = part(document)
    if not isinstance(made, Document):
        raise part.failed(f"it gave a {type(made).__name__} and no document")
    if off := [name for name in _UNTOUCHED if getattr(made, name) != getattr(document, name)]:
        raise part.failed(f"it changed the {off[0]} of a document, which is what was read")
    return made
