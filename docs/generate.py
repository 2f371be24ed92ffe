"""Makes the pages that come from the code, and the manual page: ``python -m docs.generate``."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click

from docs.manual import manual
from docs.views import views
from sayso.cli import VERBS
from sayso.exporters import FOLDERS, FORMATS, about
from sayso.intake import FIELD_NAMES
from sayso.records import TYPES
from sayso.settings import Settings

DOCS = Path(__file__).parent
DATA = DOCS.parent / "tests" / "data"
NOTE = "<!-- Made by python -m docs.generate; edit the code or docs/fields.toml instead. -->\n"


def reference() -> str:
    """The page of commands, columns, formats, settings and export fields."""
    return "".join((NOTE, "# Reference\n\n", *commands(), *columns(), *formats(), *settings(), *fields()))


def commands() -> Iterator[str]:
    """Each verb with its usage, its help and its options."""
    yield "## Commands\n\n"
    yield "Exit codes: 0 done; 1 done, but something failed or did not verify; 2 wrong usage, nothing\n"
    yield "could be read, or stopped by Control-C.\n\n"
    for verb in VERBS:
        command: click.Command = importlib.import_module(f"sayso.cli.{verb}").command
        context = click.Context(command, info_name=f"sayso {verb}")
        usage = " ".join(command.collect_usage_pieces(context))
        yield f"### sayso {verb}\n\n`sayso {verb} {usage}`\n\n{_help(command)}\n\n"
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield f"- `{', '.join(parameter.opts)}`: {parameter.help}\n"
        yield "\n"


def _help(command: click.Command) -> str:
    """A verb's help; a paragraph that keeps its lines, which click marks by a backspace, is fenced."""
    parts = inspect.cleandoc(command.help or "").split("\n\n")
    return "\n\n".join(f"```text{part[1:]}\n```" if part.startswith("\b") else part for part in parts)


def columns() -> Iterator[str]:
    """The usual names of each field's columns in records."""
    yield "## Columns\n\nThe usual names of a field's columns in JSON lines, JSON, CSV, TSV and Parquet,\n"
    yield "where `--map` names none; in capitals or not, with blanks or hyphens for underscores.\n"
    yield "The first that is filled counts.\n\n"
    for name, usual in FIELD_NAMES.items():
        yield f"- `{name}`: {', '.join(f'`{one}`' for one in usual)}\n"
    yield "\n"


def formats() -> Iterator[str]:
    """Each format of the export, and what it has no place for."""
    yield "## Formats\n\nWhat `sayso export CASE --format NAME` writes; how to use them stands in\n"
    yield "[taking a case elsewhere](elsewhere.md). Formats of other standards have the case as people\n"
    yield "decided it to be, without what is marked private.\n\n"
    for name in (*FORMATS, *FOLDERS):
        told, lost = (part.replace("``", "`") for part in about(name))
        yield f"### {name}\n\n{told}\n\nLost: {lost}\n\n"


def settings() -> Iterator[str]:
    """Each setting with its default and its variable."""
    yield "## Settings\n\nEach is set by an environment variable.\n\n"
    documented = docstrings()
    for field in Settings.numbers():
        yield f"- `SAYSO_{field.name.upper()}` ({field.default}): {documented[field.name]}\n"
    yield "\n"


def docstrings() -> dict[str, str]:
    """The string below each field of the settings."""
    body = ast.parse(inspect.getsource(Settings)).body[0]
    assert isinstance(body, ast.ClassDef)
    found = {}
    for field, after in zip(body.body, body.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(after, ast.Expr)
        ):
            assert isinstance(after.value, ast.Constant)
            found[field.target.id] = " ".join(str(after.value.value).split())
    return found


def fields() -> Iterator[str]:
    """Each record of the export with its fields."""
    told = tomllib.loads((DOCS / "fields.toml").read_text(encoding="utf-8"))
    yield "## Export\n\n`sayso export CASE --format jsonl` writes one JSON object a line, each with `type`\n"
    yield "and `id`.\n\n"
    for name, of in told.items():
        yield f"### {name}\n\n"
        if name not in ("case", *TYPES):
            yield "A part of the records above, without an id of its own.\n\n"
        for field, sentence in of.items():
            yield f"- `{field}`: {sentence}\n"
        yield "\n"


def known_failures() -> str:
    """The page of sentences that sayso is known to read wrongly; the tests hold that it still does."""
    lines = [NOTE, "# Known failures\n\n", (DOCS / "known-failures.in.md").read_text(encoding="utf-8"), "\n"]
    for path in sorted(DATA.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        lines.append(f"## {path.stem.capitalize()}\n\n")
        lines.extend(f"- {case['text']}\n" for case in data["known failures"])
        lines.append("\n")
    return "".join(lines)


def every_view() -> str:
    """The page of pictures."""
    return "".join((NOTE.replace("the code or docs/fields.toml", "docs/views.py"), *views()))


PAGES = {
    "reference.md": reference,
    "known-failures.md": known_failures,
    "views.md": every_view,
    "sayso.1": manual,
}


def main() -> None:
    """Write the pages."""
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
