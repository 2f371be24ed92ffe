"""Makes one case of several: what each read and found, compared anew, with the decisions of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.case.components import components
from sayso.case.connection import companions
from sayso.case.contents import Contents
from sayso.case.decisions import Log
from sayso.case.merging import take_in
from sayso.case.store import Store
from sayso.comparison import compare
from sayso.errors import UsageError
from sayso.model import Decision


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge made: the new case's contents, and decisions about one thing that do not agree.

    Of each pair of ``disputed`` the later one is in force; both are kept.
    """

    contents: Contents
    disputed: tuple[tuple[Decision, Decision], ...]


def merge(cases: Sequence[str], into: str) -> Merged:
    """A new case with the articles, findings and decisions of others, compared with each other.

    The others stay as they are; where one is unfinished, so is the new one. ``UsageError`` where that is
    there already, ``CaseError`` where one is no case, or two have other bytes of one file; the new file is
    then not left behind.
    """
    if Path(into).exists():
        raise UsageError(f"{into} is there already: name a new file, the cases themselves stay as they are.")
    logs: list[Log] = []
    try:
        with Store(into, create=True) as store:
            store.begin_run()
            settings: dict[str, object] = {}
            unfinished = False
            for case in cases:
                with Store(case) as other:
                    known = other.contents()
                    logs.append(known.log)
                    unfinished |= not other.finished
                    settings = {**dict(known.settings), **settings}
                    take_in(store, other)
            pairs = store.pairs({})
            compared = compare([d for d, _ in pairs], [f for _, f in pairs])
            store.replace_compared(compared, components(), settings)
            if unfinished:
                store.begin_run()
            contents = store.contents()
    except BaseException:
        for name in companions(into):
            Path(name).unlink(missing_ok=True)
        raise
    return Merged(contents, _disputed(logs, contents.log))


def _disputed(logs: Sequence[Log], merged: Log) -> tuple[tuple[Decision, Decision], ...]:
    """The decisions in force in one case that another's later one outvotes, each with that."""
    found: dict[str, tuple[Decision, Decision]] = {}
    for log in logs:
        for key, decision in log.in_force.items():
            stands = merged.in_force.get(key)
            if stands is not None and stands.id != decision.id and stands.new != decision.new:
                found[decision.id] = (decision, stands)
    return tuple(found[id_] for id_ in sorted(found))
