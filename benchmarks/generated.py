"""Generated piles: invented articles with the claims and figures in them, as many as asked for, unread.

Articles come in stories of a few, which share their town, their day and some of their sentences; words are
drawn after Zipf's law from an invented vocabulary. One seed gives one pile.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, islice

from sayso.case.store import Store
from sayso.model import (
    Claim,
    Cue,
    Document,
    Entity,
    Figure,
    Findings,
    Mention,
    Place,
    Segment,
    Source,
    make_id,
)

_SYLLABLES = [c + v for c in "bdfgklmnprst" for v in "aeiou"]
_STORY = 5
_CLAIMS = 15
_NOUNS = 6000
_VERBS = 800
_WITH_FIGURE = 0.2
_EVENTS = ("killed", "wounded", "displaced", "arrested")
_COUNTED = ("people", "civilians", "soldiers", "children")
_TOGETHER = 100


@dataclass(frozen=True)
class _Vocabulary:
    nouns: list[str]
    verbs: list[str]
    zipf: list[float]


def pile(articles: int, seed: int = 1, claims: int = _CLAIMS) -> tuple[list[Document], list[Findings]]:
    """Documents with their findings, so many claims each, every fifth with a figure."""
    made = list(islice(endless(seed, claims), articles))
    return [document for document, _ in made], [found for _, found in made]


def endless(seed: int = 1, claims: int = _CLAIMS, number: int = 0) -> Iterator[tuple[Document, Findings]]:
    """The same one by one, without end, so that a large pile need not be held; the first has this number."""
    draw = random.Random(seed)
    vocabulary = _Vocabulary(
        [_word(draw, 3) for _ in range(_NOUNS)],
        [f"{_word(draw, 2)}ed" for _ in range(_VERBS)],
        list(accumulate(1 / (rank + 10) for rank in range(_NOUNS))),
    )
    while True:
        place = _word(draw, 3).capitalize()
        day = f"20{draw.randrange(10, 24)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 28):02}"
        told = [_sentence(draw, vocabulary, place) for _ in range(claims)]
        for _ in range(_STORY):
            own = [s if draw.random() < 0.3 else _sentence(draw, vocabulary, place) for s in told]
            yield _article(draw, number, own, (place, day))
            number += 1


def keep(store: Store, pairs: Iterable[tuple[Document, Findings]]) -> None:
    """Articles written as a run does, some at a time."""
    pairs = iter(pairs)
    while some := list(islice(pairs, _TOGETHER)):
        with store.writing():
            for document, found in some:
                store.begin_input(document.path, document.text.encode(), document.sha256, "generated")
                store.add([(document, found)])
                store.end_input(document.path)


def _word(draw: random.Random, syllables: int) -> str:
    return "".join(draw.choice(_SYLLABLES) for _ in range(syllables)) + draw.choice("lnrst")


def _sentence(draw: random.Random, vocabulary: _Vocabulary, place: str) -> tuple[str, int | None]:
    """What somebody says, with its number where it holds one."""
    one, two, three, four = draw.choices(vocabulary.nouns, cum_weights=vocabulary.zipf, k=4)
    verb = draw.choice(vocabulary.verbs)
    if draw.random() < _WITH_FIGURE:
        number = round(10 ** draw.uniform(0.3, 4))
        return f"{number} {draw.choice(_COUNTED)} were {draw.choice(_EVENTS)} in the {one} of {place}", number
    return f"the {one} {verb} the {two} and the {three} of the {four}", None


def _article(
    draw: random.Random, number: int, told: list[tuple[str, int | None]], scene: tuple[str, str]
) -> tuple[Document, Findings]:
    place, day = scene
    id_ = f"doc_{number:06}"
    text = ""
    claims: list[Claim] = []
    figures: list[Figure] = []
    people: dict[str, list[Mention]] = {}
    for content, value in told:
        speaker = f"{_word(draw, 2).capitalize()} {_word(draw, 2).capitalize()}"
        start = len(text)
        text += f"{speaker} said {content}. "
        begin = start + len(speaker) + len(" said ")
        entity = make_id("entity", "person", speaker)
        people.setdefault(speaker, []).append(Mention(id_, start, start + len(speaker), speaker))
        claim = Claim(
            make_id("claim", id_, begin), id_, begin, begin + len(content), content,
            ((begin, begin + len(content)),), (start, len(text) - 1), "indirect",
            Cue(start + len(speaker) + 1, begin - 1, "said", "say"),
            (Source(speaker, entity, speaker, start, start + len(speaker), speaker),),
        )  # fmt: skip
        claims.append(claim)
        if value is not None:
            counted, at = content.split()[1], begin + content.rindex(place)
            words = f"{value} {counted}"
            figures.append(
                Figure(
                    make_id("figure", id_, begin), id_, claim.id, begin, begin + len(words), words,
                    value, value, counted=counted, event=content.split()[3],
                    place=Place(place, at, at + len(place)),
                )
            )  # fmt: skip
    entities = tuple(
        Entity(make_id("entity", "person", n), n, "person", mentions=tuple(m)) for n, m in people.items()
    )
    document = Document(
        id_, f"{id_}.txt", None, id_, text, outlet=f"Paper {number % 50}", published=day, language="en",
        segments=(Segment(0, len(text.rstrip()), "body", "en"),),
    )  # fmt: skip
    return document, Findings(id_, tuple(claims), tuple(figures), (), entities)
