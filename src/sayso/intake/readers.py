"""Readers of other packages: kinds of files that sayso does not read itself, by the ending of their names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import EntryPoint
from pathlib import PurePath
from typing import Any

from sayso import plugins
from sayso.errors import InputError
from sayso.intake.records import read_fields
from sayso.model import Document, Failure
from sayso.settings import Settings

Reader = Callable[[bytes, str], Iterable[Mapping[str, Any]]]
"""From a file's bytes and path, its articles as fields by the usual names: text, title, outlet …"""


def reader_of(name: str) -> EntryPoint | None:
    """The reader of another package for files of this name: its name is their ending, without the dot."""
    return plugins.installed(plugins.READERS).get(PurePath(name).suffix.lower().removeprefix("."))


def read_by(entry: EntryPoint, data: bytes, where: str, settings: Settings) -> Iterator[Document | Failure]:
    """What another package reads in a file, a document or failure an article; ``member`` counts from 1.

    ``InputError`` where it gives none, or fails.
    """
    found = 0
    try:
        reader: Reader = entry.load()
        for found, fields in enumerate(reader(data, where), 1):
            raw = json.dumps(dict(fields), ensure_ascii=False, sort_keys=True, default=str)
            yield read_fields(fields, raw.encode("utf-8", "replace"), (where, found), settings)
    except Exception as error:  # whatever another package does costs this file
        raise InputError(
            "malformed",
            f"{where} could not be read by {entry.value} ({type(error).__name__}: {error}):"
            " usually a damaged file, or a reader of another version; check both.",
        ) from error
    if not found:
        raise InputError("empty", f"{where} holds no article that {entry.value} can read; check the file.")
