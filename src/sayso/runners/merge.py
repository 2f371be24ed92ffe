"""Makes one case of several: what each read and found, compared anew, with the decisions of all."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from sayso.case.connection import companions
from sayso.case.contents import Contents
from sayso.case.decisions import Log
from sayso.case.given import remember, settings_of
from sayso.case.merging import take_in
from sayso.case.store import Store
from sayso.errors import UsageError
from sayso.intake.known import once
from sayso.model import Decision
from sayso.runners.comparing import compare_case
from sayso.settings import Settings


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge made: the new case's contents, and decisions about one thing that do not agree.

    Of each pair of ``disputed`` the later one is in force; both are kept.
    """

    contents: Contents
    disputed: tuple[tuple[Decision, Decision], ...]


def merge(cases: Sequence[str], into: str) -> Merged:
    """A new case with the articles, findings and decisions of others, compared with each other.

    The others stay as they are; where one is unfinished, so is the new one. Their order changes nothing.
    ``UsageError`` where the new one is there already, ``CaseError`` where one is no case, or two have other
    bytes of one file; the new file is then not left behind.
    """
    if Path(into).exists():
        raise UsageError(f"{into} is there already: name a new file, the cases themselves stay as they are.")
    try:
        with ExitStack() as opened, Store(into, create=True) as store:
            store.begin_run()
            others = [opened.enter_context(Store(case)) for case in cases]
            logs = [other.contents().log for other in others]
            take_in(store, others)
            settings = _settings(list(map(settings_of, others)))
            remember(store, settings)
            compare_case(store, settings, {})
            if not all(other.finished for other in others):
                store.begin_run()
            contents = store.contents()
    except BaseException:
        for name in companions(into):
            Path(name).unlink(missing_ok=True)
        raise
    return Merged(contents, _disputed(logs, contents.log))


def _settings(given: Sequence[Settings]) -> Settings:
    """The settings of all cases: all the names they know, all components, of each number the largest."""
    known = sorted(once(name for one in given for name in one.known or ()), key=astuple)
    uses = sorted({use.name: use for one in given for use in sorted(one.components or (), key=repr)}.items())
    alike = {one.components for one in given}
    numbers = {field.name: max(getattr(one, field.name) for one in given) for field in Settings.numbers()}
    components = alike.pop() if len(alike) == 1 else tuple(use for _, use in uses)
    return replace(Settings(), **numbers, known=tuple(known), components=components)


def _disputed(logs: Sequence[Log], merged: Log) -> tuple[tuple[Decision, Decision], ...]:
    """The decisions in force in one case that another's later one outvotes, each with that."""
    found: dict[str, tuple[Decision, Decision]] = {}
    for log in logs:
        for key, decision in log.in_force.items():
            stands = merged.in_force.get(key)
            if stands is not None and stands.id != decision.id and stands.new != decision.new:
                found[decision.id] = (decision, stands)
    return tuple(found[id_] for id_ in sorted(found))
