"""A limit of time on what runs in this process."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

_AGAIN_S = 5.0
"""The error is raised again after so long, in case the first fell where Python must drop it."""


class TimeIsUp(BaseException):
    """The time for a stage is over; no ``Exception``, so that no stage takes it for an oddity of its own."""


@contextlib.contextmanager
def time_limit(seconds: int, error: BaseException) -> Iterator[None]:
    """Raise the error in the block when it takes longer.

    Code in C is not interrupted but ends first. Outside of a process's main thread, and on systems without
    timers, there is no limit.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise error

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
