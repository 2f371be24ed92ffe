"""Small piles of invented articles, read and compared, for tests of comparison."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.claims import find
from sayso.comparison import compare
from sayso.model import Claim, Compared, Comparison, Document, Figure, Findings
from sayso.reading import read
from sayso.settings import Settings
from tests.sentences import document


@dataclass(frozen=True)
class Pile:
    """Documents with what was found in and between them."""

    documents: tuple[Document, ...]
    findings: tuple[Findings, ...]
    compared: Compared

    def text(self, id: str) -> str:
        """The words of a claim or figure."""
        return self.thing(id).text

    def thing(self, id: str) -> Claim | Figure:
        """A claim or figure by its id."""
        things: dict[str, Claim | Figure] = {c.id: c for f in self.findings for c in f.claims}
        things |= {x.id: x for f in self.findings for x in f.figures}
        return things[id]

    def figures_in(self, id: str) -> set[str]:
        """The words of the figures in a claim."""
        return {x.text for f in self.findings for x in f.figures if x.claim == id}

    def relations(self) -> set[tuple[str, str, str]]:
        """(relation, left words, right words) of all comparisons."""
        return {(x.relation, self.text(x.left), self.text(x.right)) for x in self.compared.comparisons}

    def between(self, left: str, right: str) -> Comparison:
        """The comparison of the two things with these words, or of claims with these figures, either way."""
        for x in self.compared.comparisons:
            if {self.text(x.left), self.text(x.right)} == {left, right}:
                return x
        for x in self.compared.comparisons:
            one, other = self.figures_in(x.left), self.figures_in(x.right)
            if (left in one and right in other) or (left in other and right in one):
                return x
        raise AssertionError(f"{left!r} and {right!r} were not compared")


def article(name: str, text: str, outlet: str, published: str | None = "2021-12-01") -> Document:
    """One document of a pile."""
    made = document(text, published, outlet)
    return replace(made, id=f"doc_{name}", path=f"{name}.txt")


def headed(made: Document) -> Document:
    """A document whose first line is its headline."""
    first, *rest = made.segments
    return replace(made, segments=(replace(first, kind="headline"), *rest))


def pile(*documents: Document) -> Pile:
    """A pile, read and compared in the order given."""
    findings = tuple(find(read(documents, Settings()), Settings()))
    return Pile(documents, findings, compare(documents, findings))
