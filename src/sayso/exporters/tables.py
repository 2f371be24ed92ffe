"""One table of claims as CSV, for spreadsheets: a line a claim, with its figures and its sentence's place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from sayso.case.contents import Contents
from sayso.case.decisions import told
from sayso.model import Claim, Figure

COLUMNS = (
    "claim",
    "path",
    "member",
    "outlet",
    "published",
    "speaker",
    "role",
    "anonymous",
    "described",
    "via",
    "relay",
    "mode",
    "cue",
    "denied",
    "hedged",
    "silent",
    "echo_of",
    "text",
    "time_from",
    "time_to",
    "place",
    "figures",
    "start",
    "end",
    "decisions",
)


def export_csv(contents: Contents) -> Iterator[str]:
    """The claims as CSV, a line each, for spreadsheets; lists are joined with "; ".

    Lost: comparisons, groups, entities, times other than a claim's own, texts of articles, steps.
    """
    yield row(COLUMNS)
    for claim in contents.claims:
        yield row(_values(contents, claim))


def _values(contents: Contents, claim: Claim) -> tuple[object, ...]:
    document = contents.document[claim.document]
    figures = (contents.figure[f] for f in claim.figures if f in contents.figure)
    return (
        claim.id,
        document.path,
        document.member,
        document.outlet,
        document.published,
        "; ".join(s.name for s in claim.sources if s.name),
        "; ".join(s.role for s in claim.sources if s.role),
        any(s.anonymous for s in claim.sources),
        "; ".join(dict.fromkeys(s.described for s in claim.sources if s.described)),
        "; ".join(claim.via),
        "; ".join(r.name for r in document.relay),
        claim.mode,
        claim.cue.text if claim.cue else None,
        claim.denied,
        claim.hedged,
        claim.silent,
        claim.echo_of,
        claim.text,
        claim.time.from_ if claim.time else None,
        claim.time.to if claim.time else None,
        claim.place.text if claim.place else None,
        "; ".join(_figure(f) for f in figures),
        claim.start,
        claim.end,
        "; ".join(told(contents.things, d) for d in contents.log.about(claim.id, *claim.figures)),
    )


def _figure(figure: Figure) -> str:
    low = (
        "" if figure.low is None else f"{figure.low:g}" if isinstance(figure.low, float) else str(figure.low)
    )
    high = (
        ""
        if figure.high is None
        else f"{figure.high:g}"
        if isinstance(figure.high, float)
        else str(figure.high)
    )
    bounds = low if low == high else f"{low}..{high}"
    return " ".join(part for part in (bounds, figure.counted or "", figure.event or "") if part)


def row(values: tuple[object, ...]) -> str:
    """A line of CSV; null is an empty cell, and no cell is a formula."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(["" if v is None else _plain(v) for v in values])
    return line.getvalue()


def _plain(value: object) -> object:
    """A cell that no spreadsheet takes for a formula, and booleans as yes and no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@"):
        return "'" + value
    return value
