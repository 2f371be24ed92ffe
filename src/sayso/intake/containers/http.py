"""The answers of web servers as archives keep them: headers, transfer and content encodings, digests."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from sayso.errors import InputError
from sayso.intake.containers.members import Budget, missing

FOUND = frozenset({200, 203, 226})
"""The status of an answer that is the page itself."""

_ARTICLES = frozenset(
    {"text/html", "application/xhtml+xml", "text/plain", "application/pdf"}
    | {"application/rss+xml", "application/atom+xml"}
)
_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
_ALGORITHMS = frozenset({"md5", "sha1", "sha256", "sha384", "sha512"})


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of an answer: headers by their names in small letters, status, and the bytes it takes."""

    headers: dict[str, str]
    status: int = 200
    length: int = 0

    @property
    def media(self) -> str | None:
        """The media type without its parameters, in small letters."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()[:80] or None

    @property
    def charset(self) -> str | None:
        """The encoding that the media type names."""
        match = _CHARSET.search(self.headers.get("content-type", ""))
        return match[1] if match else None


def is_article(media: str) -> bool:
    """Whether a media type is one that an article may have."""
    return media in _ARTICLES


def parse_head(block: bytes) -> Answer | None:
    """The head of the answer in a record's block; None where there is none."""
    status, end = _STATUS.match(block), _END.search(block)
    if not status or not end:
        return None
    headers: dict[str, str] = {}
    for line in block[: end.start()].decode("latin-1").splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon and name.strip():
            headers.setdefault(name.strip().lower(), value.strip())
    return Answer(headers, int(status[1]), end.end())


def unchunked(payload: bytes, answer: Answer) -> bytes:
    """The payload put together from its chunks; as it is where it does not stand in any."""
    if "chunked" not in answer.headers.get("transfer-encoding", "").lower():
        return payload
    parts: list[bytes] = []
    at = 0
    while match := _CHUNK.match(payload, at):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(parts)
        if match.end() + size > len(payload):
            break
        parts.append(payload[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if payload[at : at + 2] == b"\r\n" else 1
    # Many archives keep the header though they have put the chunks together.
    return payload


def decoded(payload: bytes, answer: Answer, where: str, budget: Budget) -> bytes:
    """The payload without its content encoding; ``InputError`` where it cannot be undone."""
    encoding = answer.headers.get("content-encoding", "").strip().lower()
    try:
        if encoding in ("gzip", "x-gzip"):
            # Many archives keep the header though they have unpacked the page.
            data = _inflated(payload, 31, budget) if payload.startswith(b"\x1f\x8b") else payload
        elif encoding == "deflate":
            data = _inflated(payload, 15 if payload[:1] == b"\x78" else -15, budget)
        elif encoding == "br":
            data = _unbrotlied(payload, where, budget)
        elif encoding in ("", "identity", "utf-8"):
            data = payload
        else:
            raise InputError("unsupported", f"{where} is packed as {encoding[:40]}; save the page anew.")
    except zlib.error as error:
        raise InputError(
            "malformed", f"{where} cannot be unpacked ({error}): usually a capture cut off; capture it again."
        ) from error
    if data is not payload:
        budget.spend(len(data))
    if len(data) > budget.member_bytes:
        raise budget.too_large(where)
    return data


def _inflated(payload: bytes, window: int, budget: Budget) -> bytes:
    decoder = zlib.decompressobj(window)
    data = decoder.decompress(payload, budget.member_bytes + 1)
    if not decoder.eof and len(data) <= budget.member_bytes:
        raise zlib.error("it ends too soon")
    return data


def _unbrotlied(payload: bytes, where: str, budget: Budget) -> bytes:
    try:
        import brotli  # noqa: PLC0415 - an extra, loaded where it is needed
    except ImportError as error:
        raise missing(where, "brotli") from error
    decoder = brotli.Decompressor()
    parts, size = [], 0
    try:
        part = decoder.process(payload, output_buffer_limit=1 << 20)
        while part and size <= budget.member_bytes:
            parts.append(part)
            size += len(part)
            part = (
                b"" if decoder.can_accept_more_data() else decoder.process(b"", output_buffer_limit=1 << 20)
            )
    except brotli.error as error:
        raise zlib.error("brotli: " + str(error)) from error
    if not decoder.is_finished() and size <= budget.member_bytes:
        raise zlib.error("it ends too soon")
    return b"".join(parts)


def digest_holds(label: str | None, *candidates: bytes) -> bool:
    """Whether one of the byte strings has a digest ("sha1:…", in base32, base64 or hexadecimal).

    True also where none is given, or by an algorithm that is not known here.
    """
    algorithm, _, value = (label or "").partition(":")
    algorithm = algorithm.strip().lower().replace("-", "")
    if algorithm not in _ALGORITHMS or not value.strip():
        return True
    expected = _digest_bytes(value.strip(), hashlib.new(algorithm, usedforsecurity=False).digest_size)
    # What has the size of no digest of its algorithm says nothing of the bytes.
    return expected is None or any(
        hashlib.new(algorithm, data, usedforsecurity=False).digest() == expected for data in candidates
    )


def _digest_bytes(value: str, size: int) -> bytes | None:
    """A digest as bytes, whichever way it is written; None where it is not ``size`` bytes long."""
    bare = value.rstrip("=")
    readings: tuple[Callable[[], bytes], ...] = (
        lambda: bytes.fromhex(bare),
        lambda: base64.b32decode(bare.upper() + "=" * (-len(bare) % 8)),
        lambda: base64.b64decode(bare.replace("-", "+").replace("_", "/") + "=" * (-len(bare) % 4)),
    )
    for reading in readings:
        try:
            data = reading()
        except (ValueError, binascii.Error):
            continue
        if len(data) == size:
            return data
    return None
