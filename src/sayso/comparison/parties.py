"""Which parties a stretch of text names: a country's government, the armed opposition, a body, a person.

"The regime", "Syrian warplanes" and "Damascus" are three names of one party. A party is only a key to compare
by: what news calls it is shown as written.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.comparison.names import spelling_key
from sayso.comparison.slots import ClaimSlots, FigureSlots, Speaker, same_voice
from sayso.languages.en import voices
from sayso.languages.lexicon import read_sections, word_lists, words
from sayso.model import Document, Entity

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_ARMED = "armed opposition"
_STATE = "state of "
_UNNAMED = "no country named"
_REACH = 3
"""How many words after a country's name its government may be named: "Syrian regime military forces"."""
_LEAST_LETTERS = 3
_BODY_WORDS = 2


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon: names of countries and seats to the country, and the nouns of parties."""

    countries: dict[tuple[str, ...], str]
    seats: frozenset[tuple[str, ...]]
    offices: frozenset[str]
    services: frozenset[str]
    watchers: frozenset[str]
    unnamed_watchers: frozenset[str]
    state: frozenset[str]
    acts: frozenset[str]
    armed: frozenset[str]
    one_armed: frozenset[str]
    bodies: frozenset[str]
    before_place: frozenset[str]
    others: dict[str, str]


class Cast:
    """The parties of a pile, asked for the words of one of its articles."""

    def __init__(self, by_document: Mapping[str, Parties]) -> None:
        """``by_document`` has those of each article, by its id."""
        self.by_document = by_document

    def named(self, text: str | None, document: Document) -> frozenset[str]:
        """The parties that some words of an article name."""
        return self.by_document[document.id].of(text) if text else frozenset()

    def states(self, text: str, document: Document) -> frozenset[str]:
        """The states among the parties that some words of an article name."""
        return frozenset(p for p in self.named(text, document) if p.startswith(_STATE))

    def one_voice(self, left: ClaimSlots | FigureSlots, right: ClaimSlots | FigureSlots) -> bool:
        """Whether two things stand on one named voice, under one name or two; an outlet's own is none."""
        one, other = _voice(left), _voice(right)
        if one.own_voice or other.own_voice:
            return False
        if same_voice(one, other) or _spelled_alike(one, other) or _short_for(one, other):
            return True
        if _a_monitor(one, other) or _a_monitor(other, one):
            return True
        both = self.named(one.said_by, left.document) & self.named(other.said_by, right.document)
        if not both:
            return False
        if any(not party.startswith(_STATE) and party != _ARMED for party in both):
            return True
        # A state and an opposition have many voices: two offices or services are not one, but the bare name
        # stands for whichever spoke: "Norland said", "Norland's defence ministry said".
        mine, its = _services(one.said_by), _services(other.said_by)
        return bool(mine & its) or not (mine and its)


def in_words(parties: Iterable[str]) -> str:
    """Parties as they can be shown: "government of Norland", or "government" of a country not named."""
    return ", ".join(sorted(map(_shown, parties)))


def _shown(party: str) -> str:
    if not party.startswith(_STATE):
        return party
    country = party.removeprefix(_STATE)
    return "government" if _UNNAMED in party else f"government of {country.title()}"


def is_party_noun(word: str) -> bool:
    """Whether a word is a noun for a government's or an opposition's people, whichever: "Takfiri"."""
    lexicon = _lexicon()
    return word.lower() in lexicon.state | lexicon.armed | lexicon.one_armed


class Parties:
    """Names the parties in the text of one article; ``home`` is the country that it is about."""

    def __init__(self, document: Document, entities: Iterable[Entity], leaders: Mapping[str, str]) -> None:
        """``leaders`` are surnames of heads of state and ministers, with their party."""
        self.home = _home(document.text) or f"{_UNNAMED} {document.id}"
        self.leaders = leaders
        self.known: dict[str, frozenset[str]] = {}
        bodies = (e for e in entities if e.kind in ("organization", "group") and not _generic(e.name))
        self.bodies: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for entity in bodies:
            name = tuple(_tokens(entity.name))
            if name and len(entity.name) >= _LEAST_LETTERS:
                self.bodies[name[0]].add(name)

    def of(self, text: str) -> frozenset[str]:
        """The parties that a stretch of text names."""
        if text not in self.known:
            self.known[text] = self._parties(text)
        return self.known[text]

    def _parties(self, text: str) -> frozenset[str]:
        said, lexicon = _tokens(text), _lexicon()
        found, covered = self._bodies_in(said)
        for i, word in enumerate(said):
            if i in covered:
                # "The Free Tolk Army" is no army of Tolk.
                continue
            if word in lexicon.others:
                found.add(lexicon.others[word])
            elif (leader := self._leader(word)) is not None:
                found.add(leader)
            elif word == "coalition" and (said[i - 1 : i] == ["the"] or "led" in said[max(0, i - 1)]):
                # Whoever leads it, what it does is the coalition's doing.
                found.add(word)
            elif said[max(0, i - 1) : i] and said[i - 1] in lexicon.one_armed:
                # "Rebel forces" are no state's.
                continue
            elif word in lexicon.state and "coalition" not in said[max(0, i - _REACH) : i]:
                found.add(self._state_before(said, i) or f"{_STATE}{self.home}")
            elif word in lexicon.acts and (state := self._state_before(said, i)) is not None:
                found.add(state)
            elif word in lexicon.armed or (
                word in lexicon.one_armed and {*said[i + 1 : i + 2]} & lexicon.bodies
            ):
                found.add(_ARMED)
            elif (country := _country_at(said, i)) is not None and self._acts(said, i):
                found.add(f"{_STATE}{country}")
        return frozenset(found)

    def _bodies_in(self, said: list[str]) -> tuple[set[str], set[int]]:
        """The bodies named in full, and the places of the words that name them."""
        found: set[str] = set()
        covered: set[int] = set()
        for i, word in enumerate(said):
            for name in self.bodies.get(word, ()):
                if tuple(said[i : i + len(name)]) == name:
                    known = (_lexicon().others[w] for w in name if w in _lexicon().others)
                    found.add(next(known, " ".join(name)))
                    covered.update(range(i, i + len(name)))
        return found, covered

    def _state_before(self, said: list[str], at: int) -> str | None:
        """The state whose country, people or leader is named shortly before a noun for its government."""
        for i in range(at - 1, max(-1, at - 1 - _REACH), -1):
            country = _country_at(said, i)
            if country is not None:
                return f"{_STATE}{country}"
            if (leader := self._leader(said[i])) is not None:
                return leader
        return None

    def _leader(self, word: str) -> str | None:
        """The state that a leader of this surname stands for, a lost apostrophe minded: "Roes forces"."""
        return self.leaders.get(word) or self.leaders.get(word.removesuffix("s"))

    def _acts(self, said: list[str], at: int) -> bool:
        """Whether a country's name stands for its government: no adjective, no place where something is."""
        lexicon = _lexicon()
        named = any(tuple(said[at : at + n]) in lexicon.seats for n in (2, 1))
        return named and not set(said[max(0, at - _REACH) : at]) & lexicon.before_place


def _voice(side: ClaimSlots | FigureSlots) -> Speaker:
    return side.speaker if isinstance(side, ClaimSlots) else side.voice


def _spelled_alike(left: Speaker, right: Speaker) -> bool:
    """Whether a person of each has one name in two spellings, or the one name inside the other."""
    return any(_one_name(a, b) or _one_name(b, a) for a in left.people for b in right.people)


def _one_name(short: str, long: str) -> bool:
    """Whether all words of a name, two at least, end another in some spelling."""
    a, b = _spelled(short), _spelled(long)
    return len(a) > 1 and a == b[-len(a) :]


@functools.lru_cache(maxsize=65536)
def _spelled(name: str) -> tuple[str, ...]:
    return tuple(spelling_key(w) for w in name.split())


def _a_monitor(unnamed: Speaker, named: Speaker) -> bool:
    """ "A monitor" of one headline and the body whose name says that it watches."""
    noun = (unnamed.said_by or "").lower().rpartition(" ")[2]
    if noun not in _lexicon().unnamed_watchers or unnamed.names & named.names:
        return False
    return any(set(name.split()) & voices.load().monitor_names for name in named.names - named.people)


def _short_for(left: Speaker, right: Speaker) -> bool:
    """Whether a body's name stands within what the other voice is called: its director, or its full name."""
    return any(
        _within(a.split(), b.split()) or _within(b.split(), a.split())
        for a in left.names - left.people
        for b in right.names
    )


def _within(short: list[str], long: list[str]) -> bool:
    """ "River Watch" and "River Watch for the valley"; "Roe, head of the River Watch Group"."""
    if len(short) < _BODY_WORDS or len(short) >= len(long) or not set(short) & _lexicon().watchers:
        return False
    if long[: len(short)] == short:
        return long[len(short)] in ("for", "of", "in")
    return len(short) > _BODY_WORDS and any(
        long[i : i + len(short)] == short for i in range(1, len(long) - len(short) + 1)
    )


@functools.lru_cache(maxsize=65536)
def _services(name: str | None) -> frozenset[str]:
    """The offices and services in a speaker's name: "defence ministry", "state television"."""
    return frozenset(_tokens(name or "")) & _lexicon().services


def leaders_in(text: str) -> set[tuple[str, str]]:
    """Heads of state and ministers by surname, with their state: "Danori President Ann Roe"."""
    made = set()
    for found in _office_holder().finditer(text):
        country = _country_at(_tokens(found.group(1)), 0)
        if country is not None:
            made.add((_tokens(found.group(2))[-1], f"{_STATE}{country}"))
    return made


@functools.cache
def _office_holder() -> re.Pattern[str]:
    """The word before an office, and the name of whoever holds it."""
    offices = "|".join(f"{o}|{o.capitalize()}" for o in sorted(_lexicon().offices))
    name = r"(?:[A-Z][^\W\d_]*[-\s’']?){1,4}(?![^\W\d_])"
    return re.compile(rf"\b([A-Z][a-z]+) (?:[A-Z][a-z]+ )?(?:{offices}) ({name})")


def _home(text: str) -> str | None:
    """The country that a text names most often, itself or its people."""
    said = _tokens(text)
    found = Counter(c for i in range(len(said)) if (c := _country_at(said, i)) is not None)
    return min(found, key=lambda c: (-found[c], c)) if found else None


def _country_at(said: list[str], at: int) -> str | None:
    """The country that the word at a place, or it and the next one, names."""
    countries = _lexicon().countries
    for length in (2, 1):
        name = tuple(said[at : at + length])
        if name in countries:
            return countries[name]
    return None


def _tokens(text: str) -> list[str]:
    """The words of a text, lower-case, without possessives, lost apostrophes of countries' names included."""
    found = [w.lower().replace("’", "'").removesuffix("'s") for w in _WORD.findall(text)]
    countries = _lexicon().countries
    return [
        w[:-1] if w.endswith("s") and (w,) not in countries and (w[:-1],) in countries else w for w in found
    ]


def _generic(name: str) -> bool:
    """Whether a name is a mere noun, or only says of which country a government, army or ministry is."""
    said = (w for w in _tokens(name) if w not in ("and", "of", "the"))
    return not name[:1].isupper() or all(w in _plain() for w in said)


@functools.cache
def _plain() -> frozenset[str]:
    """The nouns of parties, and the words of countries' names."""
    lexicon = _lexicon()
    nouns = lexicon.state | lexicon.services | lexicon.bodies | lexicon.armed | lexicon.one_armed
    return nouns.union(*lexicon.countries)


@functools.cache
def _lexicon() -> _Words:
    lexicon = read_sections("en", "parties.txt")
    seats = voices.load().seats
    countries: dict[tuple[str, ...], str] = {}
    bare: set[tuple[str, ...]] = set()
    for seat, (country, people) in seats.items():
        for name in (seat, country):
            countries[tuple(name.split())] = country
            bare.add(tuple(name.split()))
        for name in (people, f"{people}s"):
            countries[tuple(name.split())] = country
    for short in ("us", "u.s", "u.s.", "usa", "america"):
        countries[(short,)] = "united states"
        bare.add((short,))
    for short in ("uk", "u.k", "england"):
        countries[(short,)] = "britain"
        bare.add((short,))
    others = {w: name for name, listed in word_lists(lexicon["other names"]).items() for w in listed}
    return _Words(
        countries=countries,
        seats=frozenset(bare),
        offices=words(lexicon["offices"]),
        unnamed_watchers=words(lexicon["watchers without a name"]),
        watchers=voices.load().monitor_names | voices.load().bodies,
        services=words(lexicon["services"]),
        state=words(lexicon["state"]),
        acts=words(lexicon["acts of a state"]),
        armed=words(lexicon["armed opposition"]),
        one_armed=words(lexicon["one of the armed opposition"]),
        bodies=words(lexicon["nouns for a body"]),
        before_place=words(lexicon["before a place"]),
        others=others,
    )
