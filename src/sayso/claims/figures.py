"""Numbers into figures: what is counted, what happened to it, in which claim, when and where."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from sayso.claims.when import when_happened, when_said
from sayso.languages.en.quantities import events
from sayso.model import Claim, Figure, Place, Step, make_id
from sayso.reading.text import Number, Reading, Sentence, Token

COMPONENT = "figures"
VERSION = "1"

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_BEFORE_HEAD = _NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "CD", "RB", "CC", ","}
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_TELLS_WHERE = frozenset(
    {"in", "at", "near", "on", "outside", "around", "across", "from", "of", "into", "over"}
)
_EMPTY_HEADS = frozenset({"total", "number", "lot", "majority", "group", "rest", "unit", "piece", "member"})
_PASSED_OVER = frozenset(
    {"were", "was", "are", "been", "be", "have", "has", "had", "also", "more", "others", "other", "reported"}
)
_TALLIES = frozenset({"number", "total", "count", "tally", "figure"})
_UNIONS = ("killed", "wounded", "captured", "missing", "displaced", "arrested", "destroyed", "damaged")


@dataclasses.dataclass(slots=True)
class _Seen:
    """A number with the tokens around it: its own last token, the noun it counts, the end of its phrase."""

    number: Number
    sentence: Sentence
    own: list[Token]
    head: Token | None
    end: Token
    counted: str | None
    event: str | None = None
    shared: bool = False


def find_figures(reading: Reading, claims: Sequence[Claim]) -> tuple[Figure, ...]:
    """The figures of a reading, in order; ``claims`` are those that they may stand in."""
    made: list[Figure] = []
    before: _Seen | None = None
    for number in reading.numbers:
        seen = _see(reading, number)
        if seen is None:
            continue
        if number.kind == "count":
            whole = before is not None and _whole_of(before, reading) is number
            seen.event = _event(seen) if not whole else None
            if seen.counted is None and not _shares(seen, before):
                continue
            if seen.counted is None and before is not None:
                seen.counted, seen.shared = before.counted, True
            before = seen
        made.append(_figure(reading, seen, claims))
    return tuple(made)


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
            place=_place_within(reading, claim.start, claim.end),
        )
        for claim in claims
    )


# --- the noun that is counted ------------------------------------------------------------------------------


def _see(reading: Reading, number: Number) -> _Seen | None:
    own = reading.tokens_in(number.start, number.end)
    if not own:
        return None
    sentence = own[-1].sentence
    if number.kind != "count":
        end = own[-1]
        about = end.lemma if number.kind in ("duration", "measure") else None
        return _Seen(number, sentence, own, end, end, about)
    words = [t for t in sentence.tokens if t.i > own[-1].i]
    head, end = _counted_head(own[-1], words)
    named = _named_before(own[-1]) if head is None else None
    if named is not None:
        return _Seen(number, sentence, own, named, own[-1], _noun_phrase(named))
    counted = None
    if head is not None:
        first = next((t for t in words if t.text not in (",",)), head)
        if first.lower == "of" and len(words) > 1:
            first = words[words.index(first) + 1]
        while first.i < head.i and (
            first.tag in ("DT", "PRP$", "POS", "CD") or first.lower in ("other", "more", "additional")
        ):
            first = words[words.index(first) + 1]
        counted = reading.document.text[first.start : end.end]
        if head.i < own[0].i:
            counted = head.text
    return _Seen(number, sentence, own, head, end if end.i > own[-1].i else own[-1], counted)


def _counted_head(last: Token, words: list[Token]) -> tuple[Token | None, Token]:
    """The noun counted by the number that ends in ``last``, and the last token of its phrase."""
    if not words:
        return None, last
    at = 0
    if words[0].lower == "of" and len(words) > 1:
        # "dozens of people", "six of 44 houses"
        at = 1
    head: Token | None = None
    for token in words[at:]:
        if at and head is None and token.lower in events().nouns and token.tag not in _NOUNS:
            # "15 of the wounded": a participle that stands for people.
            return token, token
        if token.tag in _NOUNS and token.ent not in ("DATE", "TIME"):
            if (
                head is not None
                and token.i != head.i + 1
                and words[token.i - words[0].i - 1].tag not in ("HYPH", "POS")
            ):
                break
            head = token
        elif (
            head is not None
            or (token.tag == "CC" and words[token.i - words[0].i - 1].lower in events().beside)
            or token.tag not in _BEFORE_HEAD | {"DT", "PRP$"}
            or token.text == ","
            or (token.tag in ("VBN", "VBG", "RB") and not _modifies_ahead(token, words))
        ):
            break
    if head is None:
        return None, last
    return _through_of(head, words)


def _named_before(last: Token) -> Token | None:
    """What is counted in "the number of wounded reached 120" and "put the number of wounded at 120"."""
    verb = last.head.head if last.dep == "pobj" else last.head
    if last.dep not in ("pobj", "dobj", "attr", "npadvmod") or not verb.tag.startswith("VB"):
        return None
    for child in verb.children:
        if child.lower in _TALLIES and child.dep in ("nsubj", "nsubjpass", "dobj") and child.i < last.i:
            of = next((c for c in child.children if c.lower == "of"), None)
            return next((c for c in of.children if c.dep == "pobj"), None) if of is not None else None
    return None


def _noun_phrase(head: Token) -> str:
    words = [t for t in head.children if t.i < head.i and t.dep in ("amod", "compound", "nmod")] + [head]
    return " ".join(t.text for t in words)


def _modifies_ahead(token: Token, words: list[Token]) -> bool:
    """Whether a participle stands before the noun it describes ("22 armed men") and not for a verb."""
    return (
        token.dep in ("amod", "advmod")
        and token.head.i > token.i
        and token.head.tag in _NOUNS | {"VBN", "JJ"}
    )


def _through_of(head: Token, words: list[Token]) -> tuple[Token, Token]:
    """ "52 units of equipment": the noun after "of" belongs to the phrase."""
    at = head.i - words[0].i
    if head.lemma in _EMPTY_HEADS and at + 2 < len(words) and words[at + 1].lower == "of":
        end = head
        for token in words[at + 2 :]:
            if token.tag not in _NOUNS | {"DT", "JJ", "PRP$"}:
                break
            end = token if token.tag in _NOUNS else end
        return head, end
    return head, head


def _shares(seen: _Seen, before: _Seen | None) -> bool:
    """Whether a number without a noun counts what the one before it counts: "six destroyed, 22 damaged"."""
    if seen.event is not None:
        return True
    if before is None or before.number.kind != "count":
        return False
    near = seen.sentence.i - before.sentence.i <= 1
    return near and seen.own[-1].dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "attr")


# --- what happened to it -----------------------------------------------------------------------------------


def _event(seen: _Seen) -> str | None:
    """What happened to the counted, by its noun, the words beside it, its verb, or the phrase before it."""
    lexicon = events()
    found = _own_event(seen)
    if found is not None:
        return found
    beside = _beside(seen)
    if beside is not None:
        return beside
    by_verb = _by_verb(seen)
    if by_verb is not None:
        return by_verb
    clause = [t.lower for t in seen.sentence.tokens if t.i > seen.end.i]
    for phrase, event in lexicon.phrases.items():
        at = next(
            (i for i in range(min(5, len(clause))) if tuple(clause[i : i + len(phrase)]) == phrase), None
        )
        if at is not None:
            return event
    before = [t.lower for t in seen.sentence.tokens if t.i < seen.own[0].i][-8:]
    for phrase, event in lexicon.leading.items():
        for i in range(len(before) - len(phrase) + 1):
            if tuple(before[i : i + len(phrase)]) == phrase and _leads(phrase, before[i + len(phrase) :]):
                return event
    return None


def _leads(phrase: tuple[str, ...], between: list[str]) -> bool:
    """Whether a leading phrase reaches the number: right before it, or as "the death toll … at 58"."""
    if phrase[-1] in ("toll", "dead", "deaths", "count"):
        return len(between) <= 6 and not {"and", "while", "as"} & set(between)
    return len(between) == 0


def _own_event(seen: _Seen) -> str | None:
    """ "12 casualties", "21 air strikes", "37 KIA"."""
    nouns = events().nouns
    heads = [t for t in (seen.head, seen.own[-1] if seen.own[-1].tag in _NOUNS else None) if t is not None]
    for head in heads:
        found = nouns.get(head.lower) or nouns.get(head.lemma)
        if found is not None:
            return found
    described = [c for c in seen.head.children if c.dep == "amod"] if seen.head is not None else []
    return next((events().beside[c.lower] for c in described if c.lower in events().beside), None)


def _beside(seen: _Seen) -> str | None:
    """ "12 people dead", "8 killed and 58 wounded": the words right after the phrase."""
    words = [t for t in seen.sentence.tokens if t.i > max(seen.end.i, seen.own[-1].i)][:6]
    lexicon = events()
    found: list[str] = []
    for token in words:
        event = lexicon.beside.get(token.lower)
        if event is None and token.tag == "VBN":
            event = lexicon.object.get(token.lemma)
        joint = token.lower in _PASSED_OVER or token.tag == "RB" or (token.lower in ("and", "or") and found)
        if event is not None and event not in found:
            found.append(event)
        elif not joint:
            break
    return _union(found)


def _union(found: list[str]) -> str | None:
    if not found:
        return None
    if len(found) == 1:
        return found[0]
    first, second = sorted(found[:2], key=lambda e: _UNIONS.index(e) if e in _UNIONS else 99)
    return f"{first} or {second}"


def _by_verb(seen: _Seen) -> str | None:
    """The event of the verb that governs the counted noun in the right role."""
    token = seen.head if seen.head is not None and seen.head.i > seen.own[-1].i else seen.own[-1]
    if seen.own[-1].tag in _NOUNS and seen.own[-1].head is not token:
        token = seen.own[-1]
    for _ in range(6):
        if token.dep in ("conj", "appos", "nummod", "amod", "compound", "nmod", "quantmod") or (
            token.dep == "pobj"
            and token.head.lower in ("of", "including", "among")
            and token.head.head.tag in _NOUNS
        ):
            token = token.head if token.dep != "pobj" else token.head.head
            continue
        break
    verb = token.head
    lexicon = events()
    found: list[str] = []
    passive_subject = token.dep == "nsubjpass"
    for candidate in _coordinated(verb):
        event = None
        active = any(c.dep == "aux" and c.lemma == "have" for c in candidate.children)
        if token.dep in ("dobj", "nsubjpass") or (
            token.dep == "nsubj" and candidate.tag == "VBN" and not active
        ):
            event = lexicon.object.get(candidate.lemma)
            if candidate.lemma in ("conduct", "launch", "carry", "claim"):
                event = None
        if event is None and token.dep == "nsubj" and not passive_subject:
            event = lexicon.subject.get(candidate.lemma)
        if event is not None and event not in found:
            found.append(event)
    if (
        not found
        and token.dep == "dobj"
        and verb.lemma == "lose"
        and seen.head is not None
        and _is_people(seen.head)
    ):
        found.append("killed")
    if not found and token.tag == "VBN":
        found.extend(e for e in [lexicon.object.get(token.lemma)] if e)
    return _union(found)


def _coordinated(verb: Token) -> list[Token]:
    """A verb and those joined to it that share its object or subject: "killed and wounded hundreds"."""
    joined = [verb]
    if (
        verb.dep == "conj"
        and verb.head.tag.startswith("VB")
        and not any(c.dep in ("dobj", "nsubj", "nsubjpass") for c in verb.head.children if c.i > verb.head.i)
    ):
        joined.append(verb.head)
    for child in verb.children:
        own = any(c.dep in ("dobj", "nsubj", "nsubjpass") for c in child.children)
        if child.dep == "conj" and child.tag.startswith("VB") and not own:
            joined.append(child)
    return joined


def _is_people(noun: Token) -> bool:
    return noun.lower in (
        "men",
        "people",
        "soldiers",
        "fighters",
        "troops",
        "members",
        "militants",
        "women",
        "children",
        "civilians",
        "servicemen",
        "persons",
        "terrorists",
        "rebels",
        "officers",
        "policemen",
    )


# --- the figure --------------------------------------------------------------------------------------------


def _figure(reading: Reading, seen: _Seen, claims: Sequence[Claim]) -> Figure:
    document = reading.document
    number = seen.number
    start, end = number.start, max(number.end, seen.end.end if seen.end.i >= seen.own[-1].i else number.end)
    claim = _innermost(claims, number.start, number.end)
    whole = _whole_of(seen, reading)
    of = whole.low if whole is not None else None
    steps = [Step(COMPONENT, VERSION, number.rule, number.start, number.end)]
    if seen.event is not None:
        steps.append(Step(COMPONENT, VERSION, f"event: {seen.event}", seen.sentence.start, seen.sentence.end))
    if seen.shared:
        steps.append(Step(COMPONENT, VERSION, "counts what the figure before it counts", start, end))
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
        of=of,
        per=number.per,
        change=number.change,
        direction=None,
        kind=number.kind,
        about=None,
        time=when_happened(reading, start, bounds),
        place=_place_near(reading, seen, bounds),
        steps=tuple(steps),
    )


def _innermost(claims: Sequence[Claim], start: int, end: int) -> Claim | None:
    """The shortest claim whose content covers a stretch."""
    holding = [c for c in claims if any(s <= start and end <= e for s, e in c.spans)]
    return min(holding, key=lambda c: (sum(e - s for s, e in c.spans), c.id), default=None)


def _whole_of(seen: _Seen, reading: Reading) -> Number | None:
    """The whole in "six of 44"."""
    after = [t for t in seen.sentence.tokens if t.i > seen.own[-1].i][:3]
    if len(after) >= 2 and after[0].lower == "of":
        for number in reading.numbers:
            if number.start in (after[1].start, after[-1].start) and number.low == number.high:
                return number
    return None


def _places(reading: Reading, start: int, end: int) -> list[tuple[Token, Token]]:
    """The place names in a stretch, as first and last token: names of places after "in", "at", "near"."""
    found: list[tuple[Token, Token]] = []
    tokens = reading.tokens_in(start, end)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.tag != "NNP" and token.ent not in _PLACES:
            at += 1
            continue
        before = tokens[at - 1].lower if at else ""
        led = before in _TELLS_WHERE or (before == "the" and at > 1 and tokens[at - 2].lower in _TELLS_WHERE)
        following = tokens[at + 1].text if at + 1 < len(tokens) else ""
        proper = led and token.tag == "NNP" and token.ent not in ("DATE", "TIME", "PERSON")
        # "US-led" is no place where anything happened.
        named = (token.ent in _PLACES or proper) and following != "-"
        if not named or not (led or token.ent in _PLACES):
            at += 1
            continue
        last = at
        while (
            last + 1 < len(tokens)
            and tokens[last + 1].tag in ("NNP", "NNPS", "HYPH")
            and tokens[last + 1].ent in (token.ent, "", *_PLACES)
        ):
            last += 1
        while last > at and tokens[last].tag == "HYPH":
            last -= 1
        if led:
            found.append((token, tokens[last]))
        at = last + 1
    return found


def _place_within(reading: Reading, start: int, end: int) -> Place | None:
    found = _places(reading, start, end)
    return _place(reading, found[0]) if found else None


def _place_near(reading: Reading, seen: _Seen, bounds: tuple[int, int]) -> Place | None:
    found = _places(reading, *bounds)
    at = seen.own[-1].i
    nearest = min(found, key=lambda p: (abs(p[0].i - at), p[0].i), default=None)
    return _place(reading, nearest) if nearest is not None else None


def _place(reading: Reading, tokens: tuple[Token, Token]) -> Place:
    text = reading.document.text[tokens[0].start : tokens[1].end]
    return Place(text, tokens[0].start, tokens[1].end, make_id("entity", "place", text.lower()))
