"""Notices around an article on whose work it is: syndication, material of agencies, copyright, translation.

They are sentences of their own, above the article's first paragraph or behind its last: "This article was
first published by …", "With material from …", "© AFP 2016". What an agency holds the copyright of is its
report; whoever else does is the outlet. Who contributed is credited where it is a known agency or outlet, for
people who did are none. Corrections stand there, too.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sayso.intake import relay
from sayso.intake.draft import Block, Draft
from sayso.intake.lines import is_prose, word_count
from sayso.languages.en.furniture import agency_pattern
from sayso.languages.en.outlets import outlet_pattern

Rule = tuple[str, re.Pattern[str]]
"""A rule's name, and the shape of the notices it knows; ``names`` is the group with who is credited."""

_LONGEST = 45
"""In words; a longer paragraph tells more than whose it is."""

_ABOVE, _BELOW = 8, 10
"""Notices stand so many blocks before the first paragraph and behind the last, or nowhere."""

_TAKEN_FOR = frozenset(
    {"body", "furniture", "credit", "correction", "author_bio", "standfirst", "subheading", "list_item"}
)

CORRECTION = re.compile(
    r"(?:editor['’]?s['’]? (?:note|correction)|corrections?|clarifications?)\b[^:.]{0,40}:"
    r"|(?:this|an? (?:earlier|previous) version of this) (?:article|story|post|page|report|piece)"
    r" (?:was|has been|incorrectly|originally|misstated|misidentified|gave|said)"
    r" (?!published|written|produced|created)",
    re.IGNORECASE,
)

_LEAD = r"\W*(?:(?:[Ee]ditor['’]?s?['’]? )?[Nn]ote:\s*|[Dd]isclaimer:\s*)?"
_REST = r"(?![\w’'-])[\s\S]{0,240}\Z"
_END = r"[\s.)\]»→]*\Z"
_THIS = r"(?:[Tt]his|[Tt]he) "
_PIECE = (
    r"(?:article|story|post|piece|column|essay|commentary|interview|op-ed|opinion piece|content|text|item)"
)
_IS = r"(?: (?:was|is|has been|had been|is being))?"
_FIRST = r"(?:originally|first|previously|initially)"
_AGAIN = r"(?:(?:re-?|co-)(?:published|printed|produced|posted)|cross-?posted|syndicated|licensed)"
_OUT = r"(?:published|appeared|ran|posted|aired|released|distributed|provided|supplied)"
"""What is done by outlets; articles are written, adapted and translated by people."""

_FROM = r"(?: with (?:the )?(?:kind )?permission)? (?:by|from|in|on|at|of|for) "
_STUFF = r"(?:material|files?|reporting|inputs?|information|contributions?|content|reports?)"
_COPYRIGHT = r"(?:©|\([Cc]\)|[Cc]opyright(?: ?©| ?\([Cc]\))?)\s*(?:\d{4}(?:\s*[-–]\s*\d{2,4})?,?\s*)?(?:by )?"


def read_notices(draft: Draft) -> None:
    """Credit those whom notices around the article name, in the order in which they stand."""
    for block in _around_the_article(draft):
        found = _notice(draft, block)
        if found:
            rule, match = found
            block.kind, block.settled = "credit", True
            if "names" in match.re.groupindex:
                relay.add(draft, relay.names_in(match), rule)
        elif block.kind == "body" and CORRECTION.match(draft.text, block.start, block.end):
            block.kind, block.settled = "correction", True


def _around_the_article(draft: Draft) -> Iterator[Block]:
    """The blocks before the first paragraph and behind the last that is no notice itself."""
    prose = [
        n for n, b in enumerate(draft.blocks) if b.kind in ("body", "quotation") and is_prose(draft.said(b))
    ]
    if not prose:
        return
    first, last = prose[0], prose[-1]
    while last > first and (
        _notice(draft, draft.blocks[last]) or CORRECTION.match(draft.text, draft.blocks[last].start)
    ):
        last -= 1
    yield from draft.blocks[max(0, first - _ABOVE) : first + 1]
    yield from draft.blocks[max(first + 1, last) : last + 1 + _BELOW]


def _notice(draft: Draft, block: Block) -> tuple[str, re.Match[str]] | None:
    """The rule that a block is a notice by, and its match."""
    if block.kind not in _TAKEN_FOR or word_count(draft.said(block)) > _LONGEST:
        return None
    for rule, pattern in _rules():
        match = pattern.match(draft.text, block.start, block.end)
        if match:
            return rule, match
    return None


@functools.cache
def _rules() -> tuple[Rule, ...]:
    forms = [*_forms_of_material(), *_forms_of_copies()]
    return tuple((rule, re.compile(_LEAD + form)) for rule, form in forms)


def _forms_of_material() -> Iterator[tuple[str, str]]:
    """Notices that an article uses what others gathered, or who helped with it."""
    known = rf"(?:{agency_pattern()}|{outlet_pattern()}|(?<=inputs from ){relay.INITIALS}(?!\w))"
    names = rf"(?:[Tt]he )?(?P<names>{known}(?:(?:\s*,\s*|\s+and\s+)(?:the )?{known})*)"
    opening = r"(?:[Ww]ith|[Ii]nclud(?:es|ing)|[Cc]ontain(?:s|ing)|[Aa]dditional)(?: additional| some)? "
    yield "material from", rf"{opening}{_STUFF} (?:from|by|of) {names}{_REST}"
    yield "material from", rf"{opening}{_STUFF} (?:from|by|of) (?:\w+ )?[Aa]gencies{_END}"
    yield "contributed", rf"{names}(?: (?:also|has|have))? contributed (?:reporting )?(?:to|for) this{_REST}"
    yield "contributed", rf"(?>{relay.NAME})[^.]{{0,80}} contributed (?:reporting )?(?:to|for) this{_REST}"
    yield (
        "desk",
        rf"(?:Additional |Further )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by (?>{relay.NAME}){_REST}",
    )
    yield "source line", rf"(?:Sources?|SOURCE):\s*{names}{_END}"


def _forms_of_copies() -> Iterator[tuple[str, str]]:
    """Notices that an article is another's, or stood elsewhere before."""
    agency = rf"(?:[Tt]he )?(?P<names>{agency_pattern()})"
    name = rf"(?:the )?(?P<names>(?>{relay.NAME}))"
    yield "agency's copyright", rf"{_COPYRIGHT}{agency}{_REST}"
    yield "agency's copyright", rf"{agency},? (?:©|\([Cc]\)) ?\d{{4}}{_REST}"
    opening = rf"(?:{_THIS}{_PIECE}{_IS} )?[Tt]ranslated (?:and adapted )?from (?:the )?"
    published = r"(?:in|at|on|by|published (?:in|by|on))"
    yield "translation notice", rf"{opening}(?:original|article) {published} {name}{_END}"
    yield "translation notice", rf"{opening}[A-Z]\w+(?: (?:original|text|version|by))?{_REST}"
    rule = "syndication notice"
    yield rule, rf"{_THIS}{_PIECE}{_IS}(?: {_FIRST})? (?:{_AGAIN}{_FROM}|adapted from ){name}{_REST}"
    yield rule, rf"{_THIS}(?:{_PIECE}|report){_IS} {_FIRST} (?:{_OUT}{_FROM}|\w+ for ){name}{_REST}"
    yield rule, rf"{_THIS}{_PIECE}{_IS} (?:{_OUT}|produced) by {name}(?=.{{0,60}}\b{_AGAIN}){_REST}"
    yield rule, rf"(?i:{_AGAIN}|{_FIRST} {_OUT}){_FROM}{name}{_REST}"
    yield "distributed by", rf"(?i:distributed|syndicated|provided|supplied) by {name}{_END}"
    yield (
        "original elsewhere",
        rf"[Rr]ead the (?:full |original |whole )+{_PIECE} (?:on|at|in|from) {name}{_END}",
    )
    yield "via", rf"[Vv]ia:? {name}{_END}"
