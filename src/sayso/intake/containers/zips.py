"""ZIP, WACZ and gzip: files packed together; nothing is ever unpacked to disk, and names lead nowhere."""

from __future__ import annotations

import gzip
import hashlib
import json
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from sayso.errors import InputError
from sayso.intake.containers.members import (
    Budget,
    Expected,
    Member,
    Metered,
    Names,
    SpentError,
    Unread,
    left_out,
)
from sayso.intake.litter import PARTS, is_litter, page_of_part, saved_pages

_OFFICE = frozenset({"[Content_Types].xml", "META-INF/MANIFEST.MF"})
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
_MANIFEST = "datapackage.json"
_STREAMED = (".warc", ".warc.gz", ".warc.zst")


def read_zip(stream: BinaryIO, path: str, budget: Budget) -> Iterator[Member | Unread | Expected]:
    """The files in a ZIP, in the order of its directory.

    The web archive in a WACZ is held against the hashes of its manifest. Raises ``InputError`` (malformed,
    binary) for what is no ZIP, or is a Word or OpenDocument file.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except _DAMAGED as error:
        raise InputError(
            "malformed",
            f"{path} is a damaged ZIP ({error}): usually a download that was cut off; get it again.",
        ) from error
    with archive:
        entries = archive.infolist()
        names = [entry.filename for entry in entries]
        if names[:1] == ["mimetype"] or not _OFFICE.isdisjoint(names):
            raise InputError(
                "binary",
                f"{path} is a Word, OpenDocument or e-book file, not text: save its text as .txt or .html.",
            )
        yield from _Zip(archive, path, budget).members(entries)


class _Zip:
    def __init__(self, archive: zipfile.ZipFile, path: str, budget: Budget) -> None:
        self.archive, self.path, self.budget = archive, path, budget
        self.names = Names()
        self.skipped: Counter[str] = Counter()
        self.hashes: dict[str, str] | None = None

    def members(self, entries: list[zipfile.ZipInfo]) -> Iterator[Member | Unread | Expected]:
        names = {entry.filename for entry in entries}
        self.hashes = self._hashes(names)
        found, pages = False, saved_pages(names)
        for entry in entries:
            if entry.is_dir() or self._is_beside(entry.filename):
                continue
            found = True
            ending = PurePosixPath(entry.filename).suffix.lower()
            if ending in PARTS:
                self.skipped[ending] += 1
            elif page_of_part(entry.filename, pages):
                self.skipped[f"{ending} beside a saved page"] += 1
            else:
                yield self._member(entry, self.names.name(entry.filename))
        if self.skipped:
            yield left_out(self.path, self.skipped)
        if self.hashes is not None:
            yield from self._listed_pages(entries)
        if not found:
            raise InputError(
                "empty", f"{self.path} is a ZIP without any file in it: usually the wrong one; look again."
            )

    def _member(self, entry: zipfile.ZipInfo, name: str) -> Member | Unread:
        where = f"{self.path}, file {name}"
        try:
            _refuse(entry, where)
            if entry.filename.lower().endswith(_STREAMED):
                return self._web_archive(entry, name, where)
            with self.archive.open(entry) as stream:
                data = self.budget.read(stream, where)
            return Member(name, data)
        except SpentError:
            raise
        except InputError as error:
            return Unread(name, error)
        except _DAMAGED as error:
            what = f"{where} cannot be unpacked ({str(error)[:120]}): usually a damaged ZIP; get it again."
            return Unread(name, InputError("malformed", what))

    def _is_beside(self, name: str) -> bool:
        """Litter of systems; in a WACZ also what only serves to find things in its archive."""
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if any(is_litter(part) for part in parts):
            return True
        return self.hashes is not None and parts[:1] != ("archive",)

    def _hashes(self, names: set[str]) -> dict[str, str] | None:
        """The SHA-256 that a WACZ gives for each of its files, or None where the ZIP is none."""
        if _MANIFEST not in names or not any(n.startswith("archive/") for n in names):
            return None
        try:
            with self.archive.open(_MANIFEST) as stream:
                listed: Any = json.loads(self.budget.read(stream, _MANIFEST))["resources"]
            pairs = [(str(r["path"]), str(r.get("hash", ""))) for r in listed]
        except (*_DAMAGED, InputError, KeyError, TypeError, AttributeError, RecursionError):
            return {}
        return {p: h.removeprefix("sha256:") for p, h in pairs if h.startswith("sha256:")}

    def _listed_pages(self, entries: list[zipfile.ZipInfo]) -> Iterator[Expected | Unread]:
        """The pages that a WACZ says it holds, from its lists of them."""
        for entry in entries:
            name = PurePosixPath(entry.filename)
            if name.parts[:1] != ("pages",) or name.suffix != ".jsonl":
                continue
            try:
                with self.archive.open(entry) as stream:
                    lines = self.budget.read(stream, f"{self.path}, file {name}").splitlines()
            except SpentError:
                raise
            except (*_DAMAGED, InputError) as error:
                what = f"{self.path}, file {name} cannot be read ({str(error)[:120]}); get the archive again."
                yield Unread(str(name), InputError("malformed", what))
                continue
            for number, line in enumerate(lines, 1):
                url = _address(line)
                if url:
                    yield self._expected(f"{name}/{number}", url)

    def _expected(self, name: str, url: str) -> Expected:
        what = (
            f"{self.path} lists the page {url[:300]} but holds no article of that address:"
            " usually one that sent its reader on, or could not be fetched; look whether you miss it."
        )
        return Expected(name, url, InputError("incomplete", what))

    def _web_archive(self, entry: zipfile.ZipInfo, name: str, where: str) -> Member:
        """A web archive as a stream, after it was held against its hash where there is one."""
        expected = (self.hashes or {}).get(entry.filename)
        if expected:
            with Metered(self.archive.open(entry), self.budget) as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            if digest != expected.lower():
                raise InputError(
                    "malformed",
                    f"{where} does not have the hash that the archive's manifest gives:"
                    " usually changed or damaged after it was made; get it again.",
                )
        return Member(name, stream=Metered(self.archive.open(entry), self.budget))  # type: ignore[arg-type]


def _address(line: bytes) -> str | None:
    """The address in a line of a list of pages; its head line has none."""
    try:
        url: Any = json.loads(line).get("url")
    except (ValueError, AttributeError, RecursionError):
        return None
    return url if isinstance(url, str) and url.startswith(("http://", "https://")) else None


def _refuse(entry: zipfile.ZipInfo, where: str) -> None:
    if entry.flag_bits & 1:
        raise InputError("unreadable", f"{where} is locked with a password; unpack it by hand.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise InputError(
            "skipped", f"{where} is a link and was left out: links are not followed out of an archive."
        )


def read_gzip(stream: BinaryIO, path: str, name: str, budget: Budget) -> Iterator[Member | Unread]:
    """The one file in a gzip; ``InputError`` (malformed, too_large) where it cannot be unpacked."""
    try:
        with gzip.GzipFile(fileobj=stream) as unpacked:
            data = budget.read(unpacked, path)
    except (EOFError, OSError, zlib.error) as error:
        raise InputError(
            "malformed",
            f"{path} cannot be unpacked ({str(error)[:120]}): usually a download cut off; get it again.",
        ) from error
    yield Member(name, data)
