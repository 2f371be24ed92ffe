"""Records that know their case: the model's own fields, and the way to what belongs to them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from sayso import model
from sayso.dossier.explained import explanation
from sayso.dossier.reasons import in_words
from sayso.notebook import html

if TYPE_CHECKING:
    from sayso.notebook.case import Case

V = TypeVar("V")


def view(kind: type[V], thing: Any, case: Case) -> V:
    """A record of the model as a view of a kind, in its case."""
    made = object.__new__(kind)
    for field in dataclasses.fields(thing):
        object.__setattr__(made, field.name, getattr(thing, field.name))
    object.__setattr__(made, "_case", case)
    return made


class _Seen:
    """What every view can do."""

    __slots__ = ()
    _case: Case
    id: str

    @property
    def decisions(self) -> list[model.Decision]:
        """What people decided about this record and is in force, in the order it was decided."""
        return self._case.contents.log.about(self.id)

    def _repr_html_(self) -> str:
        raise NotImplementedError


class _Cited(_Seen):
    """A view of what stands in an article."""

    __slots__ = ()
    ADDED: ClassVar[tuple[str, ...]] = ("path", "outlet", "published")
    document: str

    @property
    def article(self) -> Document:
        """The article it stands in."""
        return self._case.documents[self.document]

    def explain(self) -> str:
        """Why it is what it is: each step, its rule, and the characters it rests on."""
        return "\n".join(explanation(self._case.contents, self._case.contents.things[self.id]))

    def beside(self) -> dict[str, Any]:
        """What rows have besides the record's fields: what ``ADDED`` names, all of it text."""
        article = self._case.contents.document[self.document]
        return {"path": article.path, "outlet": article.outlet, "published": article.published}


class Document(_Seen, model.Document):
    """A document of a case, with its claims and figures; in a notebook, the article with its marks."""

    __slots__ = ("_case",)

    @property
    def claims(self) -> list[Claim]:
        """Its claims in the order of its text."""
        return [view(Claim, c, self._case) for c in self._case.claims_in.get(self.id, ())]

    @property
    def figures(self) -> list[Figure]:
        """Its figures in the order of its text."""
        return [view(Figure, f, self._case) for f in self._case.figures_in.get(self.id, ())]

    def __repr__(self) -> str:
        where = self.path if self.member is None else f"{self.path}#{self.member}"
        return f"<{self.id} {where}: {_short(self.title or 'no headline')}>"

    def _repr_html_(self) -> str:
        return html.article(self._case, self)


class Claim(_Cited, model.Claim):
    """A claim of a case; in a notebook, its sentence with content, cue and source marked."""

    __slots__ = ("_case",)
    ADDED = ("speaker", *_Cited.ADDED)

    @property
    def speaker(self) -> str | None:
        """The names of its sources, an unnamed one by its words ("Officials").

        None for the outlet's own voice, and where the text says of nobody that they said it.
        """
        return "; ".join(dict.fromkeys(s.name for s in self.sources if s.name)) or None

    def beside(self) -> dict[str, Any]:
        """What rows have besides the record's fields."""
        return {"speaker": self.speaker, **super().beside()}

    def __repr__(self) -> str:
        who = self.speaker or ("unnamed" if self.sources or self.cue else "own voice")
        return f"<{self.id} {who}: {_short(self.text)}>"

    def _repr_html_(self) -> str:
        return html.claim(self._case, self.id)


class Figure(_Cited, model.Figure):
    """A figure of a case; in a notebook, its sentence with the figure marked."""

    __slots__ = ("_case",)

    def __repr__(self) -> str:
        return f"<{self.id} {_short(self.text)}>"

    def _repr_html_(self) -> str:
        return html.claim(self._case, self.id)


class Comparison(_Seen, model.Comparison):
    """Two claims or figures of a case and how they stand; in a notebook, side by side with the reasons."""

    __slots__ = ("_case",)
    ADDED: ClassVar[tuple[str, ...]] = ("left_text", "right_text")

    @property
    def sides(self) -> tuple[Claim | Figure, Claim | Figure]:
        """The two that are compared, left and right."""
        return self._side(self.left), self._side(self.right)

    @property
    def why(self) -> list[str]:
        """The reasons in words."""
        return list(in_words(self.reasons))

    def explain(self) -> str:
        """Why it is what it is: both sides, and the value of every feature."""
        return "\n".join(explanation(self._case.contents, self._case.contents.things[self.id]))

    def beside(self) -> dict[str, Any]:
        """What rows have besides the record's fields."""
        left, right = self.sides
        return {"left_text": left.text, "right_text": right.text}

    def _side(self, id_: str) -> Claim | Figure:
        contents = self._case.contents
        if id_ in contents.claim:
            return view(Claim, contents.claim[id_], self._case)
        return view(Figure, contents.figure[id_], self._case)

    def __repr__(self) -> str:
        left, right = self.sides
        return f"<{self.id} {self.relation}: {_short(left.text)} / {_short(right.text)}>"

    def _repr_html_(self) -> str:
        return html.comparison(self._case, self)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words if len(words) <= 60 else words[:59].rstrip() + '…'}”"
