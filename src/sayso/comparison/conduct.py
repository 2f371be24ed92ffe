"""Claims of the care that attacks are carried out with, beside claims of the lack of it (``conduct.txt``)."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sayso.comparison.charges import MOST, two_accounts
from sayso.comparison.ground import Ground
from sayso.comparison.slots import ClaimSlots
from sayso.comparison.stories import neighbours
from sayso.comparison.verdicts import Verdict
from sayso.comparison.words import first_phrase, word_list
from sayso.languages.lexicon import read_sections, words
from sayso.model import Reason

Told = tuple[ClaimSlots, str]


def contrary_conduct(
    claims: Sequence[ClaimSlots], stories: frozenset[tuple[int, int]], ground: Ground
) -> Iterator[tuple[ClaimSlots, ClaimSlots, Verdict]]:
    """Claims of care with those of its lack by other voices: a conflict where one party is spoken of.

    Where the sentences do not name one party, whose conduct it was is unclear.
    """
    careless: dict[int, list[Told]] = defaultdict(list)
    careful: list[Told] = []
    for claim in sorted(claims, key=lambda c: c.order):
        if (said := _said_of(claim, "with care")) is not None:
            careful.append((claim, said))
        elif not claim.negated and (said := _said_of(claim, "without care")) is not None:
            careless[claim.order[0]].append((claim, said))
    near = neighbours(stories)
    for claim, said in careful:
        for j in near.get(claim.order[0], ()):
            others = [(o, its) for o, its in careless.get(j, ()) if two_accounts(claim, o, ground)]
            others.sort(key=lambda o: (-round(ground.alike(claim, o[0]), 9), o[0].order))
            for other, its in others[:MOST]:
                yield _side_by_side((claim, said), (other, its), ground)


def _side_by_side(one: Told, other: Told, ground: Ground) -> tuple[ClaimSlots, ClaimSlots, Verdict]:
    (left, said), (right, its) = sorted((one, other), key=lambda told: told[0].order)
    same = not _spoken_of(left, ground).isdisjoint(_spoken_of(right, ground))
    relation = "conflicts" if same else "unclear"
    return left, right, Verdict(relation, (Reason("conduct", said, its),))


def _said_of(claim: ClaimSlots, section: str) -> str | None:
    """By which phrase of a section a claim says how attacks are carried out; None where it wants it so."""
    cue, said = claim.claim.cue, word_list(claim.claim.text)
    if claim.claim.denied or (cue is not None and cue.kind in _wanted()) or not _wanted().isdisjoint(said):
        return None
    return first_phrase(said, "conduct.txt", section)


def _spoken_of(claim: ClaimSlots, ground: Ground) -> frozenset[str]:
    """The parties in a claim's sentence: of who says "we", the speaker."""
    start, end = claim.claim.sentence
    told = claim.document.text[start:end]
    return ground.cast.named(told, claim.document) | ground.cast.named(claim.speaker.said_by, claim.document)


@functools.cache
def _wanted() -> frozenset[str]:
    return words(read_sections("en", "conduct.txt")["not said to be so"])
