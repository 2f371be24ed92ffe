"""A page laid out: what its blocks and elements hold, where its headline is, which element is the article."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.intake.lines import is_prose, reads_as_furniture, word_count
from sayso.intake.page import REGIONS, Element, Page, PageBlock
from sayso.memory import remembering

_FRAME, _CURTAIN = 0.34, 0.5
"""An element that would set aside more of the page's prose is its frame, and no aside; one that would hide
more is a curtain that a script draws away when the page has loaded."""

_LINK_COST, _SHORT_COST, _ASIDE_WORTH = 0.5, 0.1, -0.5
"""What a word of links, of other short lines and of prose in asides counts for the element it is in."""

_TEASERS = frozenset({"related", "signup"})


@dataclass(slots=True)
class Measured:
    """A block with what was measured on it; ``around`` are the elements around it, the nearest first.

    ``density`` is the share of its characters that are links, ``phrase`` that it reads as furniture and
    nothing else, ``good`` that it is prose in sight and no list of links, ``inside`` that it is in the
    article's element.
    """

    block: PageBlock
    said: str
    words: int
    density: float
    around: list[Element]
    prose: bool
    phrase: bool
    hidden: bool = False
    aside: bool = False
    good: bool = False
    inside: bool = False

    def asides(self) -> Iterator[Element]:
        """The asides around the block, but for teasers that hold an element named for the article's body.

        That is how some pages show the first paragraphs before a reader has paid or asked for more.
        """
        shown = False
        for element in self.around:
            if element.aside and not (shown and element.named & _TEASERS and element.tag not in REGIONS):
                yield element
            shown = shown or ("body" in element.named and not element.aside)

    def stands_in(self, element: int | None) -> bool:
        """Whether the element of this number is among those around the block."""
        return any(e.number == element for e in self.around)


@dataclass(slots=True)
class Mass:
    """What an element holds in all: blocks, words, words of prose, characters, those in links, pictures."""

    blocks: int = 0
    words: int = 0
    prose: int = 0
    chars: int = 0
    linked: int = 0
    pictures: int = 0

    def add(self, other: Mass) -> None:
        """Hold what the other holds, too."""
        self.blocks += other.blocks
        self.words += other.words
        self.prose += other.prose
        self.chars += other.chars
        self.linked += other.linked
        self.pictures += other.pictures


@dataclass(slots=True)
class Layout:
    """A page measured. ``home`` is the number of the article's element, ``headline`` the headline's index.

    ``first`` and ``last`` are the indices of the first and last good paragraph in the article's element,
    ``authors`` the names its markup gives, in lower case.
    """

    blocks: list[Measured]
    masses: dict[int, Mass]
    home: int | None
    headline: int | None
    first: int
    last: int
    authors: tuple[str, ...]


def lay_out(page: Page, title: str | None, authors: Sequence[str] = ()) -> Layout:
    """Measure a page; ``title`` and ``authors`` are what its markup says they are."""
    blocks = [_measure(page, block) for block in page.blocks]
    headline = _headline(blocks, title)
    frames = _frames(blocks)
    if headline is not None:
        frames |= {element.number for element in blocks[headline].around if not element.hides}
    for each in blocks:
        each.hidden = any(e.hides and e.number not in frames for e in each.around)
        each.aside = any(e.number not in frames for e in each.asides())
        each.good = each.prose and not each.hidden and each.density < 0.4 and not each.phrase
    home = _home(blocks)
    for each in blocks:
        each.inside = each.stands_in(home)
    inside = [n for n, each in enumerate(blocks) if each.good and not each.aside and each.inside]
    first, last = (inside[0], inside[-1]) if inside else (0, len(blocks))
    known = tuple(author.lower() for author in authors)
    return Layout(blocks, _masses(blocks, page.pictures), home, headline, first, last, known)


def _measure(page: Page, block: PageBlock) -> Measured:
    said = page.text[block.start : block.end]
    words, prose, phrase = _read(said)
    around = list(block.element.around())
    return Measured(block, said, words, block.linked / len(said), around, prose, phrase)


@remembering
def _read(said: str) -> tuple[int, bool, bool]:
    """How many words a paragraph has, whether it is prose, and whether a phrase of furniture."""
    words = word_count(said)
    return words, is_prose(said, words), reads_as_furniture(said)


def _masses(blocks: list[Measured], pictures: list[Element]) -> dict[int, Mass]:
    masses: dict[int, Mass] = defaultdict(Mass)
    elements: dict[int, Element] = {}
    for each in blocks:
        elements[each.block.element.number] = each.block.element
        mass = masses[each.block.element.number]
        mass.blocks += 1
        mass.words += each.words
        mass.prose += each.words if each.prose and each.density < 0.4 else 0
        mass.chars += len(each.said)
        mass.linked += each.block.linked
    for picture in pictures:
        elements[picture.number] = picture
        masses[picture.number].pictures += 1
    for element in _upwards(elements):
        if element.parent is not None:
            masses[element.parent.number].add(masses[element.number])
    return masses


def _upwards(elements: dict[int, Element]) -> Iterator[Element]:
    """These elements and all around them, each once and before those around it: numbers grow inwards."""
    waiting = [-number for number in elements]
    heapq.heapify(waiting)
    while waiting:
        element = elements[-heapq.heappop(waiting)]
        yield element
        above = element.parent
        if above is not None and above.number not in elements:
            elements[above.number] = above
            heapq.heappush(waiting, -above.number)


def _frames(blocks: list[Measured]) -> set[int]:
    """Elements that would set aside much of the page's prose, or hide most of it: frames, no asides."""
    set_aside: dict[int, int] = defaultdict(int)
    unseen: dict[int, int] = defaultdict(int)
    total = 0
    for each in blocks:
        if each.prose and each.density < 0.4:
            total += each.words
            for element in each.around:
                if element.hides:
                    unseen[element.number] += each.words
                elif element.aside:
                    set_aside[element.number] += each.words
    frames = {number for number, words in set_aside.items() if words > _FRAME * total}
    return frames | {number for number, words in unseen.items() if words > _CURTAIN * total}


def _home(blocks: list[Measured]) -> int | None:
    """The number of the element that holds the article: where most good words stand and least else.

    Of elements that count alike the innermost is taken.
    """
    worth: dict[int, float] = defaultdict(float)
    elements: dict[int, Element] = {}
    for each in blocks:
        value = float(each.words)
        if not each.good:
            value *= -_LINK_COST * each.density - _SHORT_COST * (1 - each.density)
        elif each.aside:
            value *= _ASIDE_WORTH
        elements[each.block.element.number] = each.block.element
        worth[each.block.element.number] += value
    for element in _upwards(elements):
        if element.parent is not None:
            worth[element.parent.number] += worth[element.number]
    return max(worth, key=lambda n: (worth[n], n), default=None)


def _headline(blocks: list[Measured], title: str | None) -> int | None:
    """The block that is the page's headline: the heading that says most of what its title says.

    Where none says half of it, the first-order heading that shares most words with it.
    """
    wanted = set((title or "").lower().split())
    best: tuple[float, int] | None = None
    for n, each in enumerate(blocks):
        tags = each.block.element.tags
        if not tags & {"h1", "h2"} or not 1 <= each.words <= 40 or any(e.hides for e in each.around):
            continue
        said = set(each.said.lower().split())
        overlap = len(said & wanted) / max(1, len(said | wanted))
        shared = any(len(word) > 3 for word in said & wanted)
        likely = overlap >= 0.5 or ("h1" in tags and (not wanted or (shared and each.words > 2)))
        score = overlap + (0.3 if "h1" in tags else 0.0)
        if likely and (best is None or score > best[0]):
            best = (score, n)
    return best[1] if best else None
