"""The case that the reader shows: read once, put in order once, and anew when its file has changed."""

from __future__ import annotations

import gc
import itertools
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from threading import Lock, RLock, Timer

from sayso.case.connection import log_of
from sayso.case.spelling import Look, Parts, plain
from sayso.case.store import Store
from sayso.dossier import Served, render_views
from sayso.dossier.links import Paths
from sayso.dossier.pile import Pile
from sayso.dossier.views import Views
from sayso.web.search import Asked, Finder
from sayso.web.views import VIEWS

SERVED = Served("/item/", "/article/")

PAGES = (
    ("", "Overview"),
    ("accounts", "Where accounts meet"),
    ("side-by-side", "Claims side by side"),
    ("shared-text", "Shared text"),
    ("figures", "Figures"),
    ("timeline", "Timeline"),
    ("voices", "Who is quoted"),
    ("network", "Who quotes whom"),
    ("names", "Who is called what"),
    ("only-here", "In one article only"),
    ("articles", "The articles"),
    ("people", "People and bodies"),
    ("decisions", "Decisions"),
    ("method", "How this was made"),
)
"""The pages that every page leads to: path and title."""


class Case:
    """A case as it was when it was read, with all that its pages share."""

    def __init__(self, pile: Pile, look: Look = plain) -> None:
        self.pile, self._look = pile, look
        self.views = Views(pile)
        self.to = Paths(pile, SERVED, frozenset(name for name, _ in PAGES if name))

    @cached_property
    def menu(self) -> tuple[tuple[str, str], ...]:
        """The pages that the case has something for."""
        held = self.pile.contents
        bare = {"shared-text": held.passages, "side-by-side": self.pile.groups, "figures": held.figures}
        return tuple((name, title) for name, title in PAGES if bare.get(name, True))

    @cached_property
    def finder(self) -> Finder:
        """What searches it."""
        return Finder(self.pile, self._look)

    @cached_property
    def dossier(self) -> str:
        """The whole dossier as one page."""
        return render_views(self.views, SERVED)

    def warm(self, wanted: Callable[[], bool] = lambda: True) -> None:
        """Make what all pages need, what is looked at first before the rest, for as long as it is wanted."""
        for make in VIEWS.values():
            if not wanted():
                return
            make(self.views, Asked())
        self.finder.warm()


_PAUSE_S = 1.0
"""How long after a change the views are made anew that nobody has asked for yet."""


class Held:
    """A case file and the case that was last read from it; several threads may ask.

    ``ahead`` makes the views of a case that was read anew while nobody waits for them.
    """

    def __init__(self, path: str | Path, ahead: bool = False) -> None:
        self.path, self._ahead = Path(path), ahead
        self._state: tuple[int, ...] | None = None
        self._stamp: int | None = None
        self._case: Case | None = None
        self._lock, self._warming = RLock(), Lock()

    def case(self) -> Case:
        """The case as it is now."""
        with self._lock:
            state = self._now()
            if self._case is None or self._state != state:
                with Store(self.path) as store:
                    stamp, before = store.stamp(), self._case
                    same = before is not None and stamp is not None and stamp == self._stamp
                    found = store.redecided(before.pile.found) if before and same else store.contents()
                first = self._case is None
                self._case, self._state, self._stamp = Case(Pile(found), self._look), state, stamp
                if self._ahead:
                    # The page that a decision leads back to is made first.
                    later = Timer(0.0 if first else _PAUSE_S, self._make_ahead, [self._case])
                    later.daemon = True
                    later.start()
            return self._case

    def _make_ahead(self, case: Case) -> None:
        """Make the views of a case, unless it is read anew in the meantime: decisions can come in a row."""
        with self._warming:
            case.warm(lambda: self._case is case)
        if self._case is case:
            # What was made stays; looking through it for cycles would hold up every answer.
            gc.freeze()

    def _look(self, typed: str) -> Parts:
        """What was typed, with the other names that the case has for whom it names."""
        if not typed:
            return ()
        with Store(self.path) as store:
            return store.spelled(typed)

    def ids_of(self, query: str, most: int) -> tuple[str, ...]:
        """The claims that hold all words of a query, the best match first."""
        with Store(self.path) as store:
            return store.search(query, most)

    def _now(self) -> tuple[int, ...]:
        """What changes when the case does: which file it is and its log of writes, their sizes and times."""
        known = []
        for file in (self.path, log_of(self.path)):
            with suppress(FileNotFoundError):  # the log goes with whoever closes the case last
                known.append(file.stat())
        # An empty log comes with reading.
        told = ((s.st_dev, s.st_ino, s.st_size, s.st_mtime_ns) for s in known if s.st_size)
        return tuple(itertools.chain.from_iterable(told))
