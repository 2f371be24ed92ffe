"""``sayso export``: a case in another format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from sayso.case.notes import without_notes
from sayso.case.private import without_private
from sayso.case.store import Store
from sayso.cli.output import check_target, say_still_shown, say_unfinished
from sayso.errors import SaysoError, UsageError
from sayso.exporters import FOLDERS, about, exporter, formats
from sayso.exporters.writing import unwritten, write


class _Export(click.Command):
    """Tells of the formats in its help, those of other packages too."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Formats"):
            formatter.write_dl([(name, _first_sentence(name)) for name in formats()])


def _first_sentence(name: str) -> str:
    try:
        return about(name)[0].replace("``", "").split(". ")[0].rstrip(".") + "."
    except SaysoError as error:
        return str(error)


class _Format(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.2 on
    """The name of a format."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in formats():
            self.fail(f"there is no format {value!r}; the formats are {', '.join(formats())}.", param, ctx)
        return str(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        found = (name for name in formats() if name.startswith(incomplete))
        return [click.shell_completion.CompletionItem(name) for name in found]


@click.command(cls=_Export)
@click.argument("case", type=click.Path(), metavar="CASE")
@click.option("--format", "name", type=_Format(), required=True, help="One of the formats below.")
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="OUT",
    help="The file to write, or for parquet the folder; without it, stdout.",
)
@click.option(
    "--redact-private",
    "redact",
    is_flag=True,
    help="Put stand-ins for the names that people marked as private, and leave out records marked so.",
)
@click.option(
    "--no-notes",
    "unnoted",
    is_flag=True,
    help="Leave out the notes that people kept, and the reasons they wrote beside their decisions.",
)
def command(case: str, name: str, output: str | None, redact: bool, unnoted: bool) -> int:
    """Write a case in another format.

    jsonl is the full export; of every other format the reference says what it has no place for. Exit 1 where
    the case was not finished.
    """
    to_stdout = output is None or output == "-"
    if name in FOLDERS and to_stdout:
        raise UsageError(f"{name} is a folder of files: name the folder with -o.")
    if name not in FOLDERS and not to_stdout:
        check_target(str(output))
    with Store(case) as store:
        contents = store.contents()
    code = say_unfinished(case, contents)
    if redact:
        code = max(code, say_still_shown(contents))
        contents = without_private(contents)
    if unnoted:
        contents = without_notes(contents)
    if name in FOLDERS:
        FOLDERS[name](contents, Path(str(output)))
        return code
    pieces = exporter(name)(contents)
    if to_stdout:
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        try:
            sys.stdout.writelines(pieces)
        except UnicodeError as error:
            raise UsageError(unwritten("stdout", error)) from error
        sys.stdout.flush()
    else:
        write(str(output), pieces)
    return code
