"""The words that name a source: the subject, agent or owner of a cue, as a noun phrase."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.claims.edges import is_passive, is_verb_cue, takes_up
from sayso.languages.en import cues as cue_lexicon
from sayso.languages.en import voices
from sayso.reading.text import Sentence, Token

_SUBJECTS = ("nsubj", "nsubjpass")
_INSIDE = frozenset(
    {"det", "amod", "compound", "poss", "nmod", "nummod", "case", "advmod", "quantmod", "punct", "predet"}
)
_ANCHORS = frozenset({"prep", "pobj", "appos", "conj", "cc", "npadvmod"})
_NARROWING = frozenset({"of", "at", "for", "with"})
_PLACING = frozenset({"in", "from", "to", "on"})
_ISSUING = frozenset(
    {"issue", "publish", "release", "present", "circulate", "post", "write", "send", "produce"}
    | {"compile", "collect", "gather", "provide", "conduct", "prepare", "draft"}
)
_QUOTING = frozenset({"quote", "cite"})
_WHO = frozenset({"who", "which", "that"})
# "No one claimed responsibility", "none of them said": nothing was said, and by nobody.
_NOBODY = frozenset({"no", "nobody", "none", "neither"})
_FIRST_PERSON = frozenset({"i", "we"})
_WEAK = frozenset({"it", "this", "that", "these", "those", "there", "which", "what"})


@dataclass(frozen=True, slots=True)
class SourceWords:
    """A noun phrase that stands for a source: its head and its first and last token."""

    head: Token
    first: Token
    last: Token

    @property
    def start(self) -> int:
        """Where the phrase begins in the text."""
        return self.first.start

    @property
    def end(self) -> int:
        """Where the phrase ends in the text, exclusive."""
        return self.last.end

    @property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""
        return self.head.sentence

    def tokens(self) -> list[Token]:
        """The tokens of the phrase, in order."""
        return [t for t in self.sentence.tokens if self.first.i <= t.i <= self.last.i]

    def narrowed(self) -> SourceWords:
        """These words without the document or the quoter that they end in: "the union in a statement by"."""
        own = SourceWords.around(self.head)
        documents = voices.load().documents
        longer = any(t.lemma in documents for t in self.tokens() if t.i > own.last.i)
        longer = longer or quoted_by(self) is not None
        return own if longer and self.first.i <= own.first.i else self

    @classmethod
    def around(cls, head: Token) -> SourceWords:
        """The phrase that a noun heads: its modifiers, its "of" and "at" phrases and what is joined to it."""
        inside = {head.i}
        _take(head, inside, head)
        tokens = [t for t in head.sentence.tokens if t.i in inside]
        first, last = head, head
        for token in reversed([t for t in tokens if t.i < head.i]):
            if token.i == first.i - 1:
                first = token
        for token in (t for t in tokens if t.i > head.i):
            if token.i == last.i + 1:
                last = token
        sentence = head.sentence.tokens
        while last.i > head.i and last.dep in ("punct", "cc", "det", "prep"):
            last = sentence[last.i - sentence[0].i - 1]
        while (
            last.i < sentence[-1].i
            and sentence[last.i - sentence[0].i + 1].tag in ("NNP", "NNPS")
            and last.tag in ("NNP", "NNPS")
        ):
            # A name does not end in its middle, wherever the parse hangs the rest of it.
            last = sentence[last.i - sentence[0].i + 1]
        while first.i < head.i and (first.dep in ("punct", "cc") or first.tag == "RB" or _is_date(first)):
            # "Earlier the Observatory", "Monday 9 June activists": when it was said is no part of the name.
            first = sentence[first.i - sentence[0].i + 1]
        return cls(head, first, last)

    def is_pronoun(self) -> bool:
        """Whether the phrase is a personal or relative pronoun."""
        alone = self.head.tag in ("PRP", "WP", "WDT", "DT") and self.first is self.last
        return alone and not in_capitals(self.head)

    def is_weak(self) -> bool:
        """Whether the phrase is "it", "this" and the like, which often stand for no one."""
        return self.is_pronoun() and self.head.lower in _WEAK - {"it"}

    def is_named(self) -> bool:
        """Whether the phrase holds a proper name."""
        return any(
            t.tag in ("NNP", "NNPS") or t.ent in ("PERSON", "ORG", "GPE", "NORP") for t in self.tokens()
        )

    def can_speak(self) -> bool:
        """False for events and things ("the attack claimed lives"), and for the reader's own "I" and "we"."""
        if self.head.lower in _FIRST_PERSON or self.head.tag in ("EX", "CD", "VBG"):
            return False
        if self.first.lower in _NOBODY or not any(t.text[0].isalnum() for t in self.tokens()):
            return False
        if self.head.lower in ("there", "what") or self.head.tag in ("JJS", "RBS"):
            return False
        # A name may be spelled like a thing that cannot speak: Ms Storm, Mr Wood.
        return self.head.tag in ("NNP", "NNPS") or self.head.lemma not in cue_lexicon.load().not_speakers

    def is_document(self) -> bool:
        """Whether the head is a document or data ("the report", "photographs")."""
        return _base(self.head) in voices.load().documents or self.head.lower in voices.load().documents

    def can_speak_surely(self) -> bool:
        """Whether the head is a noun for speakers ("official", "ministry", "report")."""
        return _base(self.head) in voices.load().speakers


def _is_date(token: Token) -> bool:
    return token.ent in ("DATE", "TIME") and token.tag in ("NNP", "CD", "NN") and token.dep != "poss"


def _base(token: Token) -> str:
    return token.lemma if token.tag != "NNP" else token.lower


def _take(token: Token, inside: set[int], head: Token) -> None:
    for child in token.children:
        if child.dep in _INSIDE or (child.dep in _ANCHORS and _belongs(child, head)):
            inside.add(child.i)
            _take(child, inside, head)
        elif issuing(child) and _base(head) in voices.load().documents:
            # "Figures compiled by the union": who issued a document is part of its name.
            inside.update(t.i for t in child.subtree() if t.dep != "punct")


def issuing(verb: Token) -> bool:
    """Whether a participle after a document says who made it: "compiled by the union"."""
    made = verb.dep == "acl" and verb.tag == "VBN" and verb.lemma in _ISSUING
    return made and any(c.dep == "agent" for c in verb.children)


def _belongs(child: Token, head: Token) -> bool:
    """Whether a phrase after the head narrows it: "of the army", "at the scene", an apposition, "and X"."""
    if child.dep == "npadvmod":
        # "US-led", "Britain-based"
        return child.i < head.i and child.head.tag in ("VBN", "JJ")
    if child.dep == "prep":
        place = any(c.tag in ("NNP", "NNPS") and c.ent not in ("DATE", "TIME") for c in child.children)
        timed = any(c.ent in ("DATE", "TIME") for c in child.children)
        narrows = child.lower in _NARROWING or (child.lower in _PLACING and place)
        return child.i > head.i and narrows and not timed
    if child.dep in ("conj", "cc"):
        return child.i > head.i and not child.tag.startswith("VB")
    return not child.tag.startswith("VB")


def quoted_by(source: SourceWords) -> SourceWords | None:
    """Who quotes a source: "a doctor quoted by the agency"."""
    quoting = (c for c in source.head.children if c.dep == "acl" and c.tag == "VBN" and c.lemma in _QUOTING)
    return next((by for verb in quoting if (by := agent_of(verb)) is not None), None)


def subject_of(verb: Token) -> SourceWords | None:
    """The subject of a cue: its own, one shared with the verb it is joined to, or the noun it describes."""
    outer = next((a for a in verb.ancestors() if is_verb_cue(a) and a.tag != "VBG"), None)
    if takes_up(verb) and outer is not None and outer.i < verb.i:
        return agent_of(outer) if is_passive(outer) else subject_of(outer)
    if verb.dep == "conj" and verb.head.dep == "ccomp" and is_verb_cue(verb.head.head) and verb.tag != "VBG":
        # "She said the army was not there and accused …": a further cue goes on with the outer speaker.
        return subject_of(verb.head.head)
    seen: set[int] = set()
    while verb.i not in seen:
        seen.add(verb.i)
        subjects = [c for c in verb.children if c.dep in _SUBJECTS]
        # Of two subjects ("the opposition National Coalition said") the one beside the verb is the name.
        own = next((c for c in reversed(subjects) if c.i < verb.i), subjects[0] if subjects else None)
        if own is not None:
            return antecedent(verb, own) if is_relative(own) else SourceWords.around(own)
        if verb.dep == "acl" and (verb.tag == "VBG" or _is_root_noun(verb.head)):
            return SourceWords.around(verb.head)
        if verb.dep == "pcomp" and verb.head.lower == "as" and verb.head.head.tag.startswith("VB"):
            verb = verb.head.head
            quoted = next((c for c in verb.children if c.dep == "dobj"), None)
            if quoted is not None and not is_passive(verb):
                # "the paper quoted a nurse as saying"
                return SourceWords.around(quoted)
        elif verb.dep in ("conj", "advcl", "xcomp", "pcomp", "dep", "prep") and verb.head is not verb:
            if verb.dep == "advcl" and verb.tag not in ("VBG", "VBN"):
                return None
            if verb.dep == "pcomp" and verb.head.i != verb.i - 1:
                # "despite the minister announcing": the noun between is its subject, not the main clause's.
                return None
            joined = verb.dep == "conj"
            verb = verb.head
            if joined and verb.dep == "ccomp" and not any(c.dep in _SUBJECTS for c in verb.children):
                # "Officials said … and warned that …", hung from the clause that lost its subject.
                verb = verb.head
        else:
            return None
    return None


def _is_root_noun(noun: Token) -> bool:
    """A speaker that the parse took for the whole sentence: "The mayor on Friday called on them to leave"."""
    if noun.head is not noun or not noun.tag.startswith("NN"):
        return False
    words = SourceWords.around(noun)
    return words.can_speak_surely() or words.is_named()


def is_relative(token: Token) -> bool:
    """Whether a token stands for the noun before its clause: "who", "which", "that"."""
    return token.lower in _WHO and token.tag in ("WP", "WDT") and not in_capitals(token)


def in_capitals(token: Token) -> bool:
    """Whether a word is written as initials are: the WHO is no "who"."""
    return len(token.text) > 1 and token.text.isupper()


def antecedent(verb: Token, pronoun: Token) -> SourceWords | None:
    """The noun that "who" stands for."""
    clause = verb
    while clause.dep in ("conj", "xcomp") and clause.head is not clause:
        clause = clause.head
    if clause.dep != "relcl":
        return SourceWords.around(pronoun)
    words = SourceWords.around(clause.head)
    if words.is_document() and words.head.dep == "dobj" and words.head.head.lemma in _ISSUING:
        # "the group issued a report, which said": the group speaks through it.
        return subject_of(words.head.head) or words
    return words


def agent_of(verb: Token) -> SourceWords | None:
    """The "by" phrase of a passive cue, or the subject that "was quoted as saying"."""
    preps = [c for c in verb.children if c.dep in ("agent", "prep")]
    by = next((c for c in preps if c.lower == "by"), None)
    by = by or next(
        (c for c in preps if c.lower in ("in", "at") and any(o.ent == "ORG" for o in c.children)), None
    )
    name = next((c for c in by.children if c.dep == "pobj"), None) if by is not None else None
    return SourceWords.around(name) if name is not None else None
