"""Metadata for Datasette, which shows a case file as it is."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.case.contents import Contents
from sayso.exporters.naming import Json, dump

_VIEWS: Json = {
    "conflicts": {
        "title": "Conflicts",
        "description": "Two accounts that, as worded, cannot both hold, and what people decided about them.",
        "facets": ["left_outlet", "right_outlet"],
    },
    "figures_by_event": {
        "title": "Figures by event",
        "description": "Who counts how many killed, displaced …: an empty high means “or more”.",
        "facets": ["event", "outlet"],
    },
    "who_is_quoted": {
        "title": "Who is quoted",
        "description": "How often each outlet gives whose word, and by which words it says so.",
        "facets": ["outlet"],
        "sort_desc": "claims",
    },
    "claims_searched": {
        "title": "Claims, to be searched",
        "description": "Every claim with its article; the search finds claims by their words and speakers.",
        "fts_table": "claim_search",
        "fts_pk": "search_id",
        "facets": ["outlet", "mode"],
    },
}
"""The views of the case file: what they are, and how Datasette shows and searches them."""

_TABLES: Json = {
    "document": {"title": "Articles", "label_column": "title", "facets": ["outlet", "language"]},
    "claim": {"title": "Claims", "label_column": "text", "facets": ["mode", "denied"]},
    "figure": {"title": "Figures", "label_column": "text", "facets": ["event", "unit"]},
    "time": {"title": "Time expressions", "label_column": "text"},
    "entity": {"title": "People, bodies, places", "label_column": "name", "facets": ["kind"]},
    "comparison": {"title": "Comparisons", "facets": ["relation"]},
    "group": {"title": "Claims that say the same", "label_column": "label"},
    "passage": {"title": "Shared text"},
    "decision": {"title": "What people decided", "facets": ["who", "field"]},
    "failure": {"title": "Not read", "facets": ["kind"]},
    **{
        name: {"hidden": True}
        for name in (
            *("bytes", "inferred", "input", "meta", "named", "parsed", "searched", "stale"),
            *("told_document", "told_failure", "told_point"),
        )
    },
}


def export_datasette(contents: Contents) -> Iterator[str]:
    """Metadata for Datasette: ``datasette maren.case -m metadata.json`` shows the case file itself.

    Tables are named after the records; the views ``conflicts``, ``figures_by_event``, ``who_is_quoted`` and
    ``claims_searched`` join them, the last with full-text search. The metadata goes by the case file's name:
    after renaming the file, export it again. Nothing is copied: the database is the case.

    Lost: nothing, the case is shown as it is, what is marked private too; do not publish it as it is.
    """
    yield dump(
        {
            "title": f"sayso: {contents.name}",
            "description": "Who says what, on whose word, and where accounts agree, repeat or clash.",
            "databases": {contents.name: {"tables": {**_TABLES, **_VIEWS}}},
        }
    )
