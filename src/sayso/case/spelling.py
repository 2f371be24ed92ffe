"""Words that are looked for, and the other names of whoever they name, as a case knows them.

Karakosh is found where Qaraqosh is written, SOHR where its whole name is, and whom a person decided to be one
with somebody, by all their names. Accents and capitals make no difference.
"""

from __future__ import annotations

import difflib
import functools
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.case.decisions import SAME, Log, together
from sayso.comparison.names import is_name, is_spelled_so, keys_of_words, without_accents

_LONGEST_NAME = 6
_MOST_NAMES = 12
"""How many other names of one are looked for."""
_MOST_NEAR = 4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Part:
    """Words that are looked for together, as they were typed, and names that may stand in their place."""

    words: tuple[str, ...]
    others: tuple[str, ...] = ()

    def stands_in(self, folded: str) -> bool:
        """Whether all words, or one of the other names, stand in a text that is folded."""
        every = all(_folded(stem(word)) in folded for word in self.words)
        return every or any(_folded(other) in folded for other in self.others)


Parts = tuple[Part, ...]
Look = Callable[[str], Parts]
"""What tells the parts of what was typed."""


def stem(word: str) -> str:
    """A word without the * by which its beginning is looked for."""
    return word[:-1] if is_beginning(word) else word


def is_beginning(word: str) -> bool:
    """Whether what was typed is the beginning of words, as "chem*"."""
    return word.endswith("*") and any(map(str.isalnum, word))


def plain(typed: str) -> Parts:
    """What was typed, word by word, with no other names."""
    return tuple(Part((word,)) for word in typed.split())


def fold(text: str) -> str:
    """A text in small letters without accents."""
    return text.lower() if text.isascii() else without_accents(text.casefold())


def nearest(name: str, names: Iterable[str]) -> list[str]:
    """The names that are most like one: those that hold it, or else those spelled nearly so."""
    known = {fold(other): other for other in names}
    holding = [other for folded, other in known.items() if fold(name) in folded]
    near = difflib.get_close_matches(fold(name), known, _MOST_NEAR)
    return holding[:_MOST_NEAR] or [known[folded] for folded in near]


def like_it(name: str, names: Iterable[str]) -> str:
    """What is said behind a name that is not there: the names most like it; "" where there are none."""
    near = nearest(name, names)
    return f"; like it: {', '.join(near)}" if near else ""


_folded = functools.lru_cache(4096)(fold)
"""What is typed is folded once, however many texts it is looked for in."""


def all_stand_in(parts: Parts, text: str) -> bool:
    """Whether every part stands in a text."""
    folded = fold(text)
    return all(part.stands_in(folded) for part in parts)


def expression(parts: Parts) -> str:
    """The parts as the index of words takes them; "" where there are none."""
    told = list(filter(None, map(_one, parts)))
    # Signs alone are in no index: beside words they are left out, and by themselves find nothing.
    return " AND ".join(told) or ('""' if parts else "")


def _one(part: Part) -> str:
    own = " AND ".join(_quoted(word) for word in part.words if any(map(str.isalnum, word)))
    either = [own] if own else []
    return f"({' OR '.join([*either, *map(_quoted, part.others)])})" if either or part.others else ""


def _quoted(words: str) -> str:
    text = '"' + stem(words).replace("\0", " ").replace('"', '""') + '"'
    return f"{text}*" if is_beginning(words) else text


def places(parts: Parts, text: str) -> list[tuple[int, int]]:
    """Where the parts stand in a text, as characters of it: whole words, or stretches where none is whole."""
    folded, at = _with_places(text)
    sought = {fold(s) for part in parts for s in (*part.words, *part.others)} - {""}
    found: set[tuple[int, int]] = set()
    for one in sought:
        pattern = r"\s+".join(map(re.escape, stem(one).split())) + (r"\w*" if is_beginning(one) else "")
        whole = [m.span() for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", folded)]
        found.update(whole or (m.span() for m in re.finditer(pattern, folded)))
    return sorted((at[start], at[end - 1] + 1) for start, end in found if end > start)


def _with_places(text: str) -> tuple[str, Sequence[int]]:
    """A text folded, and of each of its characters the place in the text that it came from."""
    if text.isascii():
        return text.lower(), range(len(text))
    pieces = [fold(c) for c in text]
    return "".join(pieces), [n for n, piece in enumerate(pieces) for _ in piece]


def parts(db: sqlite3.Connection, typed: str, log: Log) -> Parts:
    """What was typed as parts, each run of words that is a name of somebody with the other names."""
    words = typed.replace("\0", " ").split()
    names = _Names(db, _runs(words), log)
    made: list[Part] = []
    at = 0
    while at < len(words):
        size = next((n for n in range(_LONGEST_NAME, 0, -1) if names.of(words[at : at + n])), 1)
        run = words[at : at + size]
        made.append(Part(tuple(run), names.of(run)))
        at += size
    return tuple(made)


def _runs(words: Sequence[str]) -> Iterator[str]:
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST_NAME, len(words)) + 1):
            yield " ".join(words[start:end])


def _is_kept(db: sqlite3.Connection) -> bool:
    """Whether the case keeps what names have in common, which one of an earlier sayso does not."""
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'name_key'").fetchone() is not None


class _Names:
    """The other names of those that runs of words name."""

    def __init__(self, db: sqlite3.Connection, runs: Iterable[str], log: Log) -> None:
        self._db = db
        keys = {run: keys_of_words(run) for run in runs}
        alike = self._alike(keys)
        groups = {id_: group for group in together(log.pairs(SAME)) for id_ in group}
        self._found: dict[str, tuple[str, ...]] = {}
        for run, ids in alike.items():
            merged = [id_ for i in ids for id_ in groups.get(i, ()) if id_ not in ids]
            others = dict.fromkeys((*self._called(merged), *_beyond(run, self._called(ids))))
            self._found[run] = tuple(name for name in others if fold(name) != fold(run))[:_MOST_NAMES]

    def of(self, words: Sequence[str]) -> tuple[str, ...]:
        """The other names of whom some words name."""
        return self._found.get(" ".join(words), ())

    def _alike(self, keys: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
        """The entities that each run of words may name."""
        asked = sorted(set().union(*keys.values()))
        if not asked or not _is_kept(self._db):
            return {}
        query = 'SELECT "key", entity, name FROM name_key WHERE "key" IN (SELECT value FROM json_each(?))'
        rows = self._db.execute(query, (json.dumps(asked),)).fetchall()
        found: dict[str, list[str]] = {}
        for run, mine in keys.items():
            ids = sorted({e for key, e, name in rows if key in mine and is_spelled_so(run, name)})
            if ids:
                found[run] = ids
        return found

    def _called(self, ids: Iterable[str]) -> Iterator[str]:
        """The names of entities, and what else they are called that is a name."""
        query = (
            "SELECT name, json_extract(record, '$.aliases') FROM entity"
            " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
        )
        for name, aliases in self._db.execute(query, (json.dumps(list(ids)),)):
            yield name
            told = (re.sub(r"^[Tt]he\s+", "", alias) for alias in json.loads(aliases or "[]"))
            yield from (alias for alias in told if is_name(alias))


def _beyond(run: str, names: Iterable[str]) -> Iterator[str]:
    """The names that are more than some of the words of a run, and do not hold all of them."""
    mine = set(_WORD.findall(fold(run)))
    for name in names:
        words = set(_WORD.findall(fold(name)))
        if not (words <= mine or mine <= words):
            yield name
