"""Cue verbs and the stretches of a sentence that hang from them."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.languages.en import cues as lexicon
from sayso.languages.en import voices
from sayso.reading.text import Sentence, Token

# A cue after one of these is not an act of saying: it could be said, was to be said, was never said.
_UNREAL = frozenset({"could", "may", "might", "should", "must", "can", "cannot"})
# Cues in their spelling that are names of people and places too.
_ALSO_NAMES = frozenset({"Said"})
_TELLING_OF = frozenset({"report", "confirm"})
# "Police questioned two guards": they asked, and doubted nothing.
_DONE_TO_PEOPLE = frozenset({"question"})
_PERSONS = frozenset({"person", "suspect", "employee", "member", "crew"})
_SAID_ALL_THE_SAME = frozenset({"go", "continue", "prefer", "choose", "rush", "hasten"})
_PREFERRING = frozenset({"prefer", "choose", "opt"})
_INSTEAD = frozenset({"instead", "rather"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_AGAINST = frozenset({"while", "whereas"})
_JOINED = frozenset({"conj", "advcl", "cc"})


def is_verb_cue(token: Token) -> bool:
    """Whether a token is a verb of the lexicon that stands for an act of saying."""
    return token.tag.startswith("VB") and token.lemma in lexicon.load().verbs and not unreal(token)


def unreal(verb: Token) -> bool:
    """Whether the verb stands under a modal, a negation, or an infinitive that nothing carries out.

    Nor is it an act of saying where it is a name, or does what its object or subject tells.
    """
    if verb.tag == "VBG" and verb.dep in ("pobj", "dobj", "nsubj", "nsubjpass", "amod", "compound"):
        return True
    if is_name(verb) or does(verb):
        return True
    for child in verb.children:
        if child.dep == "neg" or (child.dep == "aux" and child.lower in _UNREAL):
            return True
        if child.dep == "mark" and child.lower in ("whether", "if"):
            return True
        if child.dep == "aux" and child.lower == "to":
            return verb.head.lemma not in _SAID_ALL_THE_SAME
    return False


def is_name(verb: Token) -> bool:
    """Whether a word only looks like a cue: a name after a name ("Sheikh Said"), a title ("12 dead Report").

    A verb inside a sentence begins with a capital only where all words do, as in some headlines.
    """
    tokens = verb.sentence.tokens
    at = verb.i - tokens[0].i
    if not (verb.text.istitle() and at):
        return False
    before, after = tokens[at - 1], tokens[at + 1] if at + 1 < len(tokens) else None
    if verb.text in _ALSO_NAMES:
        small = after is not None and after.text.islower()
        return before.text[0].isupper() and (small or verb.sentence.segment.kind != "headline")
    return verb.tag in ("VB", "VBP") and before.text.islower() and before.tag in ("NN", "NNS")


def does(verb: Token) -> bool:
    """Whether an object makes a verb of saying one of doing: "the flood claimed the lives of three".

    So does what is put in force by saying so, where it is the subject: "a curfew was declared"; and who
    questions people asks them something.
    """
    cues = lexicon.load()
    objects = {c.lemma for c in verb.children if c.dep == "dobj"}
    said = any(c.dep in ("ccomp", "xcomp") for c in verb.children)
    if objects & cues.not_contents:
        return not said
    done_to = [c for c in verb.children if c.dep in ("nsubjpass", "dobj")]
    if verb.lemma in _DONE_TO_PEOPLE and any(c.lemma in _people() for c in done_to):
        return True
    in_force = [c for c in done_to if c.dep == "nsubjpass" and c.lemma in cues.acts.get(verb.lemma, ())]
    return bool(in_force) and not (said or _by(verb))


def _people() -> frozenset[str]:
    return voices.load().people | voices.load().unnamed | _PERSONS


def _by(verb: Token) -> bool:
    return any(c.dep == "agent" for c in verb.children)


def is_full(clause: Token) -> bool:
    """Whether a clause has a subject of its own."""
    return any(c.dep in _SUBJECTS for c in clause.children)


def takes_up(verb: Token) -> bool:
    """Whether a participle takes the outer speaker's word up: "he said the road was open, adding that …"."""
    if verb.tag != "VBG" or verb.dep in ("pobj", "nsubj", "amod", "compound", "dobj"):
        return False
    return is_verb_cue(verb) and not any(c.dep in ("aux", *_SUBJECTS) for c in verb.children)


def is_passive(verb: Token) -> bool:
    """Whether a verb is a passive participle with its auxiliary or subject."""
    return verb.tag == "VBN" and any(c.dep in ("auxpass", "nsubjpass") for c in verb.children)


def tells_of_subject(verb: Token) -> bool:
    """Whether a passive cue tells of what its subject names: "explosions were reported in Tolk"."""
    if verb.lemma not in _TELLING_OF or not is_passive(verb) or any(c.dep == "ccomp" for c in verb.children):
        return False
    return any(c.dep == "nsubjpass" and c.tag.startswith("NN") for c in verb.children)


def left_edge(token: Token, after: Token | None = None) -> Token:
    """The first token of a subtree (that stands after another token), past a leading "that"."""
    words = sorted((t for t in token.subtree() if after is None or t.i > after.i), key=lambda t: t.i)
    while len(words) > 1 and (
        words[0].dep == "punct"
        or (words[0].lower == "that" and (words[0].dep == "mark" or words[0].tag == "IN"))
    ):
        words.pop(0)
    return words[0] if words else token


def roots_of(tokens: Sequence[Token]) -> list[Token]:
    """The words from which all others of some hang."""
    kept = {t.i for t in tokens}
    return [t for t in tokens if t.head is t or t.head.i not in kept]


def right_edge(token: Token) -> Token:
    """The last token under a cue that no further cue of the same sentence takes for itself."""
    last = token
    for child in token.children:
        outside = child.i < token.i or child.dep == "punct" or _aside(child) or stands_against(child)
        if not outside and not (child.dep in _JOINED and _leads_to_cue(child, token)):
            edge = _inner_right_edge(child, token)
            last = edge if edge.i > last.i else last
    return last


def _inner_right_edge(token: Token, cue: Token) -> Token:
    last = token
    for child in token.children:
        if takes_up(child) or _aside(child) or child.dep in ("punct", "cc"):
            continue
        if child.dep in ("conj", "advcl", "parataxis") and is_verb_cue(child) and _is_another(child):
            continue
        if goes_on_with(cue, child) or (prefers(cue) and _says_instead(child)):
            continue
        edge = _inner_right_edge(child, cue)
        last = edge if edge.i > last.i else last
    return last


def goes_on_with(cue: Token, verb: Token) -> bool:
    """Whether a verb after a content in the past is the speaker's: "reports it fell, but declines to say"."""
    present = cue.tag in ("VBZ", "VBP") and verb.tag == cue.tag and verb.head.tag in ("VBD", "VBN")
    return present and verb.dep == "conj" and not is_full(verb)


def _says_instead(child: Token) -> bool:
    return any(t.lower in _INSTEAD for t in (child, *child.children))


def prefers(cue: Token) -> bool:
    """Whether a cue is what its speaker rather did: "prefers to declare …, instead of showing"."""
    return cue.dep == "xcomp" and cue.head.lemma in _PREFERRING


def _aside(child: Token) -> bool:
    """ "…, which was later denied", "… but did not elaborate": an aside is not a part of the content."""
    cues = lexicon.load()
    if child.dep == "relcl":
        return child.lemma in cues.verbs and is_passive(child)
    if child.dep == "conj":
        return any(c.dep == "neg" for c in child.children) and withholds(child) and not is_full(child)
    return child.lower == "without" and any(withholds(c) for c in child.children)


def stands_against(child: Token) -> bool:
    """ "Put the toll at 12, while the mayor spoke of 15": a clause beside the cue's that has its subject."""
    marked = any(c.dep == "mark" and c.lower in _AGAINST for c in child.children)
    return child.dep == "advcl" and marked and is_full(child)


def withholds(verb: Token) -> bool:
    """Whether a (negated) verb tells what was not told: elaborate, give details."""
    objects = lexicon.load().withheld.get(verb.lemma)
    if objects is None:
        return False
    return not objects or any(c.dep == "dobj" and c.lemma in objects for c in verb.children)


def _is_another(cue: Token) -> bool:
    """Whether a further cue stands beside the content: "… and warned that", "while the army denied"."""
    marks = {c.lower for c in cue.children if c.dep in ("mark", "advmod")}
    if any(c.dep in _SUBJECTS for c in cue.children):
        return cue.dep == "advcl" and bool(marks & {"while", "whereas", "though", "although", "but"})
    finite = cue.tag in ("VBD", "VBN", "VBP", "VB") and not any(c.dep == "aux" for c in cue.children)
    return finite and not any(c.dep == "auxpass" for c in cue.children)


def _leads_to_cue(child: Token, cue: Token) -> bool:
    if child.dep == "cc":
        return any(c.dep == "conj" and is_verb_cue(c) and c.i > child.i for c in cue.children)
    return is_verb_cue(child)


def subject_end(token: Token) -> Token:
    """The last token of a noun phrase."""
    return max(token.subtree(), key=lambda t: t.i)


def span(sentence: Sentence, first: int, last: int) -> list[tuple[int, int]]:
    """The stretch between two token indices of a sentence, without punctuation and joints at its ends."""
    words = [t for t in sentence.tokens if first <= t.i <= last]
    while words and (words[0].text in ",;:.–—-\"'“”‘’)" or words[0].tag in ("-RRB-", "``", "''")):
        words.pop(0)
    while words and (
        words[-1].text in ',;:–—-."“”' or words[-1].tag in ("``", "''") or words[-1].dep == "cc"
    ):
        words.pop()
    return [(words[0].start, words[-1].end)] if words else []
