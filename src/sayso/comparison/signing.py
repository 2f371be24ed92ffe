"""How likely a careful reader would sign that two sides repeat, agree or differ.

A logistic model for each of these relations, of what two sides have in common, fitted to the pairs that
readers judged (``python -m training.signing``); the weights stand in ``signing.toml``. No feature knows a
name, an outlet or a side.
"""

from __future__ import annotations

import functools
import math
import operator
import tomllib
from importlib.resources import files

from sayso.comparison.copies import Standing
from sayso.comparison.counts import beside_any_number
from sayso.comparison.ground import Ground
from sayso.comparison.numbers import is_vague, value_of
from sayso.comparison.slots import ClaimSlots, Speaker
from sayso.comparison.spots import of_two_spots
from sayso.comparison.verdicts import Side, days_apart, published
from sayso.comparison.words import share_run, stems_of_capitals

LEARNED = ("repeats", "agrees", "differs")
FEATURES = (
    "likely side by side",
    "alike",
    "words in common",
    "shorter in longer",
    "telling words",
    "words in a row",
    "names apart",
    "one day",
    "no days apart",
    "more than a week apart",
    "one own voice",
    "two own voices",
    "one voice",
    "one outlet",
    "one article",
    "one stretch",
    "shared text",
    "two spots",
    "capitals",
    "direct speech",
    "vague number",
    "size of number",
    "one event",
    "counted alike",
)
"""The features, in the order of ``features``; each is explained there."""

_ROWS = (8, 5, 4, 3)
_MOST_TELLING = 10
_MOST_NAMES = 4
_WEEK = 7
_LEAST_LIKELY = 1e-4
_LEAST_SIZE, _MOST_SIZE = 0.5, 5.0


def likely_signed(relation: str, left: Side, right: Side, ground: Ground, likely: float) -> float:
    """How likely a reader signs one of the ``LEARNED`` relations of two sides, from 0 to 1.

    ``likely`` says how likely the two belong side by side.
    """
    constant, each = _models()[relation]
    score = constant + sum(map(operator.mul, each, features(left, right, ground, likely)))
    # Rounded, so that no machine's last digit decides.
    return round(1 / (1 + math.exp(-score)), 6)


def features(left: Side, right: Side, ground: Ground, likely: float) -> tuple[float, ...]:
    """What two sides have in common, a number for each of ``FEATURES``.

    "Likely side by side" is in log odds; "words in common" is Dice's share of stems, "shorter in longer" how
    much of the shorter side's weight the longer one holds; "telling words" are stems in common beside names
    and numbers; "words in a row" the longest such run, of ``_ROWS``; "names apart" how many capitalised words
    the poorer side has that the other lacks; "no days apart" holds of articles without a date too; "size of
    number" the smaller one as a power of ten. What is of claims is 0 of a figure that stands in none, what is
    of figures 0 of claims.
    """
    same = left.document.id == right.document.id
    own = sum(s.own_voice for s in (_voice(left), _voice(right)))
    pair = frozenset((left.document.id, right.document.id))
    most = max(_LEAST_LIKELY, min(likely, 1 - _LEAST_LIKELY))
    return (
        math.log(most / (1 - most)),
        ground.alike(left, right),
        2 * len(left.stems & right.stems) / max(1, len(left.stems) + len(right.stems)),
        ground.weights(left, right).containment(left.stems, right.stems),
        min(len(telling_beside_names(left, right)), _MOST_TELLING),
        *_of_claims(left, right),
        all(published(s)[0] for s in (left, right)) and days_apart(left, right) == 0,
        days_apart(left, right) == 0,
        days_apart(left, right) > _WEEK,
        own == 1,
        own == 2,
        ground.one_voice(left, right),
        not same and left.document.outlet is not None and left.document.outlet == right.document.outlet,
        same,
        ground.standing(left, right) is Standing.COPY,
        bool(ground.copies.shared.get(pair)),
        *_of_sentences(left, right),
        *_of_figures(left, right),
    )


def telling_beside_names(left: Side, right: Side) -> frozenset[str]:
    """The stems that two sides share beside any number, and beside names."""
    names = frozenset().union(*(stems_of_capitals(c.claim.text) for c in _claims(left, right)))
    return (left.stems & right.stems) - beside_any_number() - names


def _of_claims(left: Side, right: Side) -> tuple[float, float]:
    """Words in a row, and names apart."""
    claims = _claims(left, right)
    if len(claims) < 2:
        return 0, 0
    one, other = (c.claim.text for c in claims)
    row = next((n for n in _ROWS if share_run(one, other, n)), 0)
    mine, its = stems_of_capitals(one), stems_of_capitals(other)
    return row, min(len(mine - its), len(its - mine), _MOST_NAMES)


def _of_sentences(left: Side, right: Side) -> tuple[float, float, float]:
    """Two spots, capitals, direct speech."""
    claims = _claims(left, right)
    if len(claims) < 2:
        return 0, 0, 0
    upper = any(c.claim.text.isupper() for c in claims)
    return of_two_spots(*claims), upper, any(c.claim.mode == "direct" for c in claims)


def _of_figures(left: Side, right: Side) -> tuple[float, float, float, float]:
    """Vague number, size of number, one event, counted alike."""
    if isinstance(left, ClaimSlots) or isinstance(right, ClaimSlots):
        return 0, 0, 0, 0
    least = min(value_of(left.figure), value_of(right.figure))
    return (
        is_vague(left.figure) or is_vague(right.figure),
        min(math.log10(max(least, _LEAST_SIZE)), _MOST_SIZE),
        left.figure.event is not None and left.figure.event == right.figure.event,
        left.counted is not None and left.counted == right.counted,
    )


def _voice(side: Side) -> Speaker:
    return side.speaker if isinstance(side, ClaimSlots) else side.voice


def _claims(left: Side, right: Side) -> list[ClaimSlots]:
    """The claims of two sides, or those that two figures stand in, where they stand in one."""
    claims = (s if isinstance(s, ClaimSlots) else s.claim for s in (left, right))
    return [c for c in claims if c is not None]


@functools.cache
def _models() -> dict[str, tuple[float, tuple[float, ...]]]:
    """The constant and the weight of each feature, by relation."""
    told = tomllib.loads(files(__package__).joinpath("signing.toml").read_text(encoding="utf-8"))
    return {r: (told[r]["constant"], tuple(told[r][name] for name in FEATURES)) for r in LEARNED}
