"""``sayso serve``: the reader on this machine."""

from __future__ import annotations

import contextlib

import click

from sayso.case.store import Store
from sayso.cli.decide import user
from sayso.cli.output import say_unfinished
from sayso.web import serve


@click.command()
@click.argument("case", type=click.Path(), metavar="CASE")
@click.option("--port", type=click.IntRange(1, 65535), default=8642, show_default=True, help="The port.")
@click.option("--who", metavar="NAME", help="Who decides; without it, the name you are logged in by.")
def command(case: str, port: int, who: str | None) -> int:
    """Show a case in the browser, on 127.0.0.1 only, to read, search and decide; stop with Ctrl-C."""
    with Store(case) as store:
        say_unfinished(case, store)

    def ready(address: str) -> None:
        click.echo(f"Reading {case} at {address} – stop with Ctrl-C.", err=True)

    with contextlib.suppress(KeyboardInterrupt):
        serve(case, port, who or user(), ready)
    return 0
