"""What can go wrong, said in one sentence: what, where, the usual cause, what to do."""

from __future__ import annotations


class SaysoError(Exception):
    """The root of all errors that sayso raises on purpose; its text is fit to be shown to a person."""


class InputError(SaysoError):
    """Input that gives no document. ``kind`` is the contract's failure kind (empty, binary, encoding …)."""

    def __init__(self, kind: str, what: str) -> None:
        super().__init__(what)
        self.kind = kind


class CaseError(SaysoError):
    """A case file that is missing, is not sayso's, or does not verify."""


class UsageError(SaysoError):
    """Wrong use of a command or setting."""


def where_is(path: str, member: str | int | None) -> str:
    """Where a sentence says that something is: a file, or one record of it."""
    return path if member is None else f"{path}, record {member}"
