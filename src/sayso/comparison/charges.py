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

from sayso.comparison.denials import another_time, follows, overlap, said_at_home
from sayso.comparison.disputes import reported_by, stemmed, written
from sayso.comparison.ground import Ground
from sayso.comparison.occasions import another_occasion
from sayso.comparison.parties import Cast, in_words
from sayso.comparison.slots import LEAD_CHARS, ClaimSlots
from sayso.comparison.spots import of_two_spots
from sayso.comparison.stories import neighbours
from sayso.comparison.words import first_phrase, stem, stems, word_list
from sayso.languages.lexicon import read_sections, word_lists
from sayso.model import Reason

_AGENT = re.compile(r"\b(?:by|from)\s+((?:[^\W_]+[\s-]+){0,6}[^\W_]+)")
_BY = re.compile(r"\bby\s+((?:[^\W_]+[\s-]+){0,4}[^\W_]+)")
_CAME = re.compile(r"^(.*)\b(?:came|come) from\s+((?:[^\W_]+[\s-]+){0,3}[^\W_]+)", re.DOTALL)
_OBJECT_END = re.compile(r"\s(?:of|for|over|after|with)\s")
_ONTO = re.compile(r"^(.*?)\s(?:squarely\s|firmly\s)?on\s(.*)$", re.DOTALL)
_BEFORE_CHARS = 300
_REACH = 6
"""How many words before a deed's verb whoever did it stands."""
_REACH_OF_ANSWER = 8
"""The same before a word for who is to answer: "the government of Ann Roe bears the main responsibility"."""
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


MOST = 4
"""How many charges of one other article a denial, or another charge, is set against."""

Disputed = tuple[ClaimSlots, ClaimSlots, tuple[Reason, ...]]
"""Two claims that speak against each other, and why."""
Told = tuple[ClaimSlots, Charge]


def charges_of(claims: Sequence[ClaimSlots], cast: Cast) -> dict[str, Charge]:
    """What each claim that does so charges, or denies, by the claims' ids."""
    read = ((c, _denied_charge(c, cast) if denies(c) else _charge_of(c, cast)) for c in claims)
    return {claim.claim.id: charge for claim, charge in read if charge is not None}


def denies(claim: ClaimSlots) -> bool:
    """Whether a claim is a denial: by the word that reports it, or as somebody's "not"."""
    return claim.claim.denied or (claim.negated and not claim.speaker.own_voice)


def disputed_charges(
    claims: Sequence[ClaimSlots],
    charged: Mapping[str, Charge],
    stories: frozenset[tuple[int, int]],
    ground: Ground,
) -> Iterator[Disputed]:
    """Charges with the denials and the other charges that speak against them."""
    ordered = sorted(claims, key=lambda c: c.order)
    charges: dict[int, list[Told]] = defaultdict(list)
    denials: dict[int, list[Told]] = defaultdict(list)
    for claim in ordered:
        if (charge := charged.get(claim.claim.id)) is not None:
            (denials if denies(claim) else charges)[claim.order[0]].append((claim, charge))
    near = neighbours(stories)
    for i in sorted({*denials, *charges}):
        for j in near.get(i, ()):
            for told in denials[i] if i == j else _fullest(denials[i]):
                yield from _against(told, charges[j], ground, denied=True)
            for told in charges[i] if i <= j else []:
                yield from _against(told, charges[j], ground, denied=False)


def _fullest(denials: Sequence[Told]) -> list[Told]:
    """Of an article's denials of one deed by one party the one that says most."""
    best: dict[tuple[frozenset[str], frozenset[str], bool], Told] = {}
    for told in denials:
        key = (told[1].culprits, told[1].kinds, at_all_times(told[0]))
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
        if _speaks_against(charge, its, denied=denied)
        and two_accounts(claim, other, ground, rivals=_blames_its_own(other, its, ground))
        and (_told_apart(charge, its) or ground.scenes.one_lead(claim.document, other.document))
        and (denied or not (of_many(claim) or of_many(other)))
    ]
    for *_, other, its in sorted(found, key=lambda f: (f[0], round(f[1], 9), f[2].order))[:MOST]:
        one, two = (charge, its) if claim.order <= other.order else (its, charge)
        left, right = (claim, other) if claim.order <= other.order else (other, claim)
        reason = Reason("accused", in_words(one.culprits), in_words(two.culprits))
        yield left, right, (*(_denial(left, right) if denied else ()), reason)


def _told_apart(one: Charge, other: Charge) -> bool:
    """Whether two charges of one deed are so by more than a kind of deed that is done every day.

    "Any involvement" in one raid is none in another.
    """
    shared = one.kinds & other.kinds
    daily = bool(shared) and shared <= written("done every day")
    return not (daily and (one.resolved or other.resolved))


def _denial(left: ClaimSlots, right: ClaimSlots) -> tuple[Reason]:
    """Which of two claims denies, by the word that reports it or by a "not"."""
    if left.claim.denied or right.claim.denied:
        return (Reason("denied", left.claim.denied, right.claim.denied),)
    return (Reason("negation", left.negated, right.negated),)


def _blames_its_own(claim: ClaimSlots, charge: Charge, ground: Ground) -> bool:
    """Whether whoever accuses is named like the accused: another of that country, or somebody who admits."""
    speaks = ground.cast.named(claim.speaker.said_by, claim.document)
    return bool(speaks) and speaks <= charge.culprits


def _speaks_against(one: Charge, other: Charge, *, denied: bool) -> bool:
    same = bool(one.culprits & other.culprits)
    if denied:
        return same and one_deed(one, other)
    return not same and _names_the_deed(one, other) and _names_the_deed(other, one) and one_deed(one, other)


def _names_the_deed(charge: Charge, other: Charge) -> bool:
    """Whether a charge says outright who did what, or points at what was told before: "behind the attack".

    Beside one that points, what somebody is said to have done will do, if it is not done every day.
    """
    if charge.plain:
        return charge.points or not charge.resolved
    daily = written("done every day")
    return other.plain and other.points and not charge.resolved and not charge.kinds & daily


def two_accounts(left: ClaimSlots, right: ClaimSlots, ground: Ground, *, rivals: bool = False) -> bool:
    """Whether two claims are of two voices, of one time, and no part of each other.

    ``rivals`` says that they are of two voices, however alike these are named.
    """
    if overlap(left, right) or said_at_home(left, right, ground.copies):
        return False
    own = left.speaker.own_voice and right.speaker.own_voice
    if own or (ground.one_voice(left, right) and not rivals):
        return False
    if at_all_times(left) or at_all_times(right):
        return True
    if of_two_spots(left, right):
        return False
    return not another_time(left, right) and (follows(left, right) or not another_occasion(left, right))


def at_all_times(claim: ClaimSlots) -> bool:
    """Whether a denial holds for whatever was said before: "has repeatedly denied using such weapons"."""
    cue, said = claim.claim.cue, word_list(claim.claim.text)
    if claim.claim.denied and cue is not None and not written("at all times").isdisjoint(word_list(cue.text)):
        return True
    return denies(claim) and first_phrase(said, "disputes.txt", "never") is not None


def _charge_of(claim: ClaimSlots, cast: Cast) -> Charge | None:
    """The charge that a claim, no denial, makes; None where it names no culprit."""
    if claim.negated or not _may_charge(claim):
        return None
    if not written("not asserted").isdisjoint(word_list(claim.claim.text)):
        return None
    text = " ".join(claim.claim.text.split())
    said_outright = _accused(claim, text) or _answering(text) or _coming_from(claim)
    culprit, deed = said_outright or (_doing(text), text)
    named = cast.named(culprit, claim.document)
    return _charge(claim, named, deed, plain=said_outright is not None) if named else None


def _may_charge(claim: ClaimSlots) -> bool:
    """Whether a claim holds any of the words that charges are made with."""
    told = set(word_list(claim.claim.text))
    verbs = written("deeds") | written("deeds as nouns") | {"came"}
    if reported_by(claim, "accusing verbs") or told & verbs:
        return True
    return not stemmed("answering words").isdisjoint(map(stem, told))


def _denied_charge(claim: ClaimSlots, cast: Cast) -> Charge | None:
    """What a denial denies: the deed, and as culprits those whom it speaks of, or else whoever denies.

    Where only a "not" denies it, whoever speaks must speak of its own side.
    """
    text = " ".join(claim.claim.text.split())
    spoken = cast.named(_doing(text) or next(iter(_answering(text) or ()), ""), claim.document)
    speaks = cast.named(claim.speaker.said_by, claim.document)
    named = spoken or speaks if claim.claim.denied else spoken & speaks
    return _charge(claim, named, text, plain=True) if named else None


def one_deed(left: Charge, right: Charge) -> bool:
    """Whether two charges are of one deed: of one kind, or one of them only points at it."""
    plain = left.plain and right.plain
    shared = (left.deed & right.deed) - stemmed("pointing words")
    told = bool(shared)
    if left.kinds and right.kinds:
        if not left.kinds & right.kinds:
            return False
        return (
            plain
            or _points_at(left, right)
            or _points_at(right, left)
            or (told and not (left.resolved or right.resolved))
        )
    if not plain:
        return False
    # Two deeds can be of one thing: "the ferry was overloaded", "its tanks were empty when the ferry sank".
    return (left.points and right.points) or 2 * len(shared) > min(len(left.deed), len(right.deed))


def _points_at(one: Charge, other: Charge) -> bool:
    """Whether a charge only points at a deed whose kind another one names."""
    return one.plain and one.points and not other.resolved


def of_many(claim: ClaimSlots) -> bool:
    """Whether a claim speaks of deeds in the plural: "repeated attacks" are not "the attack"."""
    return not written("several deeds").isdisjoint(word_list(claim.claim.text))


def _charge(claim: ClaimSlots, culprits: frozenset[str], deed: str, *, plain: bool) -> Charge:
    light = stemmed("light words") | stemmed("accusing words")
    told = stems(deed) - light - {stem(w) for party in culprits for w in word_list(party)}
    points = not (told - stemmed("pointing words"))
    kinds = kinds_in(told)
    resolved = not kinds
    if resolved:
        kinds = _kinds_around(claim, points or not told.isdisjoint(stemmed("deeds told before")))
    return Charge(culprits, told, kinds, points, plain, resolved)


def _kinds_around(claim: ClaimSlots, points: bool) -> frozenset[str]:
    """The kinds of deeds told around a claim that names none: in its sentence, or as what it points at.

    "Any such weapons", "the attack": what they were, the sentence before tells, or what the article is about.
    """
    text, (start, end) = claim.document.text, claim.claim.sentence
    around = [text[start:end], text[max(0, start - _BEFORE_CHARS) : start], text[:LEAD_CHARS]]
    return next(filter(None, (kinds_in(stems(told)) for told in around[: 3 if points else 1])), frozenset())


def kinds_in(told: frozenset[str]) -> frozenset[str]:
    """The kinds of deeds that some stems tell of."""
    return frozenset(kind for kind, listed in _kinds().items() if told & listed)


Words = tuple[str, str]
"""The words for a culprit, and those for the deed."""


def _accused(claim: ClaimSlots, text: str) -> Words | None:
    """The object of an accusing verb: "accused the army of …", "blamed rebels for …", "blamed it on …"."""
    if not reported_by(claim, "accusing verbs"):
        return None
    onto = _ONTO.match(text)
    if onto and reported_by(claim, "blaming verbs"):
        return onto.group(2), onto.group(1)
    if text.partition(" ")[0].lower().endswith("ing"):
        # "Accused it of shelling the road": whom, stands before what is said.
        return None
    end = _OBJECT_END.search(text)
    if end and not written("no deeds").isdisjoint(text[end.end() :].split()[:1]):
        return None
    return (text[: end.start()], text[end.end() :]) if end else (text, "")


def _answering(text: str) -> Words | None:
    """ "The army was behind the attack", "the army bears responsibility for it"."""
    said = text.split()
    for i, word in enumerate(said):
        if i and _bare(word) in stemmed("answering words"):
            if _bare(said[i - 1]) in stemmed("naming nobody"):
                return None
            # The word itself can make a party of the one before it: "a rebel provocation".
            before = said[max(0, i - _REACH_OF_ANSWER) : i + 1]
            held = max((n for n, w in enumerate(before) if w.lower() in written("holding words")), default=-1)
            # "The council should hold the army accountable": the council did nothing.
            culprit = " ".join(before[held + 1 :])
            staged = _bare(word) in stemmed("staged deeds")
            return culprit, "" if staged else " ".join(said[i + 1 :])
    return None


def _coming_from(claim: ClaimSlots) -> Words | None:
    """ "The attack came from the army"; who only comes from a place did nothing."""
    start, end = claim.claim.sentence[0], claim.claim.end
    found = _CAME.search(claim.document.text[start:end])
    if found is None:
        return None
    before = [_bare(w) for w in found.group(1).split()[-_DEED_WORDS:]]
    deeds = stemmed("deeds as nouns") | stemmed("deeds told before") | frozenset().union(*_kinds().values())
    return None if deeds.isdisjoint(before) else (found.group(2), "")


def _doing(text: str) -> str:
    """Who did a deed: "rebels fired rockets", "sarin dropped by warplanes", "the use of gas by rebels"."""
    said = text.split()
    if any(_bare(word) in stemmed("accusing verbs") for word in said):
        # What somebody says of an accusation accuses nobody.
        return ""
    for i, word in enumerate(said):
        told = word.lower().strip(_MARKS)
        if told in written("deeds"):
            by = _AGENT.match(" ".join(said[i + 1 : i + 1 + _REACH]))
            if by:
                return by.group(1)
            # "Soldiers killed in the war" did nothing.
            if i and written("after a participle").isdisjoint(said[i + 1 : i + 2]):
                return " ".join(said[max(0, i - _REACH) : i])
        if told in written("deeds as nouns"):
            by = _BY.search(" ".join(said[i + 1 : i + 1 + _REACH_OF_ANSWER]))
            if by:
                return by.group(1)
    return ""


def _bare(word: str) -> str:
    return stem(word.strip(_MARKS))


@functools.cache
def _kinds() -> dict[str, frozenset[str]]:
    listed = word_lists(read_sections("en", "disputes.txt")["kinds of deeds"])
    return {kind: frozenset(map(stem, nouns)) for kind, nouns in listed.items()}
