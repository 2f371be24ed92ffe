"""The reader of a case in the browser: the dossier, a page for every record, and forms to decide."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

from sayso.case.store import Store
from sayso.errors import UsageError

__all__ = ["serve"]

HOST = "127.0.0.1"
"""Where the reader listens unless told otherwise: what is in a case leaves no machine by itself."""


def serve(
    case_path: str | Path,
    port: int,
    who: str = "",
    ready: Callable[[str], None] = print,
    host: str = HOST,
    password_file: str | None = None,
) -> None:
    """Show a case until interrupted; ``ready`` is called with the address once it is open.

    ``who`` is the name that decisions are signed with; without it the reader asks once. Beyond this
    machine, ``host`` needs a password: the first line of a file, or of the environment variable
    ``SAYSO_PASSWORD``. ``CaseError`` where the file is no case; ``UsageError`` where there is no password,
    the extra ``sayso[web]`` is not installed or the port is not free.
    """
    try:
        # The extra may be missing, and nothing else of sayso needs it.
        import uvicorn  # noqa: PLC0415

        from sayso.web.guard import door  # noqa: PLC0415
        from sayso.web.reader import application  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise UsageError(
            f"sayso serve needs {error.name}, which is not installed: install the extra with"
            " pip install 'sayso[web]', or write the dossier with sayso export --format html."
        ) from error
    where = door(host, password_file)
    with Store(case_path):
        # A file that is no case is told of before a port is opened.
        pass
    try:
        opened = socket.create_server((where.host, port), family=where.family)
    except OSError as error:
        raise UsageError(
            f"Port {port} on {where.host} could not be opened ({error.strerror}), usually because another"
            " program uses it, or the address is none of this machine's: name another with --port or --host."
        ) from error
    with opened:
        app = application(case_path, who, ahead=True, where=where)
        # A program that serves a case keeps its own logging, which uvicorn's would replace.
        config = uvicorn.Config(app, log_config=None, log_level="critical", lifespan="off")
        config.load()
        ready(where.at(opened.getsockname()[1]))
        uvicorn.Server(config).run(sockets=[opened])
