"""Leftovers of a page in bare text: its menus, lists and other posts, told from the article by their signs.

A text that was copied off a page, or extracted badly, holds all of it as lines like any other. A sign is a
short phrase that holds of a line or does not, such as "prose" or "previous: short"; ``lines.txt`` among the
lexicons says how much each of them counts. Lists within an article look like menus, and a page's other prose
like the article's, so that only what stands before the first sure paragraph and behind the last is set aside,
and comments wherever they stand.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat

from sayso.intake.around import signs_around
from sayso.intake.comments import comment_lines
from sayso.intake.draft import Draft
from sayso.intake.line_kinds import SHORT, Line, is_capitalised, measure
from sayso.intake.lines import begins_other_posts, begins_related_list
from sayso.intake.scoring import BIAS
from sayso.intake.signs import WORDS, Table, bucket, closing, reader_words, shapes_of
from sayso.languages.en import furniture
from sayso.languages.lexicon import read_sections, read_weights, words

Signs = list[str]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CREDITED = re.compile(
    r"\((?:[A-Z]{2,5}|[A-Z][\w. ]+/[A-Z][\w. ]+|[A-Z][^()]{2,40} (?:via|for) [^()]+)\)\W*\Z|Credit\.\.\."
    r"|\b(?:Getty|AP|Reuters|AFP) ?(?:Images|Photo)?\)?\Z|\((?:Photo|Image|Courtesy|Credit)"
)
_DIRECTIONS = re.compile(
    r",? (?:\(?(?:left|right|cent(?:er|re)|top|bottom)\)?,|\((?:left|right)\)|from left|pictured)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\[\d+\]|\(\d+\)|\d+\. [A-Z]\w+, ")

_WORTH = {"prose": 1.0, "open prose": 0.3, "closed": 0.2}
_COST, _COST_OF_WORD, _MOST_WORDS = 1.5, 0.5, 12
"""What a word of each kind of line counts for the stretch it is in; others cost, and so do their words."""

_AROUND = (2, 5, 12)
"""So many lines on both sides are looked at together."""

_FEWEST_SHORT = 12
_SHORT_CHARS = 200
"""A text of fewer short lines, which have no more characters than this, holds no page's menus."""

_SURELY = 1.0
"""Prose that scores more, alone and with the lines beside it, is the article's and stands at its ends."""

_MOST_COUNTED, _OF_WORDS, _BOUNDS = 80, 0.8, (-3.0, 6.0)
"""A line counts by the power of its words, up to so many; scores count within these bounds."""

Bars = tuple[float, float, float]
BARS: Bars = (-0.5, 0.0, 0.5)
"""Lines of lower scores are leftovers: before the article, prose behind it, and all else behind it."""

_SHARES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
_COUNTS = (1, 2, 4, 8, 16, 32, 64, 128, 256)
"""Where a line stands is told in such steps of the text's lines and words, and of lines from its ends."""

_OF_HEADLINES = range(3, 31)
_ABOVE, _TAKEN_UP = 3, 3.0
"""A headline has so many words, stands no farther into the run, and so much of it is taken up there."""

_LENGTHS: Table = ((11, 31), ("short", "middling", "long"))
"""What a common word counts for depends on the length of the line that says it, in words."""


def find_leftovers(draft: Draft) -> frozenset[int]:
    """Where the blocks begin that are no part of the article; none in a text that holds little but it."""
    if sum(b.end - b.start <= _SHORT_CHARS for b in draft.blocks) < _FEWEST_SHORT:
        return frozenset()
    said = [draft.said(block) for block in draft.blocks]
    return frozenset(draft.blocks[n].start for n in leftover_lines(said, scores(said)))


def leftover_lines(said: Sequence[str], found: Sequence[float], bars: Bars = BARS) -> list[int]:
    """The indices of the lines that are no part of the article, by the lines' scores; comments always."""
    lines = [measure(each) for each in said]
    if sum(line.kind in SHORT for line in lines) < _FEWEST_SHORT:
        return []
    talk = comment_lines(lines)
    around = _smoothed(lines, found)
    sure = [
        n for n, line in enumerate(lines)
        if line.is_prose and min(found[n], around[n]) > _SURELY and n not in talk
    ]  # fmt: skip
    if not sure:
        return []
    before, behind, short_behind = bars
    return [
        n for n, (line, score) in enumerate(zip(lines, found, strict=True))
        if n in talk
        or (n < sure[0] and score <= before)
        or (n > sure[-1] and score <= (behind if line.is_prose else short_behind))
    ]  # fmt: skip


def _weight(line: Line) -> float:
    """What a line counts for by its words."""
    return 1 + float(min(line.words, _MOST_COUNTED) ** _OF_WORDS)


def _smoothed(lines: Sequence[Line], found: Sequence[float]) -> list[float]:
    """The mean score of each line and the two beside it, by their words; no score counts beyond bounds."""
    weight = [_weight(line) for line in lines]
    low, high = _BOUNDS
    worth = [0.0, *(w * min(max(score, low), high) for w, score in zip(weight, found, strict=True)), 0.0]
    weight = [0.0, *weight, 0.0]
    return [sum(worth[n : n + 3]) / sum(weight[n : n + 3]) for n in range(len(lines))]


def scores(said: Sequence[str]) -> list[float]:
    """For each line how much speaks for it (above nought) or against it (below), in logarithms of odds."""
    table = _weights()
    return [table[BIAS] + sum(map(table.get, found, repeat(0.0))) for found in signs_of(said)]


@functools.cache
def _weights() -> dict[str, float]:
    return read_weights("en", "lines.txt")


def signs_of(said: Sequence[str]) -> list[Signs]:
    """For each line of a text the signs that hold of it."""
    lines = [measure(each) for each in said]
    times_said = Counter(said)
    found = [_own_signs(line) for line in lines]
    run = _main_run(lines)
    for more in (
        _places(lines, run),
        _positions(lines),
        _to_headline(lines, run),
        _neighbours(lines),
        _surroundings(lines),
        _under_headings(lines),
        signs_around(lines, run.place),
    ):
        for signs, added in zip(found, more, strict=True):
            signs += added
    for signs, line in zip(found, lines, strict=True):
        if times_said[line.said] > 1:
            signs.append("said again")
    return [list(dict.fromkeys(signs)) for signs in found]


def _own_signs(line: Line) -> Signs:
    said, kind = line.said, line.kind
    size = bucket(line.words, WORDS)
    found = [size, kind, f"{kind}, {size}", f"{size}, {closing(said)}", *shapes_of(said)]
    told = reader_words(said)
    found.append(f"{told if told < 3 else '3 and more'} reader words")
    found += [name for mark, name in (("©", "copyright sign"), ("|", "bar")) if mark in said]
    holds = {
        f"capitals, {size}": is_capitalised(said),
        "cut off": said.endswith(("…", "...", "[…]", "[...]")),
        "begins small": not said[:1].isupper(),
        "ends in a colon": said[-1:] == ":",
        "short with digits": line.words <= 10 and any(map(str.isdigit, said)),
        "short question": line.words <= 20 and "?" in said,
        "credited": bool(_CREDITED.search(said[-200:])),
        "directions": bool(_DIRECTIONS.search(said[:600])),
        "note with a number": bool(_NOTE.match(said)),
    }
    return found + [name for name, does in holds.items() if does] + _common_words(line)


def _common_words(line: Line) -> Signs:
    """The common words that a line says, by its length: which of them, tells prose from lists and menus."""
    length = bucket(line.words, _LENGTHS)
    found = _told_apart() & {word.replace("’", "'") for word in _WORD.findall(line.said.lower())}
    return [f"says {word}, {length}" for word in sorted(found)]


@functools.cache
def _told_apart() -> frozenset[str]:
    """Words that stand in texts on anything: no name is among them, and nothing that one text is about."""
    return words(read_sections("en", "stopwords.txt")[""]) | furniture.load().reader_words


@dataclass(frozen=True, slots=True)
class _Run:
    """The stretch of lines with most prose and least else: its first line, and the one behind its last.

    ``prose`` is the share of its words in prose, ``known`` how many of its lines say each long word.
    """

    start: int
    stop: int
    prose: float
    known: Counter[str]

    def place(self, n: int) -> str:
        """Where a line stands to the run."""
        return "within" if self.start <= n < self.stop else "before" if n < self.start else "behind"


def _main_run(lines: Sequence[Line]) -> _Run:
    best, start, stop, total, begin = 0.0, 0, 0, 0.0, 0
    for n, line in enumerate(lines):
        if total <= 0:
            total, begin = 0.0, n
        if line.kind in _WORTH:
            total += _WORTH[line.kind] * line.words
        else:
            total -= _COST + _COST_OF_WORD * min(line.words, _MOST_WORDS)
        if total > best:
            best, start, stop = total, begin, n + 1
    run = lines[start:stop]
    prose = sum(line.words for line in run if line.kind == "prose") / max(1, sum(line.words for line in run))
    return _Run(
        start, stop, prose, Counter(w for line in run if line.kind in _WORTH for w in line.long_words)
    )


def _places(lines: Sequence[Line], run: _Run) -> Iterable[Signs]:
    """Where lines stand to the main run, and how many of their words it has."""
    prose = f"run {bisect_right((0.5, 0.7, 0.85, 0.95), run.prose)}"
    for n, line in enumerate(lines):
        within = run.start <= n < run.stop
        away = max(run.start - n, n - run.stop + 1, 0)
        place = f"{run.place(n)}, {bucket(away, ((1, 4, 13), ('in', 'close', 'near', 'far')))}"
        size = bucket(line.words, WORDS)
        found = [place, f"{place}, {line.kind}", f"{place}, {size}", f"{prose}, {line.kind}"]
        if within:
            found.append("first" if n - run.start < 3 else "last" if run.stop - n <= 3 else "middle")
        if len(line.long_words) >= 2:
            own = within and line.kind in _WORTH
            share = sum(run.known[word] > own for word in line.long_words) / len(line.long_words)
            shares = f"shares {bisect_right((0.1, 0.25, 0.4, 0.6, 0.8), share)}"
            found += [f"{shares}, {'prose' if 'prose' in line.kind else 'short'}", f"{shares}, {place}"]
        yield found


def _positions(lines: Sequence[Line]) -> Iterable[Signs]:
    """How far into the text lines stand, by lines and by words."""
    total, said = max(1, sum(line.words for line in lines)), 0
    for n, line in enumerate(lines):
        yield [
            f"behind {bisect_right(_SHARES, n / len(lines))} of the lines",
            f"behind {bisect_right(_SHARES, said / total)} of the words",
            f"line {bisect_right(_COUNTS, n)}",
            f"line {bisect_right(_COUNTS, len(lines) - n)} from the end",
        ]
        said += line.words


def _to_headline(lines: Sequence[Line], run: _Run) -> Iterable[Signs]:
    """How far lines stand from what is likely the headline."""
    headline = _likely_headline(lines, run)
    for n, line in enumerate(lines):
        if headline is None:
            yield ["no headline"]
        elif n < headline:
            yield ["before the headline", f"before the headline, {line.kind}"]
        elif n == headline:
            yield ["the headline"]
        else:
            yield [f"behind the headline, {bisect_right((2, 4, 8, 16), n - headline)}"]


def _likely_headline(lines: Sequence[Line], run: _Run) -> int | None:
    """The line whose words the run takes up most; of those alike, the nearest to it."""
    best, found = _TAKEN_UP, None
    for n, line in enumerate(lines[: run.start + _ABOVE]):
        own, many = n >= run.start, len(line.long_words)
        if (
            line.words not in _OF_HEADLINES
            or line.kind == "stock"
            or many < 2
            or (own and line.kind == "prose")
        ):
            continue
        taken_up = sum(min(run.known[word], 3) for word in line.long_words) / many * min(many, 6)
        taken_up -= 0.01 * (run.start - n)
        if taken_up > best:
            best, found = taken_up, n
    return found


def _neighbours(lines: Sequence[Line]) -> Iterable[Signs]:
    kinds = ["none", "none", *(line.kind for line in lines), "none", "none"]
    for n, line in enumerate(lines, 2):
        far, before, after, farther = kinds[n - 2], kinds[n - 1], kinds[n + 1], kinds[n + 2]
        between = f"between {before} and {after}"
        yield [
            f"previous: {before}",
            f"previous: {before}, {line.kind}",
            f"next: {after}",
            f"next: {after}, {line.kind}",
            f"second before: {far}",
            f"second next: {farther}",
            between,
            f"{between}, {line.kind}",
        ]


def _surroundings(lines: Sequence[Line]) -> Iterable[Signs]:
    """How much of what stands around lines is prose, and how many of the lines are short."""
    prose = [0, *accumulate(line.words if line.kind == "prose" else 0 for line in lines)]
    words = [0, *accumulate(line.words for line in lines)]
    short = [0, *accumulate(line.kind in SHORT for line in lines)]
    for n, line in enumerate(lines):
        found: Signs = []
        for around in _AROUND:
            low, high = max(0, n - around), min(len(lines), n + around + 1)
            said = prose[high] - prose[low] - (line.words if line.kind == "prose" else 0)
            share = said / max(1, words[high] - words[low] - line.words)
            brief = short[high] - short[low] - (line.kind in SHORT)
            near = f"{around} around: {bisect_right((0.01, 0.3, 0.6, 0.85), share)} prose"
            found += [near, f"{near}, {line.kind}"]
            few = bisect_right((0.1, 0.3, 0.5, 0.7, 0.9), brief / max(1, high - low - 1))
            found.append(f"{around} around: {few} short")
        yield found


def _under_headings(lines: Sequence[Line]) -> Iterable[Signs]:
    """Lines that head a list of other posts, and how far behind such a heading others stand."""
    heading: tuple[int, str] | None = None
    for n, line in enumerate(lines):
        found: Signs = []
        name = _heading(line)
        if name:
            heading = (n, name)
            found.append(f"heads {name}")
        elif heading:
            away = bisect_right((2, 5, 12, 40), n - heading[0])
            found += [f"under {heading[1]}, {away}", f"under {heading[1]}, {line.kind}"]
        yield found


def _heading(line: Line) -> str | None:
    if line.words > 10:
        return None
    if begins_other_posts(line.said):
        return "other posts"
    return "related list" if begins_related_list(line.said) else None
