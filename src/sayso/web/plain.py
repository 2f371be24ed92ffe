"""What a page shows as JSON: the same lists, without their looks."""

from __future__ import annotations

import dataclasses
from typing import Any

from markupsafe import Markup

from sayso.dossier.pile import Quote
from sayso.exporters.jsonl import export_record
from sayso.model import Document, Figure


def plain(value: Any) -> Any:
    """A view's value as JSON can hold it: an article by its id and name, a quotation by what it says."""
    if isinstance(value, Markup):
        return str(value)
    if isinstance(value, Quote):
        return _quote(value)
    if isinstance(value, Document):
        kept = ("id", "path", "member", "title", "outlet", "published")
        return {name: getattr(value, name) for name in kept}
    if isinstance(value, Figure):
        return export_record(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def _quote(quote: Quote) -> dict[str, Any]:
    left_out = ("html", "voices")
    told = {f.name: getattr(quote, f.name) for f in dataclasses.fields(quote) if f.name not in left_out}
    return {**told, "who": quote.who, "speaker": quote.speaker}
