"""All settings in one frozen object; each can be set by an environment variable ``SAYSO_<NAME>``."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.errors import UsageError


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

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """The defaults, changed by any ``SAYSO_…`` variable; ``UsageError`` for one that is no number."""
        given: dict[str, int] = {}
        for field in dataclasses.fields(cls):
            value = environ.get(f"SAYSO_{field.name.upper()}")
            if value is None:
                continue
            if not value.isdigit():
                raise UsageError(f"SAYSO_{field.name.upper()} must be a whole number, not {value!r}.")
            given[field.name] = int(value)
        return cls(**given)

    def changing_results(self) -> dict[str, int]:
        """The settings that change what is found, for the export's first line."""
        return {
            "max_file_mb": self.max_file_mb,
            "max_archive_mb": self.max_archive_mb,
            "max_record_chars": self.max_record_chars,
            "read_timeout_s": self.read_timeout_s,
            "learned": self.learned,
        }
