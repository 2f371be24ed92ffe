"""Who a source is: the best name that the document gives for "he", "the ministry", "Tarin" or "a monitor".

No coreference weights are to be had, and news style obeys rules: the full name comes first and the surname
after it, a title or apposition ties a role to a name, "the spokesman" is the one spoken of last, a pronoun is
the nearest compatible speaker, and "a monitor" of the lead is named in the next sentences.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from sayso.claims.described import described
from sayso.claims.hearers import is_known, named_before, named_in
from sayso.claims.phrases import (
    OBJECTS,
    conjuncts,
    is_definite,
    is_person_noun,
    is_service,
    issuer_of,
    kind_of,
    main_part,
    name_tokens,
    plain_role,
    proper_run,
    titled_name,
    watches_else,
    within,
)
from sayso.claims.register import Register, Voice
from sayso.claims.running import up_to_its_issue, within_brackets, without_run_in
from sayso.claims.sources import SourceWords
from sayso.languages.en import voices
from sayso.languages.en.furniture import agencies
from sayso.model import Entity, Source
from sayso.reading.text import Name, Reading, Token

_HE = frozenset({"he", "she"})
_IT = frozenset({"it"})
# Without the "s" of a plural, as all nouns are compared.
_THINGS = frozenset({"source"})
# Plural by form, and taken up by "it" as well as by "they": "State media said … It added …".
_COLLECTIVE = frozenset({"media", "press"})
_PLACING = frozenset({"in", "from", "at", "near", "around"})
_SERVING = frozenset({"for", "to", "on"})
_THEY = frozenset({"they"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# "A number of states": without its article the phrase says something else.
_PARTITIVES = frozenset({"number", "group", "handful", "couple", "majority", "series", "team"})

# What follows the head of a description, and what stands between two roles of one person.
_AFTER_HEAD = re.compile(r"\s(?:of|for|at|in|from|with|on|to|near|who|close|inside|within|by)\s|[(,]")
_JOINT = re.compile(r"\s(?:and|&)\s|[,;]\s")


class Speakers:
    """The speakers of one document; ``resolve`` must be called in the order of the text."""

    def __init__(self, reading: Reading) -> None:
        self.register = Register(reading)
        self.text = reading.document.text
        self.tokens = reading.tokens
        self.names = self.register.names
        self.quotations = reading.quotations
        self.last_told: str | None = None
        self.last_single: Voice | None = None
        self.last_body: Voice | None = None
        self.last_many: Voice | None = None

    def entities(self) -> tuple[Entity, ...]:
        """All voices and names of the document, with every place where each is named."""
        return self.register.entities()

    def resolve(self, words: SourceWords) -> tuple[Source, ...]:
        """The sources that a phrase names: one for each noun joined by "and", with the best name of each."""
        words = up_to_its_issue(without_run_in(within_brackets(words)))
        phrases = [words] if words.is_pronoun() else conjuncts(words)
        return tuple(self._source(p) for p in phrases)

    def name_of(self, words: SourceWords) -> str:
        """The name in a phrase that names a body: "the TAV news agency" is TAV, "the agency" who it is."""
        run = proper_run(words.tokens(), words.head)
        meant = named_in(self.tokens, words) if run else named_before(self.tokens, words)
        if meant is not None and not set(meant.tokens()) <= set(run):
            run = meant.tokens()
        text = self.text[run[0].start : run[-1].end] if run else self.text[words.start : words.end]
        if text.endswith("s") and text[:-1].isupper() and text[:-1] in agencies():
            # "told TAVs correspondent": the possessive lost its apostrophe.
            text = text[:-1]
        known = self.register.longer_name(text)
        return known.name if known is not None else text

    def outlets(self, told: Iterable[SourceWords]) -> Iterator[str]:
        """The names of who was told, for "the outlet" the one told last; a person only listens."""
        for words in told:
            named = bool(proper_run(words.tokens(), words.head))
            name = self.name_of(words) if named or self.last_told is None else self.last_told
            self.last_told = name if named else self.last_told
            if is_known(name) or self.register.person(name.split()) is None:
                yield name

    def names_of(self, words: SourceWords, sources: tuple[Source, ...]) -> list[str]:
        """The names of the sources of a phrase; "the newspaper" goes by the name of the one meant."""
        names = [s.name for s in sources if s.name]
        if len(names) != 1 or words.head.lemma not in voices.load().outlets:
            return names
        plain = names[0] == words.head.text or named_in(self.tokens, words) is not None
        return [self.name_of(words)] if plain else names

    def _source(self, words: SourceWords) -> Source:
        voice = self._voice(issuer_of(words) or words.narrowed())
        start, end, text = words.start, words.end, self.text[words.start : words.end]
        if voice is None:
            return Source(None, None, None, start, end, text, None, True, described(words))
        self._remember(voice, words)
        if not words.is_pronoun():
            voice.mentions.add((start, end))
        kind = voice.described if voice.anonymous else None
        return Source(voice.name, voice.id, voice.name, start, end, text, voice.role, voice.anonymous, kind)

    def _person(self, tokens: list[Token]) -> Voice | None:
        return self.register.person([t.text for t in tokens], tokens[0].start) if tokens else None

    def _remember(self, voice: Voice, words: SourceWords) -> None:
        voice.last_seen = words.start
        plural = words.head.tag in ("NNS", "NNPS") or words.head.lower in _THEY
        if voice.kind == "person" or (voice.anonymous and not plural and not words.is_document()):
            self.last_single = voice
        elif words.head.lower in _COLLECTIVE:
            self.last_many = self.last_body = voice
        elif plural and voice.anonymous:
            self.last_many = voice
        else:
            self.last_body = voice

    def _voice(self, words: SourceWords) -> Voice | None:
        lower = words.head.lower
        if words.is_pronoun():
            if lower in _HE:
                return self._he(words)
            if lower in _IT:
                return self._it()
            if lower in _THEY:
                return self.last_many or self.last_body
            return None
        if words.first.text.startswith("@"):
            return self.register.handle(words.first.text)
        return self._named(words) or self._described(words)

    def _it(self) -> Voice | None:
        """The body, document or unnamed source that spoke last: "it" is never a person."""
        spoke = [v for v in (self.last_body, self.last_single) if v is not None and _is_thing(v)]
        return max(spoke, key=lambda v: v.last_seen, default=None)

    def _he(self, words: SourceWords) -> Voice | None:
        """The nearest single speaker, or the person who is the subject since then."""
        since = self.last_single.last_seen if self.last_single is not None else -1
        for name in reversed(self.names):
            if name.kind != "person" or name.end > words.start or name.start <= since:
                continue
            if name.tokens[0].sentence is words.sentence and not _governs(name, words.head):
                # "Al-Bab is important, he said": what he speaks of is not who he is.
                continue
            if any(q.start <= name.start < q.end for q in self.quotations):
                # Whom somebody speaks about is not who speaks.
                continue
            if words.start - name.start > 400:
                break
            if any(_is_subject(t) for t in name.tokens):
                return self._person(name_tokens(name)) or self.last_single
        if self.last_single is None:
            before = [n for n in self.names if n.kind == "person" and n.end <= words.start and name_tokens(n)]
            return self._person(name_tokens(before[-1])) if before else None
        return self.last_single

    def _named(self, words: SourceWords) -> Voice | None:
        """A source that the phrase names: a person in it, or the body that its proper nouns name."""
        titled = titled_name(words)
        if titled:
            return self.register.body(self.text[titled[0].start : titled[-1].end], "organization")
        tokens = main_part(words)
        person = next((n for n in self.names if n.kind == "person" and within(n, tokens, words)), None)
        person = person or self._right_before(words)
        if person is not None:
            known = self._person(name_tokens(person))
            if known is not None:
                return known
        plain = self.text[tokens[0].start : tokens[-1].end]
        taken = words.head.tag not in ("NNP", "NNPS") and words.head.lemma not in voices.load().speakers
        if words.head.text[0].isupper() and taken:
            # A name that the pipeline takes for a common noun here may be known from elsewhere.
            known = self.register.known(plain) or (
                self.register.person([plain]) if " " not in plain else None
            )
            if known is not None:
                return known
        common = words.head.tag in ("NN", "NNS") and words.head.lemma in voices.load().speakers
        run = proper_run(words.tokens() if common else tokens, words.head)
        if not run:
            return None
        at_the_end = self.register.person_at_end(run)
        if at_the_end is not None and words.head in run:
            return at_the_end
        head = words.head
        between = [t for t in words.tokens() if head.i < t.i < run[0].i]
        near = run[0].i > head.i and all(t.tag in ("DT", ",", "``", "''") for t in between)
        # "Activists from Maren": where they are from is no name of theirs.
        placed = head.i < run[0].i and (any(t.lower in _PLACING for t in between) or _serves(between))
        placed = placed or (head.tag == "NNS" and any(t.tag == "IN" for t in between))
        body = head.lemma in voices.load().bodies and head not in run
        as_person = None if placed or body or _is_modifier(run, words) else self._person(run)
        if as_person is not None and (len(run) > 1 or " " in as_person.name or run[0].ent in ("PERSON", "")):
            return as_person
        titles = voices.load().titles
        untitled = list(itertools.dropwhile(lambda t: t.lower.rstrip(".") in titles, run))
        body = any(t.lower in voices.load().bodies for t in untitled)
        if untitled and len(untitled) < len(run) and words.head in untitled and not body:
            # A title before the name: a person, whatever the pipeline took it for; no "Interior Ministry".
            return self.register.person_named(untitled)
        text = self.text[run[0].start : run[-1].end]
        beside = near and (head.lemma in voices.load().speakers or run[-1].dep == "appos")
        # "the Islamic State (IS) group", "the TAV news agency": the name stands before its class.
        before = [t for t in words.tokens() if run[-1].i < t.i < head.i]
        behind = any(t.tag in ("WDT", "WP") for t in between)
        class_after = (
            not behind
            and head.lemma in voices.load().bodies - voices.load().departments
            and all(t.tag in ("-RRB-", "NN", "HYPH") or t.text in "()" for t in before)
        )
        if head not in run and not beside and not (class_after and _is_whole_name(run, words)):
            # "the Interior Ministry sources", "the envoy in Rome": the head speaks, not the name in it.
            return None
        if len(text) > 3 and text.isupper() is False and plain_role(run):
            return self.register.by_role(words)
        longer = self.register.longer_name(text)
        return longer or self.register.body(text, kind_of(run))

    def _right_before(self, words: SourceWords) -> Name | None:
        """The person whom a phrase describes that lost its comma: "Ada Lane a nurse at the camp said"."""
        if words.first.tag != "DT" or words.head.tag != "NN" or not is_person_noun(words.head):
            return None
        before = (n for n in self.names if n.kind == "person" and n.tokens[-1].i == words.first.i - 1)
        return next((n for n in before if n.tokens[-1].dep not in OBJECTS), None)

    def _described(self, words: SourceWords) -> Voice | None:
        head = words.head
        noun = head.lemma if not head.tag.startswith("NNP") else head.lower
        definite = is_definite(words)
        if definite:
            known = (
                self._same_noun(noun, words) or self.register.by_role(words) or self._stand_in(noun, words)
            )
            if known is not None:
                return known
        if head.tag == "NN" or words.sentence.segment.kind == "headline":
            monitor = self._monitor_named(noun, words)
            if monitor is not None:
                return monitor
        return self._description(words, noun)

    def _description(self, words: SourceWords, noun: str) -> Voice | None:
        lexicon = voices.load()
        tokens = main_part(words)
        part = words.head.lemma in _PARTITIVES and any(c.lower == "of" for c in words.head.children)
        while (
            len(tokens) > 1 and tokens[0].dep == "det" and tokens[0].lower in ("the", "a", "an") and not part
        ):
            tokens = tokens[1:]
        if words.head.tag in ("DT", "CD", "JJ", "WP") and len(tokens) == 1:
            return None
        while len(tokens) > 1 and (tokens[0].tag == "POS" or tokens[0].dep == "punct"):
            tokens = tokens[1:]
        text = self._with_closing_quote(self.text[tokens[0].start : tokens[-1].end], tokens[-1].end)
        if not any(c.isalpha() for c in text):
            return None
        if is_service(words):
            return self.register.body(text, "organization")
        unnamed = noun in lexicon.unnamed or noun in lexicon.people or noun not in lexicon.speakers
        unnamed = unnamed and not (noun in lexicon.bodies and words.is_named())
        # "MoD", "MoFA": a short form is a body's name.
        unnamed = unnamed and not sum(c.isupper() for c in words.head.text) > 1
        kind = "group" if words.head.tag in ("NNS", "NNPS") else "organization"
        if noun in lexicon.people or (noun in lexicon.unnamed and kind == "organization"):
            kind = "person"
        article = "a " if words.first.lower in ("a", "an") and kind == "person" and len(tokens) < 2 else ""
        for voice in self.register.voices:
            if voice.anonymous == unnamed and voice.name == article + text:
                return voice
        made = Voice(article + text, kind, anonymous=unnamed, described=described(words) if unnamed else None)
        self.register.voices.append(made)
        return made

    def _with_closing_quote(self, text: str, end: int) -> str:
        """A phrase with the mark that closes a quotation in it: the “moderate opposition”."""
        opened = sum(text.count(c) for c in "“«") > sum(text.count(c) for c in "”»") or text.count('"') % 2
        return self.text[end - len(text) : end + 1] if opened and self.text[end : end + 1] in '”»"' else text

    def _same_noun(self, noun: str, words: SourceWords) -> Voice | None:
        """ "The ministry" after "the Defence Ministry", "the source" after "a source at the command"."""
        narrowed = {
            t.lower for t in words.tokens() if t.dep in ("amod", "compound", "poss", "nmod", "pobj") or t.ent
        }
        narrowed -= {"the", "'s"}
        best: Voice | None = None
        for voice in self.register.voices:
            if voice.last_seen < 0:
                continue
            own = {w.rstrip("s") for w in re.findall(r"[a-z]+", f"{voice.name} {voice.role or ''}".lower())}
            fits = noun.rstrip("s") in _nouns_for(voice)
            if fits and {w.rstrip("s") for w in narrowed} - {noun.rstrip("s")} <= own:
                best = voice if best is None or voice.last_seen > best.last_seen else best
        if best is None and noun in voices.load().bodies:
            best = self.register.body_with(noun, narrowed, words.start)
        return best

    def _stand_in(self, noun: str, words: SourceWords) -> Voice | None:
        """ "The group", "the agency", "the statement": the body that spoke last."""
        lexicon = voices.load()
        narrowed = any(t.dep in ("amod", "compound", "nmod", "poss") for t in words.tokens())
        if narrowed and noun not in lexicon.monitors:
            # "The interior ministry" names its own body, not the one that spoke last.
            return None
        if noun in ("statement", "report", "communique", "communiqué", "release", "document"):
            return self.last_body
        if watches_else(words):
            return None
        if noun in lexicon.monitors or noun in ("agency", "body", "outlet", "website"):
            body = self.last_body
            tells = body is not None and body.kind == "organization" and not _is_document(body)
            return body if tells else None
        return None

    def _monitor_named(self, noun: str, words: SourceWords) -> Voice | None:
        """ "A monitor said" in the lead, "the monitor" later: the watching body named nearest."""
        lexicon = voices.load()
        said = {t.lemma for t in words.tokens()} | {t.lower for t in words.tokens()}
        watching = noun in ("monitor", "watchdog", "observatory") or bool(said & {"monitoring", "rights"})
        if noun not in lexicon.monitors or not watching or watches_else(words):
            return None
        named = [n for n in self.names if n.kind != "person" and self._watches(n)]
        if not named:
            return None
        nearest = min(named, key=lambda n: (abs(n.start - words.start), n.start))
        text = self.text[nearest.start : nearest.end]
        return self.register.longer_name(text) or self.register.body(text, "organization")

    def _watches(self, name: Name) -> bool:
        own = {t.lower for t in name.tokens}
        return bool(own & voices.load().monitor_names) and len(own) > 1


def _nouns_for(voice: Voice) -> set[str]:
    """The nouns, without a plural's "s", by which a voice may go on being called.

    A body goes by each word of its name. Who speaks for a body does not go by the body's: of "spokesman for
    the ministry" and "ministry spokesman" only the head is his.
    """
    if voice.kind != "person" and not voice.anonymous:
        phrases = voice.name.lower().split()
    else:
        called = voice.name if voice.anonymous else voice.role or ""
        parts = (_AFTER_HEAD.split(p, maxsplit=1)[0].split() for p in _JOINT.split(called.lower()))
        phrases = [words[-1] for words in parts if words]
    return {w.rstrip("s") for phrase in phrases for w in re.findall(r"[a-z]+", phrase)}


def _is_thing(voice: Voice) -> bool:
    return voice.kind != "person" or bool(_nouns_for(voice) & _THINGS)


def _is_document(voice: Voice) -> bool:
    """Whether a voice is a document or data, which no noun for a body stands for."""
    return voice.name.lower().split()[-1] in voices.load().documents


def _is_modifier(run: list[Token], words: SourceWords) -> bool:
    """Whether a name only narrows the noun after it: "the staunch Lane ally", "Lane aides"."""
    head = words.head
    before = run[-1].i < head.i and head.tag in ("NN", "NNS")
    return before and (head.tag == "NNS" or words.first.tag in ("DT", "PRP$"))


def _serves(between: list[Token]) -> bool:
    """Whether a role serves the person named after it: "a spokesman for opposition leader Ada Lane"."""
    behind = list(itertools.takewhile(lambda t: t.lower not in _SERVING, reversed(between)))
    return len(behind) < len(between) and (not behind or is_person_noun(behind[0]))


def _is_whole_name(run: list[Token], words: SourceWords) -> bool:
    """Whether a proper name before a class noun names the body, and does not only say whose it is."""
    return all(t.ent not in ("GPE", "NORP", "LOC", "PERSON") for t in run) and not any(
        c.tag == "POS" for t in words.tokens() for c in t.children
    )


def _governs(name: Name, pronoun: Token) -> bool:
    """Whether the verb that a name is the subject of stands above a pronoun of the same sentence."""
    verbs = {t.head.i for t in name.tokens if _is_subject(t)}
    return any(a.i in verbs for a in list(pronoun.ancestors())[1:])


def _is_subject(token: Token) -> bool:
    """Whether a token is a subject, or the name in "President Ada Lane said", hung from its title."""
    return token.dep in _SUBJECTS or (token.dep == "appos" and token.head.dep in _SUBJECTS)
