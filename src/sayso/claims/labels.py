"""Interviews and transcripts: paragraphs that begin with who speaks, and a colon.

"Q:" and "A:", "Adam Bel:", "BEL:", "The moderator:". A label alone may head a list; only where labels return,
or questions and answers take turns, is what follows them speech.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.claims.attribution import LABEL
from sayso.claims.beside import head_of
from sayso.claims.phrases import name_tokens
from sayso.claims.sources import SourceWords
from sayso.claims.turns import Paragraph, Turn, paragraphs, statements
from sayso.languages.en import labels as lexicon
from sayso.languages.en import voices
from sayso.languages.en.furniture import agencies
from sayso.reading.names import find_names
from sayso.reading.text import Reading, Token

_LABEL = re.compile(
    r"(?P<label>@\w+|[^\W\d_][^:\n@]{0,59}?)\s*(?P<mark>:)(?=\s|[“\"])|(?P<letter>[QA])(?P<dot>\.)(?=\s)"
)
_ASIDE = re.compile(r"[(\[].*[)\]]\.?")
_ENDS = re.compile(r"[.?!…][\"”’»)\]]*\s*\Z")
_PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "de", "la", "van", "von", "der", "the", "of", "-", "'s", "."}
)
_PLACES = frozenset({"GPE", "LOC", "NORP", "FAC"})
_LONGEST_NAME = 6
_LONGEST_ROLE = 3
_LEAST_THROUGHOUT = 3
_QUESTION, _ANSWER, _OUTLET, _PERSON, _BODY, _ROLE = "question", "answer", "outlet", "person", "body", "role"


@dataclass(frozen=True, slots=True)
class _Label:
    """Who speaks in a paragraph: ``key`` tells labels apart, ``part`` says what they take in the talk."""

    paragraph: Paragraph
    cue: Token
    said_from: int
    words: tuple[Token, ...]
    key: str
    part: str


def labelled(reading: Reading) -> list[Turn]:
    """The turns of an interview or transcript; none where labels only head paragraphs."""
    whole = paragraphs(reading)
    people: frozenset[str] | None = None
    labels: dict[int, _Label] = {}
    for at, paragraph in enumerate(whole):
        match = _LABEL.match(reading.document.text, paragraph.start, paragraph.end)
        if match is None:
            continue
        if people is None:
            people = frozenset(t.lower for t in reading.tokens if t.ent == "PERSON")
        made = _label(reading, paragraph, match, people)
        if made is not None:
            labels[at] = made
    if not _take_turns(reading, list(labels.values())):
        return []
    return list(_turns(reading, whole, labels))


# --- what is a label ---------------------------------------------------------------------------------------


def _label(
    reading: Reading, paragraph: Paragraph, match: re.Match[str], people: frozenset[str]
) -> _Label | None:
    mark = match.end("mark") if match["mark"] else match.end("dot")
    tokens = [t for t in reading.tokens_in(paragraph.start, paragraph.end) if t.start < mark]
    if not tokens:
        return None
    cue, label = tokens[-1], (match["label"] or match["letter"]).lower()
    for part, words in ((_QUESTION, lexicon.load().questions), (_ANSWER, lexicon.load().answers)):
        if label in words:
            return _Label(paragraph, cue, mark, (), part, part)
    words_ = tuple(itertools.takewhile(lambda t: t.text not in ",([–—" and t.start < mark - 1, tokens))
    after = {t.lower for t in tokens[len(words_) :]}
    if not words_ or not match["label"]:
        return None
    part_ = _OUTLET if _is_outlet(words_, reading.document.outlet) else _part(words_, after, people)
    if part_ is None or " ".join(t.text for t in words_) in agencies():
        # "TAV: The ministry said": an agency hands on what others say.
        return None
    core = [t for t in words_ if t.lower != "the"]
    key = core[-1].lower if part_ == _PERSON else " ".join(t.lower for t in core)
    return _Label(paragraph, cue, mark, words_, key, part_)


def _part(words: Sequence[Token], after: set[str], people: frozenset[str]) -> str | None:
    """What a label names: a person, a body or a role; None where it names no speaker."""
    known = voices.load()
    nouns = [t for t in words if t.lower not in _PARTICLES]
    if not nouns or {nouns[0].lower, nouns[-1].lower} & lexicon.load().no_speakers:
        return None
    roles = known.people | known.roles | lexicon.load().speakers
    named = [t for t in nouns if t.lower.rstrip(".") not in known.titles]
    if named and len(nouns) <= _LONGEST_NAME and all(t.text[0].isupper() for t in nouns):
        titled = len(named) < len(nouns) or bool(after & roles)
        if any(t.lower in people for t in named) or (titled and not _is_place(named)):
            return _PERSON if nouns[-1] in named else None
        if all(t.ent == "ORG" for t in named):
            return _BODY
    head = head_of(list(nouns))
    noun = head.lemma.lower() if head.tag in ("NN", "NNS") else head.lower
    speaks = noun in roles | known.unnamed | known.bodies
    return _ROLE if speaks and len(nouns) <= _LONGEST_ROLE and words[0].text[0].isupper() else None


def _is_place(words: Sequence[Token]) -> bool:
    return all(t.ent in _PLACES for t in words)


def _take_turns(reading: Reading, labels: Sequence[_Label]) -> bool:
    """Whether labels mark turns: one returns, or both questions and answers stand, mostly in sentences."""
    keys = Counter(label.key for label in labels)
    returns = any(n > 1 for n in keys.values()) and len(labels) > 1
    if not returns and not {_QUESTION, _ANSWER} <= {label.part for label in labels}:
        return False
    text = reading.document.text
    ended = sum(bool(_ENDS.search(text, x.paragraph.start, x.paragraph.end)) for x in labels)
    return 2 * ended >= len(labels)


# --- who says what -----------------------------------------------------------------------------------------


def _turns(reading: Reading, whole: Sequence[Paragraph], labels: dict[int, _Label]) -> Iterator[Turn]:
    """A turn for each paragraph with a label, and for those that go on from it."""
    text = reading.document.text
    asking = _askers(reading, list(labels.values()))
    answers = any(label.part == _ANSWER for label in labels.values())
    interviewee = _interviewee(reading, next(iter(labels.values()))) if answers else None
    names = {label.key for label in labels.values() if label.part in (_PERSON, _BODY)}
    throughout = len(labels) >= _LEAST_THROUGHOUT and 3 * len(labels) >= len(whole) - min(labels)
    current: _Label | None = None
    for at, paragraph in enumerate(whole):
        label = labels.get(at)
        if label is not None:
            current, said_from = label, label.said_from
        elif current is None or paragraph.kind == "caption" or _ASIDE.fullmatch(text, *_ends(paragraph)):
            continue
        elif throughout and _goes_on(reading, paragraph, names | _words_of(interviewee)):
            said_from = paragraph.start
        else:
            current = None
            continue
        source = interviewee if current.part == _ANSWER else _source(current)
        asked = current.key in asking
        contents = statements(reading, said_from, paragraph.end)
        if asked:
            contents = ((said_from, paragraph.end),)
        yield Turn(paragraph.start, paragraph.end, current.cue, LABEL, source, contents, asked)


def _ends(paragraph: Paragraph) -> tuple[int, int]:
    return paragraph.start, paragraph.end


def _goes_on(reading: Reading, paragraph: Paragraph, names: set[str]) -> bool:
    """Whether a paragraph without a label is the speaker's: no heading, no word of the outlet's on it."""
    if paragraph.kind == "subheading":
        return False
    told = names | lexicon.load().about_the_interview
    return not any(t.lower in told for t in reading.tokens_in(paragraph.start, paragraph.end))


def _askers(reading: Reading, labels: Sequence[_Label]) -> set[str]:
    """The labels of who asks for the outlet: questions, the outlet itself, and bodies that mostly ask."""
    text = reading.document.text
    asking = {label.key for label in labels if label.part in (_QUESTION, _OUTLET)}
    for key in {label.key for label in labels if label.part == _BODY}:
        own = [x.paragraph for x in labels if x.key == key]
        if 2 * sum("?" in text[p.start : p.end] for p in own) >= len(own):
            asking.add(key)
    return asking


def _is_outlet(label: Sequence[Token], outlet: str | None) -> bool:
    """Whether a label is the outlet's: all its words stand in the outlet's name, or it is its initials."""
    own = re.findall(r"\w+", outlet or "")
    initials = "".join(w[0] for w in own if w[0].isupper() and w.lower() != "the")
    words = {t.lower for t in label if t.lower != "the"}
    if not words or not own:
        return False
    return words <= {w.lower() for w in own} or (len(initials) > 1 and words == {initials.lower()})


def _source(label: _Label) -> SourceWords | None:
    if not label.words:
        return None
    words = list(label.words)
    head = words[-1] if label.part in (_PERSON, _BODY) else head_of(words)
    return SourceWords(head, words[0], words[-1])


def _interviewee(reading: Reading, first: _Label) -> SourceWords | None:
    """Who answers: the one person whom headline, standfirst and first paragraph name, but the authors."""
    kept = reading.document.kept()
    opening = [s for s in kept if s.kind in ("headline", "standfirst")]
    opening += [s for s in kept if s.kind == "body"][:1]
    authors = {name.lower() for name in reading.document.authors}
    found: dict[str, tuple[Token, ...]] = {}
    for name in find_names(reading):
        tokens = tuple(name_tokens(name)) if name.kind == "person" else ()
        inside = any(s.start <= name.start < s.end for s in opening) and name.start < first.paragraph.start
        written = " ".join(t.lower for t in tokens)
        if tokens and inside and written not in authors:
            key = tokens[-1].lower
            found[key] = max(found.get(key, ()), tokens, key=len)
    if len(found) != 1:
        return None
    tokens = next(iter(found.values()))
    return SourceWords(tokens[-1], tokens[0], tokens[-1])


def _words_of(source: SourceWords | None) -> set[str]:
    return {source.head.lower} if source is not None else set()
