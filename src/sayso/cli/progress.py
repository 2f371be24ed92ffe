"""Progress bars, on a terminal only; on stderr, so that data can be piped."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from sayso.runners.local import Progress as Tell

_SAID = {"read": "reading articles", "compare": "comparing accounts"}


@contextlib.contextmanager
def progress_bars() -> Iterator[Tell | None]:
    """A callback that draws a bar for each stage, or None where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(_SAID.get(stage, stage), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield tell
