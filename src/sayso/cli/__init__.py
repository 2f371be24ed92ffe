"""The command line: one file per verb. Data goes to stdout, everything else to stderr."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from sayso import __version__
from sayso.errors import SaysoError

VERBS = (
    "run",
    "watch",
    "corpus",
    "cut",
    "demo",
    "export",
    "serve",
    "show",
    "search",
    "explain",
    "decide",
    "decisions",
    "undecide",
    "adopt",
    "merge",
    "verify",
    "schema",
)


class _Verbs(click.Group):
    """Loads a verb's file when it is called, so that help and usage errors come at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"sayso.cli.{name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever reads stdout has enough, as head does; what Python flushes at its end goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return code


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sayso")
def main_group() -> None:
    """From a pile of articles to who says what, on whose word, and where accounts agree, repeat or clash."""


def main(args: list[str] | None = None) -> None:
    """Run the command line; exit 0 done, 1 done but something failed, 2 wrong usage or nothing to read."""
    try:
        code = main_group.main(args=args, prog_name="sayso", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        click.echo("Stopped. What was read so far is kept; run the same command to go on.", err=True)
        sys.exit(2)
    except SaysoError as error:
        click.echo(f"sayso: {error}", err=True)
        sys.exit(2)
    sys.exit(code if isinstance(code, int) else 0)
