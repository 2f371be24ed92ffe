"""W3C Web Annotations: claims, their sources, figures and comparisons as notes on the articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sayso.case.contents import Contents
from sayso.dossier import words
from sayso.exporters.naming import NAME, PROGRAM, Json, dump, instant, iri, said_by, source_of, without_null
from sayso.exporters.published import private_places, published
from sayso.model import Claim, Comparison, Document, Figure

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""How many characters before and after a stretch are given to find it again."""


def export_web_annotation(contents: Contents) -> Iterator[str]:
    """Annotations after the W3C's Web Annotation Data Model, as JSON-LD, for annotation tools.

    Claims and figures are ``describing``, sources ``identifying``, comparisons ``linking``. Positions count
    code points, as the model asks, of the text that the case holds, not of the page at the address: there,
    the quote with its prefix and suffix finds the place.

    Lost: groups and origins, times, entities that are no source, steps, segments, the reasons of comparisons.
    """
    kept = published(contents)
    places = _Places(kept, private_places(contents))
    items = [*_claims(kept, places), *_figures(kept, places), *_comparisons(kept, places)]
    yield dump(
        {
            "@context": CONTEXT,
            "id": iri("annotations"),
            "type": "AnnotationCollection",
            "label": "Who says what, and where accounts agree, repeat or clash",
            "generator": {"id": PROGRAM, "type": "Software", "name": NAME},
            "total": len(items),
            "first": {
                "id": iri("annotations:1"),
                "type": "AnnotationPage",
                "startIndex": 0,
                "items": items,
            },
        }
    )


def _claims(contents: Contents, places: _Places) -> Iterator[Json]:
    for claim in contents.claims:
        marks = [name for name in ("denied", "hedged", "silent") if getattr(claim, name)]
        told = ", ".join((said_by(claim), claim.mode, *marks))
        yield _annotation(claim.id, "describing", _text(told, "describing"), places.of(claim))
        for number, source in enumerate(claim.sources, 1):
            if source.name and source.end > source.start:
                yield _annotation(
                    f"{claim.id}:source:{number}",
                    "identifying",
                    _text(source.name, "identifying"),
                    places.at(claim.document, source.start, source.end),
                )


def _figures(contents: Contents, places: _Places) -> Iterator[Json]:
    for figure in contents.figures:
        told = f"{words.amount(figure)}: {words.topic(figure)}"
        yield _annotation(figure.id, "describing", _text(told, "describing"), places.of(figure))


def _comparisons(contents: Contents, places: _Places) -> Iterator[Json]:
    for compared in contents.comparisons:
        left, right = (places.of(_side(contents, id_)) for id_ in (compared.left, compared.right))
        body = [_text(_relation(compared), "tagging"), {**right, "purpose": "linking"}]
        yield _annotation(compared.id, "linking", body, left)


def _relation(compared: Comparison) -> str:
    if compared.decision:
        return f"{compared.relation} (decided)"
    return compared.relation if compared.sure else f"perhaps {compared.relation}"


def _side(contents: Contents, id_: str) -> Claim | Figure:
    return contents.claim.get(id_) or contents.figure[id_]


def _annotation(id_: str, motivation: str, body: object, target: Json) -> Json:
    return {
        "id": iri(id_),
        "type": "Annotation",
        "motivation": motivation,
        "generator": {"id": PROGRAM, "type": "Software", "name": NAME},
        "body": body,
        "target": target,
    }


def _text(value: str, purpose: str) -> Json:
    return {
        "type": "TextualBody",
        "value": value,
        "format": "text/plain",
        "language": "en",
        "purpose": purpose,
    }


class _Places:
    """Stretches of articles as targets; what stands around them is cut off before a private name."""

    def __init__(self, contents: Contents, private: Mapping[str, Sequence[tuple[int, int]]]) -> None:
        self._documents = contents.document
        self._private = private

    def of(self, thing: Claim | Figure) -> Json:
        """Where a claim or figure stands."""
        return self.at(thing.document, thing.start, thing.end)

    def at(self, id_: str, start: int, end: int) -> Json:
        """A stretch of the document of an id."""
        document = self._documents[id_]
        left, right = self._around(document, start, end)
        seen = instant(document.captured)
        return without_null(
            {
                "type": "SpecificResource",
                "source": source_of(document),
                "state": {"type": "TimeState", "sourceDate": seen} if seen else None,
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": document.text[start:end],
                        "prefix": document.text[left:start],
                        "suffix": document.text[end:right],
                    },
                    {"type": "TextPositionSelector", "start": start, "end": end},
                ],
            }
        )

    def _around(self, document: Document, start: int, end: int) -> tuple[int, int]:
        left, right = max(0, start - _AROUND), min(len(document.text), end + _AROUND)
        for begin, after in self._private.get(document.id, ()):
            if begin < start:
                left = max(left, min(after, start))
            if after > end:
                right = min(right, max(begin, end))
        return left, right
