"""All settings in one frozen object; each number can be set by an environment variable ``SAYSO_<NAME>``."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sayso.errors import UsageError


@dataclass(frozen=True, slots=True)
class KnownName:
    """A person, organization or outlet (``kind``) that whoever runs sayso knows, and how else it is written.

    ``sites`` are the hosts of an outlet's or organization's pages, without "www.".
    """

    name: str
    kind: str
    others: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """The use of a component of another package, with the settings that it is given."""

    name: str
    settings: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run can be told. Units stand in the names; fields marked below change results."""

    processes: int = 0
    """How many worker processes read articles; 0 chooses by the size of the pile. Never changes results."""
    batch_paragraphs: int = 32
    """How many paragraphs the language pipeline takes at a time."""
    cache_mb: int = 64
    """How much of what was parsed a case keeps, so that a paragraph that comes again is not parsed again; 0
    keeps nothing. Never changes results."""
    max_file_mb: int = 20
    """Larger files are listed as failures. Changes results."""
    max_archive_mb: int = 4000
    """Larger web archives and ZIP files are listed as failures; each file in them may be as large as
    ``max_file_mb``. Changes results."""
    max_record_chars: int = 2_000_000
    """Longer texts of one document are listed as failures. Changes results."""
    read_timeout_s: int = 120
    """One article that takes longer to read is listed as a failure. Changes results."""

    learned: int = 1
    """1 lets the learned part help the rules find who says what; 0 leaves it to them. Changes results."""

    known: tuple[KnownName, ...] | None = None
    """Names that ``--known`` gave; None stands for those of the case's earlier runs. Changes results."""
    components: tuple[Use, ...] | None = None
    """Components of other packages that ``--component`` named, None as for ``known``. Changes results."""

    @classmethod
    def numbers(cls) -> tuple[dataclasses.Field[Any], ...]:
        """The settings that are numbers, each with a variable of its own."""
        return tuple(field for field in dataclasses.fields(cls) if isinstance(field.default, int))

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """The defaults, changed by any ``SAYSO_…`` variable; ``UsageError`` for one that is no number."""
        given: dict[str, Any] = {}
        for field in cls.numbers():
            value = environ.get(f"SAYSO_{field.name.upper()}")
            if value is None:
                continue
            if not value.isdigit():
                raise UsageError(f"SAYSO_{field.name.upper()} must be a whole number, not {value!r}.")
            given[field.name] = int(value)
        return cls(**given)

    @classmethod
    def recorded(cls, told: Mapping[str, Any], known: tuple[KnownName, ...]) -> Settings:
        """The settings that a case was made with, of what ``changing_results`` told, and its known names."""
        numbers: dict[str, Any] = {
            field.name: told[field.name] for field in cls.numbers() if field.name in told
        }
        uses = (Use(name, tuple(given.items())) for name, given in told.get("components", {}).items())
        return dataclasses.replace(cls(**numbers), known=known, components=tuple(uses))

    def changing_results(self) -> dict[str, Any]:
        """The settings that change what is found, for the export's first line.

        Of known names it has how many they are and their hash, for the list is the user's own.
        """
        told: dict[str, Any] = {
            "max_file_mb": self.max_file_mb,
            "max_archive_mb": self.max_archive_mb,
            "max_record_chars": self.max_record_chars,
            "read_timeout_s": self.read_timeout_s,
            "learned": self.learned,
        }
        if self.known:
            listed = json.dumps([dataclasses.astuple(name) for name in self.known])
            told["known"] = {
                "names": len(self.known),
                "sha256": hashlib.sha256(listed.encode()).hexdigest(),
            }
        if self.components:
            told["components"] = {use.name: dict(use.settings) for use in self.components}
        return told
