"""What surrounds an article, in the words English pages use: ``furniture.txt`` and ``agencies.txt``."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from sayso.languages.lexicon import read_sections, words

_SQUEEZE = re.compile(r"[^\w#:]+|_+|(?<!\w):|:(?=\w)")


@dataclass(frozen=True, slots=True)
class Furniture:
    """The lexicon of furniture, its phrases compiled to patterns over ``plain`` text."""

    whole_lines: re.Pattern[str]
    openings: re.Pattern[str]
    anywhere: re.Pattern[str]
    other_posts: re.Pattern[str]
    related_lists: re.Pattern[str]
    comment_heads: re.Pattern[str]
    comment_buttons: re.Pattern[str]
    ages: re.Pattern[str]
    counters: re.Pattern[str]
    site_lists: re.Pattern[str]
    masthead_words: frozenset[str]
    edition_words: frozenset[str]
    media_tags: frozenset[str]
    author_roles: frozenset[str]
    section_words: frozenset[str]
    no_cities: frozenset[str]
    sentence_starts: frozenset[str]
    vague_credits: frozenset[str]
    no_names: frozenset[str]
    function_words: frozenset[str]
    reader_words: frozenset[str]


@functools.cache
def load() -> Furniture:
    """The lexicon, read once."""
    sections = read_sections("en", "furniture.txt")
    return Furniture(
        whole_lines=re.compile(rf"(?:{_alternatives(sections['whole lines'])}):?\Z"),
        openings=re.compile(rf"(?:{_alternatives(sections['openings'])})(?!\w)"),
        anywhere=re.compile(rf"(?<!\w)(?:{_alternatives(sections['anywhere'])})(?!\w)"),
        other_posts=re.compile(rf"(?:{_alternatives(sections['other posts'])}):?\Z"),
        related_lists=re.compile(rf"(?:{_alternatives(sections['related lists'])}):?\Z"),
        comment_heads=re.compile(rf"(?:{_alternatives(sections['comment heads'])}):?\Z"),
        comment_buttons=re.compile(rf"(?:{_alternatives(sections['comment buttons'])})\Z"),
        ages=re.compile(rf"(?:{_alternatives(sections['ages'])})\Z"),
        counters=_raw_pattern(sections["counters"]),
        site_lists=_raw_pattern(sections["site lists"]),
        masthead_words=words(sections["masthead words"]),
        edition_words=words(sections["edition words"]),
        media_tags=words(sections["media tags"]),
        author_roles=words(sections["author roles"]),
        section_words=words(sections["section words"]),
        no_cities=words(sections["no cities"]),
        sentence_starts=words(sections["sentence starts"]),
        vague_credits=words(sections["vague credits"]),
        no_names=words(sections["no names"]),
        function_words=words(sections["function words"]),
        reader_words=words(sections["reader words"]),
    )


@functools.lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Text as the phrases compare it: lower case, single spaces, no punctuation but a colon after a word."""
    return _SQUEEZE.sub(" ", text.lower().replace("’", "'").replace("'", "")).strip()


@functools.cache
def agencies() -> dict[str, str]:
    """Every name of every news agency, as written, with the name it goes by."""
    table: dict[str, str] = {}
    for lines in read_sections("en", "agencies.txt").values():
        for line in lines:
            name, _, others = line.partition(":")
            for written in (name, *others.split(",")):
                if written.strip():
                    table[written.strip()] = name.strip()
                    table.setdefault(written.strip().upper(), name.strip())
    return table


@functools.cache
def agency_pattern() -> str:
    """A regular expression (as text) for the name of any agency, the longest first."""
    names = sorted(agencies(), key=lambda name: (-len(name), name))
    return r"(?<!\w)(?:" + "|".join(re.escape(name) for name in names) + r")(?![\w’'])"


def agency_name(name: str) -> str:
    """The name that an agency goes by ("Agence France-Presse": "AFP"); other names come back as they are."""
    return agencies().get(name.strip(), name)


def _alternatives(phrases: list[str]) -> str:
    return "|".join(_phrase(p) for p in sorted(phrases, key=lambda p: (-len(p), p)))


def _phrase(phrase: str) -> str:
    """One phrase over ``plain`` text: "..." any words, "#" a number."""
    parts = [plain(p) for p in phrase.split("...")]
    pattern = r"\b.*".join(re.escape(p).replace(r"\#", r"\d[\d ]*") for p in parts)
    return pattern if plain(phrase) else re.escape(phrase)


def _raw_pattern(phrases: list[str]) -> re.Pattern[str]:
    """Phrases over text as written, in any case; where they begin is for the caller to check."""
    alternatives = "|".join(
        re.escape(p).replace(r"\ ", r"\s+").replace(r"\.\.\.", r"[^.!?]{1,40}")
        for p in sorted(phrases, key=lambda p: (-len(p), p))
    )
    return re.compile(rf"(?:{alternatives})(?!\w)", re.IGNORECASE)
