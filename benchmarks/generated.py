"""Generated piles: invented articles with the claims and figures in them, as many as asked for, unread.

Articles come in stories of a few, which share their town, their day, who speaks, what it is about and some of
their sentences. Every third story follows up an earlier one, in the same town and with who spoke there. Other
words are drawn after Zipf's law from an invented vocabulary. How many telling words articles of one story
share, and of several, is about as in real news (``benchmarks.stories``). One seed gives one pile.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
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
_NOUNS = 20_000
_CAST = 6
"""How many speak in a story."""
_TOPICS = 12
"""How many nouns are a story's own, from which each of its sentences takes some."""
_OF_TOPIC = 0.0, 0.3
"""How many of its nouns a sentence takes from these, the least and the most: some are told more alike."""
_FOLLOWS_UP = 1 / 3
_RECENT = 200
"""Of so many stories one is followed up."""
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

    def drawn(self, draw: random.Random, number: int) -> list[str]:
        """So many nouns, the common ones more often."""
        return draw.choices(self.nouns, cum_weights=self.zipf, k=number)


@dataclass(frozen=True)
class _Story:
    place: str
    day: str
    cast: list[str]
    topics: list[str]
    alike: float


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
    recent: deque[_Story] = deque(maxlen=_RECENT)
    while True:
        story = _story(draw, vocabulary, recent)
        recent.append(story)
        told = [_sentence(draw, vocabulary, story) for _ in range(claims)]
        for _ in range(_STORY):
            own = [s if draw.random() < 0.3 else _sentence(draw, vocabulary, story) for s in told]
            yield _article(draw, number, own, story)
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


def _story(draw: random.Random, vocabulary: _Vocabulary, recent: Sequence[_Story]) -> _Story:
    day = f"20{draw.randrange(10, 24)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 28):02}"
    topics = vocabulary.drawn(draw, _TOPICS)
    alike = draw.uniform(*_OF_TOPIC)
    if recent and draw.random() < _FOLLOWS_UP:
        earlier = draw.choice(recent)
        half = _TOPICS // 2
        return _Story(earlier.place, day, earlier.cast, earlier.topics[:half] + topics[half:], alike)
    cast = [f"{_word(draw, 2).capitalize()} {_word(draw, 2).capitalize()}" for _ in range(_CAST)]
    return _Story(_word(draw, 3).capitalize(), day, cast, topics, alike)


def _word(draw: random.Random, syllables: int) -> str:
    return "".join(draw.choice(_SYLLABLES) for _ in range(syllables)) + draw.choice("lnrst")


def _sentence(draw: random.Random, vocabulary: _Vocabulary, story: _Story) -> tuple[str, int | None]:
    """What somebody says, with its number where it holds one."""
    others = vocabulary.drawn(draw, 4)
    one, two, three, four = (draw.choice(story.topics) if draw.random() < story.alike else w for w in others)
    verb = draw.choice(vocabulary.verbs)
    if draw.random() < _WITH_FIGURE:
        number = round(10 ** draw.uniform(0.3, 4))
        return (
            f"{number} {draw.choice(_COUNTED)} were {draw.choice(_EVENTS)} in the {one} of {story.place}",
            number,
        )
    return f"the {one} {verb} the {two} and the {three} of the {four}", None


def _article(
    draw: random.Random, number: int, told: list[tuple[str, int | None]], story: _Story
) -> tuple[Document, Findings]:
    id_ = f"doc_{number:06}"
    text = ""
    claims: list[Claim] = []
    figures: list[Figure] = []
    people: dict[str, list[Mention]] = {}
    for content, value in told:
        speaker = draw.choice(story.cast)
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
            counted, at = content.split()[1], begin + content.rindex(story.place)
            words = f"{value} {counted}"
            figures.append(
                Figure(
                    make_id("figure", id_, begin), id_, claim.id, begin, begin + len(words), words,
                    value, value, counted=counted, event=content.split()[3],
                    place=Place(story.place, at, at + len(story.place)),
                )
            )  # fmt: skip
    entities = tuple(
        Entity(make_id("entity", "person", n), n, "person", mentions=tuple(m)) for n, m in people.items()
    )
    document = Document(
        id_, f"{id_}.txt", None, id_, text, outlet=f"Paper {number % 50}", published=story.day, language="en",
        segments=(Segment(0, len(text.rstrip()), "body", "en"),),
    )  # fmt: skip
    return document, Findings(id_, tuple(claims), tuple(figures), (), entities)
