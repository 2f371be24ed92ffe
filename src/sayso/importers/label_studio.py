"""Label Studio's export back into decisions: what annotators changed in the tasks of a case.

A speaker, bound or counted noun that was written over becomes a decision about that field. What has no field
of its own (a stretch that was moved, removed or added) becomes a note, so that nothing is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sayso.case.checking import number
from sayso.case.contents import Contents
from sayso.case.decisions import Choice
from sayso.errors import UsageError
from sayso.exporters.label_studio import FIELDS, LABELS, tasks
from sayso.model import Document

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Corrections:
    """What annotators decided, and a sentence for every task that could not be taken."""

    choices: tuple[Choice, ...]
    problems: tuple[str, ...]


@dataclass(slots=True)
class _Region:
    """A labelled stretch (code points, end exclusive) with what is written to it."""

    id: str
    label: str
    start: int
    end: int
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def target(self) -> str:
        """The record it is of: sources and cues belong to their claim."""
        return self.id.partition(":")[0]

    @property
    def place(self) -> tuple[str, int, int]:
        return self.label, self.start, self.end


def corrections(contents: Contents, text: str, who: str | None = None) -> Corrections:
    """The decisions in a JSON export of Label Studio, by ``who`` or else by whoever it names.

    ``UsageError`` where the text is no such export; a task of another case, or one that is damaged, is a
    problem and costs itself.
    """
    decided, found = tasks(contents), tasks(replace(contents, decisions=()))
    choices: list[Choice] = []
    problems: list[str] = []
    for place, task in enumerate(_tasks(text), 1):
        data = task["data"]
        document = contents.document.get(str(data.get("document")))
        if document is None or data.get("text") != document.text:
            problems.append(
                f"Task {place} is of no article in this case, or its text is another: usually from another"
                " case, or the article was read anew; export the tasks again."
            )
            continue
        now, first = (_regions(made[document.id]["predictions"][0]["result"]) for made in (decided, found))
        try:
            for annotation in _annotations(task):
                known = _shown(task, annotation) or _either(now, first, _given(annotation))
                choices += _choices(document, known, annotation, who)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            why = f" ({error})" if isinstance(error, ValueError) else ""
            problems.append(
                f"Task {place} is not as Label Studio writes it{why}: usually the file was changed by"
                " another program; export it again."
            )
    fresh = (choice for choice in choices if not _taken_in(contents, choice))
    return Corrections(tuple(fresh), tuple(problems))


def _taken_in(contents: Contents, choice: Choice) -> bool:
    """Whether a choice is the last that came from this annotation about this, whatever was decided since."""
    given = (choice.target, choice.field, choice.who, choice.note)
    before = [d for d in contents.log.all if (d.target, d.field, d.who, d.note) == given]
    if choice.field == "note":
        return any(d.new == choice.value for d in before)
    return bool(before) and _same(before[-1].new, choice.value)


def _shown(task: Json, annotation: Json) -> dict[str, _Region]:
    """The regions that the annotator was shown, where the export says so."""
    for prediction in (annotation.get("prediction"), *(task.get("predictions") or ())):
        if isinstance(prediction, dict) and prediction.get("result"):
            return _regions(prediction["result"])
    return {}


def _either(
    now: dict[str, _Region], first: dict[str, _Region], given: dict[str, _Region]
) -> dict[str, _Region]:
    """The regions of now, but with what was first found where that is what an annotation has.

    An annotator who was shown that left it alone, and did not take back what somebody decided meanwhile.
    """

    def left_alone(id_: str, name: str) -> bool:
        return id_ in given and _same(given[id_].fields.get(name), first[id_].fields.get(name))

    made = dict(now)
    for id_ in now.keys() & first.keys():
        kept = {name: first[id_].fields.get(name, "") for name in FIELDS.get(now[id_].label, ())}
        fields = {name: value for name, value in kept.items() if left_alone(id_, name)}
        made[id_] = replace(now[id_], fields={**now[id_].fields, **fields})
    return made


def _choices(
    document: Document, known: dict[str, _Region], annotation: Json, who: str | None
) -> Iterator[Choice]:
    """What one annotation of an article changes; whatever Python says of what is none."""
    given = _given(annotation)
    named = who or _who(annotation)
    why = f"Label Studio, annotation {annotation.get('id', 'without a number')}"
    for choice in _changes(document, known, given):
        yield replace(choice, who=named, note=why)


def _given(annotation: Json) -> dict[str, _Region]:
    return _regions(annotation.get("result") or [])


def _tasks(text: str) -> list[Json]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"This is no JSON ({error}): export from Label Studio as JSON.") from error
    if not isinstance(read, list) or not all(_is_task(t) for t in read):
        raise UsageError(
            "This is no list of tasks of Label Studio: usually another of its export formats; choose JSON"
            " (not JSON-MIN or CSV)."
        )
    return read


def _is_task(thing: object) -> bool:
    return isinstance(thing, dict) and isinstance(thing.get("data"), dict)


def _annotations(task: Json) -> list[Json]:
    """The annotations that were handed in, the earliest first."""
    given = [a for a in task.get("annotations") or () if not a.get("was_cancelled")]
    return sorted(given, key=lambda a: (str(a.get("created_at") or ""), str(a.get("id") or "")))


def _who(annotation: Json) -> str:
    """Who annotated, as far as the export says."""
    by = annotation.get("completed_by")
    if isinstance(by, dict):
        return str(by.get("email") or by.get("username") or by.get("id") or "an annotator")
    return f"annotator {by}" if by is not None else "an annotator"


def _regions(result: Iterable[Json]) -> dict[str, _Region]:
    """The labelled stretches of a result by id, with what is written to them."""
    found: dict[str, _Region] = {}
    written: list[Json] = []
    for item in result:
        value = item.get("value") or {}
        label = next(iter(value.get("labels") or ()), None)
        if item.get("type") == "labels" and label in LABELS:
            start, end = (int(value[name]) for name in ("start", "end"))
            if not 0 <= start < end:
                raise ValueError(f"characters {start}–{end} are no stretch")
            found[_id(item)] = _Region(_id(item), label, start, end)
        elif item.get("type") == "textarea":
            written.append(item)
    for item in written:
        told = item["value"].get("text") or []
        told = [told] if isinstance(told, str) else told
        if _id(item) in found:
            found[_id(item)].fields[str(item.get("from_name"))] = "; ".join(told).strip()
    return found


def _id(item: Json) -> str:
    """A region's id as it went out; Label Studio may add the annotation's after a hash sign."""
    return str(item.get("id")).partition("#")[0]


def _changes(document: Document, known: dict[str, _Region], given: dict[str, _Region]) -> Iterator[Choice]:
    """What an annotator changed, as choices still without who and why."""
    by_place = {region.place: region for id_, region in known.items() if id_ not in given}
    kept = False
    met: set[str] = set()
    for region in given.values():
        one = known.get(region.id)
        if one is not None:
            kept = True
            yield from _in_fields(one, region)
            yield from _moved(document, one, region)
        elif (one := by_place.get(region.place)) is not None:
            # Marked from scratch where sayso found the same: only what was written counts.
            yield from _in_fields(one, replace(region, fields={**one.fields, **region.fields}))
        else:
            yield _note(document.id, f"{_told(document, region)} added{_with(region)}")
        if one is not None:
            met.add(one.id)
    if kept:
        for region in known.values():
            if region.id not in met:
                yield _note(region.target, f"{_told(document, region)} removed")


def _in_fields(one: _Region, region: _Region) -> Iterator[Choice]:
    names = FIELDS.get(one.label, ())
    changed = [n for n in names if not _same(one.fields.get(n), region.fields.get(n))]
    high = number(region.fields.get("high") or "")
    was = number(one.fields.get("high") or "")
    if high is None or (was is not None and high > was):
        # The bound that makes room for the other goes first.
        changed.sort(key=lambda n: n != "high")
    for name in changed:
        yield Choice(one.target, name, region.fields.get(name) or None, "")
    if region.fields.get("note"):
        yield _note(one.target, region.fields["note"])


def _same(left: str | None, right: str | None) -> bool:
    left, right = left or "", right or ""
    return left == right or (number(left) is not None and number(left) == number(right))


def _moved(document: Document, one: _Region, region: _Region) -> Iterator[Choice]:
    if one.place != region.place:
        yield _note(one.target, f"{_told(document, one)} should be {_told(document, region)}")


def _told(document: Document, region: _Region) -> str:
    if region.end > len(document.text):
        raise ValueError(f"characters {region.start}–{region.end} are not in the text")
    words = " ".join(document.text[region.start : region.end].split())
    return f"{region.label} {region.start}–{region.end} “{words}”"


def _with(region: _Region) -> str:
    told = "; ".join(f"{name}: {value}" for name, value in sorted(region.fields.items()) if value)
    return f", {told}" if told else ""


def _note(target: str, words: str) -> Choice:
    return Choice(target, "note", words[:9000], "")
