"""Runs a command with the network cut off: ``python -m tests.offline COMMAND…``.

On Linux in a network namespace of its own, in which there is nothing, not even this machine; elsewhere, or
where that is not allowed, it says so and ends with 3.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from typing import Any

_CUT_OFF = ("unshare", "--map-root-user", "--net")


def can_cut_off() -> bool:
    """Whether this machine lets us cut a command off the network."""
    try:
        return subprocess.run([*_CUT_OFF, "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def offline(command: Sequence[str], **options: Any) -> subprocess.CompletedProcess[Any]:
    """Run a command that cannot reach any network."""
    return subprocess.run([*_CUT_OFF, *command], check=False, **options)


if __name__ == "__main__":
    if not can_cut_off():
        print("The network cannot be cut off here: it takes Linux, and unshare allowed.", file=sys.stderr)
        sys.exit(3)
    sys.exit(offline(sys.argv[1:]).returncode)
