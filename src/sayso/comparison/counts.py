"""Which relation two figures have that may count one thing, and the reasons for it.

In this order: one stretch of text carried twice repeats; another class, event, day or place, or a part
against the whole, is a difference of scope; equal numbers repeat one voice or agree; a later state of a
running count updates; numbers of one event that both can hold as worded differ, and numbers that cannot
conflict. What the slots do not settle is unclear.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

from sayso.comparison.copies import Standing
from sayso.comparison.disputes import written
from sayso.comparison.ground import Ground
from sayso.comparison.names import spelling_key
from sayso.comparison.numbers import is_vague, relate, value_of
from sayso.comparison.parties import is_party_noun
from sayso.comparison.ranking import FigurePair, countable, events_of
from sayso.comparison.scenes import MAIN, OTHER, TOTAL
from sayso.comparison.slots import ClaimSlots, FigureSlots, copied, days_long, times_apart, word_for_word
from sayso.comparison.tellings import Telling
from sayso.comparison.verdicts import (
    ONE_STORY_DAYS,
    days_apart,
    one_relay,
    places_apart,
    published,
    said_later,
)
from sayso.comparison.words import first_phrase, stem, word_list
from sayso.languages.en.populations import populations
from sayso.languages.lexicon import read_sections, words

_ALIKE = 0.25
_LIKELY_CARRIED = 0.2
"""How likely two claims must belong together before the outlet's own number is taken for the source's."""
_LITTLE_ALIKE = 0.12
_QUITE_ALIKE = 0.2
"""The same, where the words in common are those beside any number."""
_SAME_MATTER = 0.45
_CHANCE = 20
"""Two events can have a smaller number in common by chance."""
_TOLL = 5
_WAR = 10_000
_WIDE = 5
_FAR_APART = 100
"""Numbers further apart than this are not taken for two counts of one thing."""
_SAME_DAYS = 1
"""Numbers that name no day in articles further apart may be of two days."""
_SHORT_DAYS = 7
"""Up to how many days an interval tells when something was, and not only in which month or year."""
_ONE_DAY = 1
_AFTER_CHARS = 20
_NEAR_CHARS = 300
_BEFORE_CHARS = 30
_HARMED = "the (?:dead|killed|wounded|injured|victims|missing)"
_AMONG = re.compile(rf"[^.;,\d]{{0,20}}\bamong {_HARMED}\b")
_WITHIN = re.compile(r"\b(?:including|among (?:them|those)|of (?:whom|them))(?: [a-z]+){0,2} $")
_NAME = re.compile(r"\b[A-Z][^\W\d_]+")
_PART = re.compile(rf"\bof (?:{_HARMED}|them|those|whom|these)\b")
_RUNNING = frozenset({"displaced", "evacuated"})
_LIKELY = 0.1
"""How likely two claims must belong together before numbers apart are held against each other."""


def matched(left: Telling, right: Telling) -> Iterator[FigurePair]:
    """The figures of two claims in pairs, each at most once: those that count the same most plainly first."""

    def plainly(pair: FigurePair) -> tuple[bool, bool, bool, float, FigureSlots, FigureSlots]:
        one, other = pair
        a, b = value_of(one.figure), value_of(other.figure)
        return (
            relate(one.figure, other.figure) != "equal",
            one.figure.event != other.figure.event,
            one.counted != other.counted,
            abs(a - b) / (max(a, b) or 1),
            *pair,
        )

    taken: set[str] = set()
    for pair in sorted(countable(left, right), key=lambda p: (*plainly(p)[:4], p[0].order, p[1].order)):
        ids = {side.figure.id for side in pair}
        if not taken & ids:
            taken |= ids
            yield pair


def relate_figures(left: FigureSlots, right: FigureSlots, ground: Ground, likely: float) -> tuple[str, bool]:
    """The relation of two figures, and whether the right one is the earlier.

    ``likely`` says how likely their claims belong side by side.
    """
    return _Pair(left, right, ground, likely).relation()


class _Pair:
    """Two figures, with what their relation hangs on."""

    def __init__(self, left: FigureSlots, right: FigureSlots, ground: Ground, likely: float) -> None:
        self.left, self.right = left, right
        self.ground, self.likely = ground, likely
        self.numbers = relate(left.figure, right.figure)
        self.standing = ground.standing(left, right)
        self.alike = ground.alike(left, right)
        self.voice = ground.one_voice(left, right)
        self.own = left.voice.own_voice or right.voice.own_voice
        self.rivals = left.voice.named and right.voice.named and not self.own and not self.voice
        self.later = said_later(left, right)
        self.scenes = {ground.scenes.of(left), ground.scenes.of(right)}
        self.inside = left.document.id == right.document.id

    def relation(self) -> tuple[str, bool]:
        """The relation, and whether the right side is the earlier one."""
        equal = self.numbers in ("equal", "rounding")
        populations = populations_apart(self.left, self.right)
        if self.standing is Standing.COPY:
            if self.numbers == "equal":
                return "repeats", False
            if not populations and self._new_version():
                return "updates", self.later < 0
        if populations or self._other_event() or days_clash(self.left, self.right):
            return "scope", False
        if self.numbers in ("compatible", "apart") and self._other_days():
            return "scope", False
        return (self._same_number(), False) if equal else self._numbers_apart()

    def _same_number(self) -> str:
        added = self.left.figure.change != self.right.figure.change
        if (added and (self.inside or self.numbers == "rounding")) or self._chance_of_one_voice():
            # "About 40 more" beside 39 in all.
            return "scope"
        other = self.left.counted != self.right.counted
        if other and _is_part(self.left) != _is_part(self.right) and self.alike < _SAME_MATTER:
            # "At most 25 people" beside a hundred "including 25 children".
            return "scope"
        if self.voice or (self.alike >= _ALIKE and self._of_one_hand()):
            return "repeats"
        if self.alike >= _SAME_MATTER:
            # In the same words, whatever the number: one matter.
            own = self._own_voices()
            one_text = self._claims_are(copied) or (not own and (self.own or self._claims_are(word_for_word)))
            return "repeats" if one_text and self.numbers == "equal" else "agrees"
        by_chance = self._small() or self._vague()
        if by_chance and (self._two_things() or self.ground.scenes.apart(self.left, self.right)):
            return "scope"
        far = days_apart(self.left, self.right) > ONE_STORY_DAYS
        if by_chance and (far or not (self._one_scene() and self._told_of_one() and self._held_together())):
            # "Dozens" may be any number of anything, and so may six.
            return "unclear"
        if self.inside and self.numbers == "rounding" and not self._one_event() and self.alike < _ALIKE:
            return "scope"
        if not self.inside and not self._told_of_one():
            return "unclear"
        if self.numbers == "equal" and self.own:
            carried = one_relay(self.left, self.right)
            return "repeats" if self._claims_are(copied) or self.inside or carried else "agrees"
        # Within one article only two named voices agree on a number that may be any.
        return "unclear" if self.inside and by_chance and not self.rivals else "agrees"

    def _chance_of_one_voice(self) -> bool:
        """Whether a small number that one voice gives twice is of two places, or of two weeks."""
        if not self.voice or self.alike >= _SAME_MATTER or not (self._small() or self._vague()):
            return False
        far = days_apart(self.left, self.right) > ONE_STORY_DAYS
        elsewhere = self.ground.scenes.elsewhere(self.left, self.right)
        return far or elsewhere or bool(places_apart(self.left.place, self.right.place))

    def _own_voices(self) -> bool:
        return self.left.voice.own_voice and self.right.voice.own_voice

    def _claims_are(self, of_one_text: Callable[[ClaimSlots, ClaimSlots], bool]) -> bool:
        """Whether both figures stand in claims, and these are of one text as is asked."""
        left, right = self.left.claim, self.right.claim
        return left is not None and right is not None and of_one_text(left, right)

    def _of_one_hand(self) -> bool:
        """Whether one article, or one outlet in its own voice, tells both: a lead and what it sums up."""
        return self.inside or (
            self._own_voices() and self.left.document.outlet == self.right.document.outlet is not None
        )

    def _told_of_one(self) -> bool:
        """Whether two sentences name one place or body, or share words, or two articles are of one event."""
        telling = (self.left.stems & self.right.stems) - beside_any_number()
        if self.alike >= (_LITTLE_ALIKE if telling else _QUITE_ALIKE) or same_event(self.left, self.right):
            return True
        return {MAIN} == self.scenes and self.ground.scenes.one_event(self.left, self.right)

    def _small(self) -> bool:
        """Whether two events can have a number in common by chance."""
        return min(value_of(self.left.figure), value_of(self.right.figure)) < _CHANCE

    def _two_things(self) -> bool:
        """Whether a small number that two figures share is most likely of two things."""
        if self.inside and self.alike < _ALIKE:
            return True
        apart = places_apart(self.left.place, self.right.place)
        return bool(apart) or self._total_and_not() or not self._one_scene()

    def _numbers_apart(self) -> tuple[str, bool]:
        left, right = self.left, self.right
        if self._total_and_not() or part_of_all(left, right) or self.standing is Standing.COPY:
            return "scope", False
        if _is_part(left) != _is_part(right) or left.figure.change != right.figure.change:
            # "14 of the dead", "two more victims": not all of them.
            return "scope", False
        if left.counted == right.counted == "combatants" and _noun(left) != _noun(right):
            # "30 militants" and "three fighters" are most likely of two sides.
            return "scope", False
        if self._seen_or_left_over():
            return "scope", False
        if left.figure.event == "strikes" and self._of_two_hands():
            return "scope", False
        if self.inside or self.standing is Standing.INSIDE:
            # One article gives two numbers of two things, unless two sources dispute one.
            again = counted_by_others(left) != counted_by_others(right)
            apart = self.ground.scenes.apart(left, right) or self.ground.scenes.elsewhere(left, right)
            # A "higher toll" is of the event told just before, whatever its own sentence is of.
            whole = self.scenes in ({MAIN}, {TOTAL}) or (again and _near(left, right))
            rivals = self.rivals or (not self.own and not self.voice and of_the_toll(left, right))
            disputed = (again or (rivals and not apart)) and whole and self._one_event()
            if self.numbers != "compatible" and (left.time is None) != (right.time is None):
                # Of a day, and of no day that is told: perhaps of two.
                disputed = False
            return (self._unlike() if disputed else "scope"), False
        running = left.figure.event in _RUNNING
        apart = self._another_event() or (self.ground.scenes.apart(left, right) and self.alike < _SAME_MATTER)
        if apart and not running:
            return "scope", False
        if days_apart(left, right) > ONE_STORY_DAYS and not running:
            return "unclear", False
        order = self._order()
        if order and self._one_scene() and self._told_of_one() and self._held_together():
            return "updates", order < 0
        if self.voice:
            # One voice that gives a lower number later: a correction, or another event.
            return ("unclear" if self.later else "scope"), False
        if places_apart(left.place, right.place) and self.alike < _SAME_MATTER:
            return "scope", False
        return self._of_one_event()

    def _of_one_event(self) -> tuple[str, bool]:
        """The relation of two numbers that nothing sets apart."""
        left, right = self.left, self.right
        smaller, larger = sorted((value_of(left.figure), value_of(right.figure)))
        if larger > _FAR_APART * smaller:
            return "scope", False
        toll = larger >= _TOLL
        told = toll and self._told_of_one() and self._held_together() and self._one_scene()
        if not self._one_event() or not (told or self._of_one_war()):
            return "unclear", False
        if larger > _WIDE * smaller and told and not same_event(left, right):
            # Of one event tolls are seldom so far apart; a name in common would tell that it is one.
            return "unclear", False
        if self.later and grows(left, right, self.later) and not self.rivals and told:
            return "updates", self.later < 0
        risen_before = (left if self.later > 0 else right).said_so_far
        if self.later and (
            risen_before or (not one_day(left, right) and days_apart(left, right) > _SAME_DAYS)
        ):
            # A toll that had risen and is lower later, or numbers that may be of two days.
            return "unclear", False
        return self._unlike(), False

    def _of_one_war(self) -> bool:
        """Whether both are totals over a whole war or disaster, and larger than a single event's."""
        return {TOTAL} == self.scenes and min(value_of(f.figure) for f in (self.left, self.right)) >= _WAR

    def _unlike(self) -> str:
        return "differs" if self.numbers == "compatible" else "conflicts"

    def _held_together(self) -> bool:
        """Whether two claims are likely enough of one thing for their numbers to speak against each other."""
        if self.likely >= _LIKELY:
            return True
        return one_day(self.left, self.right) or same_event(self.left, self.right)

    def _one_event(self) -> bool:
        return bool(events_of(self.left)) and events_of(self.left) == events_of(self.right)

    def _other_event(self) -> bool:
        mine, other = events_of(self.left), events_of(self.right)
        return bool(mine and other) and not mine & other

    def _total_and_not(self) -> bool:
        """Whether one number is a total over time, the other not; who fled is always counted as a total."""
        running = self.left.figure.event in _RUNNING and self.right.figure.event in _RUNNING
        return TOTAL in self.scenes and len(self.scenes) > 1 and not running

    def _other_days(self) -> bool:
        """Whether one number is of the day that its article is about, and the other of other days."""
        scenes = self.ground.scenes
        return times_apart(scenes.when(self.left), scenes.when(self.right)) is True

    def _seen_or_left_over(self) -> bool:
        """Whether a number is only of those a picture shows, of another people, or of a longer time."""
        left, right = self.left, self.right
        if seen_in_a_picture(left) != seen_in_a_picture(right) or periods_apart(left, right):
            return True
        mine, other = self._states_told(left), self._states_told(right)
        if mine and other and mine.isdisjoint(other):
            # "Danori strikes killed 34", "Norland's raids killed 19".
            return True
        return of_two_peoples(left.figure.counted, right.figure.counted)

    def _of_two_hands(self) -> bool:
        """Whether two numbers of strikes are most likely of two hands, or one is of the other: "one raid"."""
        left, right = self.left, self.right
        if 1 in (value_of(left.figure), value_of(right.figure)):
            return True
        known = [self._states_told(f) for f in (left, right)]
        return known[0] != known[1] and self.alike < _ALIKE

    def _states_told(self, figure: FigureSlots) -> frozenset[str]:
        """The states that do something, or have it done to them, in a figure's claim."""
        claim = figure.claim
        return frozenset() if claim is None else self.ground.cast.states(claim.claim.text, claim.document)

    def _another_event(self) -> bool:
        """Whether one article tells its number of another event than its own and than the other's."""
        left, right = self.left, self.right
        if {MAIN, OTHER} != self.scenes or left.said_so_far or right.said_so_far:
            return False
        return not (_day_before_print(left, right) or _day_before_print(right, left))

    def _vague(self) -> bool:
        return is_vague(self.left.figure) or is_vague(self.right.figure)

    def _one_scene(self) -> bool:
        """Whether two figures may be of one event: names in the leads, a name, or a day in common."""
        left, right = self.left, self.right
        shared = self.ground.scenes.share_names(left.document, right.document)
        return shared or same_event(left, right) or one_day(left, right)

    def _new_version(self) -> bool:
        """Whether the later of two texts that are much the same tells a higher number of the same count."""
        same = self.left.figure.event == self.right.figure.event
        near = days_apart(self.left, self.right) <= ONE_STORY_DAYS
        return bool(self.later) and same and near and grows(self.left, self.right, self.later)

    def _order(self) -> int:
        """Which side is the later state of a running count: 1 the right one, -1 the left one, 0 neither."""
        left, right = self.left, self.right
        told = left.said_so_far or right.said_so_far
        running = told or left.figure.event in _RUNNING
        if self.later and (self.voice or running) and grows(left, right, self.later):
            return self.later
        dated = published(left)[0] is not None and published(right)[0] is not None
        if self.later or self.rivals or not dated or not (told or self._known_to_run()):
            return 0
        # Of one day's states of a toll the lower is the earlier.
        return 1 if grows(left, right, 1) else -1

    def _known_to_run(self) -> bool:
        """Whether numbers that cannot both hold are of a count that the pile knows to have risen."""
        scenes = self.ground.scenes
        return self.numbers == "apart" and scenes.running(self.left) and scenes.running(self.right)


# --- slots against each other ------------------------------------------------------------------------------


def populations_apart(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether two figures count different classes, one of them perhaps within the other."""
    if left.counted is None or right.counted is None or left.counted == right.counted:
        return False
    known = left.within or right.within or "people" in (left.counted, right.counted)
    if not known:
        return True
    # "58 people" and "58 civilians" may be one count: the wider class says no more than the narrower.
    wider = left.counted in right.within or right.counted in left.within
    return not (wider and "people" in (left.counted, right.counted))


def part_of_all(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether the smaller number is of a class within the one that the larger number counts."""
    small, large = sorted((left, right), key=lambda f: f.figure.low or f.figure.high or 0)
    if large.counted is None or _says_what_befell(large):
        # A bare toll, "86 dead", is of children and fighters too; that all were civilians often goes unsaid.
        return bool(small.within) and small.counted != "civilians"
    return large.counted in small.within


def _says_what_befell(figure: FigureSlots) -> bool:
    """Whether what is counted is called only by what befell it: "23 dead", "22 injuries"."""
    said = word_list(figure.figure.counted or "")
    return figure.counted == "people" and not written("what befell them").isdisjoint(said[-1:])


def _is_part(figure: FigureSlots) -> bool:
    """Whether a number is only of some of those told before: "14 of the dead", "including 30 children"."""
    if figure.figure.of is not None or figure.added_to or _besides_the_dead(figure):
        return True
    text, start, end = figure.document.text, figure.figure.start, figure.figure.end
    if _WITHIN.search(text, max(0, start - _BEFORE_CHARS), start) or _AMONG.match(text, end):
        return True
    found = _PART.search(text, start, end + _AFTER_CHARS)
    # "86, 30 of them children": the second number is the part. "25 people, all of them guards": none is.
    return found is not None and found.start() <= end + 1


def _besides_the_dead(figure: FigureSlots) -> bool:
    """ "21 others died": besides those told before; "four killed and seven others hurt" are all."""
    return figure.figure.event == "killed" and word_list(figure.figure.counted or "")[-1:] == ("others",)


def seen_in_a_picture(figure: FigureSlots) -> bool:
    """Whether a number stands on the word of a video or photograph, which shows what it shows and no toll."""
    said_by = word_list(figure.speaker.said_by or "")
    return bool(said_by) and not _pictures().isdisjoint(said_by[-1:])


def counted_by_others(figure: FigureSlots) -> bool:
    """Whether the sentence gives a count as others have it: "other estimates ranged as high as 500"."""
    return _sentence_holds(figure, "counted by others")


def of_the_toll(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether two sentences side by side tell of one toll: "put the toll at 44", "the true number"."""
    return _near(left, right) and any(_sentence_holds(f, "the count itself") for f in (left, right))


def _near(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether two numbers of one article stand close to each other."""
    return abs(left.figure.start - right.figure.start) <= _NEAR_CHARS


def _sentence_holds(figure: FigureSlots, section: str) -> bool:
    if figure.claim is None:
        return False
    start, end = figure.claim.claim.sentence
    return first_phrase(word_list(figure.document.text[start:end]), "disputes.txt", section) is not None


@functools.cache
def beside_any_number() -> frozenset[str]:
    """Stems that any sentence with a number may have: amounts, who is counted, what befell them."""
    scenes = words(read_sections("en", "scenes.txt")["beside any number"])
    return frozenset(map(stem, scenes | populations()[0].keys()))


@functools.cache
def _pictures() -> frozenset[str]:
    return words(read_sections("en", "scenes.txt")["pictures"])


def periods_apart(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether one number is of a time that begins well before the other's: "since April", "in two weeks"."""
    if left.time is None or right.time is None:
        return False
    begins = days_long((min(left.time[0], right.time[0]), max(left.time[0], right.time[0])))
    return begins > _ONE_DAY and max(days_long(left.time), days_long(right.time)) > _ONE_DAY


def of_two_peoples(left: str | None, right: str | None) -> bool:
    """Whether two counted nouns are each narrowed by another name: "Danori guards", "Tolk police"."""
    mine, other = (_names_in(counted or "") for counted in (left, right))
    return bool(mine and other) and mine.isdisjoint(other)


def _names_in(counted: str) -> frozenset[str]:
    return frozenset(spelling_key(name) for name in _NAME.findall(counted) if not is_party_noun(name))


def _noun(figure: FigureSlots) -> str:
    """The last word of what is counted."""
    return (figure.figure.counted or "").lower().rpartition(" ")[2]


def days_clash(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether two figures are of two days: those they name, or one later than the other's publication."""
    if times_apart(left.time, right.time) is True:
        return True
    return _after(left, right) or _after(right, left)


def _after(told: FigureSlots, other: FigureSlots) -> bool:
    """Whether a figure is of a day on which the other one stood in print already."""
    printed = published(other)[0]
    return told.time is not None and printed is not None and told.time[0] > printed


def _day_before_print(told: FigureSlots, other: FigureSlots) -> bool:
    """Whether a figure is of the day on which another one was printed, or of the day before."""
    printed = published(other)[0]
    if told.time is None or printed is None or days_long(told.time) > 1:
        return False
    return 0 <= days_long((told.time[1], printed)) <= 1


def one_day(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether both figures tell their day, and it is one."""
    days = [d for d in (left.time, right.time) if d is not None and days_long(d) <= _SHORT_DAYS]
    return len(days) == 2 and times_apart(*days) is False


def same_event(left: FigureSlots, right: FigureSlots) -> bool:
    """Whether two sentences name one town, district or body besides whole countries and who speaks."""
    return bool((left.proper & right.proper) - left.speaker.names - right.speaker.names)


def grows(left: FigureSlots, right: FigureSlots, later: int) -> bool:
    """Whether the later number is not the smaller one: a running count only rises."""
    first, second = (left, right) if later > 0 else (right, left)
    a = first.figure.low if first.figure.low is not None else first.figure.high
    b = second.figure.low if second.figure.low is not None else second.figure.high
    return a is not None and b is not None and b >= a
