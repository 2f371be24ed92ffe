"""Which blocks of a page are its article, and what each of them is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from sayso.intake.draft import Block
from sayso.intake.lines import (
    begins_other_posts,
    begins_related_list,
    is_prose,
    reads_as_furniture,
    word_count,
)
from sayso.intake.page import Page, PageBlock

_SHARES = (1.0, 0.8, 0.6, 0.45, 0.35, 0.25)
"""How much of a paragraph's words count for each element around it, the nearest first."""


@dataclass(slots=True)
class _Judged:
    """A block with what was measured on it."""

    block: PageBlock
    said: str
    words: int
    density: float
    aside: bool
    hidden: bool
    good: bool


def article_blocks(page: Page, title: str | None) -> list[Block]:
    """Every block of a page with its kind: the article's parts, and furniture for all the rest."""
    frames = _frames(page)
    judged = [_judge(page, block, frames) for block in page.blocks]
    home = _home(judged)
    headline = _headline(judged, title)
    blocks: list[Block] = []
    for n, each in enumerate(judged):
        kind, settled = _kind(each, home, n, headline)
        blocks.append(Block(each.block.start, each.block.end, kind, settled=settled))
    return blocks


def _frames(page: Page) -> frozenset[int]:
    """Elements that would set aside or hide more than a third of the page's prose: frames, no asides."""
    prose: dict[int, int] = defaultdict(int)
    total = 0
    for block in page.blocks:
        said = page.text[block.start : block.end]
        if block.linked < 0.4 * len(said) and is_prose(said):
            words = word_count(said)
            total += words
            for number in {*block.context.setting_aside, *block.context.hiding}:
                prose[number] += words
    return frozenset(number for number, words in prose.items() if words > 0.34 * total)


def _judge(page: Page, block: PageBlock, frames: frozenset[int]) -> _Judged:
    said = page.text[block.start : block.end]
    words, density = word_count(said), block.linked / max(1, block.end - block.start)
    aside = any(number not in frames for number in block.context.setting_aside)
    hidden = any(number not in frames for number in block.context.hiding)
    good = (
        not aside
        and not hidden
        and density < 0.4
        and is_prose(said)
        and not reads_as_furniture(said)
        and block.context.tag not in ("figcaption", "address")
        and "caption" not in block.context.hints
    )
    return _Judged(block, said, words, density, aside, hidden, good)


def _home(judged: list[_Judged]) -> set[int]:
    """The numbers of the elements that hold the article: where most of the good words stand.

    Nested elements score with the words of all paragraphs near them; the best is widened to its parent
    while that brings in much more prose than it brings in other text.
    """
    score: dict[int, float] = defaultdict(float)
    good_words: dict[int, int] = defaultdict(int)
    all_words: dict[int, int] = defaultdict(int)
    parent: dict[int, int] = {}
    for each in judged:
        chain = each.block.context.chain
        for outer, inner in pairwise(chain):
            parent[inner] = outer
        for number in chain:
            all_words[number] += each.words
        if each.good:
            weight = each.words * (1.5 if "body" in each.block.context.hints else 1.0)
            for number, share in zip(reversed(chain[:-1] or chain), _SHARES, strict=False):
                score[number] += weight * share
            for number in chain:
                good_words[number] += each.words
    if not score:
        return set()
    best = max(score, key=lambda n: (score[n] * (good_words[n] / max(1, all_words[n])) ** 0.5, -n))
    while best in parent:
        above = parent[best]
        more = good_words[above] - good_words[best]
        other = (all_words[above] - good_words[above]) - (all_words[best] - good_words[best])
        if more < 0.2 * good_words[best] or other > 1.5 * more:
            break
        best = above
    return {best}


def _headline(judged: list[_Judged], title: str | None) -> int | None:
    """The block that is the page's headline: the heading that says most of what its title says."""
    wanted = set((title or "").lower().split())
    best: tuple[float, int] | None = None
    for n, each in enumerate(judged):
        tags = each.block.context.tags
        if not tags & {"h1", "h2"} or each.hidden or not 2 <= each.words <= 40:
            continue
        said = set(each.said.lower().split())
        overlap = len(said & wanted) / max(1, len(said | wanted))
        score = overlap + (0.3 if "h1" in tags else 0.0)
        if (overlap >= 0.5 or ("h1" in tags and not wanted)) and (best is None or score > best[0]):
            best = (score, n)
    return best[1] if best else None


def _kind(each: _Judged, home: set[int], n: int, headline: int | None) -> tuple[str, bool]:
    """A block's kind, and whether the rules of text may still change it."""
    context = each.block.context
    if n == headline:
        return "headline", True
    if each.hidden or not each.words:
        return "furniture", True
    inside = bool(home & set(context.chain))
    near = headline is not None and n > headline
    if not inside:
        return _kind_outside(each, near and n - (headline or 0) <= 8)
    if headline is not None and n < headline and not each.good:
        return "furniture", True
    return _kind_inside(each)


def _kind_outside(each: _Judged, under_headline: bool) -> tuple[str, bool]:
    """Outside the article's element only what stands close under the headline can belong to it."""
    context = each.block.context
    if under_headline and not each.aside and each.density < 0.9:
        for hint in ("byline", "date", "standfirst"):
            if hint in context.hints and each.words <= 60:
                return hint, hint != "standfirst"
    return "furniture", True


def _kind_inside(each: _Judged) -> tuple[str, bool]:
    context = each.block.context
    if "author bio" in context.hints:
        return "author_bio", True
    if each.aside or (each.density > 0.5 and each.words < 40) or reads_as_furniture(each.said):
        return "furniture", True
    if begins_other_posts(each.said) or begins_related_list(each.said):
        return "body", False
    if context.tags & {"figcaption"} or "caption" in context.hints or "figure" in context.tags:
        return "caption", True
    for hint, limit in (("byline", 25), ("date", 15)):
        if hint in context.hints and each.words <= limit:
            return hint, True
    if context.tags & {"h1", "h2", "h3", "h4", "h5", "h6"}:
        return "subheading", True
    if "blockquote" in context.tags:
        return "quotation", True
    if "li" in context.tags:
        return "list_item", True
    if context.tags & {"td", "th"} and not each.good:
        return "list_item", True
    if "standfirst" in context.hints and "body" not in context.hints:
        return "standfirst", False
    return "body", False
