"""Reads one file by its kind, and what is in it where it holds other files, as deep as the caps allow."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from sayso.errors import InputError
from sayso.intake.caps import check_length, check_markup
from sayso.intake.containers.feeds import read_feed
from sayso.intake.containers.mail import read_mail, read_mhtml
from sayso.intake.containers.mbox import read_mbox
from sayso.intake.containers.members import DEEPEST, Budget, Entry, Expected, Member, SpentError, Unread
from sayso.intake.containers.warc import read_warc
from sayso.intake.containers.zips import read_gzip, read_zip
from sayso.intake.decode import decode
from sayso.intake.html import read_html
from sayso.intake.kinds import CONTAINERS, HEAD_BYTES, kind_of
from sayso.intake.parquet import read_parquet
from sayso.intake.pdf import read_pdf
from sayso.intake.readers import read_by, reader_of
from sayso.intake.records import (
    Columns,
    crashed,
    failure,
    read_fields,
    read_json,
    read_json_lines,
    read_table,
)
from sayso.intake.text import read_text
from sayso.model import Document, Evidence, Failure, make_id
from sayso.settings import Settings

_CALLED = {"warc": "record", "feed": "record"}
"""What a member is called in a sentence about it; others are files."""


@dataclass(frozen=True, slots=True)
class Job:
    """What all that is read of one file has in common; ``depth`` counts the containers around it."""

    settings: Settings
    mapping: Columns
    budget: Budget
    depth: int = 0

    @classmethod
    def of(cls, path: str, size: int, settings: Settings, mapping: Columns) -> Job:
        """The job of reading a file of this size."""
        return cls(settings, mapping, Budget.of(path, size, settings))


def read_file(path: str, stream: BinaryIO, job: Job) -> Iterator[Document | Failure]:
    """The documents of a file; ``InputError`` where it as a whole gives none."""
    yield from _read(path, Member(path, stream=stream), job)


def _read(where: str, member: Member, job: Job) -> Iterator[Document | Failure]:
    stream = member.stream or io.BytesIO(member.data)
    reader = reader_of(member.name or where)
    if reader is not None:
        yield from read_by(reader, job.budget.read(stream, where), where, job.settings)
        return
    head = _head(stream, where)
    kind = kind_of(member.name or where, head, member.media)
    if kind in CONTAINERS:
        yield from _read_container(where, kind, stream, job)
        return
    if kind == "parquet" and not job.depth:
        # It may be larger than any article, and is read piece by piece.
        yield from read_parquet(stream, where, job.budget, job.settings, job.mapping)
        return
    data = member.data or job.budget.read(stream, where)
    if kind == "parquet":
        yield from read_parquet(io.BytesIO(data), where, job.budget, job.settings, job.mapping)
        return
    if kind == "pdf":
        yield _within(read_pdf(data, where), job.settings)
        return
    decoded = decode(data, where, markup=kind == "html", charset=member.charset)
    text = decoded.text
    if kind == "json lines":
        yield from read_json_lines(text, where, job.settings, job.mapping)
    elif kind == "json":
        yield from read_json(text, where, job.settings, job.mapping)
    elif kind == "table":
        yield from read_table(text, where, job.settings, job.mapping)
    elif kind == "html":
        check_markup(text, where)
        yield _within(read_html(data, text, where), job.settings)
    else:
        check_length(text, where, job.settings)
        yield read_text(data, decoded, where)


def _head(stream: BinaryIO, where: str) -> bytes:
    try:
        head = stream.read(HEAD_BYTES)
        stream.seek(0)
    except OSError as error:
        raise InputError(
            "malformed",
            f"{where} cannot be unpacked ({str(error)[:120]}): usually a damaged ZIP; get it again.",
        ) from error
    return head


def _read_container(where: str, kind: str, stream: BinaryIO, job: Job) -> Iterator[Document | Failure]:
    if job.depth >= DEEPEST:
        raise InputError(
            "malformed",
            f"{where} lies in {DEEPEST} others already: usually packed by mistake; unpack it by hand.",
        )
    found = False
    for thing in _read_parts(where, kind, stream, dataclasses.replace(job, depth=job.depth + 1)):
        found = True
        yield thing
    if not found:
        raise InputError(
            "empty", f"{where} holds nothing that is read: usually a crawl or download cut off; get it again."
        )


def _read_parts(where: str, kind: str, stream: BinaryIO, job: Job) -> Iterator[Document | Failure]:
    seen: set[str] = set()
    for part in _opened(where, kind, stream, job.budget):
        if isinstance(part, Expected):
            if _address(part.url) not in seen:
                yield failure(where, part.name, part.error.kind, str(part.error))
        elif isinstance(part, Unread):
            yield failure(where, part.name, part.error.kind, str(part.error))
        elif isinstance(part, Entry):
            yield read_fields(part.fields, part.raw, (where, part.name), job.settings)
        else:
            for thing in _read_member(where, kind, part, job):
                if isinstance(thing, Document) and thing.url:
                    seen.add(_address(thing.url))
                yield thing


def _address(url: str) -> str:
    """An address without what may differ between two names of one page."""
    bare = url.partition("#")[0].removeprefix("http://").removeprefix("https://")
    return bare.removeprefix("www.").rstrip("/")


def _opened(
    where: str, kind: str, stream: BinaryIO, budget: Budget
) -> Iterator[Member | Entry | Expected | Unread]:
    if kind == "warc":
        return read_warc(stream, where, budget)
    if kind == "mbox":
        return read_mbox(stream, where, budget)
    if kind == "zip":
        return read_zip(stream, where, budget)
    if kind == "gzip":
        name = PurePosixPath(where).name
        return read_gzip(stream, where, name[:-3] if name.lower().endswith(".gz") else f"{name}.txt", budget)
    data = budget.read(stream, where)
    if kind == "feed":
        return read_feed(data, where)
    return read_mhtml(data, where) if kind == "mhtml" else read_mail(data, where)


def _read_member(where: str, kind: str, member: Member, job: Job) -> Iterator[Document | Failure]:
    """What a member gives, placed in its container; what it does to us costs itself alone."""
    name = member.name
    label = where if name is None else f"{where}, {_CALLED.get(kind, 'file')} {name}"
    try:
        for thing in _read(label, member, job):
            yield _placed(thing, where, member)
    except SpentError:
        raise
    except InputError as error:
        yield failure(where, name, error.kind, str(error))
    except Exception as error:
        yield crashed(where, name, error)


def _placed(thing: Document | Failure, where: str, member: Member) -> Document | Failure:
    """A document or failure of a member, as one of its container, with what that says of it."""
    name = thing.member if member.name is None else member.name
    if member.name is not None and thing.member is not None:
        name = f"{member.name}/{thing.member}"
    if isinstance(thing, Failure):
        return failure(where, name, thing.kind, thing.what)
    sha256 = member.sha256 or thing.sha256
    changes: dict[str, Any] = {"id": make_id("doc", sha256, where, name), "sha256": sha256}
    evidence = dict(thing.evidence)
    for field in ("url", "captured"):
        value = getattr(member, field)
        if value:
            changes[field] = value
            evidence[field] = Evidence("the archive's record", None, None)
    changes["evidence"] = {key: evidence[key] for key in sorted(evidence)}
    return dataclasses.replace(thing, path=where, member=name, **changes)


def _within(document: Document, settings: Settings) -> Document:
    """The document, unless its text is longer than the cap."""
    check_length(document.text, document.path, settings)
    return document
