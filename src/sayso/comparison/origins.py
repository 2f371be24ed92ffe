"""From how many independent origins a group's claims may come, and why.

The ladder: same text, declared same source, same speaker on one occasion, separate named sources, cannot
tell. Absence of copying is not independence: what stands on no named source counts towards the most, not the
least.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.comparison.accounts import NO_ACCOUNTS, Accounts
from sayso.comparison.copies import SharedText, holds
from sayso.comparison.ground import Ground
from sayso.comparison.names import is_country, likely_body, likely_person
from sayso.comparison.slots import ClaimSlots, in_headline, name_key, same_voice
from sayso.comparison.verdicts import one_relay
from sayso.languages.en import voices
from sayso.model import Origin, Range

SAME_TEXT = "same text"
SAME_SOURCE = "declared same source"
ONE_OCCASION = "same speaker, same occasion"
SAME_SPEAKER = "same speaker"
OWN_DEED = "one side on its own deed"
LIKELY_SPEAKER = "same speaker by another name"
ONE_ARTICLE = "one article"
OWN_VOICE = "one outlet's own voice"
SAME_WORDS = "same words"
TWO_SPEAKERS = "given to two speakers"
_WHY = (SAME_TEXT, SAME_SOURCE, ONE_OCCASION, SAME_SPEAKER, OWN_DEED, LIKELY_SPEAKER, OWN_VOICE, SAME_WORDS)
"""Why two claims are taken to have one origin, the firmest first."""

Links = dict[tuple[str, str], str]
"""Why two claims have one origin, by their ids."""

_FEW = 6
_LEAST = 4
_ONE_OCCASION_STEMS = 0.5
"""Which share of their telling words two tellings of one occasion have in common, where no day is named."""


def origins(
    members: Sequence[ClaimSlots], ground: Ground, accounts: Accounts = NO_ACCOUNTS
) -> tuple[Range, tuple[Origin, ...]]:
    """The range of independent origins of claims that say the same, and the evidence for it.

    An article counts once for each source it gives: its headline, and what it says of the matter in its own
    voice, go with the source that it names.
    """
    first = _first_tellings(members)
    by_id = {m.claim.id: m for m in members}
    links: Links = {}
    for a, b in itertools.combinations(members, 2):
        why = OWN_DEED if _pair(a, b) in accounts.own else _link(a, b, ground)
        ends = first[a.claim.id], first[b.claim.id]
        if why is not None and ends[0] != ends[1]:
            links[ends] = min(links.get(ends, why), why, key=_WHY.index)
    clusters, used = _connected(links, {i: by_id[i] for i in set(first.values())})
    found, others = [], 0
    for cluster in sorted(clusters, key=lambda c: min(by_id[i].order for i in c)):
        inside = [m for m in members if first[m.claim.id] in cluster]
        two = _given_to_two(cluster, used, by_id, ground)
        why = _why(inside, cluster, used)
        found.append(Origin(tuple(m.claim.id for m in inside), f"{why}; {two}" if two else why))
        # Who names two sources for one thing names two who may have said it first.
        others += max(len(_sources(by_id[i])) for i in cluster) - 1 or bool(two)
    # Who accuses was seldom there, and may have it from any of the others.
    charged = any(_pair(a, b) in accounts.charges for a, b in itertools.combinations(members, 2))
    least = 1 if charged else _surely_apart([[by_id[i] for i in cluster] for cluster in clusters])
    return Range(least, len(found) + others), tuple(found)


def _pair(a: ClaimSlots, b: ClaimSlots) -> frozenset[str]:
    return frozenset((a.claim.id, b.claim.id))


def _surely_apart(clusters: Sequence[Sequence[ClaimSlots]]) -> int:
    """How many origins at the least are separate named sources.

    Somebody of whom no article tells whom he speaks for may speak for a body that another names.
    """
    named = [[c for c in cluster if is_named(c)] for cluster in clusters]
    told = sum(any(not _is_bare(c) for c in cluster) for cluster in named)
    bare = sum(all(_is_bare(c) for c in cluster) for cluster in named if cluster)
    return max(1, told, bare)


def _is_bare(claim: ClaimSlots) -> bool:
    """Whether a claim stands on people only of whom no role is told."""
    people = claim.speaker.people
    return bool(people) and all(
        s.role is None and name_key(s.name) in people for s in claim.claim.sources if s.name
    )


def _first_tellings(members: Sequence[ClaimSlots]) -> dict[str, str]:
    """For each claim the one of its article that it goes with: itself, or one that is somebody's word."""
    by_document: dict[str, list[ClaimSlots]] = defaultdict(list)
    for member in members:
        by_document[member.document.id].append(member)
    first = {}
    for mine in by_document.values():
        told = [m for m in mine if not m.speaker.own_voice and not in_headline(m)]
        for member in mine:
            nearest = max(told or mine[:1], key=lambda m: len(m.stems & member.stems))
            first[member.claim.id] = (member if member in told else nearest).claim.id
    return first


def _sources(claim: ClaimSlots) -> set[str]:
    """Whom a claim names as its sources; at least one, whoever it is."""
    return {name_key(s.name) for s in claim.claim.sources if s.name} or {""}


def is_named(claim: ClaimSlots) -> bool:
    """Whether a claim stands on somebody's name: a description is none, as "head of the group".

    Nor is what a body is called by where it sits: "British-based rights group".
    """
    if claim.speaker.own_voice or not claim.speaker.named:
        return False
    names = [s.name for s in claim.claim.sources if s.name and not s.anonymous]
    told = (name.split() for name in names if not _is_described(name))
    return any(c.isupper() for words in told for c in next(itertools.dropwhile(_is_adjective, words), ""))


def _is_adjective(word: str) -> bool:
    """Whether a word tells where somebody is, or whose: "London-based", "British-led"."""
    before, _, last = word.rpartition("-")
    return before[:1].isupper() and (last.endswith("ed") or last == "run")


def _is_described(name: str) -> bool:
    """Whether a source is called by a noun, written small, for somebody unnamed: "Tolk army source"."""
    nouns = {part for word in name.split() if word.islower() for part in (word, word.removesuffix("s"))}
    return not nouns.isdisjoint(voices.load().unnamed - voices.load().bodies)


def _connected(links: Links, known: Mapping[str, ClaimSlots]) -> tuple[list[set[str]], Links]:
    """Sets of ids that links lead from one to another, the firmest first, and the links that joined two.

    The same words join no two named sources over a third claim.
    """
    home = {id_: {id_} for id_ in known}
    used: Links = {}
    order = sorted(links, key=lambda p: (_WHY.index(links[p]), known[p[0]].order, known[p[1]].order))
    for left, right in order:
        if home[left] is home[right]:
            continue
        weak = links[left, right] == SAME_WORDS and not (is_named(known[left]) and is_named(known[right]))
        if weak and all(any(is_named(known[i]) for i in home[end]) for end in (left, right)):
            continue
        used[left, right] = links[left, right]
        merged = home[left] | home[right]
        for member in merged:
            home[member] = merged
    return list({min(m): m for m in home.values()}.values()), used


def _given_to_two(
    cluster: set[str], used: Links, known: Mapping[str, ClaimSlots], ground: Ground
) -> str | None:
    """That the same words are given to two people, who may both have said them; None where they are not."""
    pairs = (
        (known[left], known[right])
        for (left, right), why in used.items()
        if why in (SAME_TEXT, SAME_WORDS)
        and left in cluster
        and is_named(known[left])
        and is_named(known[right])
    )
    for one, other in sorted(pairs, key=lambda p: (p[0].order, p[1].order)):
        names = [next(s.name for s in c.claim.sources if s.name) for c in (one, other)]
        if one.speaker.people and other.speaker.people and not likely_one_speaker(one, other, ground):
            return f"{TWO_SPEAKERS}: {names[0]}, {names[1]}"
    return None


def _why(inside: Sequence[ClaimSlots], cluster: set[str], used: Links) -> str:
    """Why claims are taken to have one origin: one reason for all, or each link's own."""
    by_id = {c.claim.id: c for c in inside}
    told: dict[str, list[str]] = {}
    for (left, right), why in used.items():
        if left in cluster:
            told.setdefault(why, []).append(_called(by_id[left], by_id[right]))
    if len(told) > 1:
        reasons = [f"{why}: {', '.join(dict.fromkeys(pairs))}" for why, pairs in told.items()]
    else:
        reasons = list(told) or [_why_alone(by_id[next(iter(cluster))])]
    folded = [c for c in inside if c.claim.id not in cluster]
    if folded:
        outlets = dict.fromkeys(c.document.outlet or c.document.path for c in folded)
        reasons.append(f"{ONE_ARTICLE}: {', '.join(outlets)}")
    return "; ".join(reasons)


def _why_alone(claim: ClaimSlots) -> str:
    """What a claim that shares its origin with no other stands on."""
    if claim.speaker.own_voice:
        return "cannot tell: the outlet's own voice"
    return "separate named source" if claim.speaker.named else "cannot tell: source not named"


def _called(left: ClaimSlots, right: ClaimSlots) -> str:
    """The outlets of two claims."""
    one, other = (c.document.outlet or c.document.path for c in (left, right))
    if left.document.id == right.document.id:
        return one
    return f"{one} and {other}" if one != other else f"two articles of {one}"


def _link(left: ClaimSlots, right: ClaimSlots, ground: Ground) -> str | None:
    """Why two claims that say the same have one origin, as far as can be told; None where it cannot."""
    if _in_passage(left, right, ground.copies.shared):
        return SAME_TEXT
    if _one_report(left, right):
        return SAME_SOURCE
    if left.speaker.own_voice and right.speaker.own_voice and left.speaker.names & right.speaker.names:
        return OWN_VOICE
    if not (left.speaker.own_voice or right.speaker.own_voice):
        if same_voice(left.speaker, right.speaker):
            return ONE_OCCASION if _one_occasion(left, right) else SAME_SPEAKER
        if likely_one_speaker(left, right, ground):
            return LIKELY_SPEAKER
    by_words = _one_wording(left, right) and not (in_headline(left) or in_headline(right))
    return SAME_WORDS if by_words else None


def _one_report(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether both articles carry one agency's report, or one cites the other's outlet or its go-between."""
    if one_relay(left, right) and (left.speaker.own_voice or right.speaker.own_voice):
        return True
    for citing, cited in ((left, right), (right, left)):
        outlet = name_key(cited.document.outlet or "")
        if citing.document.id != cited.document.id:
            named = {name_key(via) for via in citing.claim.via}
            if not cited.speaker.own_voice and named & cited.speaker.names:
                # "Doctors told the agency", and elsewhere "the agency said".
                return True
            named |= set() if citing.speaker.own_voice else citing.speaker.names
            # Two people quoted by an agency, each in another article that carries it, are two sources.
            if left.speaker.own_voice or right.speaker.own_voice:
                named |= {name_key(r.name) for r in citing.document.relay}
            if outlet and outlet in named:
                return True
    return False


def _one_occasion(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether one speaker most likely said both at once: on one day, or in much the same words."""
    said = [c.claim.said.from_[:10] for c in (left, right) if c.claim.said and c.claim.said.from_]
    if len(said) == 2:
        return said[0] == said[1]
    shared, every = left.stems & right.stems, left.stems | right.stems
    return len(shared) >= _ONE_OCCASION_STEMS * len(every)


def likely_one_speaker(left: ClaimSlots, right: ClaimSlots, ground: Ground) -> bool:
    """Whether two speakers are likely one: one voice, names alike, or one speaks for the other by role."""
    mine, other = left.speaker, right.speaker
    if same_voice(mine, other) or _one_party(left, right, ground):
        return True
    if any(likely_person(a, b) for a in mine.people for b in other.people):
        return True
    if any(likely_body(a, b) for a in mine.names - mine.people for b in other.names - other.people):
        return True
    return _speaks_for(left, right) or _speaks_for(right, left)


def _one_party(left: ClaimSlots, right: ClaimSlots, ground: Ground) -> bool:
    """Whether two names are likely one party's: "Moscow", "Russia".

    Two people of one government are two voices, and so are two unnamed sources, who may be anybody, and two
    bodies of which one's name ends the other's.
    """
    mine, other = left.speaker, right.speaker
    if (mine.people and other.people) or not (is_named(left) or is_named(right)):
        return False
    bodies = itertools.product(mine.names - mine.people, other.names - other.people)
    return ground.one_voice(left, right) and not any(_ends_like(a, b) for a, b in bodies)


def _ends_like(one: str, other: str) -> bool:
    """Whether a body's name ends another's, which most likely is another's: "Tolk Army", "Free Tolk Army"."""
    short, long = sorted((one.split(), other.split()), key=len)
    before = long[: len(long) - len(short)]
    return bool(before) and long[-len(short) :] == short and "of" not in before


def _speaks_for(one: ClaimSlots, body: ClaimSlots) -> bool:
    """Whether a speaker's role names the other by its own words: "the Watch's chief", "Tolk Watch"."""
    roles = [
        set(name_key(" ".join(w for w in s.role.split() if w[:1].isupper() or w[:3] == "al-")).split())
        for s in one.claim.sources
        if s.role
    ]
    # Some names of bodies are taken for people's.
    called = [set(name.split()) for name in body.speaker.names]
    if any(_is_of(s.role, name) for s in one.claim.sources if s.role for name in called):
        return True
    names = [set(name.split()) for name in body.speaker.names - body.speaker.people]
    return any(role and role <= name and not is_country(" ".join(role)) for role in roles for name in names)


def _is_of(role: str, name: set[str]) -> bool:
    """ "Civil defence official", "Zarvian Civil Defence": a role that holds all words of a name."""
    own = {_spelled(word) for word in name if not is_country(word)}
    return len(own) > 1 and own <= {_spelled(word) for word in name_key(role).split()}


def _spelled(word: str) -> str:
    """A word as both sides of the ocean spell it: "defence", "defense"."""
    return word.removesuffix("ense") + "ence" if word.endswith("ense") else word


def _one_wording(left: ClaimSlots, right: ClaimSlots) -> bool:
    """Whether two claims are so much the same in words that one text is behind both."""
    shared, every = len(left.stems & right.stems), len(left.stems | right.stems)
    if shared > _FEW:
        named = is_named(left) and is_named(right)
        return 4 * shared >= 3 * every if named else 2 * shared >= every
    # Few words can be the same by chance; two named sources need more than that.
    return shared >= _LEAST and 4 * shared >= 3 * every and not (is_named(left) and is_named(right))


def _in_passage(left: ClaimSlots, right: ClaimSlots, passages: SharedText) -> bool:
    ends = {left.document.id: left.claim, right.document.id: right.claim}
    return any(
        all(holds(s, ends[s.document]) for s in (passage.left, passage.right))
        for passage in passages.get(frozenset(ends), ())
    )
