"""``sayso schema``: the JSON Schema of the export."""

from __future__ import annotations

import json

import click

from sayso.exporters.schema import export_schema


@click.command()
def command() -> int:
    """Print the JSON Schema (2020-12) that every line of the JSON lines export follows."""
    click.echo(json.dumps(export_schema(), ensure_ascii=False, indent=2))
    return 0
