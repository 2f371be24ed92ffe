"""Who quotes whom: a matrix of those quoted and of those who carry their words, both by how much."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.dossier.pile import Pile
from sayso.model import Claim

MOST_ROWS, MOST_COLUMNS = 60, 24
"""How many voices and how many that quote them are shown; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How many claims of a voice one carries; ``share`` (1 to 5) of the largest number, the first's id."""

    claims: int
    share: int
    first: str


@dataclass(frozen=True, slots=True)
class Column:
    """One that quotes: an outlet, or a go-between that an outlet names (``between``)."""

    name: str
    between: bool
    claims: int


@dataclass(frozen=True, slots=True)
class Row:
    """One voice with a cell for each column, None where that one does not quote it."""

    key: str
    name: str
    anonymous: bool
    claims: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """The matrix, rows and columns with the most claims first, and how many of either are left out."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    rows_left: int
    columns_left: int

    def __bool__(self) -> bool:
        return bool(self.rows)


def network(pile: Pile) -> Network:
    """Every attributed claim, once for the outlet that carries it and once for each go-between it names."""
    carried: dict[tuple[str, tuple[bool, str]], list[str]] = defaultdict(list)
    names: dict[str, tuple[str, bool]] = {}
    by_voice: Counter[str] = Counter()
    by_column: Counter[tuple[bool, str]] = Counter()
    for claim in pile.told:
        quoting = list(dict.fromkeys(_quoting(pile, claim)))
        for voice in pile.voices(claim):
            if voice.own:
                continue
            names.setdefault(voice.key, (voice.name, voice.anonymous))
            by_voice[voice.key] += 1
            for column in quoting:
                carried[voice.key, column].append(claim.id)
                by_column[column] += 1
    keys = sorted(by_voice, key=lambda k: (names[k][1], -by_voice[k], names[k][0].casefold(), k))
    # Columns stand by what they carry of the voices that are shown.
    here = {c: sum(len(carried.get((k, c), ())) for k in keys[:MOST_ROWS]) for c in by_column}
    columns = sorted(here, key=lambda c: (here[c] == 0, c[0], -here[c], c[1].casefold(), c[1]))
    shown = [c for c in columns[:MOST_COLUMNS] if here[c]]
    most = max((len(ids) for ids in carried.values()), default=1)
    rows = [
        Row(key, *names[key], by_voice[key], tuple(_cell(carried.get((key, c), []), most) for c in shown))
        for key in keys[:MOST_ROWS]
    ]
    return Network(
        tuple(Column(name, between, by_column[between, name]) for between, name in shown),
        tuple(rows),
        max(0, len(keys) - MOST_ROWS),
        len(columns) - len(shown),
    )


def _quoting(pile: Pile, claim: Claim) -> Iterator[tuple[bool, str]]:
    yield False, pile.outlet_of[claim.document]
    for between in claim.via:
        yield True, between


def _cell(ids: list[str], most: int) -> Cell | None:
    return Cell(len(ids), max(1, round(5 * len(ids) / most)), ids[0]) if ids else None
