"""From bytes to documents: text, pages, records, PDF and archives, each segmented, with its own data."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from sayso.errors import InputError
from sayso.intake.files import Job, read_file
from sayso.intake.kinds import STDIN, has_columns
from sayso.intake.records import FIELD_NAMES, Columns, crashed
from sayso.intake.sources import Input, add_lines, hash_of, head_of, list_inputs, read_bytes, unread
from sayso.model import Document, Failure
from sayso.settings import Settings

__all__ = [
    "FIELD_NAMES",
    "STDIN",
    "Columns",
    "Input",
    "add_lines",
    "has_columns",
    "hash_of",
    "head_of",
    "list_inputs",
    "read",
    "read_bytes",
    "read_data",
    "read_input",
    "read_large",
    "unread",
]


_MOST_FAILURES = 10_000
"""A file that gives more of them, and few documents, is read no further."""


def read(paths: Sequence[str], settings: Settings, mapping: Columns) -> Iterator[Document | Failure]:
    """Every document under the paths, and a failure for all that gave none.

    ``paths`` are files, folders, or ``-`` for JSON lines on stdin. ``mapping`` names columns of records by
    field ("text": ["story"]). Documents come in the order of the paths and of the names in folders.
    """
    for item in list_inputs(paths, settings):
        if isinstance(item, Failure):
            yield item
        else:
            yield from read_input(item, settings, mapping)


def read_input(item: Input, settings: Settings, mapping: Columns) -> Iterator[Document | Failure]:
    """The documents of one file; raises nothing for bad input, which is a failure."""
    if item.large:
        yield from read_large(item.path, settings, mapping)
        return
    try:
        data = read_bytes(item.path, settings)
    except InputError as error:
        yield unread(item.path, error)
        return
    yield from read_data(item.path, data, settings, mapping)


def read_data(path: str, data: bytes, settings: Settings, mapping: Columns) -> Iterator[Document | Failure]:
    """The documents in the bytes of one file; raises nothing for bad input, which is a failure."""
    yield from _read(path, io.BytesIO(data), Job.of(path, len(data), settings, mapping))


def read_large(path: str, settings: Settings, mapping: Columns) -> Iterator[Document | Failure]:
    """The documents of an archive on disk, which is read as a stream; bad input is a failure."""
    try:
        with Path(path).open("rb") as stream:
            yield from _read(path, stream, Job.of(path, Path(path).stat().st_size, settings, mapping))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        what = f"{path} cannot be read ({reason}): usually a bad disk or network; copy it and try again."
        yield unread(path, InputError("unreadable", what))


def _read(path: str, stream: BinaryIO, job: Job) -> Iterator[Document | Failure]:
    documents = failures = 0
    try:
        for thing in read_file(path, stream, job):
            documents, failures = (
                documents + (not isinstance(thing, Failure)),
                failures + isinstance(thing, Failure),
            )
            if failures > _MOST_FAILURES and failures > 10 * documents:
                raise InputError(
                    "malformed",
                    f"{path} gave {failures:,} failures to {documents:,} documents and was read no further:"
                    " usually another kind of file than its name says; look into it.",
                )
            yield thing
    except InputError as error:
        yield unread(path, error)
    except Exception as error:  # whatever one file does to us, it costs itself alone
        yield crashed(path, None, error)
