"""Counts of events as a table like those of conflict data programmes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.case.contents import Contents
from sayso.dossier.tables import line
from sayso.exporters.events import Reported, reported_events
from sayso.exporters.published import published
from sayso.model import Document, Figure

COLUMNS = (
    "id",
    "event",
    "counted",
    "where_description",
    "date_start",
    "date_end",
    "number_of_sources",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "best",
    "high",
    "low",
    "or_more",
    "reported",
    "figures",
)


def export_ucdp(contents: Contents) -> Iterator[str]:
    """Counts of the killed, displaced … as CSV, a row for one thing, columns named as in UCDP's event data.

    ``low`` and ``high`` are the lowest and the highest number that any account gives, and ``or_more`` says
    whether one of them says that there were more; ``best`` is left empty: it is for a coder's judgement.
    Figures share a row where each is compared with each as agreeing, repeating, differing or in conflict; a
    later count of the same is a row of its own, and the day on which a toll rose is no day of the event.
    ``number_of_sources`` counts articles.

    Lost: shares, money, measures, increments, figures without an event; who is in a dyad, geocodes and the
    precision codes, which sayso does not know.
    """
    kept = published(contents)
    yield line(COLUMNS)
    for reported in reported_events(kept):
        yield line(_values(kept, reported))


def _values(contents: Contents, reported: Reported) -> tuple[object, ...]:
    documents = list(dict.fromkeys(contents.document[f.document].id for f in reported.figures))
    articles = [contents.document[id_] for id_ in documents]
    return (
        reported.figures[0].id,
        reported.event,
        reported.counted,
        reported.place,
        reported.from_,
        reported.to,
        len(articles),
        _joined(_office(a) for a in articles),
        _joined(a.published or "" for a in articles),
        _joined(a.title or "" for a in articles),
        _joined(_speaker(contents, f) for f in reported.figures),
        None,
        reported.high,
        reported.low,
        any(f.high is None for f in reported.figures),
        _joined(" ".join(f.text.split()) for f in reported.figures),
        "; ".join(f.id for f in reported.figures),
    )


def _office(document: Document) -> str:
    return document.outlet or document.path


def _speaker(contents: Contents, figure: Figure) -> str:
    claim = contents.claim.get(figure.claim or "")
    return "; ".join(s.name or s.text for s in claim.sources) if claim else ""


def _joined(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(v for v in values if v))
