"""The components of other packages that a run uses: found, loaded, and told where they stand."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from typing import Any

from sayso import plugins
from sayso.errors import SaysoError, UsageError
from sayso.intake.language import read_languages
from sayso.settings import Settings, Use

INTAKE, CLAIMS, COMPARISON = STAGES = ("intake", "claims", "comparison")


@dataclass(frozen=True)
class Part:
    """A component as it is used: its function with all its settings, and where it stands."""

    name: str
    entry: EntryPoint
    settings: dict[str, Any]
    does: Callable[..., Any]
    after: str | None
    instead: str | None

    def __call__(self, *given: Any) -> Any:
        """What it makes of what a stage gives; ``UsageError`` with a sentence where it fails."""
        try:
            return self.does(*given, **self.settings)
        except SaysoError:
            raise
        except Exception as error:  # whatever another package does
            raise self.failed(plugins.told(error, self.does)) from error

    def failed(self, why: str) -> UsageError:
        """The error that says that it failed."""
        return UsageError(
            f"The component {self.name} ({self.entry.value}) failed ({why}):"
            " usually it was written for another version; update it, or leave it out."
        )


@functools.cache
def parts(uses: tuple[Use, ...] | None) -> tuple[Part, ...]:
    """The components that are used, in the order given; ``UsageError`` where one cannot be."""
    made = tuple(map(_part, uses or ()))
    for stage in STAGES:
        rivals = [part.name for part in made if part.instead == stage]
        if len(rivals) > 1:
            raise UsageError(f"{' and '.join(rivals)} both stand in place of {stage}: use one of them.")
    return made


def _part(use: Use) -> Part:
    there = plugins.installed(plugins.COMPONENTS)
    if use.name not in there:
        others = f"installed are {', '.join(sorted(there))}" if there else "none is installed"
        raise UsageError(f"There is no component {use.name!r}; {others}.")
    entry = there[use.name]
    does = plugins.load(entry, f"component {use.name}")
    after, instead = (getattr(does, place, None) for place in ("after", "instead"))
    if (after not in STAGES or instead) and (instead not in STAGES[1:] or after):
        raise UsageError(
            f"The component {use.name} ({entry.value}) does not say where it stands: its function needs an"
            ' attribute "after" (intake, claims or comparison) or "instead" (claims or comparison).'
        )
    return Part(use.name, entry, _settings(use, does), does, after, instead)


def _settings(use: Use, does: Callable[..., Any]) -> dict[str, Any]:
    """All settings of a component, those given as what their defaults are: numbers, texts."""
    parameters = inspect.signature(does).parameters.values()
    found = {p.name: p.default for p in parameters if p.kind is inspect.Parameter.KEYWORD_ONLY}
    for name, value in use.settings:
        if name not in found:
            names = f"it has {', '.join(found)}" if found else "it has none"
            raise UsageError(f"The component {use.name} has no setting {name!r}; {names}.")
        try:
            found[name] = _like(found[name], value)
        except ValueError as error:
            raise UsageError(f"{name}={value} is no setting of {use.name}: {error}.") from error
    return found


def _like(default: Any, value: Any) -> Any:
    """A value given as text, as what the default is."""
    if isinstance(default, bool) and isinstance(value, str):
        if value not in ("yes", "no"):
            raise ValueError("it is yes or no")
        return value == "yes"
    return type(default)(value) if isinstance(default, int | float | str) else value


def check(settings: Settings) -> None:
    """``UsageError`` where a component that is used, or a language that is installed, cannot be loaded."""
    parts(settings.components)
    read_languages()
    for code, entry in plugins.installed(plugins.LANGUAGES).items():
        plugins.load(entry, f"language {code}")
