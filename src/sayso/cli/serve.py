"""``sayso serve``: the reader on this machine."""

from __future__ import annotations

import contextlib
import ipaddress

import click

from sayso.case.store import Store
from sayso.cli.output import say_unfinished
from sayso.web import serve


@click.command()
@click.argument("case", type=click.Path(), metavar="CASE")
@click.option("--port", type=click.IntRange(1, 65535), default=8642, show_default=True, help="The port.")
@click.option("--who", metavar="NAME", help="Who decides; without it, the reader asks at the first decision.")
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on, in numbers; others than this machine's own need a password.",
)
@click.option(
    "--password-file",
    type=click.Path(),
    metavar="FILE",
    help="A file whose first line is the password; without it, the environment variable SAYSO_PASSWORD.",
)
def command(case: str, port: int, who: str | None, host: str, password_file: str | None) -> int:
    """Show a case in the browser, to read, search and decide; stop with Ctrl-C.

    On 127.0.0.1 only, unless --host names another address of this machine; then the browser asks for a name,
    which decisions are signed with, and the password. What goes over the network is not encrypted: use it
    where you trust the network, or through a tunnel.
    """
    with Store(case) as store:
        say_unfinished(case, store)

    def ready(address: str) -> None:
        click.echo(f"Reading {case} at {address} – stop with Ctrl-C.", err=True)
        if not (host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback):
            click.echo(
                "Others can read and decide with the password; nothing is encrypted on the way.", err=True
            )

    with contextlib.suppress(KeyboardInterrupt):
        serve(case, port, who or "", ready, host, password_file)
    return 0
