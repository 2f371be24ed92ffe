"""Who is said to have done a deed, and which charges a denial or another charge speaks against.

A charge is a claim that names a culprit: "accused the army of shelling the town", "rebels were behind the
attack". A denial answers it where whoever denies, or whoever the denial speaks of, is the culprit and the
deed is the same; two charges of one deed with two culprits speak against each other.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.comparison.copies import Standing
from sayso.comparison.denials import another_time
from sayso.comparison.ground import Ground
from sayso.comparison.parties import Cast
from sayso.comparison.slots import ClaimSlots
from sayso.comparison.stories import neighbours
from sayso.comparison.words import stem, stems, word_list
from sayso.languages.lexicon import read_sections, word_lists, words
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


def disputed_charges(
    claims: Sequence[ClaimSlots], stories: frozenset[tuple[int, int]], ground: Ground
) -> Iterator[Disputed]:
    """Charges with the denials and the other charges that speak against them, and why."""
    ordered = sorted(claims, key=lambda c: c.order)
    charges: dict[int, list[Told]] = defaultdict(list)
    denials: dict[int, list[Told]] = defaultdict(list)
    for claim in ordered:
        charge, denied = charge_of(claim, ground.cast), denied_charge(claim, ground.cast)
        if charge is not None:
            charges[claim.order[0]].append((claim, charge))
        elif denied is not None:
            denials[claim.order[0]].append((claim, denied))
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
    told: tuple[ClaimSlots, Charge],
    others: Sequence[tuple[ClaimSlots, Charge]],
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
        reason = Reason("accused", ", ".join(sorted(one.culprits)), ", ".join(sorted(two.culprits)))
        denial = (Reason("denied", left.claim.denied, right.claim.denied),) if denied else ()
        yield left, right, (*denial, reason)


def _speaks_against(one: Charge, other: Charge, *, denied: bool) -> bool:
    same = bool(one.culprits & other.culprits)
    if denied:
        return same and one_deed(one, other)
    return not same and one.plain and other.plain and one_deed(one, other)


def _two_accounts(left: ClaimSlots, right: ClaimSlots, ground: Ground) -> bool:
    """Whether two claims are of two voices, of one time, and no part of each other."""
    if left.document.id == right.document.id:
        if left.claim.start < right.claim.end and right.claim.start < left.claim.end:
            return False
    elif ground.standing(left, right) is not Standing.APART:
        return False
    own = left.speaker.own_voice and right.speaker.own_voice
    if own or ground.one_voice(left, right):
        return False
    return not another_time(left, right) or _at_all_times(left) or _at_all_times(right)


def _at_all_times(claim: ClaimSlots) -> bool:
    """Whether a denial holds for whatever was said before: "has repeatedly denied using such weapons"."""
    cue = claim.claim.cue
    often = words(read_sections("en", "disputes.txt")["at all times"])
    return claim.claim.denied and cue is not None and bool(often & set(word_list(cue.text)))


def charge_of(claim: ClaimSlots, cast: Cast) -> Charge | None:
    """The charge that a claim makes; None where it names no culprit, or is itself a denial."""
    if claim.claim.denied or claim.negated or not _may_charge(claim):
        return None
    text = " ".join(claim.claim.text.split())
    culprit, deed, plain = _accused(claim, text) or _answering(text) or _doing(text) or ("", "", False)
    named = cast.named(culprit, claim.document)
    return _charge(claim, named, deed or text, plain) if named else None


def _may_charge(claim: ClaimSlots) -> bool:
    """Whether a claim holds any of the words that charges are made with."""
    told = set(word_list(claim.claim.text))
    cue = claim.claim.cue
    accuses = cue is not None and bool({stem(w) for w in word_list(cue.text)} & _verbs())
    return accuses or bool(told & _deeds()) or bool({stem(w) for w in told} & _section("answering words"))


def denied_charge(claim: ClaimSlots, cast: Cast) -> Charge | None:
    """What a denial denies: the deed, and as culprits those whom it speaks of, or else whoever denies."""
    if not claim.claim.denied:
        return None
    text = " ".join(claim.claim.text.split())
    spoken = _doing(text) or _answering(text) or ("", "", False)
    named = cast.named(spoken[0], claim.document) or cast.named(claim.speaker.said_by, claim.document)
    return _charge(claim, named, text, True) if named else None


def one_deed(left: Charge, right: Charge) -> bool:
    """Whether two charges are of one deed: of one kind, or one of them only points at it."""
    plain = left.plain and right.plain
    if left.kinds and right.kinds:
        if not left.kinds & right.kinds:
            return False
        return plain or (not (left.resolved or right.resolved) and bool(left.deed & right.deed - _pointing()))
    if not plain:
        return False
    return left.points or right.points or bool((left.deed & right.deed) - _pointing())


def _charge(claim: ClaimSlots, culprits: frozenset[str], deed: str, plain: bool) -> Charge:
    told = stems(deed) - _light() - {stem(w) for party in culprits for w in word_list(party)}
    points = not (told - _pointing())
    kinds = _kinds_in(told)
    resolved = points and not kinds
    if resolved:
        # "Any such weapons", "the attack": what they were, the sentence before tells.
        start = claim.claim.sentence[0]
        kinds = _kinds_in(stems(claim.document.text[max(0, start - _BEFORE_CHARS) : claim.claim.start]))
    return Charge(culprits, told, kinds, points, plain, resolved)


def _kinds_in(told: frozenset[str]) -> frozenset[str]:
    return frozenset(kind for kind, listed in _kinds().items() if told & listed)


Words = tuple[str, str, bool]


def _accused(claim: ClaimSlots, text: str) -> Words | None:
    """The object of an accusing verb: "accused the army of …", "blamed rebels for …", "blamed it on …"."""
    cue = claim.claim.cue
    if cue is None or not {stem(w) for w in word_list(cue.text)} & _verbs():
        return None
    onto = _ONTO.match(text)
    if onto and {stem(w) for w in word_list(cue.text)} & _blaming():
        return onto.group(2), onto.group(1), True
    end = _OBJECT_END.search(text)
    return (text[: end.start()], text[end.end() :], True) if end else (text, "", True)


def _answering(text: str) -> Words | None:
    """ "The army was behind the attack", "the army bears responsibility for it"."""
    said = text.split()
    for i, word in enumerate(said):
        if i and _bare(word) in _section("answering words"):
            if _bare(said[i - 1]) in _section("naming nobody"):
                return None
            # The word itself can make a party of the one before it: "a rebel provocation".
            return " ".join(said[max(0, i - _REACH) : i + 1]), " ".join(said[i + 1 :]), True
    return None


def _doing(text: str) -> Words | None:
    """ "Rebels fired rockets", "sarin dropped by warplanes": before a deed's verb, or after its "by"."""
    said = text.split()
    if any(_bare(word) in _verbs() for word in said):
        # What somebody says of an accusation accuses nobody.
        return None
    for i, word in enumerate(said):
        if word.lower().strip(_MARKS) in _deeds():
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
def _section(name: str) -> frozenset[str]:
    return frozenset(map(stem, words(read_sections("en", "disputes.txt")[name])))


def _verbs() -> frozenset[str]:
    return _section("accusing verbs")


def _blaming() -> frozenset[str]:
    return _section("blaming verbs")


@functools.cache
def _deeds() -> frozenset[str]:
    return words(read_sections("en", "disputes.txt")["deeds"])


def _light() -> frozenset[str]:
    return _section("light words") | _section("accusing words")


def _pointing() -> frozenset[str]:
    return _section("pointing words")


@functools.cache
def _kinds() -> dict[str, frozenset[str]]:
    listed = word_lists(read_sections("en", "disputes.txt")["kinds of deeds"])
    return {kind: frozenset(map(stem, nouns)) for kind, nouns in listed.items()}
