"""Where a line leads: to a place in the same page, or to the page of the reader that has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sayso.dossier.articles import passage_anchor
from sayso.dossier.pile import Pile

Links = Callable[[str], str]
"""From an anchor of the dossier (a record's id, a mention, a passage's side, a section) to an address."""


@dataclass(frozen=True, slots=True)
class Served:
    """Where a page that the reader serves leads to: the paths that records and articles stand under."""

    items: str
    articles: str


def in_page(anchor: str) -> str:
    """The links of a dossier that is one page."""
    return f"#{anchor}"


class Paths:
    """The links of the reader, where each article and each view has a page of its own."""

    def __init__(self, pile: Pile, served: Served, sections: frozenset[str]) -> None:
        self._pile, self._served, self._sections = pile, served, sections
        self._passages: dict[str, str] = {
            passage_anchor(passage, document): document
            for document, sides in pile.passages_in.items()
            for passage, _, _ in sides
        }

    def __call__(self, anchor: str) -> str:
        """The address of an anchor; of one that is on every page, the anchor itself."""
        document = self._document(anchor)
        if document == anchor:
            return f"{self._served.articles}{document}"
        if document:
            return f"{self._served.articles}{document}#{anchor}"
        if anchor.startswith("p_"):
            return f"{self._served.items}{anchor.removeprefix('p_')}"
        return f"/{anchor}" if anchor in self._sections else f"#{anchor}"

    def _document(self, anchor: str) -> str:
        """The article that an anchor stands in, or ""."""
        if self._pile.has(anchor):
            return self._pile.document_with(anchor)
        if anchor.startswith("m_"):
            return anchor.removeprefix("m_").rpartition("_")[0]
        return self._passages.get(anchor, anchor if anchor in self._pile.document_of else "")
