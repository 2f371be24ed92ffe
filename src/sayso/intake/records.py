"""Records with fields: JSON lines, JSON arrays and objects, CSV and TSV, one document a record."""

from __future__ import annotations

import ast
import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sayso.errors import InputError, SaysoError, where_is
from sayso.intake import mastheads
from sayso.intake.article import arrange
from sayso.intake.authors import author_names
from sayso.intake.caps import check_length, check_markup
from sayso.intake.content import article_blocks
from sayso.intake.dates import read_date
from sayso.intake.document import finish
from sayso.intake.draft import Block, Draft, Piece
from sayso.intake.layout import lay_out
from sayso.intake.page import read_page
from sayso.intake.paragraphs import paragraphs
from sayso.model import Document, Failure, make_id
from sayso.settings import Settings

Columns = Mapping[str, Sequence[str]]
"""The columns that a person named for a field, the best first ("text": ["story"])."""

FIELD_NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "content", "body", "article", "full_text", "fulltext", "article_text", "articlebody",
        "article_body", "body_text", "maintext", "main_text", "content_text", "raw_text", "plain_text",
        "plaintext", "text_content", "story_text", "cleaned_text", "content_html", "article_html",
    ),
    "title": (
        "title", "headline", "head", "article_title", "name", "upload_title", "title_page", "title_rss",
    ),
    "outlet": (
        "outlet", "source", "site", "publisher", "publication", "newspaper", "site_name", "sitename",
        "source_name", "media", "media_name", "meta_site_name", "source_hostname", "hostname",
        "source_domain", "canonical_domain",
    ),
    "authors": ("authors", "author", "byline", "creator", "writer"),
    "published": (
        "published", "date", "published_at", "publishedat", "date_published", "datepublished", "publish_date",
        "published_date", "publication_date", "publishing_date", "date_publish", "pubdate", "pub_date",
        "datetime", "timestamp", "upload_timestamp",
    ),
    "updated": (
        "updated", "updated_at", "modified", "date_modified", "datemodified", "last_updated", "date_modify",
    ),
    "captured": (
        "captured", "captured_at", "date_download", "crawl_date", "crawled_at", "scraped_at", "fetched_at",
        "collect_date", "archive_date", "filedate", "_processed_at",
    ),
    "url": (
        "url", "link", "canonical_url", "canonical_link", "article_url", "original_url", "normalized_url",
        "uri", "permalink", "source_url", "source",
    ),
    "language": ("language", "lang", "language_code", "meta_lang"),
}  # fmt: skip
"""The names that each field usually goes by, the best first; in small letters, blanks and hyphens as "_".

Among them those of trafilatura, newspaper4k, news-please, Fundus, Media Cloud, Auto Archiver and JSON Feed.
"""

_WRAPPERS = ("metadata", "article", "_source", "data")
"""Fields that hold the record itself where it has no text: of Auto Archiver, and of search engines."""

_LISTS = ("articles", "items", "results", "entries", "stories", "documents")
"""What a list of records is usually called in the object around it."""

_PARTS = ("summary", "sections", "headline", "paragraphs", "texts", "text")
"""What an article in parts has, in the order it is read (a body of Fundus: summary, then sections)."""

_UNSOUND = re.compile("[\x00\ud800-\udfff]")
"""What JSON can write and no text may hold: halves of characters, and the zero byte."""

_MARKUP = re.compile(r"</(?:p|div|a|li|h[1-6])>|<(?:br|p)\b[^<>]*>", re.IGNORECASE)
_DEEPEST_PART = 12
"""Parts of an article are not looked for deeper than this."""
_STRAY_LABEL = ("title:", "headline:")


def read_json_lines(
    text: str, path: str, settings: Settings, mapping: Columns
) -> Iterator[Document | Failure]:
    """One document or failure for each line that is not blank; ``member`` is the line's number."""
    found = 0
    for number, line in enumerate(io.StringIO(text, newline="\n"), 1):
        if line.strip():
            found += 1
            yield _one(lambda line=line: _parsed(line), line, (path, number), settings, mapping)
    if not found:
        raise InputError("empty", f"{path} holds no record: usually a failed download; get it again.")


def read_json(text: str, path: str, settings: Settings, mapping: Columns) -> Iterator[Document | Failure]:
    """One JSON value: an object is one document, an array one document an element (``member`` from 1).

    An object that holds one list of objects ("articles", "items", "results") is read as that list. Text
    that holds several objects one after another is read as JSON lines. Of an array that is cut off or
    damaged, what stands before is read.
    """
    start = len(text) - len(text.lstrip())
    if text[start : start + 1] == "[":
        yield from _read_elements(_elements(text, start, path), path, settings, mapping)
        return
    try:
        value, end = json.JSONDecoder().raw_decode(text, start)
    except RecursionError as error:
        raise _too_deep(path) from error
    except ValueError as error:
        if "\n{" in text.strip() and text.lstrip().startswith("{"):
            yield from read_json_lines(text, path, settings, mapping)
            return
        raise _no_json(path, error) from error
    if text[end:].strip():
        yield from read_json_lines(text, path, settings, mapping)
        return
    if isinstance(value, dict) and _field(_unwrapped(value, mapping), "text", mapping) is None:
        lists = {
            k: v
            for k, v in value.items()
            if isinstance(v, list) and v and all(isinstance(i, dict) for i in v)
        }
        named = [lists[name] for name in _LISTS if name in lists] or list(lists.values())
        value = named[0] if len(named) == 1 else value
    if isinstance(value, list):
        yield from _read_elements(iter(value), path, settings, mapping)
    else:
        yield _one(lambda: value, text.strip(), (path, None), settings, mapping)


def _read_elements(
    elements: Iterator[Any], path: str, settings: Settings, mapping: Columns
) -> Iterator[Document | Failure]:
    """One document or failure for each element; an error of the first is the whole file's."""
    number = 0
    while True:
        number += 1
        try:
            item = next(elements)
            raw = json.dumps(item, ensure_ascii=False, sort_keys=True)
        except StopIteration:
            break
        except RecursionError:
            what = f"{where_is(path, number)} is nested too deeply: usually no record; check it."
            yield failure(path, number, "malformed", what)
            continue
        except InputError as error:
            if number == 1:
                raise
            yield failure(path, number, error.kind, str(error))
            return
        yield _one(lambda item=item: item, raw, (path, number), settings, mapping)
    if number == 1:
        raise InputError("empty", f"{path} holds an empty list: usually a failed download; get it again.")


def _elements(text: str, at: int, path: str) -> Iterator[Any]:
    """The elements of arrays one after another, one at a time: all at once may be too many to hold.

    ``InputError`` (malformed) where the text goes on otherwise.
    """
    decoder = json.JSONDecoder()
    try:
        while at < len(text):
            at = _behind("[", text, at)
            mark = text[at : at + 1]
            while mark != "]":
                item, at = decoder.raw_decode(text, at)
                yield item
                at = _over_blanks(text, at)
                mark = text[at : at + 1]
                if mark != "]":
                    at = _behind(",", text, at)
            at = _behind("]", text, at)
    except RecursionError as error:
        raise _too_deep(path) from error
    except ValueError as error:
        raise _no_json(path, error) from error


def _behind(mark: str, text: str, at: int) -> int:
    """Where the text goes on behind a mark of JSON and blanks; ``JSONDecodeError`` where another stands."""
    if not text.startswith(mark, at):
        raise json.JSONDecodeError(f"Expecting {mark!r}", text, at)
    return _over_blanks(text, at + 1)


def _over_blanks(text: str, at: int) -> int:
    while text[at : at + 1].isspace():
        at += 1
    return at


def read_table(text: str, path: str, settings: Settings, mapping: Columns) -> Iterator[Document | Failure]:
    """One document for each row of a CSV or TSV file with a head line; ``member`` counts rows from 1."""
    csv.field_size_limit(max(settings.max_record_chars * 2, 1 << 20))
    delimiter = _delimiter(text, path)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = [c.strip() for c in next(rows, [])]
    if _field(dict.fromkeys(columns, "any"), "text", mapping) is None:
        raise _without_text(path, columns)
    number, line = 0, rows.line_num
    while True:
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            number += 1
            yield failure(
                path,
                number,
                "malformed",
                f"{path}, row {number} (line {line + 1}) cannot be read as a table ({error}):"
                " usually a quotation mark left open; mend the row.",
            )
            line = rows.line_num
            continue
        first, line = line + 1, rows.line_num
        if not any(cell.strip() for cell in row):
            continue
        number += 1
        if len(row) != len(columns):
            yield failure(
                path,
                number,
                "malformed",
                f"{path}, row {number} (line {first}) has {len(row)} columns where the head has"
                f" {len(columns)}:"
                " usually a comma or quotation mark in the text that was not quoted; mend the row.",
            )
            continue
        item = dict(zip(columns, row, strict=True))
        yield _one(lambda item=item: item, delimiter.join(row), (path, number), settings, mapping)
    if not number:
        raise InputError(
            "empty", f"{path} has a head line but no rows: usually a failed export; get it again."
        )


def failure(path: str, member: str | int | None, kind: str, what: str) -> Failure:
    """A failure with its id."""
    return Failure(make_id("fail", path, member, kind), path, member, what, kind)


def crashed(path: str, member: str | int | None, error: Exception) -> Failure:
    """The failure for an input that intake could not take, by its own fault."""
    where = where_is(path, member)
    what = (
        f"{where} could not be read ({type(error).__name__}: {str(error)[:120]}):"
        " usually an oddity that sayso does not know yet; report it with the file."
    )
    return failure(path, member, "crashed", what)


def failed(document: Document, error: SaysoError) -> Failure:
    """The failure of a document that another package's part of a stage could not take."""
    path, member = document.path, document.member
    return failure(path, member, "crashed", f"{where_is(path, member)}: {error}")


def read_fields(
    fields: Mapping[str, Any],
    raw: bytes,
    place: tuple[str, int | None],
    settings: Settings,
    mapping: Columns | None = None,
) -> Document | Failure:
    """The document of fields by their usual names, or a failure; ``raw`` is what is hashed."""
    return _one(lambda: dict(fields), raw, place, settings, mapping or {})


def _one(
    load: Any, raw: str | bytes, place: tuple[str, int | None], settings: Settings, mapping: Columns
) -> Document | Failure:
    """The document of one record, or the failure that it costs; one bad record costs itself alone."""
    path, member = place
    where = where_is(path, member)
    try:
        item = load()
        if not isinstance(item, dict):
            raise InputError(
                "malformed",
                f"{where} is no JSON object: usually another kind of file;"
                " give one object with named fields for each article.",
            )
        return _document(item, raw, place, where, settings, mapping)
    except InputError as error:
        return failure(path, member, error.kind, str(error))
    except ValueError as error:
        return failure(
            path,
            member,
            "malformed",
            f"{where} is not valid JSON ({_where(error)}):"
            " usually a line cut off or edited by hand; mend the line.",
        )
    except RecursionError:
        return failure(
            path, member, "malformed", f"{where} is nested too deeply: usually no record; check it."
        )
    except Exception as error:  # whatever one record does to us, it costs itself alone
        return crashed(path, member, error)


def _too_deep(path: str) -> InputError:
    return InputError("malformed", f"{path} is nested too deeply: usually no list of records; check it.")


def _no_json(path: str, error: ValueError) -> InputError:
    return InputError(
        "malformed", f"{path} is not valid JSON ({_where(error)}): usually a cut-off file; get it again."
    )


def _parsed(line: str) -> Any:
    return json.loads(line)


def _where(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.removesuffix(' at')} at line {error.lineno}, column {error.colno}"
    return str(error)


def _document(
    item: Mapping[str, Any],
    raw: str | bytes,
    place: tuple[str, int | None],
    where: str,
    settings: Settings,
    mapping: Columns,
) -> Document:
    item = _unwrapped(item, mapping)
    text = _field(item, "text", mapping)
    if text is None:
        raise _without_text(where, list(item))
    body = _prose(text[1])
    if body is None:
        raise InputError(
            "malformed",
            f"{where} has no words in its field {text[0]} but {_kind_of(text[1])}: usually another column;"
            " say which one holds the article with --map text=FIELD.",
        )
    heading = _field(item, "title", mapping) or ("", "")
    title = _string(heading[1])
    if not body.strip():
        raise InputError(
            "empty", f"{where} has an empty text: usually a page that could not be fetched; get it again."
        )
    check_length(body, where, settings)
    title = title.strip()
    body, blocks, places = _body(body, text[0], where)
    draft = Draft(f"{title}\n\n{body}" if title else body)
    _read_fields(draft, item, mapping)
    offset = len(draft.text) - len(body)
    if title:
        draft.blocks = _title_blocks(draft, title, heading[0])
        draft.source_map.append((0, len(title), heading[0]))
    for block in blocks:
        block.start, block.end = block.start + offset, block.end + offset
    draft.blocks += blocks
    draft.source_map += [(start + offset, end + offset, place) for start, end, place in places]
    arrange(draft, draft.fields.get("title") or None)
    raw = raw if isinstance(raw, bytes) else raw.strip("\r\n").encode("utf-8", "surrogatepass")
    return finish(draft, place[0], place[1], hashlib.sha256(raw).hexdigest())


def _unwrapped(item: Mapping[str, Any], mapping: Columns) -> Mapping[str, Any]:
    """The record; where it has no text but an object in it has, that object's fields before its own."""
    text = _field(item, "text", mapping)
    if text is not None and _prose(text[1]) is not None:
        return item
    for name in _WRAPPERS:
        inner = item.get(name)
        if isinstance(inner, Mapping) and _field(inner, "text", mapping) is not None:
            return {**{key: value for key, value in item.items() if key != name}, **inner}
    return item


def _prose(value: Any, depth: int = 0) -> str | None:
    """The words of a text field: a string, a list of them, or an article in parts; None for what has none."""
    if isinstance(value, Mapping):
        inside = [value[name] for name in _PARTS if name in value]
        return _prose(inside, depth + 1) if inside and depth < _DEEPEST_PART else None
    if isinstance(value, list):
        said = [_prose(v, depth + 1) for v in value] if depth < _DEEPEST_PART else []
        return "\n\n".join(s for s in said if s)
    return _string(value) if isinstance(value, str) else None


def _body(written: str, column: str, where: str) -> tuple[str, list[Block], list[Piece]]:
    """A text field as text, its blocks, and where they came from; markup in it is read as a page's is."""
    if len(_MARKUP.findall(written, 0, 20_000)) < 2:
        return written, paragraphs(written), [(0, len(written), column)]
    check_markup(written, where)
    page = read_page(f"<html><body>{written}", where)
    places = [(b.start, b.end, f"{column}: <{b.element.tag}>, line {b.element.line}") for b in page.blocks]
    return page.text, article_blocks(lay_out(page, None)), places


def _without_text(where: str, names: list[Any]) -> InputError:
    listed = ", ".join(str(name)[:40] for name in names[:12]) or "none"
    return InputError(
        "malformed",
        f"{where} has no text field (its fields: {listed});"
        " say which one holds the article with --map text=FIELD.",
    )


def _title_blocks(draft: Draft, title: str, column: str) -> list[Block]:
    """The blocks of a title field: its label and the outlet's name glued to it are furniture."""
    start = next((len(s) for s in _STRAY_LABEL if title.lower().startswith(s)), 0)
    end = mastheads.site_suffix(title, draft.fields.get("outlet"))
    end = len(title) if end is None else end
    start += len(title[start:end]) - len(title[start:end].lstrip())
    whole = (start, end) == (0, len(title))
    rule = f"field:{column}" if whole else f"field:{column} without label or site name"
    draft.note("title", " ".join(title[start:end].split()), rule, (start, end))
    blocks = [Block(start, end, "headline", settled=True)]
    if start:
        blocks.insert(0, Block(0, len(title[:start].rstrip()), "furniture", settled=True))
    if end < len(title):
        blocks.append(
            Block(end + len(title[end:]) - len(title[end:].lstrip()), len(title), "furniture", settled=True)
        )
    return blocks


def _read_fields(draft: Draft, item: Mapping[str, Any], mapping: Columns) -> None:
    for name in ("outlet", "published", "updated", "captured", "url", "language"):
        for column, written in _filled(item, name, mapping):
            dated = name in ("published", "updated", "captured")
            value = read_date(written) if dated else _string(written).strip()
            if value and not _is_other(name, column, value):
                draft.note(name, value, f"field:{column}")
                break
    found = _field(item, "authors", mapping)
    if found:
        draft.note_authors(_authors(found[1]), f"field:{found[0]}")


def _authors(written: Any) -> list[str]:
    """Names as a field gives them: a list as it is, a string split where commas and "and" do."""
    written = _listed(written)
    if isinstance(written, list):
        return [name for name in (_string(w).strip() for w in written) if name]
    name = _string(written).strip()
    name = name[3:].strip() if name.lower().startswith("by ") else name
    return author_names(name) or ([name] if name else [])


def _listed(written: Any) -> Any:
    """A list that a table holds as Python or JSON writes it ("['Mira Tolan', 'Jon Besk']"), as a list."""
    if not isinstance(written, str) or not (written.startswith("[") and written.rstrip().endswith("]")):
        return written
    try:
        value = ast.literal_eval(written[:10_000])
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return written
    return value if isinstance(value, list) else written


def _is_other(name: str, column: str, value: str) -> bool:
    """Whether a column that may give an outlet or an address gives the other one ("source": "https://…")."""
    address = value.startswith(("http://", "https://"))
    return address if name == "outlet" else name == "url" and _plain(column) == "source" and not address


def _field(item: Mapping[str, Any], name: str, mapping: Columns) -> tuple[str, Any] | None:
    """The column and value of a field: the first filled of those named for it, then of its usual names.

    A text column without anything in it is given as an empty text, for there is a column at least.
    """
    filled = next(_filled(item, name, mapping), None)
    if filled or name != "text":
        return filled
    present = _present(item, name, mapping)
    return (str(present[0]), "") if present else None


def _filled(item: Mapping[str, Any], name: str, mapping: Columns) -> Iterator[tuple[str, Any]]:
    """The columns of a field that hold something, the best first, with their values."""
    for column in _present(item, name, mapping):
        if item[column] not in (None, "", []):
            yield str(column), item[column]


def _present(item: Mapping[str, Any], name: str, mapping: Columns) -> list[Any]:
    columns = {_plain(k): k for k in reversed(list(item))}
    present = [column for column in mapping.get(name, ()) if column in item]
    return present + [columns[usual] for usual in FIELD_NAMES[name] if usual in columns]


def _plain(column: Any) -> str:
    """A column's name as ``FIELD_NAMES`` writes it."""
    return str(column).strip().lower().replace(" ", "_").replace("-", "_")


def _kind_of(value: Any) -> str:
    """What a JSON value is called."""
    if isinstance(value, bool):
        return "true or false"
    return "an object" if isinstance(value, Mapping) else "a number"


def _string(value: Any) -> str:
    """A field's value as text; objects ({"name": …}) give their name, lists of strings their lines."""
    if isinstance(value, str):
        return _UNSOUND.sub("\ufffd", value) if _UNSOUND.search(value) else value
    if isinstance(value, Mapping):
        return _string(value.get("name") or value.get("title") or "")
    if isinstance(value, list):
        return "\n\n".join(_string(v) for v in value)
    return "" if value is None or isinstance(value, bool) else str(value)


def _delimiter(text: str, path: str) -> str:
    """What parts the columns: the mark that stands most in the head line, a tab for .tsv files."""
    head = text.lstrip("\r\n").partition("\n")[0]
    if path.lower().endswith((".tsv", ".tab")):
        return "\t"
    counts = {mark: head.count(mark) for mark in (",", ";", "\t", "|")}
    return max(counts, key=lambda mark: counts[mark])
