"""What ``sayso run`` says at its end: the case in a dozen lines."""

from __future__ import annotations

from collections import Counter

from sayso.case.contents import Contents
from sayso.model import KEPT_KINDS
from sayso.runners.local import Outcome

_SHOWN = 3
_WIDTH = 90
_TOLD = ("conflicts", "updates", "differs")


def summarize(contents: Contents, outcome: Outcome, case: str, dossier: str | None) -> str:
    """The lines of the summary, joined."""
    lines = [*_pile(contents, outcome), *_found(contents), *_clashes(contents), "", f"Case: {case}"]
    if dossier:
        lines.append(f"Dossier: {dossier}")
    else:
        lines.append(f"Next: sayso export {case} --format html -o dossier.html, or sayso serve {case}")
    return "\n".join(lines)


def _pile(contents: Contents, outcome: Outcome) -> list[str]:
    carrying = sum(1 for d in contents.documents if d.relay)
    aside = sum(1 for d in contents.documents for s in d.segments if s.kind not in KEPT_KINDS)
    articles = _count(len(contents.documents), "article")
    known = f", {outcome.known} of them read before" if outcome.known else ""
    lines = [f"{articles}{known}; {_count(aside, 'stretch', 'stretches')} of text set aside"]
    if carrying:
        lines.append(f"{_count(carrying, 'article')} carrying another's report")
    if outcome.failures:
        lines.append(f"{_count(len(outcome.failures), 'input')} not read (listed above, kept in the case)")
    return lines


def _found(contents: Contents) -> list[str]:
    attributed = [c for c in contents.claims if c.mode != "narrated"]
    named = {s.name for c in attributed for s in c.sources if s.name and not s.anonymous}
    own = len(contents.claims) - len(attributed)
    relations = Counter(x.relation for x in contents.comparisons)
    told = ", ".join(f"{n} {r}" for r, n in sorted(relations.items(), key=lambda x: (-x[1], x[0])))
    return [
        f"{_count(len(attributed), 'claim')} on the word of {_count(len(named), 'named source')} and others;"
        f" {own} in the outlets' own voice",
        f"{_count(len(contents.figures), 'figure')}, {_count(len(contents.times), 'time expression')}",
        f"{_count(len(contents.comparisons), 'comparison')}{': ' + told if told else ''}",
    ]


def _clashes(contents: Contents) -> list[str]:
    lines = []
    for relation in _TOLD:
        found = [x for x in contents.comparisons if x.relation == relation and contents.is_telling(x)]
        for x in found[:_SHOWN]:
            lines.append(f"  {relation}: {_said(contents, x.left)}")
            lines.append(f"  {'with':>{len(relation)}}: {_said(contents, x.right)}")
        if len(found) > _SHOWN:
            lines.append(f"  … and {len(found) - _SHOWN} more {relation}")
    return lines


def _said(contents: Contents, id: str) -> str:
    thing = contents.claim.get(id) or contents.figure[id]
    document = contents.document[thing.document]
    where = document.outlet or document.path
    claim = contents.claim.get(id)
    compared = {x for c in contents.comparisons for x in (c.left, c.right)}
    figures = [contents.figure[f] for f in claim.figures if f in compared] if claim is not None else []
    at = min((f.start - thing.start for f in figures), default=0)
    quoted = f"“{_excerpt(thing.text, at)}” ({where})"
    return contents.said_by(id) + quoted


def _excerpt(text: str, at: int) -> str:
    """A text on one line, cut to what stands around an offset."""
    if len(text) <= _WIDTH:
        return " ".join(text.split())
    first = max(0, min(at - _WIDTH // 3, len(text) - _WIDTH))
    cut = text[first : first + _WIDTH]
    words = cut if first == 0 else cut.partition(" ")[2]
    words = words if first + _WIDTH >= len(text) else words.rpartition(" ")[0]
    before, after = "… " if first else "", " …" if first + _WIDTH < len(text) else ""
    return before + " ".join(words.split()) + after


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
