"""What the pile shows beyond its single documents, through what stands after comparison or in its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sayso.comparison import compare
from sayso.model import Compared, Document, Findings
from sayso.settings import Settings
from sayso.stages.parts import COMPARISON, Part, parts


def compared(given: Sequence[Document], found: Sequence[Findings], settings: Settings) -> Compared:
    """What the pile shows beyond its single documents."""
    used = parts(settings.components)
    instead = next((part for part in used if part.instead == COMPARISON), None)
    made = _compared(instead, instead(given, found)) if instead else compare(given, found)
    for part in used:
        if part.after == COMPARISON:
            made = _compared(part, part(given, found, made))
    return made


def stands_alone(settings: Settings) -> bool:
    """Whether nothing of other packages stands after comparison or in its place."""
    return all(COMPARISON not in (part.after, part.instead) for part in parts(settings.components))


def _compared(part: Part, made: Any) -> Compared:
    if not isinstance(made, Compared):
        raise part.failed(f"it gave a {type(made).__name__} and nothing compared")
    return made
