"""What all containers share: the members they hand out, and the caps on what they may unfold to."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import IO, Any, BinaryIO, Protocol

from sayso.errors import InputError
from sayso.settings import Settings

DEEPEST = 3
"""A container may stand in a container so often; deeper ones are listed as failures."""

_FREE_BYTES = 100_000_000
_LARGEST_RATIO = 100
"""What is unfolded of a file may be so many times its size, and ``_FREE_BYTES`` more."""

_AT_ONCE = 1 << 20
_UNSAFE = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONGEST_NAME = 400
_LISTED = 12


@dataclass(frozen=True, slots=True)
class Member:
    """One thing in a container: its name there, its bytes, and what the container says of it.

    A web archive in a container comes as a ``stream`` instead, for it may be too large to be held. ``name``
    is None where the member is the file itself in other clothes, and ``sha256`` then that of the file.
    ``media`` is a media type ("text/html"), ``charset`` an encoding's name, ``captured`` an ISO 8601 time.
    """

    name: str | None
    data: bytes = b""
    stream: BinaryIO | None = None
    media: str | None = None
    charset: str | None = None
    url: str | None = None
    captured: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A member that comes as fields, as records do; ``raw`` are the bytes that its hash is of."""

    name: int | None
    fields: dict[str, Any]
    raw: bytes


@dataclass(frozen=True, slots=True)
class Expected:
    """A page that a container lists; ``error`` is said where it holds no document of this address."""

    name: str
    url: str
    error: InputError


@dataclass(frozen=True, slots=True)
class Unread:
    """What a container could not hand out, and why; ``name`` is None for what is said of it as a whole."""

    name: str | int | None
    error: InputError


class SpentError(InputError):
    """A file unfolds to more than it may; nothing more of it is read."""


class Readable(Protocol):
    """What a member's bytes can be read from."""

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(slots=True)
class Budget:
    """The caps for one file, shared by all that is nested in it; ``left`` are bytes still to be unfolded."""

    path: str
    left: int
    member_bytes: int
    depth: int = 0

    @classmethod
    def of(cls, path: str, size: int, settings: Settings) -> Budget:
        """The caps for a file of this size."""
        return cls(path, _FREE_BYTES + _LARGEST_RATIO * size, settings.max_file_mb * 1_000_000)

    def spend(self, size: int) -> None:
        """Take so many bytes off; ``SpentError`` where too few are left."""
        self.left -= size
        if self.left < 0:
            raise SpentError(
                "too_large",
                f"{self.path} unfolds to more than {_LARGEST_RATIO} times its size, and was read no further:"
                " usually a file made to do harm; unpack it by hand if you trust it.",
            )

    def read(self, stream: Readable, where: str) -> bytes:
        """The bytes of a member; ``InputError`` (too_large) where they are more than one may have."""
        data = stream.read(self.member_bytes + 1)
        self.spend(len(data))
        if len(data) > self.member_bytes:
            raise self.too_large(where)
        return data

    def too_large(self, where: str) -> InputError:
        """The error for a member that is larger than one may be."""
        return InputError(
            "too_large",
            f"{where} is larger than {self.member_bytes // 1_000_000} MB: usually no article;"
            " take it out and split it, or set SAYSO_MAX_FILE_MB.",
        )


class Metered(io.RawIOBase):
    """A packed stream whose every byte is taken off the budget; damage in it is an ``OSError``."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self.stream, self.budget = stream, budget

    def readinto(self, buffer: Any) -> int:
        try:
            data = self.stream.read(min(len(buffer), _AT_ONCE))
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise OSError(str(error)) from error
        self.budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.stream.seek(offset, whence)

    def tell(self) -> int:
        return self.stream.tell()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True


@dataclass(slots=True)
class Names:
    """Names for members that are fit to be shown, and no two alike."""

    given: Counter[str] = field(default_factory=Counter)

    def name(self, written: str) -> str:
        """A member's name as a path that leads nowhere else; what has a name already gets a number."""
        parts = _UNSAFE.sub("\ufffd", written).replace("\\", "/").split("/")
        wanted = "/".join(p for p in parts if p not in ("", ".", ".."))[:_LONGEST_NAME] or "unnamed"
        name = wanted
        while name in self.given:
            self.given[wanted] += 1
            number = f"#{self.given[wanted]}"
            name = wanted[: _LONGEST_NAME - len(number)] + number
        self.given[name] = 1
        return name


def left_out(path: str, kinds: Counter[str]) -> Unread:
    """What is said once of all the members that are pictures, styles and the like."""
    counted = [f"{number} {kind}" for kind, number in sorted(kinds.items(), key=lambda k: (-k[1], k[0]))]
    more = [f"{len(counted) - _LISTED} other kinds"] if len(counted) > _LISTED else []
    error = InputError(
        "skipped",
        f"{path} also holds what is no article and was left out ({', '.join(counted[:_LISTED] + more)}):"
        " usually pictures and programs of pages; take out of it what you miss.",
    )
    return Unread(None, error)


def missing(path: str, library: str) -> InputError:
    """The error for a file whose library is not installed."""
    return InputError(
        "unsupported",
        f"{path} needs the library {library}, which is not installed:"
        " install it with `pip install 'sayso[archive]'` and run again.",
    )
