"""Document → Reading: parse, quotations, times, numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.model import Document
from sayso.reading.parse import parse
from sayso.reading.text import Reading
from sayso.settings import Settings


def read(documents: Iterable[Document], settings: Settings) -> Iterator[Reading]:
    """Each document read, in the order the documents come in."""
    yield from parse(documents, settings.batch_paragraphs)
