"""The articles of a case as sources to cite: BibTeX, CSL-JSON and RIS."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.case.contents import Contents
from sayso.exporters.naming import Json, dump, without_null
from sayso.exporters.published import published
from sayso.model import Document

_TEX = {c: f"\\{c}" for c in "{}&%$#_"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def export_bibtex(contents: Contents) -> Iterator[str]:
    """The articles as BibTeX (``@misc``, keyed by the ids of documents), for LaTeX, JabRef and Zotero.

    Lost: all but headline, authors, outlet, date, address, the declared source, file and hash.
    """
    for document in published(contents).documents:
        fields = {
            "author": " and ".join(f"{{{_tex(name)}}}" for name in document.authors),
            "title": f"{{{_tex(document.title)}}}" if document.title else "",
            "howpublished": _tex(document.outlet or ""),
            "date": (document.published or "")[:10],
            "year": (document.published or "")[:4],
            "month": str(int(month)) if (month := (document.published or "")[5:7]) else "",
            "url": _verbatim(document.url or ""),
            "urldate": (document.captured or "")[:10],
            "language": document.language or "",
            "note": _tex(_note(document)),
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        yield f"@misc{{{document.id},\n{lines}}}\n\n"


def export_csl_json(contents: Contents) -> Iterator[str]:
    """The articles as CSL-JSON, for Zotero, Pandoc and whatever else speaks the Citation Style Language.

    Lost: all but headline, authors, outlet, date, address, the declared source, file and hash.
    """
    yield dump([_csl(document) for document in published(contents).documents])


def _csl(document: Document) -> Json:
    return without_null(
        {
            "id": document.id,
            "type": "article-newspaper",
            "title": document.title,
            "author": [{"literal": name} for name in document.authors],
            "container-title": document.outlet,
            "issued": _parts(document.published),
            "accessed": _parts(document.captured),
            "URL": document.url,
            "language": document.language,
            "note": _note(document),
        }
    )


def _parts(date: str | None) -> Json | None:
    found = _DATE.match(date or "")
    return {"date-parts": [[int(part) for part in found.groups() if part]]} if found else None


def export_ris(contents: Contents) -> Iterator[str]:
    """The articles as RIS (``TY  - NEWS``), for EndNote, Mendeley and catalogues.

    Lost: all but headline, authors, outlet, date, address, the declared source, file and hash.
    """
    for document in published(contents).documents:
        yield from (f"{tag}  - {_line(value)}\r\n" for tag, value in _ris(document) if value)
        yield "ER  - \r\n\r\n"


def _ris(document: Document) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", document.id
    yield "TI", document.title or ""
    yield from (("AU", name) for name in document.authors)
    yield "T2", document.outlet or ""
    yield "DA", (document.published or "")[:10].replace("-", "/")
    yield "PY", (document.published or "")[:4]
    yield "Y2", (document.captured or "")[:10].replace("-", "/")
    yield "UR", document.url or ""
    yield "LA", document.language or ""
    yield "N1", _note(document)


def _note(document: Document) -> str:
    """Whose report it carries, and which file it is."""
    declared = [r.name for r in document.relay if r.status == "declared"]
    carried = f"carries {', '.join(declared)}; " if declared else ""
    member = "" if document.member is None else f"#{document.member}"
    return f"{carried}file {document.path}{member}, SHA-256 {document.sha256}"


def _line(value: str) -> str:
    return " ".join(value.split())


def _tex(value: str) -> str:
    return "".join(_TEX.get(c, c) for c in _line(value))


def _verbatim(value: str) -> str:
    """An address, whose braces would end the field."""
    return value.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
