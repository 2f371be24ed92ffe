"""What whoever runs sayso gave a case, and the runs that come go by: columns, known names, components."""

from __future__ import annotations

import dataclasses
from typing import Any

from sayso.case.store import Store
from sayso.records import from_record, to_record
from sayso.settings import KnownName, Settings


def settings_of(store: Store) -> Settings:
    """The settings that a case was made with, with the names it knows."""
    known = tuple(from_record(KnownName, record) for record in store._meta("known", []))
    return Settings.recorded(store._meta("settings", {}), known)


def remembered(store: Store, settings: Settings) -> Settings:
    """Settings with the known names and components of a case in place of those that are None."""
    before = settings_of(store)
    return dataclasses.replace(
        settings,
        known=before.known if settings.known is None else settings.known,
        components=before.components if settings.components is None else settings.components,
    )


def remember(store: Store, settings: Settings) -> None:
    """Keep the known names for the runs that come; components stand in the settings that a run records."""
    known = [to_record(name) for name in settings.known or ()]
    if known != store._meta("known", []):
        with store.writing():
            store._set_meta("known", known)


def recorded(store: Store, settings: Settings) -> dict[str, Any]:
    """The settings that change results, with the columns that were named, as the export tells them."""
    mapping = store.mapping()
    return {**settings.changing_results(), **({"map": dict(sorted(mapping.items()))} if mapping else {})}
