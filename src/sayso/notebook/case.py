"""A case as Python objects: opened, or made by a run."""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from sayso.case.contents import Contents
from sayso.case.decided import decided
from sayso.case.decisions import Choice
from sayso.case.store import Store
from sayso.dossier.pile import Pile
from sayso.errors import UsageError
from sayso.exporters import FOLDERS, exporter
from sayso.exporters.writing import write
from sayso.model import Decision, Entity, Failure, Group, Passage, Time
from sayso.notebook import html
from sayso.notebook.table import Table
from sayso.notebook.views import Claim, Comparison, Document, Figure, view
from sayso.settings import Settings, Use

PathLike = str | os.PathLike[str]
V = TypeVar("V")


class Case:
    """A pile of articles and all that was found in it.

    Findings are as the machine made them; what people decided stands beside them (``claim.decisions``,
    ``comparison.decision``). ``path`` is the case file, or None for a case that is kept in memory alone.
    """

    def __init__(self, contents: Contents, path: Path | None = None) -> None:
        self.contents = contents
        self.path = path

    # --- what it holds -------------------------------------------------------------------------------------

    @cached_property
    def documents(self) -> Table[Document]:
        """The articles, sorted by path and place in their file."""
        return self._table(self.contents.documents, Document)

    @cached_property
    def claims(self) -> Table[Claim]:
        """The claims, in the order of articles and text."""
        return self._table(self.contents.claims, Claim)

    @cached_property
    def figures(self) -> Table[Figure]:
        """The figures, in the order of articles and text."""
        return self._table(self.contents.figures, Figure)

    @cached_property
    def comparisons(self) -> Table[Comparison]:
        """The labelled pairs."""
        return self._table(self.contents.comparisons, Comparison)

    @cached_property
    def times(self) -> Table[Time]:
        """The time expressions."""
        return Table(self.contents.times, _same, Time)

    @cached_property
    def entities(self) -> Table[Entity]:
        """People, bodies and places by name."""
        return Table(self.contents.entities, _same, Entity)

    @cached_property
    def groups(self) -> Table[Group]:
        """Claims that say the same, each with its range of independent origins."""
        return Table(self.contents.groups, _same, Group)

    @cached_property
    def passages(self) -> Table[Passage]:
        """Text that two articles share."""
        return Table(self.contents.passages, _same, Passage)

    @cached_property
    def failures(self) -> Table[Failure]:
        """Input that gave no document, each with a sentence that says what to do."""
        return Table(self.contents.failures, _same, Failure)

    @cached_property
    def decisions(self) -> Table[Decision]:
        """All that people decided, in the order they did, those taken back too."""
        return Table(self.contents.log.all, _same, Decision)

    def search(self, words: str, limit: int = 50) -> Table[Claim]:
        """The claims that hold all these words, the best match first; needs a case file."""
        with Store(self._file("search")) as store:
            found = store.search(words, limit)
        # The file may have grown since it was opened.
        known = self.contents.claim
        return self._table([known[id_] for id_ in found if id_ in known], Claim)

    # --- what can be done with it --------------------------------------------------------------------------

    def decide(
        self, target: Any, field: str, value: str | None, *, who: str, note: str | None = None
    ) -> Decision:
        """Keep in the case file that a field of a record is a value: a record or id, and who says so.

        What was found stays beside it. Records that were handed out before keep what they had; ``UsageError``
        where the field cannot have that value.
        """
        with Store(self._file("decide"), write=True) as store:
            made = store.decide(Choice(getattr(target, "id", target), field, value, who, note), self.contents)
            self._take_up(store)
        return made

    def undecide(self, decision: Any, *, who: str, note: str | None = None) -> Decision:
        """Take a decision (or the one of an id) back; it stays in the log."""
        with Store(self._file("undecide"), write=True) as store:
            made = store.undecide(getattr(decision, "id", decision), who, note, self.contents)
            self._take_up(store)
        return made

    def decided(self) -> Case:
        """The case as people decided it to be, to look at and count in: decisions laid over what was found.

        Merged names are one, corrected fields have their new value, comparisons their decided relation.
        """
        return Case(decided(self.contents))

    def export(self, format: str, to: PathLike | None = None) -> str | None:
        """The case in another format (those of ``sayso export``) as text, or written to a file or folder."""
        if format in FOLDERS and to is not None:
            return FOLDERS[format](self.contents, Path(to))
        pieces = exporter(format)(self.contents)
        if to is None:
            return "".join(pieces)
        write(Path(to), pieces)
        return None

    # --- what it shows -------------------------------------------------------------------------------------

    @cached_property
    def pile(self) -> Pile:
        """The case as the dossier reads it, with decisions laid over what was found."""
        return Pile(self.contents)

    @cached_property
    def claims_in(self) -> dict[str, list[Any]]:
        """The claims of each document by its id, in the order of the text."""
        return _by_document(self.contents.claims)

    @cached_property
    def figures_in(self) -> dict[str, list[Any]]:
        """The figures of each document by its id, in the order of the text."""
        return _by_document(self.contents.figures)

    def counted(self) -> str:
        """How much it holds, in a line."""
        held = self.contents
        return (
            f"{len(held.documents)} documents, {len(held.claims)} claims, {len(held.figures)} figures,"
            f" {len(held.comparisons)} comparisons"
        )

    def __repr__(self) -> str:
        return f"<Case {self.path.name if self.path else 'in memory'}: {self.counted()}>"

    def _repr_html_(self) -> str:
        return html.case(self)

    # --- inside --------------------------------------------------------------------------------------------

    def _table(self, things: Sequence[Any], kind: type[V]) -> Table[V]:
        return Table(things, lambda thing: view(kind, thing, self), kind)

    def _take_up(self, store: Store) -> None:
        """Forget what was made of the decisions before, and take those that the case has now."""
        contents, path = store.redecided(self.contents), self.path
        vars(self).clear()
        self.contents, self.path = contents, path

    def _file(self, what: str) -> Path:
        if self.path is None:
            raise UsageError(f"To {what}, the case needs a file: sayso.run(paths, case='my.case').")
        return self.path


def open(path: PathLike) -> Case:
    """The case in a file; ``CaseError`` where there is none, or it is something else."""
    with Store(Path(path)) as store:
        return Case(store.contents(), Path(path))


def run(
    paths: PathLike | Iterable[PathLike],
    case: PathLike | None = None,
    *,
    processes: int = 1,
    known: PathLike | None = None,
    components: Mapping[str, Mapping[str, Any]] | None = None,
) -> Case:
    """Read everything under the paths (files, folders), find and compare the claims.

    ``case`` is the file to make or add to; without one, the case is kept in memory. What could not be read is
    in ``failures``. ``known`` is a file of known names, ``components`` are those of other packages to use, by
    name with their settings; both as for ``sayso run``. Other settings come from ``SAYSO_…`` variables. With
    more than one of ``processes``, a script must guard its start by ``if __name__ == "__main__"``, as the
    worker processes of Python ask.
    """
    from sayso.intake.known import read_known  # noqa: PLC0415 - opening a case needs nothing of intake

    settings = replace(
        Settings.from_environment(),
        processes=processes,
        known=None if known is None else read_known(os.fspath(known)),
        components=None if components is None else _uses(components),
    )
    if case is not None:
        _run(paths, case, settings)
        return open(case)
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "memory.case"
        _run(paths, kept, settings)
        with Store(kept) as store:
            return Case(store.contents())


def _uses(components: Mapping[str, Mapping[str, Any]]) -> tuple[Use, ...]:
    return tuple(Use(name, tuple(settings.items())) for name, settings in components.items())


def _run(paths: PathLike | Iterable[PathLike], case: PathLike, settings: Settings) -> None:
    from sayso.runners import local  # noqa: PLC0415 - loads the language pipeline, which takes a second

    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    local.run([os.fspath(path) for path in given], os.fspath(case), settings)


def _same(thing: V) -> V:
    return thing


def _by_document(things: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for thing in things:
        found[thing.document].append(thing)
    return found
