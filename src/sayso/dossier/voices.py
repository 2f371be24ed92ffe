"""Who is quoted: how much, in which way, with which reporting verbs, and by whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from sayso.dossier import words
from sayso.dossier.pile import NOBODY, Pile, Voice, is_no_word
from sayso.model import Claim

_EXAMPLES = 6
"""How many claims a voice's row links to; its articles have all."""


@dataclass(frozen=True, slots=True)
class InOutlet:
    """How one outlet quotes a voice: claims, and the reporting verbs as written."""

    outlet: str
    claims: int
    verbs: tuple[tuple[str, int], ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One voice: its claims by mode, the words it is given within quotation marks, and each outlet's way.

    ``described`` holds what an unnamed voice is, where its own words do not say so already.
    """

    key: str
    name: str
    roles: tuple[str, ...]
    claims: int
    modes: tuple[tuple[str, int], ...]
    quoted_words: int
    outlets: tuple[InOutlet, ...]
    described: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices with a name and those without, the most quoted first."""

    named: tuple[Row, ...]
    anonymous: tuple[Row, ...]

    def __bool__(self) -> bool:
        return bool(self.named or self.anonymous)

    def part(self, kept: Callable[[Row], bool]) -> Voices:
        """Some of the voices."""
        return Voices(tuple(filter(kept, self.named)), tuple(filter(kept, self.anonymous)))


@dataclass(frozen=True, slots=True)
class Counted:
    """How many voices a pile has: each once, merged ones as one; an outlet's own voice is none."""

    named: int
    nameless: int

    def __str__(self) -> str:
        told = words.several(self.named, "named voice")
        return f"{told} and {self.nameless:,} without a name" if self.nameless else told


def counted(pile: Pile) -> Counted:
    """The voices of a pile; claims that no source was found for are nobody's."""
    found = {v.key: v.anonymous for c in pile.told for v in pile.voices(c) if not v.own and v.key != NOBODY}
    nameless = sum(found.values())
    return Counted(len(found) - nameless, nameless)


def voices(pile: Pile) -> Voices:
    """Everybody on whose word an attributed claim stands."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    who: dict[str, Voice] = {}
    for claim in pile.told:
        for voice in pile.voices(claim):
            if not voice.own:
                who.setdefault(voice.key, voice)
                claims[voice.key].append(claim)
    rows = [(who[key].anonymous, _row(pile, who[key], mine)) for key, mine in claims.items()]
    rows.sort(key=lambda pair: (-pair[1].claims, pair[1].name.casefold(), pair[1].name))
    return Voices(
        tuple(row for nameless, row in rows if not nameless), tuple(row for nameless, row in rows if nameless)
    )


def _row(pile: Pile, voice: Voice, claims: list[Claim]) -> Row:
    modes = Counter(c.mode for c in claims)
    keys = {name.casefold() for name in (voice.name, voice.key)}
    roles = dict.fromkeys(
        source.role
        for claim in claims
        for source in claim.sources
        if source.role and keys & {(source.entity_name or "").casefold(), (source.name or "").casefold()}
    )
    by_outlet: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_outlet[pile.outlet_of[claim.document]].append(claim)
    outlets = [
        _in_outlet(outlet, voice.name, by_outlet[outlet]) for outlet in pile.outlets if outlet in by_outlet
    ]
    return Row(
        voice.key,
        voice.name,
        tuple(roles)[:3],
        len(claims),
        tuple((m, modes[m]) for m in ("direct", "mixed", "indirect", "narrated") if modes[m]),
        sum(len(c.text.split()) for c in claims if c.mode == "direct"),
        tuple(outlets),
        _described(voice, claims) if voice.anonymous else (),
    )


def _described(voice: Voice, claims: list[Claim]) -> tuple[str, ...]:
    """What an unnamed voice is described as, without what its own words say and what says nothing."""
    sources = (
        s for c in claims for s in c.sources if s.anonymous and s.text.casefold() == voice.name.casefold()
    )
    kinds = dict.fromkeys(s.described for s in sources if s.described)
    said = voice.name.casefold()
    return tuple(k for k in kinds if k not in ("other", "source", "close source") and k not in said)


def _in_outlet(outlet: str, speaker: str, claims: list[Claim]) -> InOutlet:
    # What somebody "seeks" is told of them, and is no word for saying.
    cues = (" ".join(c.cue.text.split()).lower() for c in claims if c.cue and c.cue.kind != "want")
    verbs = Counter(cue for cue in cues if not is_no_word(cue, speaker))
    ordered = sorted(verbs.items(), key=lambda pair: (-pair[1], pair[0]))
    return InOutlet(outlet, len(claims), tuple(ordered), tuple(c.id for c in claims[:_EXAMPLES]))
