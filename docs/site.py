"""Builds the pages as a site that loads nothing from elsewhere: ``python -m docs.site``."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
OUT = ROOT / "out"

NAV: dict[str, dict[str, str]] = {
    "Start": {
        "README.md": "sayso",
        "docs/tutorial.md": "Tutorial",
        "docs/glossary.md": "Glossary",
    },
    "How to": {
        "docs/reader.md": "The reading room",
        "docs/views.md": "Every view",
        "docs/newsroom.md": "In a newsroom",
        "docs/human-rights.md": "In a human-rights archive",
        "docs/thousand.md": "A thousand articles",
        "docs/scale.md": "From five articles to an archive",
        "docs/python.md": "Python and notebooks",
        "docs/elsewhere.md": "Elsewhere, and back",
        "docs/spacy.md": "spaCy",
        "docs/plugins.md": "Plugins, languages and words",
    },
    "Reference": {
        "docs/reference.md": "Commands, formats, fields",
        "docs/formats.md": "What it reads",
        "docs/parquet.md": "Parquet and DuckDB",
        "CHANGELOG.md": "Changes",
    },
    "Understand": {
        "docs/method.md": "The method",
        "docs/accuracy.md": "Accuracy",
        "docs/known-failures.md": "Known failures",
        "src/sayso/claims/learned/card.md": "Model card",
        "docs/ethics.md": "Neutrality, people, custody",
        "docs/others.md": "Beside other tools",
    },
    "Take part": {
        "CONTRIBUTING.md": "Contributing",
        "docs/design.md": "Design",
        "docs/languages.md": "Adding a language",
    },
}
"""The pages by section, each with its title; every page of the docs stands here."""

PICTURES = "docs/screens/"
"""The pictures that pages show."""

_LINK = re.compile(r"\[([^\]]*)\]\((?!https?:|#)([^)#\s]+)(#[^)\s]*)?\)")

_CONFIG = """\
site_name: sayso
docs_dir: pages
site_dir: site
use_directory_urls: false
theme:
  name: material
  font: false
  features: [navigation.sections, content.code.copy]
plugins: [search]
markdown_extensions: [tables, toc, admonition, pymdownx.superfences]
validation:
  omitted_files: warn
  absolute_links: warn
  unrecognized_links: warn
  anchors: warn
"""


def pages() -> dict[str, str]:
    """The text of each page by its name on the site; links to files that are no pages become plain words."""
    names = {source: _name(source) for section in NAV.values() for source in section}
    return {name: _linked(source, names) for source, name in names.items()}


def _name(source: str) -> str:
    if source == "README.md":
        return "index.md"
    return "model-card.md" if source.endswith("card.md") else Path(source).name.lower()


def _linked(source: str, names: dict[str, str]) -> str:
    """A page whose links lead to where the pages are on the site."""

    def link(match: re.Match[str]) -> str:
        words, target, anchor = match[1], match[2], match[3] or ""
        path = os.path.normpath(Path(source).parent / target).replace(os.sep, "/")
        if path.startswith(PICTURES):
            return f"[{words}]({path.removeprefix('docs/')})"
        return f"[{words}]({names[path]}{anchor})" if path in names else words

    return _LINK.sub(link, (ROOT / source).read_text(encoding="utf-8"))


def config() -> str:
    """What MkDocs is told, with the order of the pages."""
    lines = [_CONFIG, "nav:\n"]
    for section, listed in NAV.items():
        lines.append(f"  - {section}:\n")
        lines += [f'      - "{title}": {_name(source)}\n' for source, title in listed.items()]
    return "".join(lines)


def main() -> None:
    """Write the pages and build the site in ``out/site``; a link that leads nowhere fails."""
    folder = OUT / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        old.unlink()
    shutil.copytree(ROOT / PICTURES, folder / Path(PICTURES).name, dirs_exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")
    (OUT / "mkdocs.yml").write_text(config(), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--clean"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([*command, "--config-file", str(OUT / "mkdocs.yml")], check=True, env=environment)
    print(f"Open {OUT / 'site' / 'index.html'} in a browser; to search there, serve that folder.")


if __name__ == "__main__":
    main()
