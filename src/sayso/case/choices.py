"""What can be asked of a case: its outlets and events by name, how much is found, what has no outlet."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.case import searching
from sayso.case.searching import Sought
from sayso.case.store import Store


def count_found(store: Store, sought: Sought, most: int) -> int:
    """How many claims are found, at most so many."""
    return searching.count(store.db, sought, most, store._of_search())


def outlets(store: Store) -> list[str]:
    """The outlets by name, as people decided them."""
    return searching.outlets(store.db, store._of_search())


def events(store: Store) -> list[str]:
    """What figures count as having happened, by name."""
    query = "SELECT DISTINCT event FROM figure WHERE event IS NOT NULL ORDER BY event"
    return [row[0] for row in store.db.execute(query)]


def nameless(store: Store) -> Iterator[str]:
    """The paths of articles that name no outlet, nor has a person named one."""
    named = {id_ for id_, values in store._of_search().values.items() if values.get("outlet")}
    for id_, path in store.db.execute("SELECT id, path FROM document WHERE outlet IS NULL"):
        if id_ not in named:
            yield path
