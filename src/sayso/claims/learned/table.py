"""What the learned component sees of a reading's tokens: whole numbers, one row a token.

Single lemmas, word classes, tags, dependencies, shapes and positions, and what the rules made of them. Each
column of ``codes`` is one template (``TEMPLATES``); its values are row numbers of an embedding table.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.claims.attribution import Attribution
from sayso.claims.learned.alphabet import DEP, ENTITY, TAG, number, shape
from sayso.languages.en import cues as cue_lexicon
from sayso.languages.en import voices
from sayso.reading.text import SHADE_STEPS, Reading, Token

Ints = NDArray[np.int64]

# Name of a template and how many values it has; values beyond that share rows.
TEMPLATES = {
    "lemma": 4096,
    "tag": 64,
    "dep": 64,
    "dep, head's tag": 1024,
    "head's lemma": 2048,
    "tag, dep": 1024,
    "entity": 64,
    "lemma before": 2048,
    "lemma after": 2048,
    "tag, tag before": 1024,
    "tag, tag after": 1024,
    "lemma, lemma before": 4096,
    "lemma, lemma after": 4096,
    "tags two away": 1024,
    "ending": 1024,
    "shape": 256,
    "lemma, dependents": 4096,
    "dependents": 256,
    "subject's lemma": 2048,
    "subject's tag, entity": 512,
    "object's lemma": 1024,
    "lemma, object's lemma": 2048,
    "lemma, preposition": 2048,
    "deps upwards": 2048,
    "quotation marks near": 98,
    "rules": 136,
    "lexicon": 256,
    "position": 128,
    "lemma, marker": 2048,
}  # fmt: skip

# These hold words; the rest hold only classes.
WORDED = frozenset(i for i, name in enumerate(TEMPLATES) if "lemma" in name or name == "ending")

_DEPENDENTS = {
    "ccomp": 1,
    "nsubj": 2,
    "nsubjpass": 4,
    "dobj": 8,
    "xcomp": 16,
    "prep": 32,
    "acl": 64,
    "mark": 128,
}
_NEAR = 6
_MARKS = frozenset({"``", "''", '"', "“", "”"})
_DEEPEST = 24
_CUE_KINDS = (
    "say claim deny doubt admit confirm accuse warn order promise expect believe estimate show report"
)
_KINDS = {kind: i for i, kind in enumerate(_CUE_KINDS.split(), 1)}
_BOUNDS = np.cumsum([0, *TEMPLATES.values()])
ROWS = int(_BOUNDS[-1])


@dataclass(slots=True)
class Table:
    """The columns of one reading.

    ``path`` holds each token's ancestors from the root down to itself, then -1; ``quotation`` the number of
    its quotation, or outside any that of the next one, negative; ``eyes`` the pipeline's inner numbers for a
    token, its head and its subject, side by side.
    """

    codes: Ints
    eyes: NDArray[np.float32]
    head: Ints
    dep: Ints
    tag: Ints
    lemma: Ints
    depth: Ints
    path: Ints
    sentence: Ints
    paragraph: Ints
    quotation: Ints
    mark: Ints
    subject: Ints
    marker: Ints
    ruled: Ints
    start: Ints


def mixed(*columns: Ints) -> Ints:
    """One column of large numbers from several, alike only where all of them are."""
    out = np.zeros_like(columns[0])
    for column in columns:
        out = (out * 1000003 + column + 1) & 0x7FFFFFFFFFFF
        out ^= out >> 17
    return out


def build(reading: Reading, attributions: Sequence[Attribution]) -> Table:
    """The table of a reading, given what the rules attribute in it."""
    tokens = reading.tokens
    n = len(tokens)
    places = np.array([_place(t) for t in tokens], np.int64).reshape(n, 8)
    head, tag, dep, entity, sentence, segment, start, mark = np.ascontiguousarray(places.T)
    words = np.array([_word(t.text, t.lower, t.lemma, t.tag[:3] == "NNP") for t in tokens], np.int64)
    lemma, ending, shaped, classes = np.ascontiguousarray(words.reshape(n, 4).T)
    dependents, subject, thing, preposition, marker = _dependents(tokens)
    quotation, near = _quotations(reading, start)
    path, depth = _paths(head, sentence)
    paragraph = np.cumsum(np.diff(segment, prepend=segment[:1]) != 0)
    ruled = _ruled(start, attributions)
    before, after = _shift(1, n), _shift(-1, n)
    before2, after2 = _shift(2, n), _shift(-2, n)
    up = head[head]
    columns = [
        lemma, tag, dep, mixed(dep, tag[head]), lemma[head], mixed(tag, dep), entity,
        _at(lemma, before), _at(lemma, after), mixed(tag, _at(tag, before)), mixed(tag, _at(tag, after)),
        mixed(lemma, _at(lemma, before)), mixed(lemma, _at(lemma, after)),
        mixed(_at(tag, before2), _at(tag, after2)), ending, shaped,
        mixed(lemma, dependents), dependents,
        _at(lemma, subject), mixed(_at(tag, subject), _at(entity, subject)),
        _at(lemma, thing), mixed(lemma, _at(lemma, thing)), mixed(lemma, _at(lemma, preposition)),
        mixed(dep, dep[head], dep[up], tag[up]), near, ruled, classes, _position(reading),
        mixed(lemma, marker),
    ]  # fmt: skip
    codes = np.stack([c % size for c, size in zip(columns, TEMPLATES.values(), strict=True)], axis=1)
    return Table(
        codes + _BOUNDS[:-1], _eyes(reading, head, subject), head, dep, tag, lemma, depth, path,
        sentence, paragraph, quotation, mark, subject, marker, ruled, start,
    )  # fmt: skip


def _eyes(reading: Reading, head: Ints, subject: Ints) -> NDArray[np.float32]:
    shades = np.zeros((len(head) + 1, reading.shades.shape[1]), np.float32)
    shades[:-1] = reading.shades / np.float32(SHADE_STEPS)
    return np.concatenate([shades[:-1], shades[head], shades[subject]], axis=1)


def _place(token: Token) -> tuple[int, ...]:
    """Where a token stands in the parse and the text, and what it is there."""
    sentence = token.sentence
    return (
        token.head.i,
        TAG.get(token.tag, 0),
        DEP.get(token.dep, 0),
        ENTITY.get(token.ent, 0) * 2 + token.ent_begins,
        sentence.i,
        sentence.segment.start,
        token.start,
        token.tag in _MARKS or token.text in _MARKS,
    )


@functools.lru_cache(maxsize=65536)
def _word(text: str, lower: str, lemma: str, name: bool) -> tuple[int, int, int, int]:
    """Of a word its lemma, its ending, its shape and its classes in the lexicons, as numbers."""
    return number(lemma), number(lower[-3:]), shape(text), _classes(lower if name else lemma)


def _at(column: Ints, where: Ints) -> Ints:
    """The values of a column in some rows; 0 where there is no row."""
    return np.where(where >= 0, column[where], 0)


def _shift(by: int, n: int) -> Ints:
    """The row so many places before each row; -1 where there is none."""
    where = np.arange(n) - by
    return np.where((where >= 0) & (where < n), where, -1)


def _dependents(tokens: Sequence[Token]) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """Of each token its dependents as bits, where its subject, object and preposition stand, its marker.

    The marker of a clause is the word that joins it on: "that", "while", or the "but" before a second verb.
    """
    bits = np.zeros(len(tokens), np.int64)
    subject, thing, preposition = (np.full(len(tokens), -1) for _ in range(3))
    marker, joint = np.zeros(len(tokens), np.int64), np.zeros(len(tokens), np.int64)
    for token in tokens:
        at = token.head.i
        if at == token.i:
            continue
        dep = token.dep
        if dep in _DEPENDENTS:
            bits[at] |= _DEPENDENTS[dep]
            if dep in ("nsubj", "nsubjpass"):
                subject[at] = token.i
            elif dep == "dobj":
                thing[at] = token.i
            elif dep == "prep" and preposition[at] < 0:
                preposition[at] = token.i
            elif dep == "mark":
                marker[at] = number(token.lower)
        elif dep == "cc":
            joint[at] = number(token.lower)
        elif dep == "conj" and joint[at] and not marker[token.i]:
            marker[token.i] = joint[at]
        elif dep == "advmod" and token.i < at and token.tag == "WRB":
            marker[at] = number(token.lower)
    return bits, subject, thing, preposition, marker


def _quotations(reading: Reading, starts: Ints) -> tuple[Ints, Ints]:
    """The number of each token's quotation, or of the next one, negative; and how near marks stand."""
    n = len(starts)
    quotation = np.zeros(n, np.int64)
    opened, closed = np.full(n, _NEAR), np.full(n, _NEAR)
    at = 0
    for i, found in enumerate(reading.quotations, 1):
        first, after = np.searchsorted(starts, [found.start, found.end])
        quotation[at:first] = -i
        quotation[first:after] = i
        at = after
        opened[max(0, first - _NEAR) : first] = np.arange(min(_NEAR, first) - 1, -1, -1)
        width = len(closed[after : after + _NEAR])
        closed[after : after + _NEAR] = np.arange(width)
    quotation[at:] = -(len(reading.quotations) + 1)
    return quotation, (opened * 7 + closed) * 2 + (quotation > 0)


def _paths(head: Ints, sentence: Ints) -> tuple[Ints, Ints]:
    """Each token's ancestors from the root down to itself (-1 beyond), and its depth."""
    n = len(head)
    upwards = np.full((n, _DEEPEST), -1)
    current = np.arange(n)
    depth = np.zeros(n, np.int64)
    going = np.ones(n, bool)
    for level in range(_DEEPEST):
        upwards[going, level] = current[going]
        parent = head[current]
        depth[going] = level
        going = going & (parent != current) & (sentence[parent] == sentence)
        if not going.any():
            break
        current = np.where(going, parent, current)
    levels = np.arange(_DEEPEST)
    turned = np.take_along_axis(upwards, np.clip(depth[:, None] - levels, 0, None), axis=1)
    return np.where(levels <= depth[:, None], turned, -1), depth


def _ruled(starts: Ints, attributions: Sequence[Attribution]) -> Ints:
    """What the rules made of each token: the kind of cue it is, part of a source, part of a content."""
    n = len(starts)
    cue, source, content = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)
    for found in attributions:
        cue[found.cue.i] = _KINDS.get(found.kind, 16)
        if found.source is not None:
            source[found.source.first.i : found.source.last.i + 1] = 1
        for start, end in found.contents:
            first, after = np.searchsorted(starts, [start, end])
            content[first:after] += 1
    return cue * 8 + source * 4 + np.minimum(content, 3)


def _classes(lemma: str) -> int:
    """The classes of a lemma in the lexicons, as one number: kind as verb, as noun, kind of speaker."""
    cues, who = cue_lexicon.load(), voices.load()
    verb = next(iter(cues.verbs.get(lemma, {}).values()), "")
    noun = cues.nouns.get(lemma, "")
    groups = (who.people, who.unnamed, who.bodies, who.documents, who.roles)
    speaker = next((i for i, group in enumerate(groups, 1) if lemma in group), 0)
    return (_KINDS.get(verb, 0) * 2 + bool(noun)) * 8 + speaker


def _position(reading: Reading) -> Ints:
    """Where in its sentence a token stands, in how long a sentence, and whether that is a headline."""
    values = np.zeros(len(reading.tokens), np.int64)
    for sentence in reading.sentences:
        first, length = sentence.tokens[0].i, len(sentence.tokens)
        places = np.minimum(np.arange(length), 7)
        long = min(length // 8, 7)
        headline = sentence.segment.kind in ("headline", "subheading")
        values[first : first + length] = (places * 8 + long) * 2 + headline
    return values
