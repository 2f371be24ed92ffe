"""WARC: the pages of a web archive, record by record, with their digests checked and revisits resolved.

The file is read as a stream, one record at a time, so that its size is no matter. (ISO 28500:2017.)
"""

from __future__ import annotations

import dataclasses
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from sayso.errors import InputError, where_is
from sayso.intake.containers import http
from sayso.intake.containers.members import Budget, Member, Names, SpentError, Unread, left_out, missing
from sayso.intake.dates import read_date

_DAMAGED = (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile)
_HOUSEKEEPING = frozenset({"warcinfo", "request", "metadata"})
_PAGES = frozenset({"response", "resource", "conversion"})
_GZIP, _ZSTD, _PLAIN = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"WARC/1."
_HEAD_BYTES = 65_536
_CHUNK = 1 << 20
_MOST_DAMAGE = 200
"""After so many damaged stretches, or records without a type, a file is read no further."""


def read_warc(stream: BinaryIO, path: str, budget: Budget) -> Iterator[Member | Unread]:
    """The pages of a WARC, each under its record's id; then the revisits of pages that are in the same file.

    A damaged record costs itself alone, and one whose digest does not hold is not read. ``InputError``
    (unsupported) where the library for WARC is not installed.
    """
    try:
        import fastwarc  # noqa: F401, PLC0415 - an extra, loaded where it is needed
    except ImportError as error:
        raise missing(path, "fastwarc") from error
    yield from _Archive(stream, path, budget).members()


@dataclass(slots=True)
class _Revisit:
    """A record that says that a page was as it had been at an earlier capture."""

    name: str
    url: str | None
    captured: str | None
    keys: tuple[object, ...]


@dataclass(slots=True)
class _Archive:
    stream: BinaryIO
    path: str
    budget: Budget
    names: Names = field(default_factory=Names)
    skipped: Counter[str] = field(default_factory=Counter)
    revisits: list[_Revisit] = field(default_factory=list)
    count: int = 0
    taken: int = 0
    """How many bytes of the record at hand were read."""
    told: bool = False
    """Whether it was said of the record at hand that it is cut off."""

    def members(self) -> Iterator[Member | Unread]:
        for record in self._records():
            if isinstance(record, Unread):
                yield record
                continue
            self.count += 1
            kind = (record.headers.get("WARC-Type") or "untyped").lower()
            found = None
            if kind in _PAGES:
                found = self._page(record, self._name(record))
            elif kind == "revisit":
                self._remember(record)
            elif kind not in _HOUSEKEEPING:
                self.skipped[f"{kind[:40]} records"] += 1
                self._bear_with_untyped()
            if found:
                yield found
        yield from self._resolved()
        if self.skipped:
            yield left_out(self.path, self.skipped)

    def _bear_with_untyped(self) -> None:
        if self.skipped["untyped records"] > _MOST_DAMAGE:
            raise InputError(
                "malformed",
                f"{self.path} holds records that do not say what they are, and was read no further:"
                " usually no web archive; look into it.",
            )

    def _records(self) -> Iterator[Any]:
        """The records in order; one ``Unread`` for each damaged stretch, after which reading goes on."""
        from fastwarc.warc import ArchiveIterator  # noqa: PLC0415

        at: int | None = 0
        damaged = 0
        while at is not None:
            last, sound = at, False
            try:
                self.stream.seek(at)
                for record in ArchiveIterator(self.stream, parse_http=False):
                    last, sound, self.taken, self.told = record.stream_pos, True, 0, False
                    yield record
                    self._consume(record)
                    if self.taken < record.content_length:
                        # A length that lies takes in what stands behind it.
                        raise EOFError("a record is shorter than it says")
                return
            except _DAMAGED as error:
                if not self.told and (sound or at == 0):
                    yield self._damage(last, error)
            damaged += 1
            at = self._next_start(last + 1) if damaged < _MOST_DAMAGE else None

    def _damage(self, at: int, error: BaseException) -> Unread:
        what = (
            f"{self.path} is damaged at or after byte {at:,} ({str(error)[:80]}); what stands there was"
            " not read: usually a download or crawl that was cut off; get it again."
        )
        return Unread(f"byte {at}", InputError("malformed", what))

    def _next_start(self, at: int) -> int | None:
        """Where the next record may begin, at or after a byte."""
        try:
            self.stream.seek(0)
            start = self.stream.read(2)
            mark = next((mark for mark in (_GZIP, _ZSTD) if start == mark[:2]), _PLAIN)
            self.stream.seek(at)
            kept = b""
            while chunk := self.stream.read(_CHUNK):
                found = (kept + chunk).find(mark)
                if found >= 0:
                    return at - len(kept) + found
                at += len(chunk)
                kept = (kept + chunk)[-len(mark) + 1 :]
        except _DAMAGED:
            return None
        return None

    def _consume(self, record: Any) -> None:
        """Step over what is left of a record, which may unfold to more than was read of the file."""
        while taken := record.reader.consume(_CHUNK):
            self.taken += taken
            self.budget.spend(taken)

    def _name(self, record: Any) -> str:
        return self.names.name((record.record_id or "").strip("<> ") or f"record {self.count}")

    def _page(self, record: Any, name: str) -> Member | Unread | None:
        """The page of a record, or None where it holds no page and was counted as left out."""
        where = where_is(self.path, name)
        try:
            return self._read_page(record, name, where)
        except SpentError:
            raise
        except InputError as error:
            return Unread(name, error)

    def _read_page(self, record: Any, name: str, where: str) -> Member | None:
        headers = record.headers
        block = self._read(record, _HEAD_BYTES)
        of_http = (headers.get("Content-Type") or "application/http").startswith("application/http")
        answer = http.parse_head(block) if of_http else http.Answer({"content-type": headers["Content-Type"]})
        if answer is None:
            raise InputError(
                "malformed", f"{where} has no HTTP headers: usually a crawl that was cut off; get it again."
            )
        reason = _no_page(answer, block[answer.length :], headers.get("WARC-Target-URI"))
        if reason:
            self.skipped[reason] += 1
            return None
        if headers.get("WARC-Truncated"):
            raise InputError("malformed", f"{where} was cut off by its crawler; capture the page again.")
        block += self._read(record, self.budget.member_bytes + 1 - len(block))
        if len(block) > self.budget.member_bytes:
            raise self.budget.too_large(where)
        if len(block) < record.content_length:
            self.told = True
            raise InputError(
                "malformed", f"{where} is cut off: usually a download that broke; get the archive again."
            )
        return self._checked(headers, answer, block, name)

    def _checked(self, headers: Any, answer: http.Answer, block: bytes, name: str) -> Member:
        """The member of a page's block, after its digests were checked and its encodings undone."""
        where = where_is(self.path, name)
        payload = block[answer.length :]
        whole = http.unchunked(payload, answer)
        data = http.decoded(whole, answer, where, self.budget)
        block_holds = http.digest_holds(headers.get("WARC-Block-Digest"), block)
        # Tools differ on whether a payload is what was sent or what it unfolds to.
        if not block_holds or not http.digest_holds(headers.get("WARC-Payload-Digest"), payload, whole, data):
            raise InputError(
                "malformed",
                f"{where} does not have the digest that the archive gives for it:"
                " usually damaged or changed after it was made; get the archive again.",
            )
        return Member(
            name,
            data,
            media=answer.media or "text/html",
            charset=answer.charset,
            url=headers.get("WARC-Target-URI"),
            captured=read_date(headers.get("WARC-Date")),
        )

    def _read(self, record: Any, size: int) -> bytes:
        parts: list[bytes] = []
        while size > 0 and (part := record.reader.read(min(size, _CHUNK))):
            self.budget.spend(len(part))
            self.taken += len(part)
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _remember(self, record: Any) -> None:
        """Keep a revisit until its page is found; one whose headers show that it is no page is counted."""
        headers = record.headers
        answer = http.parse_head(self._read(record, _HEAD_BYTES))
        if answer and answer.media and not http.is_article(answer.media):
            self.skipped[answer.media] += 1
            return
        keys = (
            headers.get("WARC-Refers-To"),
            _place(headers.get("WARC-Refers-To-Target-URI"), headers.get("WARC-Refers-To-Date")),
            headers.get("WARC-Payload-Digest"),
        )
        url, date = headers.get("WARC-Target-URI"), read_date(headers.get("WARC-Date"))
        self.revisits.append(_Revisit(self._name(record), url, date, tuple(k for k in keys if k)))

    def _resolved(self) -> Iterator[Member | Unread]:
        """The pages that revisits say were unchanged, looked for in a second pass over the file."""
        waiting = {revisit.name: revisit for revisit in self.revisits}
        wanted: dict[object, list[_Revisit]] = {}
        for revisit in self.revisits:
            for key in revisit.keys:
                wanted.setdefault(key, []).append(revisit)
        for record in self._records() if wanted else ():
            if isinstance(record, Unread) or not waiting:
                continue
            sought = [r for key in _keys(record.headers) for r in wanted.get(key, ()) if r.name in waiting]
            if not sought or (record.headers.get("WARC-Type") or "").lower() not in _PAGES:
                continue
            page = self._page(record, sought[0].name)
            for name in dict.fromkeys(revisit.name for revisit in sought):
                revisit = waiting.pop(name)
                if isinstance(page, Member):
                    yield dataclasses.replace(page, name=name, url=revisit.url, captured=revisit.captured)
                elif page:
                    yield Unread(name, page.error)
        for revisit in waiting.values():
            yield self._unresolved(revisit)

    def _unresolved(self, revisit: _Revisit) -> Unread:
        what = (
            f"{where_is(self.path, revisit.name)} only says that {revisit.url} was as at an earlier capture,"
            " which is not in this archive: usually it lies in the archive before; add that one."
        )
        return Unread(revisit.name, InputError("incomplete", what))


def _keys(headers: Any) -> Iterator[object]:
    yield headers.get("WARC-Record-ID")
    yield _place(headers.get("WARC-Target-URI"), headers.get("WARC-Date"))
    yield headers.get("WARC-Payload-Digest")


def _place(url: str | None, date: str | None) -> tuple[str, str] | None:
    return (url, date) if url and date else None


def _no_page(answer: http.Answer, body: bytes, url: str | None) -> str | None:
    """What a record is, where it is no article; None where it may be one."""
    if answer.status not in http.FOUND:
        return f"answers with status {answer.status}"
    if (url or "").startswith("urn:"):
        return "records about pages"
    if re.search(r"//[^/]+/robots\.txt\Z", url or ""):
        return "robots.txt"
    if answer.media is None:
        return None if re.match(rb"\s*<(?:!doctype html|html)", body, re.IGNORECASE) else "of no given type"
    return None if http.is_article(answer.media) else answer.media
