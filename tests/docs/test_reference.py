"""The docs hold what the code has: every command, setting and export field, and nothing else."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from pathlib import Path

import pytest

from docs.generate import DOCS, PAGES
from sayso.cli import VERBS
from sayso.exporters import FOLDERS, FORMATS
from sayso.model import Source
from sayso.records import TYPES
from sayso.settings import Settings

ROOT = DOCS.parent


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_as_the_code_makes_them(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "run: make reference"


def test_the_records_stand_in_the_order_of_the_export() -> None:
    told = tomllib.loads((DOCS / "fields.toml").read_text(encoding="utf-8"))
    assert [name for name in told if name != "source"] == ["case", *TYPES]
    assert list(told["source"]) == [f.name for f in dataclasses.fields(Source)]


@pytest.mark.parametrize("name", TYPES)
def test_every_field_of_the_export_is_documented(name: str) -> None:
    told = tomllib.loads((DOCS / "fields.toml").read_text(encoding="utf-8"))
    assert list(told[name]) == [f.name.rstrip("_") for f in dataclasses.fields(TYPES[name])]


def test_every_command_format_and_setting_stands_in_the_reference() -> None:
    text = (DOCS / "reference.md").read_text(encoding="utf-8")
    for verb in VERBS:
        assert f"### sayso {verb}\n" in text
    for name in (*FORMATS, *FOLDERS):
        assert f"### {name}\n" in text
    for field in Settings.numbers():
        assert f"`SAYSO_{field.name.upper()}`" in text


@pytest.mark.parametrize("path", sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")]), ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{path.name} links to {target}, which is not there"
