"""The reader on this machine: the dossier of a case, a page for every record, and forms to decide."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

from sayso.case.store import Store
from sayso.errors import UsageError

__all__ = ["serve"]

HOST = "127.0.0.1"
"""The only address the reader listens on: what is in a case leaves no machine."""


def serve(case_path: str | Path, port: int, who: str = "", ready: Callable[[str], None] = print) -> None:
    """Show a case until interrupted; ``ready`` is called with the address once it is open.

    ``who`` is the name that the forms begin with. ``CaseError`` where the file is no case; ``UsageError``
    where the extra ``sayso[web]`` is not installed or the port is not free.
    """
    try:
        # The extra may be missing, and nothing else of sayso needs it.
        import uvicorn  # noqa: PLC0415

        from sayso.web.reader import application  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise UsageError(
            f"sayso serve needs {error.name}, which is not installed: install the extra with"
            " pip install 'sayso[web]', or write the dossier with sayso export --format html."
        ) from error
    with Store(case_path):
        # A file that is no case is told of before a port is opened.
        pass
    try:
        opened = socket.create_server((HOST, port))
    except OSError as error:
        raise UsageError(
            f"Port {port} on {HOST} could not be opened, usually because another program uses it:"
            " name another with --port."
        ) from error
    with opened:
        app = application(case_path, who, ahead=True)
        ready(f"http://{HOST}:{opened.getsockname()[1]}")
        config = uvicorn.Config(app, log_level="critical")
        uvicorn.Server(config).run(sockets=[opened])
