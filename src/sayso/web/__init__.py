"""The reader on this machine: the dossier of a case, and a search over its claims."""

from __future__ import annotations

from pathlib import Path

from sayso.case.store import Store
from sayso.errors import UsageError

__all__ = ["serve"]

HOST = "127.0.0.1"
"""The only address the reader listens on: what is in a case leaves no machine."""


def serve(case_path: str | Path, port: int) -> None:
    """Show a case at ``http://127.0.0.1:port`` until interrupted.

    ``CaseError`` where the file is no case; ``UsageError`` where the extra ``sayso[web]`` is not installed or
    the port is not free.
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
    with Store(case_path) as store:
        store.documents()
    server = uvicorn.Server(
        uvicorn.Config(application(case_path), host=HOST, port=port, log_level="critical")
    )
    try:
        server.run()
    except SystemExit as error:
        raise UsageError(
            f"Port {port} on {HOST} could not be opened, usually because another program uses it:"
            " name another with --port."
        ) from error
