"""How likely a careful reader would set two claims side by side.

A logistic model of a few plain features, fitted to pairs that readers listed (``training/alignment.py``); its
weights stand in ``ranking.toml``. It only proposes: which relation two claims have, their slots decide.
"""

from __future__ import annotations

import functools
import itertools
import math
import operator
import tomllib
from collections.abc import Iterator
from importlib.resources import files

from sayso.comparison.numbers import relate, value_of
from sayso.comparison.slots import FigureSlots, times_apart
from sayso.comparison.tellings import Telling
from sayso.comparison.words import Weights

_NEAR = 0.35
"""Up to which ratio of two numbers, as a power of ten, they may be two counts of one thing."""
_COMPARED_KINDS = frozenset({"count", "money", "share", "measure"})

FEATURES = (
    "shared words",
    "alike in two articles",
    "own voices",
    "one day",
    "counted alike",
    "one event",
    "one event in two articles",
    "numbers near",
    "numbers equal",
    "number ratio",
)
"""The features, in the order of ``features``; each is explained there."""

FigurePair = tuple[FigureSlots, FigureSlots]


def likelihood(left: Telling, right: Telling, weights: Weights) -> float:
    """How likely two claims belong side by side, from 0 to 1."""
    constant, each = _model()
    score = constant + sum(map(operator.mul, each, features(left, right, weights)))
    return 1 / (1 + math.exp(-score))


def features(left: Telling, right: Telling, weights: Weights) -> tuple[float, ...]:
    """What two claims have in common, a number for each of ``FEATURES``.

    "Shared words" is their weight, in the weight that a word of one claim alone would have; "own voices" how
    many of the two are the outlets' own; "number ratio" the least distance of two numbers, as a power of ten.
    """
    one, other = left.claim, right.claim
    across = one.document.id != other.document.id
    pairs = list(countable(left, right)) if left.figures and right.figures else []
    ratio = min((_ratio(x, y) for x, y in pairs), default=0.0)
    one_event = any(x.figure.event and x.figure.event == y.figure.event for x, y in pairs)
    return (
        weights.shared(one.stems, other.stems),
        weights.similarity(one.stems, other.stems) if across else 0.0,
        one.speaker.own_voice + other.speaker.own_voice,
        times_apart(one.time, other.time) is False,
        any(x.counted is not None and x.counted == y.counted for x, y in pairs),
        one_event,
        one_event and across,
        bool(pairs) and ratio < _NEAR,
        any(relate(x.figure, y.figure) == "equal" for x, y in pairs),
        ratio,
    )


def countable(left: Telling, right: Telling) -> Iterator[FigurePair]:
    """The figures of two claims that may count one thing: of one kind and unit, and one event or class."""
    return (p for p in itertools.product(left.figures, right.figures) if _of_one_kind(*p))


def events_of(figure: FigureSlots) -> frozenset[str]:
    """The events of a figure: two for "killed or wounded"."""
    return _events(figure.figure.event)


@functools.cache
def _events(told: str | None) -> frozenset[str]:
    return frozenset(told.split(" or ")) if told else frozenset()


def _of_one_kind(left: FigureSlots, right: FigureSlots) -> bool:
    if (left.figure.kind, left.figure.unit) != (right.figure.kind, right.figure.unit):
        return False
    if left.figure.kind not in _COMPARED_KINDS:
        return False
    mine, other = events_of(left), events_of(right)
    if mine and other:
        return bool(mine & other)
    return left.figure.kind != "count" or (left.counted is not None and left.counted == right.counted)


def _ratio(left: FigureSlots, right: FigureSlots) -> float:
    # Rounded, so that it does not matter which side is which.
    return round(abs(_power(value_of(left.figure)) - _power(value_of(right.figure))), 9)


def _power(value: float) -> float:
    """A number as a power of ten, 0 for 0; one below 0 stands as far on the other side."""
    return math.copysign(math.log10(abs(value) + 1), value)


@functools.cache
def _model() -> tuple[float, tuple[float, ...]]:
    """The constant, and the weight of each feature."""
    told = tomllib.loads(files(__package__).joinpath("ranking.toml").read_text(encoding="utf-8"))
    return told["constant"], tuple(told[name] for name in FEATURES)
