"""Numbers into figures: what is counted, what happened to it, in which claim, when and where.

``counted`` finds the noun, ``happened`` the event, ``amounts`` wholes, movements and parts, ``where``
the place, and ``claims.when`` the time. A number that counts nothing is no figure.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from sayso.claims.figures.amounts import about, elided_movement, movement, note_parts, whole_of
from sayso.claims.figures.counted import noun_phrase, see, tally_of
from sayso.claims.figures.happened import counts_people, event_of
from sayso.claims.figures.seen import BARE_TALLIES, NOUNS, TALLIES, Seen
from sayso.claims.figures.where import place_near, place_within
from sayso.claims.when import when_happened, when_said
from sayso.languages.en.quantities import events, listed
from sayso.model import Claim, Figure, Step, make_id
from sayso.reading.numbers import FIGURES
from sayso.reading.text import Reading, Token

COMPONENT = "figures"
VERSION = "2"

_SHARING = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "attr"})
_WHERE = frozenset({"in", "at", "near", "from", "outside", "on", "around"})
_LINKS = listed("links")
_PARTS_OF = frozenset({"them", "whom", "these", "those", "which"})
_OF_PEOPLE = frozenset({"killed", "wounded", "arrested", "missing", "hospitalized", "killed or wounded"})
_MEASURED = frozenset({"money", "share", "measure"})


def find_figures(reading: Reading, claims: Sequence[Claim]) -> tuple[Figure, ...]:
    """The figures of a reading, in order; ``claims`` are those that they may stand in."""
    found = _seen(reading)
    note_parts(found)
    for previous, seen in zip([None, *found], found, strict=False):
        seen.moves = movement(seen)
        if seen.moves is None and previous is not None:
            seen.moves = elided_movement(seen, previous, reading.document.text)
    return tuple(_figure(reading, seen, claims) for seen in found)


def attach(claims: Sequence[Claim], figures: Sequence[Figure], reading: Reading) -> tuple[Claim, ...]:
    """The claims with the figures in them, and with when and where what they say is said to have happened."""
    by_claim: dict[str, list[str]] = {}
    for figure in figures:
        if figure.claim is not None:
            by_claim.setdefault(figure.claim, []).append(figure.id)
    return tuple(
        dataclasses.replace(
            claim,
            figures=tuple(by_claim.get(claim.id, ())),
            time=when_happened(reading, claim.start, (claim.start, claim.end)),
            said=when_said(reading.times, claim),
            place=place_within(reading, claim.start, claim.end),
        )
        for claim in claims
    )


def _seen(reading: Reading) -> list[Seen]:
    """The numbers that are figures; a count leans on the one before where its own words tell too little."""
    made: list[Seen] = []
    before: Seen | None = None
    wholes: set[int] = set()
    for number in reading.numbers:
        if number.kind not in FIGURES:
            continue
        seen = see(reading, number)
        if seen is None:
            continue
        seen.whole = whole_of(seen, reading)
        if number.kind == "count":
            if number.start not in wholes:
                seen.event = event_of(seen)
            if seen.whole is not None:
                wholes.add(seen.whole.start)
                _take_back(made, seen)
            if not _counts(seen, before, reading):
                continue
            _take_event(seen, before)
            before = seen
        made.append(seen)
    _give_back(made)
    return made


def _take_back(made: list[Seen], part: Seen) -> None:
    """ "Of the 40 hostages, none was hurt": what befell a part did not befall the whole before it."""
    for whole in made[-8:]:
        if whole.number is part.whole and whole.sentence is part.sentence:
            after = whole.after()
            told = after is not None and after.lower in events().beside
            whole.event = whole.event if told else None


# --- what a number without a noun counts -------------------------------------------------------------------


def _counts(seen: Seen, before: Seen | None, reading: Reading) -> bool:
    """Whether a number counts something: its own noun, that of a tally, or that of the figure before it."""
    if seen.counted is not None:
        if before is not None and seen.counted.lower() == "others" and _has_others(before):
            seen.counted, seen.shared = before.counted, True
        return not _of_the_page(seen)
    tally = tally_of(seen)
    if tally is not None:
        of = tally[1]
        whole = of is not None and tally[0].lower in TALLIES and of.tag in NOUNS | {"VBN", "JJ"}
        named = of if of is not None and whole else tally[0]
        seen.counted = noun_phrase(reading, named) if named.lower not in BARE_TALLIES else None
        seen.why = f"is what “{tally[0].text}” is put at"
        if named.lower in _THE_SAME and before is not None:
            _take_tally(seen, before)
        return True
    if seen.number.per is not None and (rated := _rated(seen)) is not None:
        seen.counted = noun_phrase(reading, rated)
        return True
    if _shares(seen, before):
        if before is not None and not (seen.event in _OF_PEOPLE and not counts_people(before)):
            seen.counted, seen.shared = before.counted, True
        return True
    return seen.event is not None


def _has_others(before: Seen) -> bool:
    """ "Killed 20 people and wounded 30 others": beside two children the others may be anybody."""
    if before.head is None:
        return False
    return before.head.lower in ("people", "persons") or not counts_people(before)


_THE_SAME = frozenset({"number", "numbers", "figure", "total", "count", "tally"})


def _take_tally(seen: Seen, before: Seen) -> None:
    """ "10,000 people marched. Police put the number at 4,500": a bare tally is of the same."""
    near = 0 <= seen.sentence.i - before.sentence.i <= 1
    if near and before.head is not None and seen.event in (None, before.event):
        seen.counted, seen.event, seen.shared = before.head.text, before.event, True


def _rated(seen: Seen) -> Token | None:
    """ "The death rate is 3.2 per 1,000 births", "a rate of 12 per 100,000": what a rate is the size of."""
    token = seen.own[0]
    while token.head in seen.own and token.head is not token:
        token = token.head
    if token.dep == "pobj" and token.head.lower == "of" and token.head.head.tag in NOUNS:
        return token.head.head
    verb = token.head.head if token.dep == "pobj" else token.head
    subject = next((c for c in verb.children if c.dep in ("nsubj", "nsubjpass")), None)
    return subject if subject is not None and subject.tag in NOUNS and subject.i < token.i else None


def _of_the_page(seen: Seen) -> bool:
    """ "Slideshow (3 Images)": what a page counts of itself is no figure of the article."""
    before = seen.before()
    own = seen.head is not None and seen.head.lower in listed("page matter")
    return own and before is not None and before.lower in listed("before page matter")


def _shares(seen: Seen, before: Seen | None) -> bool:
    """Whether a number without a noun counts what the one before it counts: "six destroyed, 22 damaged"."""
    if before is None or before.sentence.i < seen.sentence.i - 1:
        return False
    if _is_part(seen):
        return True
    leads = [t.lower for t in (seen.before(2), seen.before()) if t is not None]
    if leads == ["among", "the"]:
        # "Three journalists were among the 12 dead."
        return False
    after = seen.after()
    if seen.sentence is before.sentence and after is not None and after.lower in _WHERE:
        # "100 in Arle 67 in Brenn 61 in Cawl"
        return seen.after(2) is not None and not seen.number.approximate
    return seen.event is not None or seen.own[-1].dep in _SHARING


# --- events that lists share -------------------------------------------------------------------------------


def _take_event(seen: Seen, before: Seen | None) -> None:
    """The event of the figure before, where both stand in one list: "killed 20, including 5 children"."""
    if (
        seen.event is not None
        or before is None
        or before.event is None
        or before.sentence is not seen.sentence
    ):
        return
    between = [t.lower for t in seen.tokens[before.last_at + 1 : seen.first_at]]
    after = seen.after() if seen.head is None else None
    part = _is_part(seen) or bool(between and between[-1] == "including" and len(between) <= 14)
    listed = all(w in _LINKS for w in between) and len(between) <= 4 and not _places(between)
    gapped = seen.shared and after is not None and after.lower in _WHERE
    if part or gapped or (listed and _same_side(seen, before)):
        seen.event, seen.why = before.event, "has the event of the figure before it"


def _places(between: list[str]) -> bool:
    """ "31 dead children in one school": a preposition links no list, but "in addition to" does."""
    return bool(between) and between[-1] in _WHERE


def _is_part(seen: Seen) -> bool:
    """ "30 of them children"."""
    words = [t.lower for t in seen.beyond(2)]
    return len(words) == 2 and words[0] == "of" and words[1] in _PARTS_OF


def _same_side(seen: Seen, before: Seen) -> bool:
    """Whether no verb of its own follows a listed phrase: "killed 3 men and 4 vehicles burned" has one."""
    after = seen.after()
    return after is None or not after.tag.startswith(("VB", "MD")) or after.tag in ("VBG",)


def _give_back(made: list[Seen]) -> None:
    """ "Three houses, one school and two barns were destroyed": the last of a list tells the event of all."""
    for left, right in zip(reversed(made[:-1]), reversed(made[1:]), strict=True):
        if (
            left.event is None
            and right.event is not None
            and left.number.kind == right.number.kind == "count"
        ):
            between = [t.lower for t in left.tokens[left.last_at + 1 : right.first_at]]
            listed = left.sentence is right.sentence and all(w in (",", "and", "or", "&") for w in between)
            if listed and len(between) <= 2 and not right.shared and _subject(right):
                left.event, left.why = right.event, "has the event of the figure after it"


def _subject(seen: Seen) -> bool:
    after = seen.after()
    return after is not None and (after.tag.startswith("VB") or after.dep in ("aux", "auxpass"))


# --- the figure --------------------------------------------------------------------------------------------


def _figure(reading: Reading, seen: Seen, claims: Sequence[Claim]) -> Figure:
    document, number = reading.document, seen.number
    start, end = number.start, max(number.end, seen.last.end)
    claim = _innermost(claims, number.start, number.end)
    moves = seen.moves
    bounds = (claim.start, claim.end) if claim is not None else (seen.sentence.start, seen.sentence.end)
    return Figure(
        id=make_id("figure", document.id, start, end, number.low, number.high),
        document=document.id,
        claim=claim.id if claim is not None else None,
        start=start,
        end=end,
        text=document.text[start:end],
        low=number.low,
        high=number.high,
        approximate=number.approximate,
        unit=number.unit,
        counted=seen.counted,
        event=seen.event,
        of=seen.whole.low if seen.whole is not None else None,
        per=number.per,
        change=number.change or moves is not None,
        direction=moves.way if moves is not None else None,
        kind=number.kind,
        about=about(seen, reading) if number.kind in _MEASURED else None,
        time=when_happened(reading, start, bounds, end),
        place=place_near(reading, seen.own[-1], bounds),
        steps=_steps(seen),
    )


def _steps(seen: Seen) -> tuple[Step, ...]:
    """How the figure came about, each step with the characters it rests on."""
    number, sentence = seen.number, seen.sentence
    start, end = number.start, max(number.end, seen.last.end)
    steps = [Step(COMPONENT, VERSION, number.rule, number.start, number.end)]
    if seen.shared:
        steps.append(Step(COMPONENT, VERSION, "counts what the figure before it counts", start, end))
    if seen.event is not None:
        steps.append(Step(COMPONENT, VERSION, f"event: {seen.event}", sentence.start, sentence.end))
    if seen.why:
        steps.append(Step(COMPONENT, VERSION, seen.why, sentence.start, sentence.end))
    if seen.whole is not None:
        steps.append(Step(COMPONENT, VERSION, "of a whole", seen.whole.start, seen.whole.end))
    if seen.moves is not None:
        way, word = seen.moves
        steps.append(Step(COMPONENT, VERSION, f"moves {way}", word.start, word.end))
    if seen.parts:
        told = " + ".join(f"{p.number.low:g}" for p in seen.parts)
        first, last = seen.parts[0].number, seen.parts[-1].number
        steps.append(
            Step(COMPONENT, VERSION, f"parts add up: {told} = {number.low:g}", first.start, last.end)
        )
    return tuple(steps)


def _innermost(claims: Sequence[Claim], start: int, end: int) -> Claim | None:
    """The shortest claim whose content covers a stretch."""
    holding = [c for c in claims if any(s <= start and end <= e for s, e in c.spans)]
    return min(holding, key=lambda c: (sum(e - s for s, e in c.spans), c.id), default=None)
