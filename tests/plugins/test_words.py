"""The page on adding a word: done step by step to a copy of sayso, it does what the page says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docs.generate import DOCS
from sayso.claims import find
from sayso.languages.lexicon import read_sections
from sayso.model import Findings
from sayso.reading import read
from sayso.settings import Settings
from tests.sentences import document

ROOT = DOCS.parent
_CUES = "languages/en/cues.txt"
_ASK = """
import json, sys
from tests.sentences import findings
claims = findings(sys.argv[1]).claims
print(json.dumps([[c.text, c.sources[0].name, c.mode] for c in claims if c.mode != "narrated"]))
"""


@pytest.fixture(scope="module")
def page() -> str:
    """What the page says of words, with line breaks as spaces outside its blocks."""
    return (DOCS / "plugins.md").read_text(encoding="utf-8").partition("## A word that attributes")[2]


def shown(page: str) -> list[str]:
    """The lines of the lexicon that the page shows."""
    (block,) = re.findall(r"^```text\n(.*?)^```$", page, re.M | re.S)
    return str(block).splitlines()


def test_the_lines_that_the_page_shows_stand_in_the_lexicon(page: str) -> None:
    lexicon = (ROOT / "src" / "sayso" / _CUES).read_text(encoding="utf-8").splitlines()
    for line in shown(page):
        assert any(each.startswith(line) for each in lexicon)


def rows(page: str) -> list[tuple[str, list[str], str]]:
    """The rows of the page's table: a sentence, the sections that its word may stand in, and a line."""
    found = re.findall(r"^\| .*?: \"(.+?)\" \| (.+?) \| `(.+?)` \|$", page, re.M)
    return [(sentence, re.findall(r"\[(.+?)\]", sections), line) for sentence, sections, line in found]


def test_each_line_of_the_table_stands_in_its_section_and_is_read_by_it(page: str) -> None:
    table = rows(page)
    assert len(table) == len(re.findall(r"^\| an? ", page, re.M))
    for sentence, names, line in table:
        sections = read_sections("en", "cues.txt", first="verbs") | read_sections("en", "sources.txt")
        lines = [each for name in names or ["verbs"] for each in sections[name]]
        head, _, word = line.rpartition(": ")
        own = [each for each in lines if not head or each.startswith(head.split(":")[0])]
        assert any(set(word.split()) <= set(each.replace(":", " ").split()) for each in own), line
        claims = [c for c in by_rules(sentence).claims if c.mode != "narrated"]
        assert len(claims) == 1 and claims[0].text != sentence, sentence


def by_rules(text: str) -> Findings:
    settings = Settings(learned=0)
    return next(iter(find(read([document(text)], settings), settings)))


def test_a_word_that_is_added_as_the_page_says_is_read(page: str, tmp_path: Path) -> None:
    (example,) = re.findall(r"`(\{\"text\".*?\})`", page, re.S)
    case = json.loads(example)

    def read() -> list[list[str]]:
        env = {"PYTHONPATH": f"{tmp_path}:{ROOT}", "PATH": "/usr/bin:/bin"}
        command = [sys.executable, "-c", _ASK, case["text"]]
        told = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, check=True)
        found: list[list[str]] = json.loads(told.stdout)
        return [[text, name.removeprefix("the "), mode] for text, name, mode in found]

    kept = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src" / "sayso", tmp_path / "sayso", ignore=kept)
    expected = [[text, name.removeprefix("the "), mode] for text, name, mode in case["claims"]]
    assert read() != expected
    line = shown(page)[0]
    lexicon = tmp_path / "sayso" / _CUES
    before = lexicon.read_text(encoding="utf-8")
    lexicon.write_text(before.replace(line, f"{line} footnote", 1), encoding="utf-8")
    assert read() == expected
