"""What comparison asks of a case that was compared before: little, so that one more article is soon done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from sayso.comparison.postings import Places, Postings, no_postings
from sayso.comparison.stories import Near
from sayso.comparison.surroundings import Gist
from sayso.model import Comparison, Document, Entity, Findings, Passage


@dataclass(frozen=True, slots=True)
class Join:
    """Two claims that may say the same, how firmly they are joined, and the documents they stand in."""

    left: str
    right: str
    firm: float
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A document that was compared: its number in the case, its id, and what orders documents.

    ``words`` is how many telling words it has.
    """

    number: int
    id: str
    sha256: str
    path: str
    member: str | int | None
    words: int


class Known(Protocol):
    """What was found of the documents that were compared before; they go by their numbers in the case."""

    def catalogue(self) -> Sequence[Entry]:
        """All documents that were compared, in any order."""

    def word_holders(self, traces: Places, most: int) -> Postings:
        """The documents that hold some words, of each at most so many."""

    def gram_holders(self, traces: Places) -> Postings:
        """The documents that hold some grams."""

    def near(self, numbers: Iterable[int]) -> Near:
        """The neighbours of documents, each with how many words they share."""

    def near_to(self, numbers: Iterable[int]) -> set[tuple[int, int]]:
        """Pairs of a document and one of its neighbours, for those neighbours that are asked for."""

    def gists(self, numbers: Iterable[int]) -> dict[int, Gist]:
        """The gists of documents."""

    def read(self, ids: Sequence[str]) -> list[tuple[Document, Findings]]:
        """Documents as they were read, in the order asked, with what was found in each."""

    def passages(self, ids: Iterable[str]) -> list[Passage]:
        """The passages that documents share with any others."""

    def comparisons(self, ids: Iterable[str]) -> list[Comparison]:
        """The comparisons of claims and figures with any others."""

    def joins_of(self, claims: Iterable[str]) -> list[Join]:
        """The joins of claims with any others."""

    def grouped_with(self, claims: Iterable[str]) -> set[tuple[str, str]]:
        """The claims that are in one group with any of some, those too, each with the group's id."""

    def named(self, ids: Iterable[str]) -> list[tuple[str, Entity]]:
        """Entities as single documents have them, with the ids of the documents."""

    def sharing(self, keys: Iterable[str]) -> list[Entity]:
        """The entities of the case, without their mentions, that have any of some keys of names."""

    def entities(self, ids: Iterable[str]) -> list[Entity]:
        """Entities of the whole case."""


class Nothing:
    """A case in which nothing was compared yet."""

    def catalogue(self) -> Sequence[Entry]:
        return ()

    def word_holders(self, traces: Places, most: int) -> Postings:
        return no_postings()

    def gram_holders(self, traces: Places) -> Postings:
        return no_postings()

    def near(self, numbers: Iterable[int]) -> Near:
        return {}

    def near_to(self, numbers: Iterable[int]) -> set[tuple[int, int]]:
        return set()

    def gists(self, numbers: Iterable[int]) -> dict[int, Gist]:
        return {}

    def read(self, ids: Sequence[str]) -> list[tuple[Document, Findings]]:
        return []

    def passages(self, ids: Iterable[str]) -> list[Passage]:
        return []

    def comparisons(self, ids: Iterable[str]) -> list[Comparison]:
        return []

    def joins_of(self, claims: Iterable[str]) -> list[Join]:
        return []

    def grouped_with(self, claims: Iterable[str]) -> set[tuple[str, str]]:
        return set()

    def named(self, ids: Iterable[str]) -> list[tuple[str, Entity]]:
        return []

    def sharing(self, keys: Iterable[str]) -> list[Entity]:
        return []

    def entities(self, ids: Iterable[str]) -> list[Entity]:
        return []
