"""Which language a text is in: by its script, by English function words, and only then by the identifier."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from typing import Any

from sayso import plugins
from sayso.errors import UsageError
from sayso.intake.draft import Draft
from sayso.languages.en import furniture

LANGUAGES = (
    *(
        "ar",
        "az",
        "bg",
        "bn",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "fa",
        "fi",
        "fr",
        "he",
        "hi",
        "hr",
        "hu",
        "hy",
    ),
    *("id", "it", "ja", "ka", "ko", "ku", "lt", "lv", "nl", "no", "pl", "ps", "pt", "ro", "ru", "sk", "sl"),
    *("sq", "sr", "sv", "sw", "th", "tr", "uk", "ur", "vi", "zh"),
)
"""The languages told apart; a fixed list, because an identifier with all of them errs more."""

_NOT_LATIN = frozenset(
    {
        "ar",
        "bg",
        "bn",
        "el",
        "fa",
        "he",
        "hi",
        "hy",
        "ja",
        "ka",
        "ko",
        "ps",
        "ru",
        "sr",
        "th",
        "uk",
        "ur",
        "zh",
    }
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LETTER = re.compile(r"[A-Za-z]")
_ONE_LANGUAGE = {
    "GREEK": "el",
    "HEBREW": "he",
    "HANGUL": "ko",
    "THAI": "th",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
}
_ONE_LANGUAGE |= {"HIRAGANA": "ja", "KATAKANA": "ja", "BENGALI": "bn"}

_SHORTEST = 40
"""A segment with fewer letters has the language of its document."""

_FARTHEST = 4000
"""How many characters of a text are looked at."""


def mark_languages(draft: Draft) -> None:
    """Set the language of the document and of each block.

    Foreign blocks become ``other_language``, but for those in a language that another package reads.
    The text itself tells the language; what a field or page declares counts where it is too short to tell.
    """
    spoken = [b for b in draft.blocks if b.kind not in ("furniture", "unrelated_post")]
    main = identify(" ".join(draft.said(b) for b in spoken or draft.blocks))
    declared = draft.fields.pop("language", "").split("-")[0].lower()
    draft.evidence.pop("language", None)
    main = main or (declared if declared in LANGUAGES or declared in read_languages() else None)
    if main:
        draft.fields["language"] = main
    before = main
    for block in draft.blocks:
        block.language = before = _language_of(draft.said(block), main, before)
        foreign = block.language and main and block.language != main
        aside = block.kind in ("furniture", "unrelated_post")
        if foreign and not aside and block.language not in read_languages():
            block.kind = "other_language"


@functools.cache
def read_languages() -> frozenset[str]:
    """The languages that are read: English, and those of other packages.

    ``UsageError`` where a package brings one that no text can be told to be in, or English.
    """
    brought = plugins.installed(plugins.LANGUAGES)
    for code, entry in brought.items():
        if code == "en":
            raise UsageError(
                f"English is read by sayso itself, and {entry.value} cannot be its language: a component that"
                " stands instead of claims takes the place of its rules; rename it, or remove it."
            )
        if code not in LANGUAGES and code not in _all_told_apart():
            raise UsageError(
                f"The language {code} ({entry.value}) is none that sayso can tell a text to be in: its entry"
                " point must have the code of one of the languages of py3langid; rename it, or remove it."
            )
    return frozenset({"en", *brought})


def identify(text: str) -> str | None:
    """The language of a text (BCP 47), or None where too little of it is written in letters."""
    text = text[:_FARTHEST]
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    if letters < 12:
        return None
    script = _script(text)
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    if script == "LATIN" and len(words) >= 12 and _english_share(words) >= 0.2:
        return "en"
    language, sure = _identifier().classify(text)
    return str(language) if sure >= 0.5 or letters >= _SHORTEST else None


def _language_of(text: str, main: str | None, before: str | None) -> str | None:
    """A block's language: the document's, but where its script or its words plainly are another's.

    A short block in another script than the document's has the language of the block before it, if that
    one was in another language too.
    """
    if main is None or (len(text) < _SHORTEST and text.isascii() and main not in _NOT_LATIN):
        return main
    words = _WORD.findall(text[:_FARTHEST])
    letters = sum(map(len, words))
    if not letters:
        return main
    if (_script(text) == "LATIN") == (main in _NOT_LATIN):
        return (before if letters < _SHORTEST and before != main else identify(text)) or main
    if letters < _SHORTEST or (main == "en" and (len(words) < 15 or _english_share(words) >= 0.12)):
        return main
    language, sure = _identifier().classify(text[:_FARTHEST])
    return str(language) if sure >= 0.9 else main


def _english_share(words: list[str]) -> float:
    common = furniture.load().function_words
    return sum(map(common.__contains__, map(str.lower, words))) / len(words)


def _script(text: str) -> str:
    """The script of most letters, by the first word of their Unicode names."""
    if text.isascii():
        return "LATIN" if _LETTER.search(text) else ""
    scripts: Counter[str] = Counter()
    for letter, count in Counter(text[:_FARTHEST]).items():
        if letter.isalpha():
            scripts["LATIN" if letter < "ɐ" else _script_of(letter)] += count
    return min(scripts, key=lambda s: (-scripts[s], s)) if scripts else ""


@functools.lru_cache(maxsize=4096)
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0].removesuffix("-COMPATIBILITY")


@functools.cache
def _identifier() -> Any:
    """py3langid's identifier over the fixed list; slow to load, so loaded when first needed."""
    identifier = _whole_identifier()
    identifier.set_languages(sorted({*LANGUAGES, *plugins.installed(plugins.LANGUAGES)}))
    return identifier


def _whole_identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@functools.cache
def _all_told_apart() -> frozenset[str]:
    return frozenset(_whole_identifier().nb_classes)
