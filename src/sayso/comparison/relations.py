"""Which relation two claims have by their words, voices and denials, and the reasons for it.

One text, one declared relay or one voice on one occasion repeats; a denial, a "not" or an opposite outcome
conflicts with what another voice asserts; two voices with much the same words agree. What a reader could not
say from this is left to the figures, or unclear.
"""

from __future__ import annotations

from sayso.comparison.alignment import deny_alike, shared_phrases
from sayso.comparison.copies import Standing
from sayso.comparison.denials import another_time, answers_by_words
from sayso.comparison.disputes import written
from sayso.comparison.ground import Ground
from sayso.comparison.outcomes import opposite_outcomes
from sayso.comparison.slots import (
    ClaimSlots,
    copied,
    one_person,
    reworded,
    tells_of_one_person,
    times_apart,
    word_for_word,
)
from sayso.comparison.spots import of_two_spots
from sayso.comparison.verdicts import one_relay
from sayso.comparison.words import holds_verb, stems_of_names, word_list
from sayso.model import Reason

_ALIKE = 0.75
_FEW = 6
_ONE_TEXT = 0.5
_SAME_MATTER = 0.45
_ONE_OCCASION = 0.12
"""One speaker in two articles about one event says the same thing in other words."""
_LIKELY_ONE_OCCASION = 0.1
_ONE_OCCASION_AT_LEAST = 0.3
_STEMS_OF_A_VOICE = 2
"""A single word in common is none that a speaker repeats, unless all else tells that it is."""
_RECUT = 0.6
"""Two named people seldom use so many of the same words: one of the names is wrong."""
_AGREEING = 0.34
_HELD = 0.6
_SHARED_STEMS = 3
_BESIDE_NAMES = 1
"""Two sentences that share names alone do not say the same of them."""
_PHRASES_OF_A_VOICE = 2
_PHRASES_OF_A_TEXT = 4
_MARKS = frozenset('"“”«»')
_QUOTED = frozenset({"direct", "mixed"})
_DISPUTED = 0.45
_NEGATED = 0.6


def relate_claims(
    left: ClaimSlots, right: ClaimSlots, ground: Ground, likely: float, voice: bool
) -> tuple[str, Reason | None] | None:
    """The relation of two claims, with what they are in dispute over; None where words and voices do not say.

    ``likely`` says how likely the two belong side by side, ``voice`` whether they stand on one voice.
    """
    standing = ground.standing(left, right)
    if standing is Standing.COPY and left.claim.denied == right.claim.denied:
        return "repeats", None
    if standing is Standing.INSIDE and left.document.id != right.document.id:
        # One article's own text says how the two stand.
        return None
    alike = ground.alike(left, right)
    if times_apart(left.time, right.time) is True and alike < _ALIKE:
        return None
    attributed = not (left.speaker.own_voice and right.speaker.own_voice)
    if not voice and attributed and (dispute := _dispute(left, right, alike)) is not None:
        return "conflicts", dispute
    if left.document.id != right.document.id and _one_wording(left, right, voice):
        return "repeats", None
    if left.claim.denied != right.claim.denied or (left.negated != right.negated and alike < _ALIKE):
        return None
    relation = _same(left, right, ground, voice, likely)
    return (relation, None) if relation else None


def _one_wording(left: ClaimSlots, right: ClaimSlots, voice: bool) -> bool:
    """Whether one person or body uses the same phrases in two articles, or two outlets the same sentence.

    It is most likely one occasion, or one text, whatever else each of them holds.
    """
    # Who or what is named in both is no phrase in common.
    shared = len(shared_phrases(left, right))
    if not shared:
        return False
    if one_person(left, right):
        return shared >= 1
    if tells_of_one_person(left, right):
        # A few words that one of them sets in quotation marks are the speaker's own.
        return shared >= (1 if _quotes_some(left) or _quotes_some(right) else _PHRASES_OF_A_VOICE)
    own = left.speaker.own_voice and right.speaker.own_voice
    if voice:
        return shared >= _PHRASES_OF_A_VOICE
    return own and shared >= _PHRASES_OF_A_TEXT and copied(left, right)


def _quotes_some(claim: ClaimSlots) -> bool:
    """Whether some of a claim's words, and not all, stand in quotation marks."""
    start, end = claim.claim.sentence
    return claim.claim.mode != "direct" and not _MARKS.isdisjoint(claim.document.text[start:end])


def _same(left: ClaimSlots, right: ClaimSlots, ground: Ground, voice: bool, likely: float) -> str | None:
    """Whether two claims on one side of a matter say the same, on one word or on two."""
    held = ground.weights(left, right).containment(left.stems, right.stems)
    alike = ground.alike(left, right)
    shared = len(left.stems & right.stems)
    if shared >= _SHARED_STEMS:
        # A short claim that stands whole in a longer one.
        alike = max(alike, _HELD * held)
    if left.document.id == right.document.id:
        return "repeats" if voice and alike >= _SAME_MATTER else None
    if voice and (alike >= _ONE_OCCASION or likely >= _LIKELY_ONE_OCCASION):
        beside = _beside_names(left, right)
        if len(beside) >= _STEMS_OF_A_VOICE or likely >= _ONE_OCCASION_AT_LEAST:
            return "repeats"
    if alike >= _SAME_MATTER and (one_relay(left, right) or word_for_word(left, right)):
        return "repeats"
    return _on_two_words(left, right, alike, shared, voice)


def _on_two_words(left: ClaimSlots, right: ClaimSlots, alike: float, shared: int, voice: bool) -> str | None:
    """Whether two articles say the same, copied from one text, or each in words of its own."""
    if deny_alike(left, right):
        return "agrees"
    if alike < _AGREEING and left.claim.text.lower() != right.claim.text.lower():
        # Most pairs: too little in common for any of what follows.
        return None
    if len(_beside_names(left, right)) < _BESIDE_NAMES or _wants(left) != _wants(right):
        return None
    if alike < _ONE_TEXT and of_two_spots(left, right):
        return None
    # Two named people can use the same few words; a long sentence is copied.
    rivals = left.speaker.named and right.speaker.named and not voice
    own = left.speaker.own_voice or right.speaker.own_voice
    few = min(len(left.stems), len(right.stems)) <= _FEW
    one_text = alike >= _ONE_TEXT and not (rivals and not own and few)
    if one_text and {left.claim.mode, right.claim.mode} <= _QUOTED:
        return "repeats"
    long = alike >= _AGREEING and shared >= _SHARED_STEMS and (own or not few)
    recut = reworded(left, right, alike) and (own or not rivals or alike >= _RECUT)
    if recut or (long and copied(left, right)):
        return "repeats"
    if not (holds_verb(left.claim.text) and holds_verb(right.claim.text)):
        # Two headings, or two names of a thing, state nothing.
        return None
    return "agrees" if one_text or (alike >= _AGREEING and shared >= _SHARED_STEMS) else None


def _beside_names(left: ClaimSlots, right: ClaimSlots) -> frozenset[str]:
    """The stems that two claims share, but for those of names in either."""
    named = stems_of_names(left.claim.text) | stems_of_names(right.claim.text)
    return (left.stems & right.stems) - named


def _wants(claim: ClaimSlots) -> bool:
    """Whether a claim says what somebody wants, and not that it is so."""
    ordered = claim.claim.cue is not None and claim.claim.cue.kind == "order"
    return ordered or not written("wanted").isdisjoint(word_list(claim.claim.text))


def _dispute(left: ClaimSlots, right: ClaimSlots, alike: float) -> Reason | None:
    """A denial against an assertion, a "not" against its positive, or opposite outcomes of one thing."""
    if _one_sentence(left, right) or another_time(left, right):
        return None
    if (left.claim.denied and left.negated) or (right.claim.denied and right.negated):
        # What is denied that holds a "not", and what repeats the denial, cannot be told apart.
        return None
    if (left.claim.denied, right.claim.denied) != (False, False) or left.negated != right.negated:
        # A denial of what is so and a statement that it is not so say the same.
        if (left.claim.denied != left.negated) == (right.claim.denied != right.negated):
            return None
        denied = left.claim.denied or right.claim.denied
        if denied and alike >= _DISPUTED and answers_by_words(left, right):
            return Reason("denied", left.claim.denied, right.claim.denied)
        named = left.speaker.named and right.speaker.named
        named = named and not (left.speaker.own_voice or right.speaker.own_voice)
        return Reason("negation", left.negated, right.negated) if named and alike >= _NEGATED else None
    if left.negated or right.negated or alike < _SAME_MATTER:
        return None
    return opposite_outcomes(left, right)


def _one_sentence(left: ClaimSlots, right: ClaimSlots) -> bool:
    return left.document.id == right.document.id and left.claim.sentence == right.claim.sentence
