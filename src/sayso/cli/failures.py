"""What is said of input that gave no document: one line for each, and one for many of the same kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sayso.case.contents import Contents
from sayso.model import Failure

_FEW = 3
"""So many failures of one kind are said one by one, and so many are named where more are folded."""

_NUMBERED = re.compile(r", (?:record|row) \S+(?: \(line \d+\))?")
_PARTICULARS = re.compile(r"\([^()]*\)|\d+")


def sentences(
    failures: Sequence[Failure], contents: Contents, records: Mapping[str, int] | None = None
) -> Iterator[str]:
    """The lines, in the order of the first failure of each; the case holds every failure whole.

    ``records`` tells how many records there are in a file, where the contents do not.
    """
    groups: dict[tuple[str, ...], list[Failure]] = {}
    for failure in failures:
        groups.setdefault(_group(failure), []).append(failure)
    of = _records(contents) if records is None else records
    for group in groups.values():
        if len(group) > _FEW:
            yield _folded(group, of[group[0].path])
        else:
            yield from (failure.what for failure in group)


def _records(contents: Contents) -> Counter[str]:
    """How many records of each file gave an article or failed."""
    members = {(d.path, d.member) for d in contents.documents} | {
        (f.path, f.member) for f in contents.failures
    }
    return Counter(path for path, _ in members)


def _group(failure: Failure) -> tuple[str, ...]:
    """What failures have in common that are said in one line: for records also the file."""
    said = _PARTICULARS.sub("", _predicate(failure))
    return ("file", failure.kind, said) if failure.member is None else (failure.path, failure.kind, said)


def _predicate(failure: Failure) -> str:
    """The sentence without its subject, the file or record."""
    rest = failure.what.removeprefix(failure.path)
    if isinstance(failure.member, str) and rest.startswith(", "):
        # In an archive: ", record urn:uuid:…" or ", file names may have blanks.html".
        return rest.split(failure.member, 1)[-1].strip()
    numbered = _NUMBERED.match(rest)
    return rest[numbered.end() :].strip() if numbered else rest.strip()


def _folded(group: Sequence[Failure], of: int) -> str:
    first = group[0]
    if first.member is None:
        who = f"{len(group)} files ({_some([f.path for f in group])})"
    else:
        who = f"{first.path}: {len(group)} of {of} records ({_some([str(f.member) for f in group])})"
    if len({_predicate(failure) for failure in group}) == 1:
        return f"{who}: each {_predicate(first)}"
    return f"{who} were not read. The first: {first.what}"


def _some(names: Sequence[str]) -> str:
    more = len(names) - _FEW
    return ", ".join(names[:_FEW]) + (f" and {more} more" if more > 0 else "")
