"""Document → Reading: parse, quotations, times, numbers, names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.model import Document
from sayso.reading.names import find_names
from sayso.reading.numbers import find_numbers
from sayso.reading.parse import parse
from sayso.reading.quotations import find_quotations
from sayso.reading.settlements import with_settlements
from sayso.reading.text import Reading
from sayso.reading.times import find_times
from sayso.settings import Settings


def read(documents: Iterable[Document], settings: Settings) -> Iterator[Reading]:
    """Each document read, in the order the documents come in."""
    for reading in parse(documents, settings.batch_paragraphs):
        reading.quotations = find_quotations(reading.document)
        reading.times = find_times(reading)
        reading.numbers = find_numbers(reading)
        reading.names = tuple(with_settlements(find_names(reading)))
        yield reading
