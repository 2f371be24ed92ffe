"""Who a source is: the best name that the document gives for "he", "the ministry", "Lavrov" or "a monitor".

No coreference weights are to be had, and news style obeys rules: the full name comes first and the surname
after it, a title or apposition ties a role to a name, "the spokesman" is the one spoken of last, a pronoun is
the nearest compatible speaker, and "a monitor" of the lead is named in the next sentences.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sayso.claims.sources import SourceWords
from sayso.languages.en import voices
from sayso.model import Entity, Mention, Source, make_id
from sayso.reading.names import Name, find_names
from sayso.reading.text import Reading, Token

_HE = frozenset({"he", "she"})
_IT = frozenset({"it"})
_THEY = frozenset({"they"})
_ACRONYM = re.compile(r"\(\s*([A-Z][A-Za-z&-]{1,9})\s*\)")
_PARTICLES = frozenset(
    {"of", "for", "and", "the", "in", "on", "to", "&", "al", "el", "-", "de", "du", "des", "'s", "’s", "s"}
)


@dataclass(slots=True)
class Voice:
    """Somebody who speaks or is named in one document, with all the names the document gives."""

    name: str
    kind: str
    anonymous: bool = False
    role: str | None = None
    aliases: set[str] = field(default_factory=set)
    mentions: set[tuple[int, int]] = field(default_factory=set)
    last_seen: int = -1

    @property
    def id(self) -> str:
        """The entity's id: a hash of its kind and name, the same in every document that names it so."""
        return make_id("entity", self.kind, self.name.lower())

    def words(self) -> list[str]:
        """The words of the name, lower-case."""
        return self.name.lower().replace("’", "'").split()


class Speakers:
    """The voices of one document; ``resolve`` must be called in the order of the text."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.names = find_names(reading)
        self.voices: list[Voice] = []
        self.acronyms = self._find_acronyms()
        self._learn_people()
        self._learn_bodies()
        self.last_single: Voice | None = None
        self.last_body: Voice | None = None
        self.last_many: Voice | None = None

    # --- what the document names ---------------------------------------------------------------------------

    def _find_acronyms(self) -> dict[str, str]:
        """Short forms that the text explains: "World Health Organization (WHO)"."""
        found: dict[str, str] = {}
        for match in _ACRONYM.finditer(self.text):
            short = match.group(1)
            before = self.text[max(0, match.start() - 90) : match.start()].split()
            letters = [c for c in short if c.isupper()]
            for count in range(2, min(len(before), len(letters) + 4) + 1):
                words = before[-count:]
                initials = [w[0] for w in re.split(r"[\s-]+", " ".join(words)) if w[:1].isupper()]
                if initials == letters:
                    found[short] = " ".join(words)
                    break
        return found

    def _learn_people(self) -> None:
        people = [n for n in self.names if n.kind == "person"]
        for name in sorted(people, key=lambda n: (self._runs_on(n), -len(_name_tokens(n)), n.start)):
            tokens = _name_tokens(name)
            if not tokens:
                continue
            known = self._person([t.text for t in tokens])
            if known is None:
                known = Voice(" ".join(t.text for t in tokens), "person")
                known.name = self.text[tokens[0].start : tokens[-1].end]
                self.voices.append(known)
            known.mentions.add((tokens[0].start, tokens[-1].end))
            known.aliases.add(self.text[tokens[0].start : tokens[-1].end])
        for name in people:
            tokens = _name_tokens(name)
            known = self._person([t.text for t in tokens]) if tokens else None
            role = _role_beside(name) if known is not None and known.role is None else None
            if known is not None and role is not None:
                known.role = role

    def _runs_on(self, name: Name) -> bool:
        """Whether a proper noun stands right before the name, so that its first word may not belong to it."""
        first = _name_tokens(name)[0]
        before = self.reading.tokens[first.i - 1] if first.i else None
        if before is None or before.sentence is not first.sentence or before.end + 1 != first.start:
            return False
        titles = voices.load().roles | voices.load().honorifics
        return before.tag in ("NNP", "NNPS") and before.lower.rstrip(".") not in titles

    def _person(self, words: list[str]) -> Voice | None:
        """The person of whom these are names: the same last name, and no other first name."""
        lower = [w.lower() for w in words]
        for voice in self.voices:
            if voice.kind != "person":
                continue
            own = voice.words()
            if own[-1] == lower[-1] and (len(lower) == 1 or len(own) == 1 or own[0][0] == lower[0][0]):
                return voice
            if set(lower) <= set(own) and len(lower) > 1:
                return voice
        return None

    def _learn_bodies(self) -> None:
        for name in self.names:
            if name.kind not in ("organization", "place", "group", ""):
                continue
            text = self.text[name.start : name.end]
            if name.kind == "" and self._person([t.text for t in name.tokens]):
                continue
            voice = self._body(text, name.kind or "organization")
            voice.mentions.add((name.start, name.end))
            voice.aliases.add(text)

    def _body(self, text: str, kind: str) -> Voice:
        text = self.acronyms.get(text, text)
        key = _key(text)
        for voice in self.voices:
            if voice.kind != "person" and _key(voice.name) == key:
                return voice
        made = Voice(text, kind)
        self.voices.append(made)
        return made

    # --- who a source is -----------------------------------------------------------------------------------

    def resolve(self, words: SourceWords) -> tuple[Source, ...]:
        """The sources that a phrase names: one for each noun joined by "and", with the best name of each."""
        phrases = [words]
        if not words.is_pronoun():
            phrases = _conjuncts(words)
        return tuple(self._source(p) for p in phrases)

    def _source(self, words: SourceWords) -> Source:
        voice = self._voice(_issuer(words) or words)
        if voice is None:
            return Source(
                None, None, None, words.start, words.end, self.text[words.start : words.end], None, True
            )
        self._remember(voice, words)
        if not words.is_pronoun():
            voice.mentions.add((words.start, words.end))
        text = self.text[words.start : words.end]
        return Source(
            voice.name, voice.id, voice.name, words.start, words.end, text, voice.role, voice.anonymous
        )

    def _remember(self, voice: Voice, words: SourceWords) -> None:
        voice.last_seen = words.start
        plural = words.head.tag in ("NNS", "NNPS") or words.head.lower in _THEY
        if voice.kind == "person" or (voice.anonymous and not plural):
            self.last_single = voice
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
                return self.last_body or self.last_single
            if lower in _THEY:
                return self.last_many or self.last_body
            return None
        return self._named(words) or self._described(words)

    def _he(self, words: SourceWords) -> Voice | None:
        """The nearest single speaker, or the person who is the subject since then."""
        since = self.last_single.last_seen if self.last_single is not None else -1
        for name in reversed(self.names):
            if name.kind != "person" or name.end > words.start or name.start <= since:
                continue
            if words.start - name.start > 400:
                break
            head = name.tokens[-1]
            if head.dep in ("nsubj", "nsubjpass") or any(
                t.dep in ("nsubj", "nsubjpass") for t in name.tokens
            ):
                return self._person([t.text for t in _name_tokens(name)]) or self.last_single
        if self.last_single is None:
            before = [
                n for n in self.names if n.kind == "person" and n.end <= words.start and _name_tokens(n)
            ]
            return self._person([t.text for t in _name_tokens(before[-1])]) if before else None
        return self.last_single

    def _named(self, words: SourceWords) -> Voice | None:
        """A source that the phrase names: a person in it, or the body that its proper nouns name."""
        tokens = _main_part(words)
        person = next((n for n in self.names if n.kind == "person" and _within(n, tokens, words)), None)
        if person is not None:
            known = self._person([t.text for t in _name_tokens(person)])
            if known is not None:
                return known
        run = _proper_run(tokens, words.head)
        if not run:
            return None
        as_person = self._person([t.text for t in run])
        if as_person is not None and (len(run) > 1 or " " in as_person.name or run[0].ent in ("PERSON", "")):
            return as_person
        text = self.text[run[0].start : run[-1].end]
        head = words.head
        beside = run[0].i == head.i + 1 and (head.lemma in voices.load().speakers or run[-1].dep == "appos")
        if head not in run and not beside:
            # "the Interior Ministry sources", "the envoy in Rome": the head speaks, not the name in it.
            return None
        if len(text) > 3 and text.isupper() is False and _plain_role(run):
            return self._by_role(words)
        longer = self._longer_name(text)
        return longer or self._body(text, _kind_of(run))

    def _longer_name(self, text: str) -> Voice | None:
        """ "The Coalition" after "the National Coalition": a name whose words all stand in a longer one's."""
        if text in self.acronyms:
            return self._body(text, "organization")
        key = _key(text).split()
        best = None
        for voice in self.voices:
            own = _key(voice.name).split()
            if voice.kind == "organization" and len(own) > len(key) and own[-len(key) :] == key:
                best = best or voice
        letters = text.replace(".", "")
        if best is None and letters.isupper() and 2 <= len(letters) <= 6:
            for voice in self.voices:
                capitals = "".join(w[0] for w in re.split(r"[\s-]+", voice.name) if w[:1].isupper())
                if voice.kind == "organization" and capitals == letters and " " in voice.name:
                    return voice
        return best

    def _described(self, words: SourceWords) -> Voice | None:
        head = words.head
        noun = head.lemma if not head.tag.startswith("NNP") else head.lower
        definite = _is_definite(words)
        if definite:
            known = self._same_noun(noun, words) or self._by_role(words) or self._stand_in(noun)
            if known is not None:
                return known
        elif head.tag == "NN" and self._in_lead(words):
            monitor = self._monitor_named_next(noun, words)
            if monitor is not None:
                return monitor
        return self._description(words, noun)

    def _description(self, words: SourceWords, noun: str) -> Voice | None:
        lexicon = voices.load()
        tokens = _main_part(words)
        while len(tokens) > 1 and tokens[0].dep == "det" and tokens[0].lower in ("the", "a", "an"):
            tokens = tokens[1:]
        if words.head.tag in ("DT", "CD", "JJ", "WP") and len(tokens) == 1:
            return None
        text = self.text[tokens[0].start : tokens[-1].end]
        if not any(c.isalpha() for c in text):
            return None
        unnamed = noun in lexicon.unnamed or noun in lexicon.people or noun not in lexicon.speakers
        unnamed = unnamed and not (noun in lexicon.bodies and words.is_named())
        kind = "group" if words.head.tag in ("NNS", "NNPS") else "organization"
        if noun in lexicon.people or (noun in lexicon.unnamed and kind == "organization"):
            kind = "person"
        article = "a " if words.first.lower in ("a", "an") and kind == "person" and len(tokens) < 2 else ""
        for voice in self.voices:
            if voice.anonymous == unnamed and voice.name == article + text:
                return voice
        made = Voice(article + text, kind, anonymous=unnamed)
        self.voices.append(made)
        return made

    def _same_noun(self, noun: str, words: SourceWords) -> Voice | None:
        """ "The ministry" after "the Defence Ministry", "the source" after "a source at the command"."""
        narrowed = {t.lower for t in words.tokens() if t.dep in ("amod", "compound", "poss", "nmod") or t.ent}
        narrowed -= {"the", "'s"}
        best: Voice | None = None
        for voice in self.voices:
            if voice.last_seen < 0:
                continue
            own = {w.rstrip("s") for w in re.findall(r"[a-z]+", voice.name.lower())}
            role = set((voice.role or "").lower().split())
            fits = noun.rstrip("s") in own or (
                voice.kind == "person" and not voice.anonymous and noun in role
            )
            if fits and {w.rstrip("s") for w in narrowed} - {noun} <= own | {r.rstrip("s") for r in role}:
                best = voice if best is None or voice.last_seen > best.last_seen else best
        if best is None and noun in voices.load().bodies:
            best = self._body_with(noun, narrowed, words.start)
        return best

    def _body_with(self, noun: str, narrowed: set[str], before: int) -> Voice | None:
        """A body named so far (or at all) whose name ends in this noun: "the observatory", "the ministry"."""
        if narrowed - {noun}:
            return None
        fits = [
            v for v in self.voices if v.kind == "organization" and noun in v.words() and len(v.words()) > 1
        ]
        earlier = [v for v in fits if any(s < before for s, _ in v.mentions)]
        return next(iter(earlier or fits), None)

    def _by_role(self, words: SourceWords) -> Voice | None:
        """ "Russia's top diplomat", "the Kremlin strongman": who holds that role for that country."""
        lexicon = voices.load()
        phrase = " ".join(t.lower for t in words.tokens())
        nations = {n for n in _nations(phrase) if n}
        wanted = {t.lower for t in words.tokens() if t.lower in lexicon.roles}
        for other, roles in lexicon.other_words:
            if re.search(rf"\b{other}\b", phrase):
                wanted |= roles
        best: Voice | None = None
        for voice in self.voices:
            if voice.kind != "person" or not voice.role:
                continue
            role = voice.role.lower()
            own = _nations(role)
            if (nations and own and not nations & own) or (nations and not own):
                continue
            shared = wanted & set(re.findall(r"[a-z]+", role))
            if shared and (nations or voice.last_seen >= 0 or len(wanted) > 1):
                best = voice if best is None or voice.last_seen > best.last_seen else best
        return best

    def _stand_in(self, noun: str) -> Voice | None:
        """ "The group", "the agency", "the statement": the body that spoke last."""
        lexicon = voices.load()
        if noun in ("statement", "report", "communique", "communiqué", "release", "document"):
            return self.last_body
        if noun in lexicon.monitors or noun in ("agency", "body", "council", "ministry", "outlet", "website"):
            return (
                self.last_body
                if self.last_body is not None and self.last_body.kind == "organization"
                else None
            )
        return None

    def _in_lead(self, words: SourceWords) -> bool:
        return words.sentence.i < 4

    def _monitor_named_next(self, noun: str, words: SourceWords) -> Voice | None:
        """ "A monitor said" in the lead: the watching body that the next sentences name."""
        lexicon = voices.load()
        said = {t.lemma for t in words.tokens()} | {t.lower for t in words.tokens()}
        if noun not in lexicon.monitors or (
            noun not in ("monitor", "watchdog", "observatory")
            and "monitoring" not in said
            and "rights" not in said
        ):
            return None
        for name in self.names:
            if name.start < words.end or name.kind == "person":
                continue
            own = {t.lower for t in name.tokens}
            if (
                own & lexicon.monitor_names
                and len(own) > 1
                and name.tokens[0].sentence.i - words.sentence.i <= 4
            ):
                return self._body(self.text[name.start : name.end], "organization")
        return None

    # --- what goes into the export -------------------------------------------------------------------------

    def entities(self) -> tuple[Entity, ...]:
        """All voices and names of the document, with every place where each is named."""
        document = self.reading.document.id
        made: dict[str, Entity] = {}
        for voice in self.voices:
            mentions = tuple(Mention(document, s, e, self.text[s:e]) for s, e in sorted(voice.mentions))
            if voice.id in made:
                mentions = tuple(
                    sorted({*made[voice.id].mentions, *mentions}, key=lambda m: (m.start, m.end))
                )
            aliases = tuple(sorted({m.text for m in mentions} - {voice.name}))
            made[voice.id] = Entity(voice.id, voice.name, voice.kind, aliases, voice.role, mentions)
        return tuple(made[k] for k in sorted(made))


def _issuer(words: SourceWords) -> SourceWords | None:
    """Whose document it is: "the ministry's report", "a statement from the ministry"."""
    if not words.is_document():
        return None
    owner = next((c for c in words.head.children if c.dep == "poss" and c.tag.startswith("NN")), None)
    by = next((c for c in words.head.children if c.dep == "prep" and c.lower in ("by", "from", "of")), None)
    if owner is None and by is not None:
        owner = next((c for c in by.children if c.dep == "pobj"), None)
    if owner is None:
        return None
    issuer = SourceWords.around(owner)
    return issuer if issuer.is_named() or issuer.can_speak_surely() else None


def _key(name: str) -> str:
    words = re.findall(r"[\w.&-]+", name.lower().replace("’s", "").replace("'s", ""))
    return " ".join(w for w in words if w != "the")


def _name_tokens(name: Name) -> list[Token]:
    """A person's name without the titles before it."""
    lexicon = voices.load()
    tokens = list(name.tokens)
    titles = lexicon.honorifics | lexicon.roles
    while len(tokens) > 1 and tokens[0].lower.rstrip(".") in titles:
        tokens.pop(0)
    return tokens


def _role_beside(name: Name) -> str | None:
    """The role that stands before a name in its noun phrase, or after it as an apposition."""
    tokens = _name_tokens(name)
    head = tokens[-1]
    phrase = SourceWords.around(head)
    before = [t for t in phrase.tokens() if t.end <= tokens[0].start and t.dep != "det"]
    lexicon = voices.load()
    if any(t.lower in lexicon.roles or t.lower in lexicon.people for t in before):
        return _text_of(before)
    for child in (c for t in tokens for c in t.children):
        if child.dep == "appos" and (child.lower in lexicon.roles or child.lower in lexicon.people):
            words = [t for t in SourceWords.around(child).tokens() if t.start > head.start]
            return _text_of([t for t in words if t.dep != "det" or t is not words[0]])
    if head.dep == "appos" and (head.head.lower in lexicon.roles or head.head.lower in lexicon.people):
        words = [t for t in SourceWords.around(head.head).tokens() if t.end <= tokens[0].start]
        return _text_of([t for t in words if t.dep != "det"])
    return None


def _text_of(tokens: Iterable[Token]) -> str | None:
    words = [t for t in tokens if t.text not in (",", ";", ":")]
    joined = ""
    for previous, token in zip([None, *words], words, strict=False):
        gap = "" if previous is None or previous.end == token.start else " "
        joined += gap + token.text
    return joined or None


def _conjuncts(words: SourceWords) -> list[SourceWords]:
    """The phrases of a source joined by "and"; one phrase where nothing is joined."""
    joined = [c for c in words.head.children if c.dep == "conj" and words.first.i <= c.i <= words.last.i]
    if not joined or any(c.tag in ("JJ", "VBG", "VBN") for c in joined):
        return [words]
    parts: list[SourceWords] = []
    sentence = words.sentence.tokens
    offset = sentence[0].i
    first_end = sentence[joined[0].i - offset - 1]
    second = SourceWords.around(joined[0])
    cut = max(words.head.i, second.first.i - 1)
    while cut > words.head.i and sentence[cut - offset].dep in ("cc", "punct"):
        cut -= 1
    parts.append(SourceWords(words.head, words.first, sentence[min(cut, first_end.i) - offset]))
    return parts + _conjuncts(second)


def _main_part(words: SourceWords) -> list[Token]:
    """The phrase up to an apposition, a comma or a bracket after its head."""
    kept: list[Token] = []
    for token in words.tokens():
        if token.i > words.head.i and (token.text in (",", "(", "[", "-", "–", "—") or token.dep == "appos"):
            break
        kept.append(token)
    return kept or [words.head]


def _within(name: Name, tokens: list[Token], words: SourceWords) -> bool:
    """Whether a person's name is the head of the phrase, or stands beside a head that is a role."""
    if name.start < tokens[0].start or name.end > words.end:
        return False
    head = words.head
    if any(t is head for t in name.tokens):
        return True
    apposed = any(t.dep == "appos" and (t.head is head or t.head in tokens) for t in name.tokens)
    beside = name.tokens[0].i == head.i + 1 and head.lower in voices.load().roles | voices.load().people
    return apposed or beside


def _proper_run(tokens: list[Token], head: Token) -> list[Token]:
    """The run of proper nouns (and "of", "for" between them) that holds the head, or else the last one."""
    runs: list[list[Token]] = [[]]
    for token in tokens:
        proper = token.tag in ("NNP", "NNPS") or token.ent in ("ORG", "PERSON", "GPE") or token.text.isupper()
        if (
            (proper and token.tag != "POS" and token.lower not in ("the", "a", "an"))
            or (runs[-1] and token.lower in _PARTICLES)
            or (token.tag in ("JJ", "HYPH") and token.text[0].isupper() and token.i < head.i)
        ):
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    kept = []
    for run in runs:
        while run and run[-1].lower in _PARTICLES:
            run.pop()
        while run and (run[0].lower in _PARTICLES or run[0].tag == "POS"):
            run.pop(0)
        if run and any(t.tag in ("NNP", "NNPS") or t.ent in ("ORG", "PERSON", "GPE") for t in run):
            kept.append(run)
    holding = [r for r in kept if head in r]
    return (holding or kept[-1:] or [[]])[0]


def _plain_role(run: list[Token]) -> bool:
    return all(t.lower in voices.load().roles for t in run)


def _kind_of(run: list[Token]) -> str:
    ents = [t.ent for t in run]
    if "PERSON" in ents and "ORG" not in ents:
        return "person"
    return "place" if all(e in ("GPE", "LOC") for e in ents) else "organization"


def _is_definite(words: SourceWords) -> bool:
    first = words.first
    return (
        first.lower in ("the", "this", "that", "its", "his", "their", "these", "those")
        or first.tag == "PRP$"
        or any(t.dep == "poss" for t in words.tokens())
    )


def _nations(phrase: str) -> set[str]:
    """The countries a lower-case phrase points to, by their names, their peoples or their seats."""
    pattern, countries = _country_words()
    return {countries[found] for found in pattern.findall(phrase)}


@functools.cache
def _country_words() -> tuple[re.Pattern[str], dict[str, str]]:
    countries: dict[str, str] = {}
    for seat, (country, people) in voices.load().seats.items():
        countries |= {seat: country, country: country, people: country}
    words = sorted(countries, key=lambda w: (-len(w), w))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b"), countries
