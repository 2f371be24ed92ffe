"""A mailbox in one file (.mbox): its mails one after another, each behind a line that begins with "From ".

Mail programs put ">" before lines of a mail that begin so, too; it is taken off again. (RFC 4155.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from sayso.errors import InputError
from sayso.intake.containers.members import Budget, Member, Unread

_LONGEST_LINE = 1 << 20
_QUOTED = re.compile(rb"^>(?=>*From )", re.MULTILINE)


def read_mbox(stream: BinaryIO, path: str, budget: Budget) -> Iterator[Member | Unread]:
    """The mails of a mailbox under their numbers from 1; one that is larger than a file may be is said."""
    for number, (mail, whole) in enumerate(_mails(stream, path, budget), 1):
        if whole:
            yield Member(f"mail {number}", _QUOTED.sub(b"", mail), media="message/rfc822")
        else:
            yield Unread(f"mail {number}", budget.too_large(f"{path}, mail {number}"))


def _mails(stream: BinaryIO, path: str, budget: Budget) -> Iterator[tuple[bytes, bool]]:
    """The bytes of each mail without the line before it, and whether they are all of it."""
    parts: list[bytes] | None = None
    size, blank = 0, True
    for line in _lines(stream, path, budget):
        if blank and line.startswith(b"From "):
            if parts is not None:
                yield b"".join(parts), size <= budget.member_bytes
            parts, size = [], 0
        elif parts is not None:
            size += len(line)
            if size <= budget.member_bytes:
                parts.append(line)
        blank = not line.strip()
    if parts is not None:
        yield b"".join(parts), size <= budget.member_bytes


def _lines(stream: BinaryIO, path: str, budget: Budget) -> Iterator[bytes]:
    try:
        while line := stream.readline(_LONGEST_LINE):
            budget.spend(len(line))
            yield line
    except OSError as error:
        what = f"{path} cannot be read to its end ({str(error)[:120]}): usually a damaged file; get it again."
        raise InputError("malformed", what) from error
