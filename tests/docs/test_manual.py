"""The manual page and the completion of shells, from the same commands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from click.shell_completion import BashComplete

from docs.generate import DOCS
from sayso.cli import VERBS, main_group


def test_every_command_stands_in_the_manual() -> None:
    text = (DOCS / "sayso.1").read_text(encoding="utf-8")
    for verb in VERBS:
        assert f".SS sayso {verb} " in text or f".SS sayso {verb}\n" in text


@pytest.mark.skipif(not shutil.which("groff"), reason="no groff here")
def test_the_manual_is_set_without_a_warning() -> None:
    command = ["groff", "-man", "-Tutf8", "-ww", "-k", str(DOCS / "sayso.1")]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stderr == "" and "sayso export" in told.stdout


def complete(*words: str) -> list[str]:
    """What a shell is offered after these words, the last of which is unfinished."""
    shell = BashComplete(main_group, {}, "sayso", "_SAYSO_COMPLETE")
    return [item.value for item in shell.get_completions(list(words[:-1]), words[-1])]


def test_shells_complete_verbs_options_and_formats() -> None:
    assert complete("und") == ["undecide"]
    assert "--dossier" in complete("run", "--d")
    assert complete("export", "x.case", "--format", "web") == ["web-annotation"]
    # For files, the shell looks itself.
    assert complete("explain", "x") == ["x"]


def test_the_line_that_switches_completion_on_works() -> None:
    code = "from sayso.cli import main; main()"
    env = {**os.environ, "_SAYSO_COMPLETE": "zsh_source"}
    command = [sys.executable, "-c", code]
    told = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert told.stdout.startswith("#compdef sayso")
