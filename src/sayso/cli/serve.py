"""``sayso serve``: the reader on this machine."""

from __future__ import annotations

import contextlib

import click

from sayso.case.store import Store
from sayso.cli.output import say_unfinished
from sayso.web import HOST, serve


@click.command()
@click.argument("case", metavar="CASE")
@click.option("--port", type=click.IntRange(1, 65535), default=8642, show_default=True, help="The port.")
def command(case: str, port: int) -> int:
    """Show a case in the browser, on 127.0.0.1 only, with a search over its claims; stop with Ctrl-C."""
    with Store(case) as store:
        say_unfinished(case, store.contents())
    click.echo(f"Reading {case} at http://{HOST}:{port} – stop with Ctrl-C.", err=True)
    with contextlib.suppress(KeyboardInterrupt):
        serve(case, port)
    return 0
