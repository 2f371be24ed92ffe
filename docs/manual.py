"""Makes ``docs/sayso.1``, the manual page, from the commands' own help."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator

import click

from sayso import __version__
from sayso.cli import VERBS, main_group


def manual() -> str:
    """The page in the language of man(7)."""
    return "".join(line + "\n" for line in _lines())


def _lines() -> Iterator[str]:
    yield r".\" Made by python -m docs.generate; edit the commands instead."
    yield f'.TH SAYSO 1 "" "sayso {__version__}" "User Commands"'
    yield ".SH NAME"
    yield rf"sayso \- {_escape(inspect.cleandoc(main_group.help or '').rstrip('.'))}"
    yield ".SH SYNOPSIS"
    yield r".B sayso"
    yield r"\fICOMMAND\fR [\fIOPTION\fR]\&... [\fIARGUMENT\fR]\&..."
    yield ".SH COMMANDS"
    for verb in VERBS:
        yield from _command(verb)
    yield ".SH EXIT STATUS"
    for code, said in (
        ("0", "Done."),
        ("1", "Done, but something failed, did not verify, or could not be taken."),
        ("2", "Wrong usage, or nothing could be read."),
    ):
        yield from (".TP", rf"\fB{code}\fR", said)
    yield ".SH ENVIRONMENT"
    yield r"Settings are variables named \fBSAYSO_\fR\fINAME\fR; the reference lists them."


def _command(verb: str) -> Iterator[str]:
    command: click.Command = importlib.import_module(f"sayso.cli.{verb}").command
    usage = " ".join(command.collect_usage_pieces(click.Context(command)))
    yield f".SS sayso {verb} {_escape(usage)}"
    for part in inspect.cleandoc(command.help or "").split("\n\n"):
        if part.startswith("\b"):
            yield from (".nf", *map(_escape, part[1:].strip("\n").split("\n")), ".fi")
        else:
            yield _escape(" ".join(part.split()))
        yield ".PP"
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            value = (
                ""
                if parameter.is_flag
                else rf" \fI{_escape(parameter.make_metavar(click.Context(command)))}\fR"
            )
            yield ".TP"
            yield ", ".join(rf"\fB{_escape(name)}\fR" for name in parameter.opts) + value
            yield _escape(" ".join((parameter.help or "").split()))


def _escape(text: str) -> str:
    """Text in which nothing is read as a request: dashes stay dashes, no line begins with a dot."""
    plain = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{plain}" if plain.startswith((".", "'")) else plain
