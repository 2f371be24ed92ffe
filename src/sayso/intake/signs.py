"""The signs by which a page's blocks are told apart: what each says, where it stands, what stands beside it.

A sign is a short phrase that holds of a block or does not, such as "prose", "named related, near" or
"previous: heading, beside". ``languages/en/blocks.txt`` says how much each of them counts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict

from sayso.intake.layout import Layout, Mass, Measured
from sayso.intake.lines import begins_other_posts, begins_related_list, opens_furniture
from sayso.intake.page import HEADINGS, REGIONS
from sayso.languages.en import furniture
from sayso.memory import remembering

Signs = list[str]

_TELLING = frozenset(
    {"article", "main", "aside", "nav", "footer", "header", "form", "figure", "table", "dialog", "button"}
    | {"noscript", "blockquote", "figcaption", "address", "select", "menu", "dt", "dd", "time"}
)
_ENDS = frozenset(".!?…")
_OPENING = "\"'“‘«([ "
_LABEL = re.compile(r"(?:\w+ ){0,3}\w+: ")
PICTURE_CREDIT = re.compile(
    r"(?i:\b(?:photo|image|picture|photograph|courtesy|credit|illustration|screenshot|graphic|source)s?\b"
    r"(?: credit| courtesy)?(?: by|:| of|/| via)|getty images|\(ap\b|/ap\b|shutterstock"
    r"|\| (?:photo|image))"
)
POINTS_ELSEWHERE = re.compile(
    r"\A\W*(?:(?:must|also|can also|please|further)[ -])*"
    r"(?:read|related|see|watch|listen|more|also|next|previous|recommended|don.t miss)\b"
    r"(?: (?:more|also|next|this|to|on|about|at|from|story|stories|articles?|content|coverage))*\W*[:|]",
    re.IGNORECASE,
)
_DATE_ALONE = re.compile(
    r"\A(?:\w+:? ){0,2}(?:\w{3,9},? )?"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2}\.? [A-Z][a-z]{2,8}\.?,? \d{4})"
    r"[\W\d]*(?:at )?[\d:]*\W*(?:[apAP]\.?[mM]\.?)?(?: \w{2,4})?\Z"
)
_SHORT_SHAPES = (
    ("byline", re.compile(r"\A(?:[Bb]y|BY|Written by|Posted by|Author)\b:? [A-Z]")),
    ("date alone", _DATE_ALONE),
    ("a number alone", re.compile(r"\A\W*\d[\d,.:%\s]*\W*\Z")),
)
_LONGEST_SHORT = 80
_SHAPES = (
    ("picture credit", PICTURE_CREDIT),
    ("points elsewhere", POINTS_ELSEWHERE),
    (
        "about a person",
        re.compile(
            r"\A(?:About )?(?:Dr\.? |Prof\.? )?(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+,? (?:\([^)]*\) )?"
            r"(?:is|was|has|writes|works|covers|reports|joined|lives)\b"
        ),
    ),
    (
        "contributed",
        re.compile(
            r"contributed to th|contributed report|reporting by|reported from|edited by"
            r"|originally (?:published|appeared)|first (?:published|appeared)",
            re.IGNORECASE,
        ),
    ),
    ("an address", re.compile(r"https?://|www\.|\w@\w")),
    (
        "commission",
        re.compile(
            r"(?=.*\b(?:links?|buy|purchases?|affiliates?)\b)"
            r".*\b(?:earns?|receives?|gets?)\b.{0,30}\b(?:commissions?|compensation)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "calls to something",
        re.compile(
            r"\A(?:[A-Z][A-Z’'&]+ ){0,4}[A-Z][A-Z’'&]+: ?"
            r"(?:Read|See|Watch|Listen|Click|Check|Find|Learn|Sign|Join)\b"
        ),
    ),
    ("reference", re.compile(r"\A(?:\[\d+\]|\^|\d+\. ?[A-Z][\w-]+,? [A-Z]{1,3}\b)")),
)
_OURS = frozenset({"our", "we", "us"})
_YOURS = frozenset({"you", "your", "yours"})
_OF_NOTES = frozenset(
    {
        "our own",
        "yours",
        "slanted",
        "about a person",
        "contributed",
        "reader words",
        "one reader word",
        "an address",
    }
    | {"no link", "few links", "some links", "begins with a label", "short question"}
)
"""Signs that tell a note at the end from the article's last words."""

_LONGEST, _LONGEST_SHAPED, _FEWEST_SHAPED = 1500, 400, 8
"""Paragraphs of more characters are asked for no words, or shapes; nor are links of fewer words."""

Table = tuple[tuple[float, ...], tuple[str, ...]]
"""Bounds, and the names of the stretches between them."""

WORDS: Table = (
    (3, 6, 11, 21, 41, 81),
    (
        "1-2 words",
        "3-5 words",
        "6-10 words",
        "11-20 words",
        "21-40 words",
        "41-80 words",
        "81 words and more",
    ),
)
_LINKED = ((0.001, 0.2, 0.5, 0.9), ("no link", "few links", "some links", "mostly link", "all link"))
_LINKS_AROUND = ((0.05, 0.2, 0.5), ("no", "few", "some", "many"))
_PROSE_AROUND = ((0.01, 0.3, 0.7), ("no", "some", "much", "all"))


def signs_of(layout: Layout) -> list[Signs]:
    """For each block the signs that hold of it; none for menus."""
    times_said = Counter(each.said for each in layout.blocks)
    under = under_headings(layout)
    alike = _alike(layout)
    main, beside = _parents_of_prose(layout)
    ends = _last_paragraphs(layout)
    out: list[Signs] = []
    for n, each in enumerate(layout.blocks):
        if is_menu(layout, each):
            out.append([])
            continue
        found = [*_own_signs(each), *_place_signs(layout, each), _position(layout, n)]
        found.append(alike[each.block.element.path])
        above = each.block.element.parent
        if above is not None:
            rank = "as most prose" if above.path == main else beside.get(above.path, "apart from prose")
            tag = "heading" if each.block.element.tag in HEADINGS else each.block.element.tag
            found += [rank, f"{tag}, {rank}"]
            if tag == "heading":
                found.append(f"heading, {bucket(each.density, _LINKED)}, {rank}")
        if layout.headline is not None and 0 < n - layout.headline <= 3:
            found.append("close under the headline")
        if layout.authors and len(each.said) < _LONGEST:
            said = each.said.lower()
            if any(author in said for author in layout.authors):
                where = "early" if n < layout.first else "among" if n <= layout.last else "late"
                found.append(f"names an author, {where}")
        if times_said[each.said] > 1:
            found.append("said again")
        if n in under:
            found.append(under[n])
        if n in ends:
            found += [ends[n], *(f"{ends[n]}, {sign}" for sign in found if sign in _OF_NOTES)]
        found += _neighbour_signs(layout, n)
        out.append(found)
    return out


def is_menu(layout: Layout, each: Measured) -> bool:
    """Whether a block is a short link outside the article's element, which is never of the article."""
    return each.density > 0.9 and each.words < _FEWEST_SHAPED and not each.inside


def bucket(value: float, table: Table) -> str:
    """The name of the stretch between bounds where a value lies."""
    return table[1][bisect_right(table[0], value)]


def closing(said: str) -> str:
    """Whether a paragraph ends as sentences do."""
    return "closed" if said.rstrip("\"'”’»)] ")[-1:] in _ENDS else "open"


def _own_signs(each: Measured) -> Signs:
    said, element = each.said, each.block.element
    size, linked, closed = bucket(each.words, WORDS), bucket(each.density, _LINKED), closing(said)
    kind = (
        "heading" if element.tag in HEADINGS
        else "item" if "li" in element.tags
        else "cell" if element.tags & {"td", "th"}
        else "paragraph" if element.tag == "p"
        else "other tag"
    )  # fmt: skip
    found = [size, linked, f"{kind}, {size}", f"{kind}, {linked}", f"{kind}, {closed}", f"{size}, {closed}"]
    found.append(f"tag {element.tag}")
    if each.prose:
        found.append("prose")
    if 2 * each.block.slanted > len(said):
        found += ["slanted", f"slanted, {closed}"]
    if 2 * each.block.bold > len(said):
        found += ["bold", f"bold, {closed}"]
    if each.block.ruled:
        found.append("behind a ruled line")
    if said.endswith(("…", "...", "[…]", "[...]")):
        found.append("cut off")
    if each.phrase:
        found.append("phrase of furniture")
    if not said.lstrip(_OPENING)[:1].isupper():
        found.append("begins small")
    if said[-1:] == ":":
        found.append("ends in a colon")
    if each.words <= 10 and any(map(str.isdigit, said)):
        found.append("short with digits")
    if each.words <= 20 and "?" in said:
        found.append("short question")
    found += [name for mark, name in (("©", "copyright sign"), ("|", "bar")) if mark in said]
    if len(said) > _LONGEST or (each.density > 0.9 and each.words < _FEWEST_SHAPED):
        return found
    if said[0] in "([" and said[-1] in ")]":
        found.append("in brackets")
    found += shapes_of(said)
    if each.density > 0.3 and "begins with a label" in found:
        found.append("a label and a link")
    told = reader_words(said)
    return found + (["one reader word" if told == 1 else "reader words"] if told else [])


@remembering
def shapes_of(said: str) -> tuple[str, ...]:
    """What the words of a paragraph look like."""
    found = []
    if len(said) <= _LONGEST_SHAPED:
        found += [name for name, pattern in _SHAPES if pattern.search(said)]
    if len(said) <= _LONGEST_SHORT:
        found += [name for name, pattern in _SHORT_SHAPES if pattern.match(said)]
    if said[0] in '“"‘«':
        found.append("quoted")
    if opens_furniture(said):
        found.append("opens as furniture")
    if _LABEL.match(said):
        found.append("begins with a label")
    spoken = set(said.lower().split())
    if spoken & _OURS:
        found.append("our own")
    if spoken & _YOURS:
        found.append("yours")
    return tuple(found)


@remembering
def reader_words(said: str) -> int:
    """How many words that pages say to their readers stand in a paragraph."""
    return len(furniture.load().reader_words & set(said.lower().split()))


def _place_signs(layout: Layout, each: Measured) -> Signs:
    element = each.block.element
    found = [f"in {tag}" for tag in element.tags & _TELLING]
    steps = next((n for n, e in enumerate(each.around) if e.number == layout.home), None)
    found.append("outside" if steps is None else f"inside, {min(steps, 6)} steps")
    named: set[str] = set()
    asides = {e.number for e in each.asides()}
    for depth, e in enumerate(each.around[:8] if steps is None else each.around[:steps]):
        if e.aside or e.named:
            where = "near" if depth < 2 else "far"
            if e.number in asides:
                named.add(f"aside by {'tag' if e.tag in REGIONS else 'name'}, {where}")
            named.update([f"named {hint}, {where}" for hint in e.named])
    found += named
    if each.aside:
        found.append("aside")
    if each.block.pictured:
        found.append("behind a picture")
    near = _held(layout, each, 1)
    prose = bucket(near.prose / max(1, near.words), _PROSE_AROUND)
    found.append(f"among {bucket(near.linked / near.chars, _LINKS_AROUND)} links, {prose} prose")
    wide = _held(layout, each, 4)
    if wide.pictures:
        found.append(f"with a picture, {prose} prose")
    prose = bucket(wide.prose / max(1, wide.words), _PROSE_AROUND)
    found.append(f"wider among {bucket(wide.linked / wide.chars, _LINKS_AROUND)} links, {prose} prose")
    tag = "heading" if element.tag in HEADINGS else element.tag
    found.append(f"{'outside' if steps is None else 'inside'}, {tag}")
    return found


def _held(layout: Layout, each: Measured, more_than: int) -> Mass:
    """What the nearest element holds that has more blocks than so many."""
    for element in each.around:
        mass = layout.masses[element.number]
        if mass.blocks > more_than:
            return mass
    return layout.masses[each.around[-1].number]


def _position(layout: Layout, n: int) -> str:
    head, first, last = layout.headline, layout.first, layout.last
    if n == head:
        return "the headline"
    if head is not None and n < head < first:
        return "before the headline"
    if n < first:
        return "before the first paragraph" if n < first - 8 else "close before the first paragraph"
    if n <= last:
        return "between paragraphs"
    return "close behind the last paragraph" if n <= last + 8 else "behind the last paragraph"


def _neighbour_signs(layout: Layout, n: int) -> Signs:
    blocks, found = layout.blocks, []
    above = blocks[n].block.element.parent
    for step, name in ((-1, "previous"), (1, "next"), (-2, "second before"), (2, "second next")):
        m = n + step
        if not 0 <= m < len(blocks):
            found.append(f"{name}: none")
            continue
        other = blocks[m]
        kind = (
            "prose" if other.good
            else "linked" if other.density > 0.5
            else "heading" if other.block.element.tag in HEADINGS
            else "caption" if "figcaption" in other.block.element.tags
            else "short"
        )  # fmt: skip
        found.append(f"{name}: {kind}, beside" if other.block.element.parent is above else f"{name}: {kind}")
    return found


def _alike(layout: Layout) -> dict[int, str]:
    """For each path of elements what the blocks at its end are, all over the page."""
    total: dict[int, int] = defaultdict(int)
    good: dict[int, int] = defaultdict(int)
    linked: dict[int, float] = defaultdict(float)
    for each in layout.blocks:
        path = each.block.element.path
        total[path] += each.words
        good[path] += each.words * each.good
        linked[path] += each.words * each.density
    most = max(good.values(), default=0)
    found = {}
    for path, words in total.items():
        if good[path] == most > 0:
            found[path] = "alike: where most prose is"
        elif good[path] > 0.3 * words:
            found[path] = "alike: much prose" if good[path] > 0.2 * most else "alike: some prose"
        else:
            found[path] = "alike: links" if linked[path] > 0.5 * words else "alike: short"
    return found


def _parents_of_prose(layout: Layout) -> tuple[int, dict[int, str]]:
    """The path of the elements that hold most good words directly, and what other elements with some are."""
    words: dict[int, int] = defaultdict(int)
    for each in layout.blocks:
        above = each.block.element.parent
        if each.good and above is not None:
            words[above.path] += each.words
    main = max(words, key=lambda path: (words[path], -path), default=0)
    return main, {p: "as much prose" if 4 * n > words[main] else "as some prose" for p, n in words.items()}


def _last_paragraphs(layout: Layout) -> dict[int, str]:
    """The last good paragraphs of the article's element."""
    inside = [n for n, b in enumerate(layout.blocks) if b.good and n <= layout.last and b.inside]
    return dict(zip(reversed(inside), ("last", "second last", "third last"), strict=False))


def under_headings(layout: Layout) -> dict[int, str]:
    """Blocks that head a list of other posts, and those that stand under such a heading in one element."""
    found: dict[int, str] = {}
    headed: dict[int, tuple[int, str]] = {}
    for n, each in enumerate(layout.blocks):
        over = [headed[element.number] for element in each.around if element.number in headed]
        if over:
            found[n] = f"under {min(over)[1]}"
        if each.words > 10:
            continue
        for rule, name in ((begins_other_posts, "other posts"), (begins_related_list, "related list")):
            if rule(each.said):
                found[n] = f"heads {name}"
                held = next((e.number for e in each.around if layout.masses[e.number].blocks > 1), None)
                if held is not None:
                    headed.setdefault(held, (n, name))
    return found
