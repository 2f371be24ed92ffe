"""What happened to what is counted: the event of a figure, by the lexicon of events.

Asked in this order: the noun itself ("12 casualties"), the verb right before the number, the words right
after its phrase, the verb that governs it, the noun it belongs to ("the deaths of 12 people"), phrases of the
lexicon, and last what the noun is a role of ("refugees").
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from sayso.claims.figures.counted import tally_of
from sayso.claims.figures.seen import NOUNS, TALLIES, Seen
from sayso.languages.en.populations import classes_around, populations
from sayso.languages.en.quantities import events, listed
from sayso.reading.lemmas import lemma
from sayso.reading.text import Token

_PASSED_OVER = listed("passed over")
_AUXILIARIES = frozenset(["be", "been", "being", "was", "were", "is", "are", "get", "got"])
_UNIONS = ("killed", "wounded", "captured", "missing", "displaced", "arrested", "destroyed", "damaged")
_RAISING = frozenset({"xcomp", "oprd", "acomp", "ccomp"})
_NOUN_LINKS = frozenset({"conj", "appos", "nummod", "amod", "compound", "nmod", "quantmod"})


def event_of(seen: Seen) -> str | None:
    """The event of a count; a union of two is written "killed or wounded"."""
    if _is_denied(seen):
        return _own(seen) or _of_an_act(seen) or _among(seen) or _role(seen)
    asked = (
        _own(seen)
        or _in_row(seen)
        or _right_before(seen)
        or _beside(seen)
        or _by_next_verb(seen)
        or _by_verb(seen)
        or _of_an_act(seen)
        or _by_phrase(seen)
    )
    event = asked or _among(seen) or _passive_ahead(seen) or _by_tally(seen) or _role(seen)
    if event == "destroyed" and seen.head is not None and _is_people(seen.head):
        # People are not destroyed.
        return "killed"
    return event


def union(found: list[str]) -> str | None:
    """One event of those found: the first, or the first two in a fixed order."""
    kept = list(dict.fromkeys(found))
    if len(kept) < 2:
        return kept[0] if kept else None
    first, second = sorted(kept[:2], key=lambda e: (_UNIONS.index(e) if e in _UNIONS else 99, e))
    return f"{first} or {second}"


_NOT_DENIED = frozenset({"only", "just", "merely", "least"})


def _is_denied(seen: Seen) -> bool:
    """ "The 12 passengers were not hurt", "neither of the two pilots was": what did not happen."""
    top = _top_noun(seen)
    whole = top.head.head if top.dep == "pobj" and top.head.lower == "of" else top
    if whole not in seen.own and (whole.lower in ("none", "neither") or _is_not_all(whole)):
        return True
    for child in top.head.children:
        if child.dep == "neg" and top.head.tag.startswith("VB"):
            after = child.sentence.tokens[child.i - child.sentence.tokens[0].i + 1 :][:1]
            return not after or after[0].lower not in _NOT_DENIED
    return False


def _is_not_all(whole: Token) -> bool:
    """ "Not all of the 12 hostages were freed"."""
    at = whole.i - whole.sentence.tokens[0].i
    return whole.lower == "all" and at > 0 and whole.sentence.tokens[at - 1].lower == "not"


# --- the noun itself ---------------------------------------------------------------------------------------


def _own(seen: Seen) -> str | None:
    """ "12 casualties", "21 air strikes", "37 KIA", "hundreds of dead and injured people"."""
    lexicon = events()
    inside = seen.tokens[seen.first_at : seen.last_at + 1]
    described = [e for e in (lexicon.beside.get(t.lower) for t in inside) if e]
    if described and not (
        len(described) == 1 and seen.head is not None and seen.head.lower in lexicon.beside
    ):
        return union(described)
    heads = [t for t in (seen.head, seen.own[-1] if seen.own[-1].tag in NOUNS else None) if t is not None]
    for head in heads:
        found = lexicon.nouns.get(head.lower) or lexicon.nouns.get(head.lemma)
        if found is not None:
            return union([found, *_joined_harm(seen)])
    return None


def _joined_harm(seen: Seen) -> list[str]:
    """The second of "deaths and injuries", "dead and wounded"."""
    ahead = seen.following(2)
    if len(ahead) < 2 or ahead[0].lower not in ("and", "or", "/"):
        return []
    event = events().beside.get(ahead[1].lower) or events().nouns.get(ahead[1].lower)
    return [event] if event else []


def _role(seen: Seen) -> str | None:
    """ "300 refugees", "12 hostages": what the noun tells of them where nothing else does."""
    if seen.head is None:
        return None
    roles, sent = events().roles, events().sent
    if seen.head.lower in sent:
        near = [_top_noun(seen).head, *(c for c in seen.head.children if c.dep in ("acl", "relcl"))]
        return sent[seen.head.lower] if not any(t.lemma in listed("keeps") for t in near) else None
    return roles.get(seen.head.lower) or roles.get(seen.head.lemma)


# --- words beside ------------------------------------------------------------------------------------------


def _right_before(seen: Seen) -> str | None:
    """ "Killed 12", "wounding at least 40", and in headlines "Raid Kills 12 Miners"."""
    verb = seen.before()
    if verb is None or verb.tag in ("IN", "DT", "CD", "TO"):
        return None
    event = _acted_on(verb, seen)
    if event is None:
        return _left_so(verb, seen)
    link, earlier = seen.before(2), seen.before(3)
    if link is not None and earlier is not None and link.lower in ("and", "or", "/"):
        first = _acted_on(earlier, seen)
        return union([e for e in (first, event) if e])
    return event


def _left_so(word: Token, seen: Seen) -> str | None:
    """ "Shot dead six", "left homeless 300": a word of harm between verb and number."""
    verb = seen.before(2)
    said = events().beside.get(word.lower)
    return (
        said if said and verb is not None and verb.tag.startswith("VB") and verb.lemma in _RESULTING else None
    )


_RESULTING = listed("resulting")


def _in_row(seen: Seen) -> str | None:
    """ "Three killed, 70 injured": each number has its word after it."""
    before, earlier, after = seen.before(), seen.before(2), seen.after()
    if before is not None and before.text == ",":
        before, earlier = earlier, seen.before(3)
    if None in (before, earlier, after):
        return None
    assert before is not None and earlier is not None and after is not None
    told = before.lower in events().beside and after.lower in events().beside
    return events().beside[after.lower] if told and (earlier.tag == "CD" or earlier.tag in NOUNS) else None


def _acted_on(verb: Token, seen: Seen) -> str | None:
    """The event of a verb with the counted as its object, by form where the tagger took it for a name."""
    lexicon = events()
    word = verb.lower
    if word.endswith("s") and verb.tag in ("NNS",) and not verb.text[0].isupper():
        return None
    bases = {verb.lemma} if verb.tag.startswith("VB") else {lemma(word, t) for t in ("VBZ", "VBD", "VBG")}
    if verb.tag == "JJ" or word in ("left", "lost", "leave", "free"):
        return None
    for base in bases:
        special = _special(base, seen)
        if special is not None:
            return special
        if base in lexicon.people:
            return lexicon.people[base] if _takes_lives(seen) else None
        if base in lexicon.object and base not in _OFTEN_OTHERWISE:
            return lexicon.object[base]
    return None


_OFTEN_OTHERWISE = frozenset({"conduct", "launch", "carry"})


def _special(base: str, seen: Seen) -> str | None:
    """The event of a verb that lives or ground tell apart: "cost 500 lives", "liberated three villages"."""
    word = seen.head.lower if seen.head is not None else ""
    if word == "lives":
        return events().lives.get(base)
    return events().ground.get(base) if word in listed("ground") else None


def _takes_lives(seen: Seen) -> bool:
    return seen.head is not None and (seen.head.lower == "lives" or _is_people(seen.head))


def _beside(seen: Seen) -> str | None:
    """ "12 people dead", "8 killed and 58 wounded", "10 people were also injured"."""
    found: list[str] = []
    for token in seen.following(7):
        if _has_another_subject(token, seen):
            break
        event = events().beside.get(token.lower)
        if event is None and token.tag == "VBN" and token.lemma not in events().people:
            event = events().object.get(token.lemma)
        if event is not None and _acts(token):
            break
        if event is not None:
            found.append(event)
        elif (found and token.lower not in ("and", "or", ",", "/")) or (
            not found and token.lower not in _PASSED_OVER and token.tag != "RB"
        ):
            break
    return union(found)


def _has_another_subject(verb: Token, seen: Seen) -> bool:
    """ "The barn that held 50 families was destroyed": several are none of whom "was" tells."""
    return verb.lower in ("was", "is") and seen.head is not None and seen.head.tag in ("NNS", "NNPS")


def _by_next_verb(seen: Seen) -> str | None:
    """ "Another 50 surrendered": the verb right after a number without a noun."""
    verb = seen.after()
    bare = seen.head is None and verb is not None and verb.tag in ("VBD", "VBN")
    return events().subject.get(verb.lemma) if bare and verb is not None else None


def _acts(verb: Token) -> bool:
    """Whether a verb has an object after it, so that what stands before it acts and does not suffer."""
    return verb.tag == "VBD" and any(
        c.dep == "dobj" and c.i > verb.i and not _harmed(c) for c in verb.children
    )


def _harmed(noun: Token) -> bool:
    """Whether its own word of harm stands right after a noun: "three killed, 70 injured"."""
    tokens, at = noun.sentence.tokens, noun.i - noun.sentence.tokens[0].i + 1
    return at < len(tokens) and tokens[at].lower in events().beside


def _among(seen: Seen) -> str | None:
    """ "Two medics were among at least 31 dead", "20 women among those killed"."""
    ahead = [t.lower for t in seen.following(10)]
    if "among" not in ahead[:3]:
        return None
    after = ahead[ahead.index("among") + 1 :]
    return next((events().beside[w] for w in after if w in events().beside), None)


# --- the governing verb ------------------------------------------------------------------------------------


def _by_verb(seen: Seen) -> str | None:
    token = _top_noun(seen)
    own_clause = _in_relative(token)
    if own_clause:
        return own_clause
    verb = token.head
    found: list[str] = []
    for candidate in _coordinated(verb, token):
        found.extend(e for e in _events_of_verb(candidate, token, seen) if e)
    return union(found)


def _top_noun(seen: Seen) -> Token:
    """The noun by which the counted phrase hangs from its verb."""
    token = seen.outer
    for _ in range(6):
        if token.dep in _NOUN_LINKS and token.head is not token:
            token = token.head
        elif (
            token.dep == "pobj"
            and token.head.lower in ("of", "including", "among")
            and token.head.head.tag in NOUNS
            and token.head.head.lower not in events().acts
        ):
            token = token.head.head
        else:
            break
    return token


def _events_of_verb(verb: Token, noun: Token, seen: Seen) -> Iterator[str | None]:
    lexicon = events()
    active = any(c.dep == "aux" and c.lemma == "have" for c in verb.children) and noun.dep == "nsubj"
    role = noun.dep
    special = _special(verb.lemma, seen)
    if special is not None and role in ("dobj", "nsubjpass"):
        yield special
        return
    if verb.lemma in lexicon.people:
        suffers = role in ("dobj", "nsubjpass")
        yield lexicon.people[verb.lemma] if suffers and _takes_lives(seen) else None
        return
    if role == "dobj" and verb.lemma == "lose" and (seen.head is None or _is_people(seen.head)):
        yield "killed" if seen.head is not None else None
    elif role in ("dobj", "nsubjpass") or (role == "nsubj" and verb.tag == "VBN" and not active):
        event = lexicon.object.get(verb.lemma)
        if event is not None and verb.lemma not in _OFTEN_OTHERWISE:
            yield event
            return
    bare = verb.lemma in listed("with an object") and not any(c.dep == "dobj" for c in verb.children)
    if role == "nsubj" and not bare:
        yield lexicon.subject.get(verb.lemma)
    # "Were reported to have been damaged", "forced 300 to flee", "are believed dead".
    for child in verb.children:
        another = any(c.dep in ("nsubj", "nsubjpass") for c in child.children)
        if child.dep in _RAISING and child.i > verb.i and not another:
            if child.lower in lexicon.beside:
                yield lexicon.beside[child.lower]
            elif child.tag == "VBN":
                yield lexicon.object.get(child.lemma) or lexicon.subject.get(child.lemma)
            elif child.tag.startswith("VB") and (role in ("dobj", "nsubjpass") or verb.tag == "VBN"):
                yield lexicon.subject.get(child.lemma)
    if not verb.tag.startswith("VB") and role == "nsubj" and verb.lower in lexicon.beside:
        yield lexicon.beside[verb.lower]


def _in_relative(noun: Token) -> str | None:
    """ "People killed in the blast", "three men who died"."""
    lexicon = events()
    for child in noun.children:
        if child.i > noun.i and child.dep in ("acl", "relcl"):
            if child.dep == "acl" and child.tag == "VBN" and child.lemma not in lexicon.people:
                return lexicon.object.get(child.lemma)
            if child.dep == "relcl":
                passive = any(c.dep in ("auxpass", "nsubjpass") for c in child.children)
                subject = next((c for c in child.children if c.dep in ("nsubj", "nsubjpass")), None)
                if subject is not None and subject.lower in ("who", "that", "which"):
                    return lexicon.object.get(child.lemma) if passive else lexicon.subject.get(child.lemma)
    return None


def _coordinated(verb: Token, noun: Token) -> list[Token]:
    """A verb and those joined to it that share its object or subject: "killed and wounded hundreds"."""
    joined = [verb]
    subjects = ("dobj", "nsubj", "nsubjpass")
    own_subject = any(c.dep in ("nsubj", "nsubjpass") for c in verb.children)
    if (
        verb.dep == "conj"
        and verb.head.tag.startswith("VB")
        and not own_subject
        and not any(c.dep in subjects and c.i > verb.head.i for c in verb.head.children)
        and noun.i > verb.i
        and verb.i - verb.head.i <= 2
    ):
        joined.append(verb.head)
    for child in verb.children:
        own = any(c.dep in subjects for c in child.children)
        near = child.i < noun.i or (noun.i < verb.i and child.i - verb.i <= 3)
        if child.dep == "conj" and child.tag.startswith("VB") and not own and near:
            joined.append(child)
    return joined


def _passive_ahead(seen: Seen) -> str | None:
    """ "Eleven people, two of them children, were killed": the next verb, where it is passive."""
    tokens = seen.following(14)
    for at, token in enumerate(tokens):
        ends = token.tag in ("CD", "MD", "TO") or token.text in ".;:"
        if ends or _has_another_subject(token, seen):
            return None
        if token.tag.startswith("VB") and token.lower not in _AUXILIARIES and token.lemma != "have":
            return events().object.get(token.lemma) if at and _led_by_be(tokens, at) else None
    return None


def _led_by_be(tokens: list[Token], at: int) -> bool:
    return tokens[at].tag == "VBN" and any(
        t.lower in ("were", "was", "been", "are", "is") for t in tokens[max(0, at - 3) : at]
    )


# --- nouns and phrases around ------------------------------------------------------------------------------


def _of_an_act(seen: Seen) -> str | None:
    """ "The deaths of 12 people", "the arrest of 30"."""
    token = seen.outer
    for _ in range(3):
        if token.dep == "conj":
            token = token.head
    if token.dep == "pobj" and token.head.lower in ("of", "to"):
        noun = token.head.head
        lexicon = events()
        return lexicon.acts.get(noun.lower) or (
            lexicon.nouns.get(noun.lower) if token.head.lower == "of" else None
        )
    return None


def _by_phrase(seen: Seen) -> str | None:
    lexicon = events()
    after = [t.lower for t in seen.following(12)]
    for phrase, event in lexicon.phrases.items():
        if phrase[0] in after and any(
            tuple(after[i : i + len(phrase)]) == phrase for i in range(min(5, len(after)))
        ):
            return event
    before = [t.lower for t in seen.tokens[max(0, seen.first_at - 8) : seen.first_at]]
    for phrase, event in lexicon.leading.items():
        if phrase[0] not in before:
            continue
        for i in range(len(before) - len(phrase) + 1):
            if tuple(before[i : i + len(phrase)]) == phrase and _leads(phrase, before[i + len(phrase) :]):
                return event
    return None


def _leads(phrase: tuple[str, ...], between: list[str]) -> bool:
    """Whether a leading phrase reaches the number: right before it, or as "the death toll … at 58"."""
    if phrase[-1] in ("toll", "dead", "deaths", "count"):
        return len(between) <= 6 and not {"and", "while", "as"} & set(between)
    return not between


def _by_tally(seen: Seen) -> str | None:
    """ "The death toll from the storm has risen to 86"."""
    tally = tally_of(seen)
    if tally is None:
        return None
    word, of = tally
    lexicon = events()
    told = [word.lower] if word.lower not in TALLIES else []
    told += [c.lower for c in word.children if c.i < word.i] + ([of.lower] if of is not None else [])
    if of is not None:
        told += [c.lower for c in of.subtree()][:8]
    said = next((e for w in told for e in (lexicon.beside.get(w) or lexicon.nouns.get(w),) if e), None)
    return said or ("killed" if word.lower == "toll" else None)


@functools.cache
def _people_words() -> frozenset[str]:
    """Nouns for people of any class, from the populations."""
    return frozenset(
        noun for noun, name in populations()[0].items() if (name, *classes_around(name))[-1] == "people"
    )


def counts_people(seen: Seen) -> bool:
    """Whether what a figure counts are people, or may be."""
    words = (seen.counted or "").lower().split()
    return not words or any(w in _people_words() for w in words)


def _is_people(noun: Token) -> bool:
    return noun.lower in _people_words()
