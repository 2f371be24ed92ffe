"""Everybody whom one document names: people with their roles, bodies, places, and all their names."""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from dataclasses import dataclass, field

from sayso.claims.edges import is_verb_cue
from sayso.claims.phrases import name_tokens, role_beside
from sayso.claims.sources import SourceWords
from sayso.languages.en import voices
from sayso.model import Entity, Mention, make_id
from sayso.reading.text import Name, Reading, Token

_SHORT_FORM = 3
_LONGER_THAN_INITIALS = 4
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))
_ACRONYM = re.compile(r"\(\s*([A-Z][A-Za-z&-]{1,9})\s*\)")


@dataclass(slots=True)
class Voice:
    """Somebody who speaks or is named in one document, with all the names the document gives."""

    name: str
    kind: str
    anonymous: bool = False
    role: str | None = None
    described: str | None = None
    shared: bool = False
    """Whether this is a bare surname that several people of the document have."""
    aliases: set[str] = field(default_factory=set)
    mentions: set[tuple[int, int]] = field(default_factory=set)
    last_seen: int = -1

    @property
    def id(self) -> str:
        """The entity's id: a hash of its kind and name, the same in every document that names it so."""
        return make_id("entity", self.kind, _plainly(self.name))

    def words(self) -> list[str]:
        """The words of the name, lower-case."""
        return _plainly(self.name).split()


class Register:
    """The voices of one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.names = reading.names
        self.sentence_starts = [s.start for s in reading.sentences]
        self.voices: list[Voice] = []
        self.acronyms = self._find_acronyms()
        self._learn_people()
        self._learn_surnames()
        self._learn_bodies()
        self._spell_out()

    def _spell_out(self) -> None:
        """A name in capitals that the text also has with small letters is called so: a headline shouts."""
        for voice in self.voices:
            if len(voice.name) >= _LONGER_THAN_INITIALS and voice.name.isupper():
                forms = re.findall(rf"\b{re.escape(voice.name)}\b", self.text, re.IGNORECASE)
                voice.name = next((form for form in forms if form.istitle()), voice.name)

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
        people = _without_pairs([n for n in self.names if n.kind == "person"])
        for name in sorted(people, key=self._rank):
            tokens = name_tokens(name)
            if not tokens:
                continue
            known = self.person([t.text for t in tokens], tokens[0].start)
            if known is None:
                known = Voice(" ".join(t.text for t in tokens), "person")
                known.name = self.text[tokens[0].start : tokens[-1].end]
                self.voices.append(known)
            elif " " not in known.name and len(tokens) > 1:
                known.name = self.text[tokens[0].start : tokens[-1].end]
            known.mentions.add((tokens[0].start, tokens[-1].end))
            known.aliases.add(self.text[tokens[0].start : tokens[-1].end])
        for name in people:
            tokens = name_tokens(name)
            known = self.person([t.text for t in tokens], tokens[0].start) if tokens else None
            role = role_beside(name) if known is not None and known.role is None else None
            if known is not None and role is not None:
                known.role = role

    def _rank(self, name: Name) -> tuple[bool, bool, int, int]:
        """In which order names are learned: whole ones before initials, long ones before short ones."""
        tokens = name_tokens(name)
        return self._runs_on(name), _is_initial(tokens[0].text), -len(tokens), name.start

    def _learn_surnames(self) -> None:
        """ "Lane said", after "chair of the Bridge Union Ada Lane": a bare speaker whose first name stands
        before it elsewhere, where the pipeline saw no person."""
        bare = {t.text for t in self.reading.tokens if _speaks_bare(t)}
        for first, last in itertools.pairwise(self.reading.tokens):
            joined = first.end + 1 == last.start and {first.tag, last.tag} == {"NNP"}
            if not (joined and last.text in bare) or self.person([last.text]) is not None:
                continue
            words = {first.lower, last.lower}
            if not words & (voices.load().bodies | voices.load().titles):
                known = self.person_named([first, last])
                known.mentions.add((first.start, last.end))

    def _runs_on(self, name: Name) -> bool:
        """Whether a proper noun stands right before the name, so that its first word may not belong to it."""
        first = name_tokens(name)[0]
        before = self.reading.tokens[first.i - 1] if first.i else None
        if before is None or before.sentence is not first.sentence or before.end + 1 != first.start:
            return False
        return before.tag in ("NNP", "NNPS") and before.lower.rstrip(".") not in voices.load().titles

    def person(self, words: list[str], at: int | None = None) -> Voice | None:
        """The person of whom these are names: the same last name, and no other first name.

        A bare surname that several full names end in is, at its place in the text, the one of them named
        in the nearest sentence before it; where two are equally near, it is a name of its own. An initial
        stands for a first name where only one of them begins with it.
        """
        if len(words) == 1 and at is not None:
            sharing = self._surnamed(words[0])
            if len(sharing) > 1:
                return self._nearest(sharing, at) or self._bare(words[0])
        lower = [_without_article(w.lower()) for w in words]
        if len(words) > 1 and _is_initial(words[0]):
            meant = [v for v in self._surnamed(words[-1]) if v.words()[0][0] == lower[0][0]]
            return meant[0] if len(meant) == 1 else next((v for v in meant if v.words()[0] == lower[0]), None)
        for voice in self.voices:
            if voice.kind != "person" or voice.anonymous or (voice.shared and len(words) > 1):
                continue
            own = [_without_article(w) for w in voice.words()]
            if own[-1] == lower[-1] and (len(lower) == 1 or len(own) == 1 or _same_first(own[0], lower[0])):
                return voice
            if len(lower) > 1 and len(own) > 1 and (set(lower) <= set(own) or set(own) <= set(lower)):
                return voice
        return None

    def _surnamed(self, surname: str) -> list[Voice]:
        """The people whose full names end in a surname."""
        last = _without_article(surname.lower())
        full = (v for v in self.voices if v.kind == "person" and " " in v.name)
        return [v for v in full if _without_article(v.words()[-1]) == last]

    def _nearest(self, people: list[Voice], at: int) -> Voice | None:
        """The one named in the nearest sentence before a place, else after it; None where two are there."""
        here = bisect.bisect_right(self.sentence_starts, at)
        ranked: dict[tuple[bool, int], list[Voice]] = {}
        for voice in people:
            places = [
                (start > at, abs(here - bisect.bisect_right(self.sentence_starts, start)))
                for start, _ in voice.mentions
                if start != at
            ]
            if places:
                ranked.setdefault(min(places), []).append(voice)
        nearest = ranked[min(ranked)] if ranked else people
        return nearest[0] if len(nearest) == 1 else None

    def _bare(self, surname: str) -> Voice:
        """A surname that may be either of two people's."""
        known = next((v for v in self.voices if v.shared and v.name == surname), None)
        if known is None:
            known = Voice(surname, "person", shared=True)
            self.voices.append(known)
        return known

    def person_named(self, tokens: list[Token]) -> Voice:
        """The person with a name, known or new."""
        known = self.person([t.text for t in tokens], tokens[0].start)
        if known is None:
            known = Voice(self.text[tokens[0].start : tokens[-1].end], "person")
            self.voices.append(known)
        return known

    def handle(self, handle: str) -> Voice:
        """Who posts under a handle: whose name stands before it somewhere, "Ada Lane (@adalane)"; else it."""
        named = re.search(rf"((?:[A-Z][\w.'’-]*\s){{1,4}})\({re.escape(handle)}\)", self.text, re.IGNORECASE)
        written = named.group(1).strip() if named is not None else handle
        known = next((v for v in self.voices if v.name == written), None)
        if known is None and named is not None:
            known = self.known(written) or self.person(written.split())
        if known is None:
            known = Voice(written, "person")
            self.voices.append(known)
        return known

    def person_at_end(self, run: list[Token]) -> Voice | None:
        """The person with whose full name a run of proper nouns ends: "River Watch Adam Bel"."""
        for start in range(1, len(run) - 1):
            known = self.person([t.text for t in run[start:]])
            if known is not None and known.words() == [t.lower for t in run[start:]]:
                return known
        return None

    def _learn_bodies(self) -> None:
        for name in self.names:
            if name.kind not in ("organization", "place", "group", ""):
                continue
            text = self.text[name.start : name.end]
            surname = name.kind == "" or (name.kind != "place" and len(name.tokens) == 1)
            if surname and self.person([t.text for t in name.tokens]):
                continue
            voice = self.body(text, name.kind or "organization")
            voice.mentions.add((name.start, name.end))
            voice.aliases.add(text)

    def body(self, text: str, kind: str) -> Voice:
        text = self.acronyms.get(text, text)
        key = _key(text)
        for voice in self.voices:
            if voice.kind != "person" and _key(voice.name) == key:
                return voice
        made = Voice(text, kind)
        self.voices.append(made)
        return made

    def known(self, text: str) -> Voice | None:
        """The voice that goes by exactly this name somewhere in the document."""
        return next((v for v in self.voices if v.name == text or text in v.aliases), None)

    def longer_name(self, text: str) -> Voice | None:
        """ "The Coalition" after "the National Coalition": a name whose words all stand in a longer one's."""
        if text in self.acronyms:
            return self.body(text, "organization")
        key = _key(text).split()
        best: Voice | None = None
        for voice in self.voices:
            own = _key(voice.name).split()
            core = list(itertools.takewhile(lambda w: w not in ("for", "of"), own))
            ends = own[-len(key) :] == key or core[-len(key) :] == key
            if voice.kind == "organization" and len(own) > len(key) and ends:
                best = voice if best is None or voice.last_seen > best.last_seen else best
        letters = text.replace(".", "")
        if best is None and letters.isupper() and 2 <= len(letters) <= 6:
            for voice in self.voices:
                capitals = "".join(w[0] for w in re.split(r"[\s-]+", voice.name) if w[:1].isupper())
                if voice.kind == "organization" and capitals == letters and " " in voice.name:
                    return voice
        return best

    def by_role(self, words: SourceWords) -> Voice | None:
        """ "Russia's top diplomat", "the Kremlin strongman": who holds that role for that country."""
        lexicon = voices.load()
        if words.head.lemma in lexicon.bodies - lexicon.roles - lexicon.people:
            # "The defence ministry" is no name of the defence minister.
            return None
        phrase = " ".join(t.lower for t in words.tokens())
        nations = {n for n in _nations(phrase) if n}
        wanted = {t.lower for t in words.tokens() if t.lower in lexicon.roles}
        for other, roles in lexicon.other_words:
            if re.search(rf"\b{other}\b", phrase):
                wanted |= roles
        best: Voice | None = None
        best_rank = (0, -1)
        for voice in self.voices:
            if voice.kind != "person" or not voice.role:
                continue
            role = voice.role.lower()
            own = _nations(role)
            if (nations and own and not nations & own) or (nations and not own):
                continue
            shared = wanted & set(re.findall(r"[a-z]+", role))
            named_before = any(s < words.start for s, _ in voice.mentions)
            rank = (len(shared), voice.last_seen)
            if shared and (nations or named_before or len(wanted) > 1) and (best is None or rank > best_rank):
                best, best_rank = voice, rank
        return best

    def body_with(self, noun: str, narrowed: set[str], before: int) -> Voice | None:
        """A body named so far (or at all) whose name ends in this noun: "the observatory", "the ministry"."""
        if narrowed - {noun}:
            return None
        fits = [
            v for v in self.voices if v.kind == "organization" and noun in v.words() and len(v.words()) > 1
        ]
        earlier = [v for v in fits if any(s < before for s, _ in v.mentions)]
        return next(iter(earlier or fits), None)

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


def _plainly(name: str) -> str:
    """A name in small letters, with one apostrophe for all: "passengers’ union", "passengers' union"."""
    return name.lower().translate(_APOSTROPHES)


def _without_pairs(people: list[Name]) -> list[Name]:
    """The names of people but for two surnames that lost their comma: "Blaming Bel Tarin says it is over".

    Both stand alone elsewhere too, and in the names of two people.
    """
    words = [tuple(_without_article(t.lower) for t in name_tokens(name)) for name in people]
    return [name for name, own in zip(people, words, strict=True) if not _is_pair(own, words)]


def _is_pair(own: tuple[str, ...], all_words: list[tuple[str, ...]]) -> bool:
    if len(own) != 2 or not {(own[0],), (own[1],)} <= set(all_words):
        return False
    others = [words for words in all_words if len(words) > 1 and words != own]
    return set(own) <= {words[-1] for words in others} and own[0] not in {words[0] for words in others}


def _speaks_bare(token: Token) -> bool:
    """Whether a token is one proper noun, no place or people, that is the subject of a cue."""
    alone = token.tag == "NNP" and token.dep == "nsubj" and not token.children
    return alone and token.ent not in ("GPE", "NORP", "LOC") and is_verb_cue(token.head)


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def _same_first(one: str, other: str) -> bool:
    """Whether two lower-case first names may be one: the same, short for the other, or spelled otherwise."""
    short, long = sorted((name.split("-")[0].rstrip(".") for name in (one, other)), key=len)
    if short[:1] != long[:1]:
        return False
    if short == long or _is_initial(short) or (len(short) >= _SHORT_FORM and long.startswith(short)):
        return True
    sounds = [re.sub(r"[aeiouy’'-]|(.)(?=\1)", "", name) for name in (short, long)]
    return sounds[0] == sounds[1] and len(sounds[0]) >= _SHORT_FORM


def _without_article(word: str) -> str:
    """ "al-Maliki" and "Maliki" are one name; so are those with "el-"."""
    return word[3:] if word.startswith(("al-", "el-")) and len(word) > 3 else word


@functools.lru_cache(maxsize=65536)
def _key(name: str) -> str:
    words = re.findall(r"[\w.&-]+", name.lower().replace("’s", "").replace("'s", ""))
    return " ".join(w for w in words if w != "the")


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
