"""Who is said to have done a deed, and which charges a denial or another charge speaks against.

A charge is a claim that names a culprit: "accused the army of shelling the town", "rebels were behind the
attack". A denial answers it where whoever denies, or whoever the denial speaks of, is the culprit and the
deed is the same; two charges of one deed with two culprits speak against each other.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.comparison.denials import another_time, overlap, said_at_home
from sayso.comparison.disputes import reported_by, stemmed, written
from sayso.comparison.ground import Ground
from sayso.comparison.parties import Cast, in_words
from sayso.comparison.slots import ClaimSlots
from sayso.comparison.stories import neighbours
from sayso.comparison.words import stem, stems, word_list
from sayso.languages.lexicon import read_sections, word_lists
from sayso.model import Reason

_AGENT = re.compile(r"\b(?:by|from)\s+((?:[^\W_]+[\s-]+){0,6}[^\W_]+)")
_OBJECT_END = re.compile(r"\s(?:of|for|over|after|with)\s")
_ONTO = re.compile(r"^(.*?)\s(?:squarely\s|firmly\s)?on\s(.*)$", re.DOTALL)
_BEFORE_CHARS = 300
_REACH = 6
"""How many words before a deed's verb whoever did it stands."""
_DEED_WORDS = 12
_MARKS = ".,;:\"“”'‘’()"


@dataclass(frozen=True, slots=True)
class Charge:
    """The culprits that a claim names, the deed's stems, its kinds, and whether it only points at the deed.

    ``plain`` is true where the claim says outright who is to answer for the deed, ``resolved`` where what the
    deed was stands in the sentence before.
    """

    culprits: frozenset[str]
    deed: frozenset[str]
    kinds: frozenset[str]
    points: bool
    plain: bool
    resolved: bool = False


_MOST = 4
"""How many charges of one other article a denial, or another charge, is set against."""

Disputed = tuple[ClaimSlots, ClaimSlots, tuple[Reason, ...]]
Told = tuple[ClaimSlots, Charge]


def charges_of(claims: Sequence[ClaimSlots], cast: Cast) -> dict[str, Charge]:
    """What each claim that does so charges, or denies, by the claims' ids."""
    read = ((c, _denied_charge(c, cast) if c.claim.denied else _charge_of(c, cast)) for c in claims)
    return {claim.claim.id: charge for claim, charge in read if charge is not None}


def disputed_charges(
    claims: Sequence[ClaimSlots],
    charged: Mapping[str, Charge],
    stories: frozenset[tuple[int, int]],
    ground: Ground,
) -> Iterator[Disputed]:
    """Charges with the denials and the other charges that speak against them, and why."""
    ordered = sorted(claims, key=lambda c: c.order)
    charges: dict[int, list[Told]] = defaultdict(list)
    denials: dict[int, list[Told]] = defaultdict(list)
    for claim in ordered:
        if (charge := charged.get(claim.claim.id)) is not None:
            (denials if claim.claim.denied else charges)[claim.order[0]].append((claim, charge))
    near = neighbours(stories)
    for i in sorted({*denials, *charges}):
        for j in near.get(i, ()):
            for told in denials[i] if i == j else _fullest(denials[i]):
                yield from _against(told, charges[j], ground, denied=True)
            for told in charges[i] if i <= j else []:
                yield from _against(told, charges[j], ground, denied=False)


def _fullest(denials: Sequence[Told]) -> list[Told]:
    """Of an article's denials of one deed by one party the one that says most."""
    best: dict[tuple[frozenset[str], frozenset[str]], Told] = {}
    for told in denials:
        key = (told[1].culprits, told[1].kinds)
        if key not in best or len(told[0].stems) > len(best[key][0].stems):
            best[key] = told
    return list(best.values())


def _against(
    told: Told,
    others: Sequence[Told],
    ground: Ground,
    *,
    denied: bool,
) -> Iterator[Disputed]:
    """The charges of one article that a denial answers, or that name another culprit; the likest first."""
    claim, charge = told
    found = [
        (not its.plain, -ground.alike(claim, other), other, its)
        for other, its in others
        if _speaks_against(charge, its, denied=denied) and _two_accounts(claim, other, ground)
    ]
    for *_, other, its in sorted(found, key=lambda f: (f[0], round(f[1], 9), f[2].order))[:_MOST]:
        one, two = (charge, its) if claim.order <= other.order else (its, charge)
        left, right = (claim, other) if claim.order <= other.order else (other, claim)
        reason = Reason("accused", in_words(one.culprits), in_words(two.culprits))
        denial = (Reason("denied", left.claim.denied, right.claim.denied),) if denied else ()
        yield left, right, (*denial, reason)


def _speaks_against(one: Charge, other: Charge, *, denied: bool) -> bool:
    same = bool(one.culprits & other.culprits)
    if denied:
        return same and one_deed(one, other)
    return not same and one.plain and other.plain and one_deed(one, other)


def _two_accounts(left: ClaimSlots, right: ClaimSlots, ground: Ground) -> bool:
    """Whether two claims are of two voices, of one time, and no part of each other."""
    if overlap(left, right) or said_at_home(left, right, ground.copies):
        return False
    own = left.speaker.own_voice and right.speaker.own_voice
    if own or ground.one_voice(left, right):
        return False
    return not another_time(left, right) or _at_all_times(left) or _at_all_times(right)


def _at_all_times(claim: ClaimSlots) -> bool:
    """Whether a denial holds for whatever was said before: "has repeatedly denied using such weapons"."""
    cue = claim.claim.cue
    often = written("at all times")
    return claim.claim.denied and cue is not None and not often.isdisjoint(word_list(cue.text))


def _charge_of(claim: ClaimSlots, cast: Cast) -> Charge | None:
    """The charge that a claim, no denial, makes; None where it names no culprit."""
    if claim.negated or not _may_charge(claim):
        return None
    text = " ".join(claim.claim.text.split())
    culprit, deed, plain = _accused(claim, text) or _answering(text) or _doing(text) or ("", "", False)
    named = cast.named(culprit, claim.document)
    return _charge(claim, named, deed or text, plain) if named else None


def _may_charge(claim: ClaimSlots) -> bool:
    """Whether a claim holds any of the words that charges are made with."""
    told = set(word_list(claim.claim.text))
    if reported_by(claim, "accusing verbs") or told & written("deeds"):
        return True
    return not stemmed("answering words").isdisjoint(map(stem, told))


def _denied_charge(claim: ClaimSlots, cast: Cast) -> Charge | None:
    """What a denial denies: the deed, and as culprits those whom it speaks of, or else whoever denies."""
    text = " ".join(claim.claim.text.split())
    spoken = _doing(text) or _answering(text) or ("", "", False)
    named = cast.named(spoken[0], claim.document) or cast.named(claim.speaker.said_by, claim.document)
    return _charge(claim, named, text, True) if named else None


def one_deed(left: Charge, right: Charge) -> bool:
    """Whether two charges are of one deed: of one kind, or one of them only points at it."""
    plain = left.plain and right.plain
    told = bool((left.deed & right.deed) - stemmed("pointing words"))
    if left.kinds and right.kinds:
        if not left.kinds & right.kinds:
            return False
        return plain or (not (left.resolved or right.resolved) and told)
    if not plain:
        return False
    return (left.points and right.points) or told


def _charge(claim: ClaimSlots, culprits: frozenset[str], deed: str, plain: bool) -> Charge:
    light = stemmed("light words") | stemmed("accusing words")
    told = stems(deed) - light - {stem(w) for party in culprits for w in word_list(party)}
    points = not (told - stemmed("pointing words"))
    kinds = kinds_in(told)
    resolved = points and not kinds
    if resolved:
        # "Any such weapons", "the attack": what they were, the sentence before tells.
        start = claim.claim.sentence[0]
        kinds = kinds_in(stems(claim.document.text[max(0, start - _BEFORE_CHARS) : claim.claim.start]))
    return Charge(culprits, told, kinds, points, plain, resolved)


def kinds_in(told: frozenset[str]) -> frozenset[str]:
    """The kinds of deeds that some stems tell of."""
    return frozenset(kind for kind, listed in _kinds().items() if told & listed)


Words = tuple[str, str, bool]


def _accused(claim: ClaimSlots, text: str) -> Words | None:
    """The object of an accusing verb: "accused the army of …", "blamed rebels for …", "blamed it on …"."""
    if not reported_by(claim, "accusing verbs"):
        return None
    onto = _ONTO.match(text)
    if onto and reported_by(claim, "blaming verbs"):
        return onto.group(2), onto.group(1), True
    end = _OBJECT_END.search(text)
    return (text[: end.start()], text[end.end() :], True) if end else (text, "", True)


def _answering(text: str) -> Words | None:
    """ "The army was behind the attack", "the army bears responsibility for it"."""
    said = text.split()
    for i, word in enumerate(said):
        if i and _bare(word) in stemmed("answering words"):
            if _bare(said[i - 1]) in stemmed("naming nobody"):
                return None
            # The word itself can make a party of the one before it: "a rebel provocation".
            return " ".join(said[max(0, i - _REACH) : i + 1]), " ".join(said[i + 1 :]), True
    return None


def _doing(text: str) -> Words | None:
    """ "Rebels fired rockets", "sarin dropped by warplanes": before a deed's verb, or after its "by"."""
    said = text.split()
    if any(_bare(word) in stemmed("accusing verbs") for word in said):
        # What somebody says of an accusation accuses nobody.
        return None
    for i, word in enumerate(said):
        if word.lower().strip(_MARKS) in written("deeds"):
            by = _AGENT.match(" ".join(said[i + 1 : i + 1 + _REACH]))
            deed = " ".join(said[i : i + _DEED_WORDS])
            if by:
                return by.group(1), " ".join(said[: i + 1]), False
            if i:
                return " ".join(said[max(0, i - _REACH) : i]), deed, False
    return None


def _bare(word: str) -> str:
    return stem(word.strip(_MARKS))


@functools.cache
def _kinds() -> dict[str, frozenset[str]]:
    listed = word_lists(read_sections("en", "disputes.txt")["kinds of deeds"])
    return {kind: frozenset(map(stem, nouns)) for kind, nouns in listed.items()}
