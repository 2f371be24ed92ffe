"""What ``sayso run`` says at its end: the case in a dozen lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.case.checking import REJECTED
from sayso.case.contents import Contents, Counts
from sayso.case.decisions import orphaned, orphans
from sayso.dossier.pairs import Card, cards
from sayso.dossier.pile import Pile
from sayso.dossier.summary import NAMING_OUTLETS, line, unread_languages
from sayso.dossier.voices import counted
from sayso.model import KEPT_KINDS, RELATIONS
from sayso.runners.local import Outcome

_SHOWN = 3
_TOLD = ("conflicts", "updates", "differs")
_NOUNS = ("conflicts", "updates")
"""The relations that are counted by their names."""
_MEANINGS = {"scope": "alike, but of something else", "unclear": "the texts do not settle it"}
"""The relations whose names do not tell what they mean."""


def summarize(contents: Contents, outcome: Outcome, case: str, dossier: str | None) -> str:
    """The lines of the summary, joined."""
    pile = Pile(contents)
    points = cards(pile)
    lines = [*_pile(pile, outcome), *_found(pile, points), *_decided(contents)]
    lines += [*_clashes(points), "", f"Case: {case}"]
    if dossier:
        lines.append(f"Dossier: {dossier}")
    else:
        lines.append(_next(case))
    return "\n".join(lines)


def summarize_counts(counts: Counts, outcome: Outcome, case: str) -> str:
    """The lines of the summary of a case of many claims, of which little was read."""
    told = dict(counts.relations)
    unclear = told.pop("unclear", 0)
    pairs = ", ".join(f"{relation} {told[relation]}" for relation in RELATIONS if relation in told)
    lines = [
        f"{_count(counts.documents, 'article')}, {outcome.read} of them read now",
        f"{_count(counts.claims, 'claim')}, {_count(counts.figures, 'figure')},"
        f" {_count(counts.times, 'time expression')}",
        f"{_count(sum(told.values()), 'pair')} where accounts meet{': ' + pairs if pairs else ''};"
        f" {_count(unclear, 'more pair')} unclear",
    ]
    lines += [*_apart(outcome), *_failed(outcome, counts.files_failed, counts.records_failed)]
    lines += ["", f"Case: {case}", _next(case)]
    return "\n".join(lines)


def _next(case: str) -> str:
    return f"Next: sayso export {case} --format html -o dossier.html, or sayso serve {case}"


def _failed(outcome: Outcome, files: int, records: int) -> list[str]:
    """A line on what could not be read of all that the case was given, or none."""
    told = [_count(n, what) for n, what in ((files, "file"), (records, "record")) if n]
    if not told:
        return []
    listed = len({f.id for f in outcome.failures})
    where = "listed above" if listed == files + records else f"{listed} of them listed above"
    listing = f"{where}, kept in the case" if listed else "in earlier runs, kept in the case"
    return [f"{' and '.join(told)} not read ({listing})"]


def _apart(outcome: Outcome) -> list[str]:
    """Lines on articles that the case has, and of which a run was given no file."""
    told = (
        (outcome.gone, "is no longer in the folder, and stays", "are no longer in the folder, and stay"),
        (outcome.elsewhere, "is of a file not named now, and stays", "are of files not named now, and stay"),
    )
    return [f"{n} of them {one if n == 1 else several} in the case" for n, one, several in told if n]


def _pile(pile: Pile, outcome: Outcome) -> list[str]:
    contents = pile.contents
    carrying = sum(1 for d in contents.documents if d.relay)
    aside = sum(1 for d in contents.documents for s in d.segments if s.kind not in KEPT_KINDS)
    articles = _count(len(contents.documents), "article")
    known = f", {outcome.known} of them read before" if outcome.known else ""
    lines = [f"{articles}{known}; {_count(aside, 'stretch', 'stretches')} of text set aside"]
    lines += [*_apart(outcome), *filter(None, [unread_languages(pile)])]
    if carrying:
        lines.append(f"{_count(carrying, 'article')} carrying another's report")
    lines += copies(contents)
    nameless = sum(1 for d in pile.documents if not d.outlet)
    if nameless:
        lines += [f"{_count(nameless, 'article')} without an outlet, shown by file", f"  ({NAMING_OUTLETS})"]
    lines += _dated_backwards(pile)
    records = sum(f.member is not None for f in contents.failures)
    return lines + _failed(outcome, len(contents.failures) - records, records)


def _dated_backwards(pile: Pile) -> list[str]:
    """Lines on articles that say they were updated before the day they were published, or none."""
    found = [d for d in pile.documents if d.updated and d.published and d.updated[:10] < d.published[:10]]
    if not found:
        return []
    told = (
        "says it was updated before the day it was"
        if len(found) == 1
        else "say they were updated before they were"
    )
    ids = ", ".join(d.id for d in found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
    return [
        f"{_count(len(found), 'article')} {told} published: what is told of that day may be of another",
        f"  (To set the day, sayso decide CASE ID published DATE: {ids})",
    ]


def copies(contents: Contents) -> list[str]:
    """A line on articles that are there under several paths, or no line."""
    count = len(contents.documents) - len({d.sha256 for d in contents.documents})
    if not count:
        return []
    told = "article is a copy" if count == 1 else "articles are copies"
    return [f"{count} {told}, byte for byte, of another under another path: counted, shown as shared text"]


def _found(pile: Pile, points: Mapping[str, Sequence[Card]]) -> list[str]:
    contents = pile.contents
    attributed = pile.attributed
    named = counted(pile).named
    own = len(pile.told) - len(attributed)
    counts = {relation: len(some) for relation, some in points.items()}
    unclear, rejected = counts.pop("unclear", 0), counts.pop(REJECTED, 0)
    told = ", ".join(f"{relation} {count}" for relation, count in counts.items())
    more = f"; {_count(unclear, 'more pair')} unclear" if unclear else ""
    more += f"; {_count(rejected, 'pair')} rejected by decision" if rejected else ""
    return [
        f"{_attributed(len(attributed), named)}; {own} in the outlets' own voice",
        f"{_count(len(contents.figures), 'figure')}, {_count(len(contents.times), 'time expression')}",
        # The dossier counts the same: what ten reprints say of one another is one point.
        f"{_count(sum(counts.values()), 'point')} where accounts meet{': ' + told if told else ''}{more}",
        *_meanings(points),
    ]


def _attributed(claims: int, named: int) -> str:
    """So many claims on somebody's word, and how many voices have a name."""
    whose = f"the word of {_count(named, 'named voice')} and others" if named else "the word of nobody named"
    return f"{_count(claims, 'claim')} on {whose}" if claims else "no claim on anybody's word"


def _meanings(points: Mapping[str, Sequence[Card]]) -> list[str]:
    told = "; ".join(
        f"{relation}: {meaning}" for relation, meaning in _MEANINGS.items() if points.get(relation)
    )
    return [f"  ({told})"] if told else []


def _decided(contents: Contents) -> list[str]:
    """How many decisions stand; those that lost their record are told of one by one."""
    if not contents.log.in_force:
        return []
    lost = orphans(contents.things, contents.log)
    lines = [f"{_count(len(contents.log.in_force), 'decision')} kept"]
    apart = sum(1 for d in contents.log.in_force.values() if d.target in contents.unlisted)
    if apart:
        lines[0] += f", {apart} of them on pairs that sayso no longer sets side by side"
    if lost:
        lines[0] += f", {len(lost)} ORPHANED: what they were about is no longer found"
        lines += [f"  ! {orphaned(contents.things, decision)}" for decision in lost]
    return lines


def _clashes(points: Mapping[str, Sequence[Card]]) -> list[str]:
    lines = []
    for relation in _TOLD:
        found = points.get(relation, ())
        for card in found[:_SHOWN]:
            told = line(card)
            topic = f"{told.topic}: " if told.topic else ""
            lines.append(f"  {relation}: {topic}{told.left}")
            lines.append(f"  {'then' if told.ordered else 'and':>{len(relation)}}: {told.right}")
            lines += [f"  {'':>{len(relation)}}  [{decided}]" for decided in told.decided]
        if len(found) > _SHOWN:
            more = len(found) - _SHOWN
            one = relation.removesuffix("s") if relation in _NOUNS else relation
            lines.append(f"  … and {more} more {one if more == 1 else relation}")
    return lines


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
