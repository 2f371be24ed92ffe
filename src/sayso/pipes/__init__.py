"""spaCy components: who says what, figures and times, in any English pipeline with a tagger and a parser.

``nlp.add_pipe("sayso_attribution")``, ``"sayso_figures"``, ``"sayso_times"`` write ``doc._.attributions``,
``doc._.figures`` and ``doc._.times``: lists of plain records with the fields of the export, so that a ``Doc``
takes them along when it is saved; offsets count characters of ``doc.text``. The same stretches stand in
``doc.spans`` under the same names. ``doc._.published``, an ISO date set beforehand, anchors relative times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from sayso.claims import find
from sayso.claims.figures import find_figures
from sayso.errors import UsageError
from sayso.model import Claim
from sayso.pipes.reading import reading_of
from sayso.records import from_record, to_record
from sayso.settings import Settings

Component = Callable[[Any], Any]

_REQUIRES = ["token.tag", "token.dep", "token.head", "doc.sents"]


def attribution(nlp: Any, name: str, learned: bool) -> Component:
    """The component that writes ``doc._.attributions``: claims with cue, sources, mode.

    ``learned`` lets the learned part help the rules; it was trained on the small English pipeline 3.8, and
    takes the vectors that this writes to ``doc.tensor``.
    """
    _check(nlp, name)
    settings = Settings(learned=int(learned))

    def component(doc: Any) -> Any:
        (found,) = find([reading_of(doc, learned)], settings)
        return _write(doc, "attributions", found.claims)

    return component


def figures(nlp: Any, name: str) -> Component:
    """The component that writes ``doc._.figures``; after the one for attributions, each has its claim."""
    _check(nlp, name)

    def component(doc: Any) -> Any:
        claims = [from_record(Claim, record) for record in doc._.attributions or ()]
        return _write(doc, "figures", find_figures(reading_of(doc), claims))

    return component


def times(nlp: Any, name: str) -> Component:
    """The component that writes ``doc._.times``: TIMEX3 values and intervals."""
    _check(nlp, name)
    return lambda doc: _write(doc, "times", reading_of(doc).times)


def _check(nlp: Any, name: str) -> None:
    if nlp.lang != "en":
        raise UsageError(f"{name} reads English only, and this pipeline is for {nlp.lang!r}.")


def _write(doc: Any, name: str, things: Iterable[Any]) -> Any:
    records = [to_record(thing) for thing in things]
    setattr(doc._, name, records)
    spans = (doc.char_span(r["start"], r["end"], label=r["type"], alignment_mode="expand") for r in records)
    doc.spans[name] = [span for span in spans if span is not None]
    return doc


for _name in ("attributions", "figures", "times", "published"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)

Language.factory(
    "sayso_attribution",
    assigns=["doc._.attributions", "doc.spans"],
    requires=_REQUIRES,
    default_config={"learned": False},
    func=attribution,
)
Language.factory("sayso_figures", assigns=["doc._.figures", "doc.spans"], requires=_REQUIRES, func=figures)
Language.factory("sayso_times", assigns=["doc._.times", "doc.spans"], requires=_REQUIRES, func=times)
