"""What the verbs share about what they write: where it may go, and what must be said beside it."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

import click

from sayso.case.contents import Contents
from sayso.case.private import still_shown
from sayso.case.spelling import fold, like_it
from sayso.case.store import Store
from sayso.errors import UsageError
from sayso.exporters.writing import write

__all__ = ["check_target", "say_no_outlet", "say_still_shown", "say_unfinished", "write"]


def check_target(path: str) -> None:
    """``UsageError`` where a file cannot be written there: said before the work, and not after it."""
    target = Path(path)
    if target.is_dir():
        raise UsageError(f"{path} is a folder: name a file to write to.")
    if not target.absolute().parent.is_dir():
        raise UsageError(
            f"{path} cannot be written: there is no folder {target.parent}; make it, or check the name."
        )
    if not os.access(target if target.exists() else target.absolute().parent, os.W_OK):
        raise UsageError(f"{path} may not be written: its permissions forbid it; name another place.")


def say_still_shown(contents: Contents) -> int:
    """Say on stderr what is marked as private and cannot be hidden; the exit code that this asks for."""
    lost = still_shown(contents)
    for sentence in lost:
        click.echo(f"sayso: It cannot be hidden: {sentence}", err=True)
    return int(bool(lost))


def say_no_outlet(case: str, name: str, outlets: Collection[str]) -> bool:
    """Say on stderr where a case has no outlet of a name, with the names most like it; whether it has one."""
    if fold(name) in map(fold, outlets):
        return True
    click.echo(f"sayso: no outlet in {case} is called {name!r}{like_it(name, outlets)}.", err=True)
    return False


def say_unfinished(case: str, known: Contents | Store) -> int:
    """Say on stderr that a case is not whole; the exit code that this asks for."""
    if known.finished:
        return 0
    click.echo(
        f"sayso: {case} was not finished: its run was stopped, so that articles or comparisons are missing;"
        " run the same sayso run again.",
        err=True,
    )
    return 1
