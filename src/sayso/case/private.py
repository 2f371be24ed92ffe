"""A case without what people marked as private: names by stand-ins, whole records left out.

The stand-ins stand in the texts too, and every offset is moved with them, so that ``text[start:end]`` is
still exactly the ``text`` given beside the two. What else in a text tells who somebody is stays: a role, a
place, the sentence that only one person can have said. The hashes stay those of the files as read.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from sayso.case.checking import YES
from sayso.case.contents import Contents
from sayso.case.decided import Merged
from sayso.case.decisions import orphaned, orphans
from sayso.comparison.slots import nations
from sayso.languages.en import voices
from sayso.languages.lexicon import read_sections, words
from sayso.model import (
    Claim,
    Comparison,
    Decision,
    Document,
    Entity,
    Failure,
    Figure,
    Group,
    Mention,
    Source,
    Span,
    Time,
)

STAND_IN = {
    "person": "person",
    "organization": "body",
    "place": "place",
    "group": "group",
    "outlet": "outlet",
}
"""What a hidden entity of each kind is called, before its number."""

HIDDEN_NAME = "[name]"
"""Stands for a part of a hidden name where others have it too, so that it is nobody's in particular."""

HIDDEN_CLAIM = "[private]"
"""Stands for the words of a claim or figure that is marked as private."""

_MOST_WORDS = 7
_MOST_PARTICLES = 3

_LEAST_IN_ADDRESS = 4
"""A part of a name of so many letters is looked for in addresses of pages."""

_KINDS = (
    "documents", "failures", "passages", "entities", "claims", "figures", "times", "comparisons",
)  # fmt: skip
"""The records that are moved one by one."""

_PAIRS = frozenset({"spans", "insertions", "source_map"})
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")


def without_private(contents: Contents) -> Contents:
    """The contents as they may be given away; the same where nothing is marked as private."""
    marked = contents.log.private
    names = _Names(contents, marked)
    if not names.of and marked.isdisjoint(contents.things):
        return contents
    return _Redaction(contents, marked, names).contents()


def still_shown(contents: Contents) -> list[str]:
    """A sentence for each record that is marked as private and no longer found, so that it cannot be hidden.

    Names are hidden also when a later run no longer finds their entity.
    """
    lost = (d for d in orphans(contents.things, contents.log) if d.field == "private" and d.new == YES)
    return [orphaned(contents.things, d) for d in lost if not _is_entity(d)]


def _is_entity(decision: Decision) -> bool:
    return decision.target.startswith("entity_")


@dataclass(frozen=True, slots=True)
class _Hidden:
    """A stretch of a text, what stands for it, and where that stands in the text as it is given away."""

    start: int
    end: int
    new_start: int
    stand_in: str


class _Names:
    """The names of the entities that are marked as private, and what stands for each."""

    def __init__(self, contents: Contents, marked: frozenset[str]) -> None:
        self.of: dict[str, str] = {}
        self.ids: dict[str, str] = {}
        hidden: dict[str, Entity] = {}
        for number, entities in _numbered(contents, marked):
            for n, entity in enumerate(entities):
                self.of[entity.id] = f"[{STAND_IN[entities[0].kind]} {number}]"
                self.ids[entity.id] = f"entity_private_{number}" + (f"_{n}" if n else "")
                hidden[entity.id] = entity
        others = _parts_of(e for e in contents.entities if e.id not in self.of)
        self._by_name: dict[str, str] = {}
        wholes: dict[str, None] = {}
        parts: dict[str, None] = {}
        for entity in hidden.values():
            stand_in, names = self.of[entity.id], list(_spellings(entity))
            for name in names:
                if " " in name:
                    wholes.setdefault(name)
                    self._by_name.setdefault(_key(name), stand_in)
            singles = [name for name in names if " " not in name]
            for part in (*singles, *(_parts_of([entity]) if entity.kind == "person" else ())):
                parts.setdefault(part)
                self._by_name.setdefault(_key(part), HIDDEN_NAME if part in others else stand_in)
        self._pattern = _pattern(wholes, parts)
        self._in_addresses = [_letters(p) for p in parts if len(p) >= _LEAST_IN_ADDRESS]
        self._in_addresses += map(_letters, wholes)

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where hidden names stand in a text, and what is to stand there."""
        for match in self._pattern.finditer(text) if self._by_name else ():
            yield match.start(), match.end(), self._by_name.get(_key(match[0]), HIDDEN_NAME)

    def plain(self, text: str) -> str:
        """A text that no offsets count, with the stand-ins in it."""
        if text in self.ids:
            return self.ids[text]
        return (
            self._pattern.sub(lambda m: self._by_name.get(_key(m[0]), HIDDEN_NAME), text)
            if self._by_name
            else text
        )

    def tells(self, address: str) -> bool:
        """Whether the address of a page has a hidden name in it."""
        plain = _letters(address)
        return any(name in plain for name in self._in_addresses)


def _numbered(contents: Contents, marked: frozenset[str]) -> Iterator[tuple[int, list[Entity]]]:
    """The entities to be hidden under one number: those merged, and those of the very same name.

    The log only grows: whoever was marked first keeps the first number, whatever is marked later.
    """
    merged = Merged(contents.entities, contents.log)
    log = [d for d in contents.log.all if d.field == "private" and _is_entity(d)]
    # One that a later run no longer finds is known by the name that the decision kept.
    known = {d.target: Entity(d.target, d.about or d.target, "person") for d in log} | contents.entity
    numbers: dict[str, int] = {}
    for n, id_ in enumerate(dict.fromkeys(d.target for d in log), 1):
        numbers.setdefault(merged.first[id_].id if id_ in merged.first else id_, n)
    taken: set[str] = set()
    for first, number in numbers.items():
        members = list(merged.members.get(first, (known[first],)))
        if not any(e.id in marked for e in members):
            continue
        names, ids = {_key(e.name) for e in members}, {e.id for e in members}
        members += [e for e in contents.entities if _key(e.name) in names and e.id not in ids]
        yield number, [e for e in members if e.id not in taken]
        taken |= {e.id for e in members}


def _spellings(entity: Entity) -> Iterator[str]:
    """All that an entity is called that is a name of its own, and no pronoun, role or stretch of a sentence.

    What shares no word with its name ("the Observatory" of somebody who heads it) names somebody else too.
    """
    roles = voices.load().titles
    own = {w.casefold() for w in _WORD.findall(entity.name)}
    for name in dict.fromkeys((entity.name, *entity.aliases, *(m.text for m in entity.mentions))):
        parts = _WORD.findall(name)
        if name != entity.name and not (_is_name(parts) and own & {w.casefold() for w in parts}):
            continue
        if any(w[0].isupper() and len(w) > 1 and w.lower().rstrip(".") not in roles for w in parts):
            yield " ".join(name.split())


def _is_name(parts: Sequence[str]) -> bool:
    """Whether words are a name and no more: few, with capitals, but for particles between them."""
    inner = [w for w in parts if not w[0].isupper()]
    return len(parts) <= _MOST_WORDS and len(inner) <= _MOST_PARTICLES and all(len(w) <= 3 for w in inner)


def _parts_of(entities: Iterable[Entity]) -> dict[str, None]:
    """The single words of names that are names by themselves: no titles, initials, peoples, common words."""
    roles = voices.load().titles | words(read_sections("en", "stopwords.txt")[""])
    parts = (w for e in entities for name in _spellings(e) for w in _WORD.findall(name))
    others = roles | nations() | voices.load().bodies | voices.load().monitors
    return {w: None for w in parts if len(w) > 2 and w[0].isupper() and w.lower() not in others}


def _pattern(wholes: Iterable[str], parts: Iterable[str]) -> re.Pattern[str]:
    """What finds whole names in any case, and parts of names as they are written or in capitals."""
    longest = sorted(wholes, key=lambda name: (-len(name), name))
    whole = [r"\s+".join(map(re.escape, name.split())) for name in longest]
    part = [
        re.escape(p) for p in sorted({q for p in parts for q in (p, p.upper())}, key=lambda p: (-len(p), p))
    ]
    either = [f"(?i:{'|'.join(whole)})"] * bool(whole) + part
    return re.compile(rf"(?<!\w)(?:{'|'.join(either) or '(?!)'})(?!\w)")


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


class _Redaction:
    """Moves every record of a case into the texts with stand-ins."""

    def __init__(self, contents: Contents, marked: frozenset[str], names: _Names) -> None:
        self._all, self._names = contents, names
        inside = {f.id for f in contents.figures if f.claim in marked}
        self._gone = marked - names.of.keys() | inside
        gone_documents = {d.id for d in contents.documents if d.id in marked}
        inner: tuple[Claim | Figure | Time, ...] = (*contents.claims, *contents.figures, *contents.times)
        self._gone |= {t.id for t in inner if t.document in gone_documents}
        self._gone_documents = gone_documents
        stretches: dict[str, list[Span]] = {}
        for thing in inner:
            if thing.id in marked:
                stretches.setdefault(thing.document, []).append((thing.start, thing.end))
        kept = [d for d in contents.documents if d.id not in gone_documents]
        self._hidden = {d.id: self._stretches(d.text, stretches.get(d.id, [])) for d in kept}
        self._texts = {d.id: _with_stand_ins(d.text, self._hidden[d.id]) for d in kept}
        self._gone |= {
            t.id
            for t in inner
            for start, end in stretches.get(t.document, ())
            if start <= t.start and t.end <= end
        }

    def _stretches(self, text: str, private: list[Span]) -> list[_Hidden]:
        """What is hidden in a text, in order and apart from one another."""
        found = [(start, end, HIDDEN_CLAIM) for start, end in _joined(private)]
        found += [
            one for one in self._names.found(text) if not any(s < one[1] and one[0] < e for s, e, _ in found)
        ]
        hidden, shift = [], 0
        for start, end, stand_in in sorted(found):
            hidden.append(_Hidden(start, end, start + shift, stand_in))
            shift += len(stand_in) - (end - start)
        return hidden

    def contents(self) -> Contents:
        """The whole case."""
        all_ = self._all
        lists: dict[str, Any] = {
            name: tuple(self._record(thing) for thing in getattr(all_, name) if self._stays(thing))
            for name in _KINDS
        }
        texts = {c.id: c.text for c in lists["claims"]}
        made = (self._group(group, texts) for group in all_.groups if group.id not in self._gone)
        groups = tuple(group for group in made if group)
        pairs = [pair for pair in all_.unlisted.values() if self._stays(pair)]
        left = {thing.id for things in (*lists.values(), groups, pairs) for thing in things}
        decisions = tuple(self._record(d) for d in all_.decisions if self._is_told(d, left))
        name = self._names.plain(all_.name)
        return replace(all_, **lists, groups=groups, decisions=decisions, name=name, redacted=True)

    def _is_told(self, decision: Decision, left: set[str]) -> bool:
        """Whether a decision is about what stays, or about what was not there before either."""
        target = decision.target
        if target in self._names.ids or target in left:
            return True
        return target not in self._all.things and target not in self._gone

    def _stays(self, thing: Any) -> bool:
        if thing.id in self._gone or thing.id in self._gone_documents:
            return False
        if isinstance(thing, Comparison):
            return not {thing.left, thing.right} & self._gone
        if isinstance(thing, Entity):
            return not thing.mentions or bool(self._told(thing))
        sides = (getattr(thing, side, None) for side in ("left", "right"))
        return not any(getattr(side, "document", None) in self._gone_documents for side in sides)

    def _group(self, group: Group, texts: Mapping[str, str]) -> Group | None:
        """A group without the claims that are left out; none where one is left alone."""
        members = tuple(m for m in group.members if m in texts)
        if len(members) < min(2, len(group.members)):
            return None
        label = group.label if len(members) == len(group.members) else texts[members[0]]
        origins = ((o, tuple(m for m in o.members if m in texts)) for o in group.origin_of)
        kept = tuple(replace(o, members=some) for o, some in origins if some)
        made: Group = self._record(replace(group, label=label, members=members, origin_of=kept))
        return made

    # --- one record ----------------------------------------------------------------------------------------

    def _record(self, thing: Any) -> Any:
        if isinstance(thing, Entity):
            thing = self._entity(thing)
        elif isinstance(thing, Document):
            thing = self._document(thing)
        elif isinstance(thing, Failure):
            path = self._path(thing.path, thing.id)
            thing = replace(thing, path=path, what=thing.what.replace(thing.path, path))
        elif isinstance(thing, Claim):
            thing = replace(thing, figures=tuple(f for f in thing.figures if f not in self._gone))
        elif isinstance(thing, Figure) and thing.claim in self._gone:
            thing = replace(thing, claim=None)
        elif isinstance(thing, Decision):
            # The words about a target, kept for when a run no longer finds it, may be what is private.
            thing = replace(thing, about=None)
        document = thing.id if isinstance(thing, Document) else ""
        return self._moved(thing, document)

    def _told(self, entity: Entity) -> tuple[Mention, ...]:
        """The mentions of an entity that stand in what is given away."""
        return tuple(m for m in entity.mentions if m.document not in self._gone_documents and self._seen(m))

    def _seen(self, mention: Mention) -> bool:
        hidden = (h for h in self._hidden.get(mention.document, ()) if h.stand_in == HIDDEN_CLAIM)
        return not any(h.start <= mention.start and mention.end <= h.end for h in hidden)

    def _entity(self, entity: Entity) -> Entity:
        mentions = self._told(entity)
        if entity.id not in self._names.of:
            return replace(entity, mentions=mentions)
        return replace(
            entity, name=self._names.of[entity.id], aliases=(), role=None, mentions=mentions, similar=()
        )

    def _path(self, path: str, id_: str) -> str:
        """Where a file lay; one whose name tells who is hidden goes by the number of its document."""
        return f"{id_}{PurePath(path).suffix}" if self._names.tells(path) else path

    def _document(self, document: Document) -> Document:
        tells = self._names.tells
        title = " ".join((document.title or "").split())
        for one in self._hidden[document.id]:
            if one.stand_in == HIDDEN_CLAIM:
                title = title.replace(" ".join(document.text[one.start : one.end].split()), HIDDEN_CLAIM)
        return replace(
            document,
            title=title if HIDDEN_CLAIM in title else document.title,
            links=tuple(link for link in document.links if not tells(link.href)),
            url=None if document.url and tells(document.url) else document.url,
            path=self._path(document.path, document.id),
        )

    def _moved(self, thing: Any, document: str) -> Any:
        """A dataclass of the model with its offsets moved and its strings without hidden names."""
        here = getattr(thing, "document", None) or document
        new: dict[str, Any] = {}
        for name in (f.name for f in dataclasses.fields(thing)):
            new[name] = self._field(name, getattr(thing, name), here)
        start, end = new.get("start"), new.get("end")
        if "text" in new and start is not None and end is not None and here in self._texts:
            new["text"] = self._texts[here][start:end]
        elif isinstance(thing, Document):
            new["text"] = self._texts[thing.id]
        if isinstance(thing, Source) and thing.entity in self._names.of:
            stand_in = self._names.of[thing.entity]
            new |= {"name": stand_in, "entity_name": stand_in, "role": None}
        return type(thing)(**new)

    def _field(self, name: str, value: Any, here: str) -> Any:
        if here in self._texts and value is not None:
            if name == "start":
                return self._start(here, value)
            if name == "end":
                return self._end(here, value)
            if name == "sentence":
                return self._start(here, value[0]), self._end(here, value[1])
            if name in _PAIRS:
                return tuple(
                    (self._start(here, v[0]), self._end(here, v[1]), *map(self._names.plain, v[2:]))
                    for v in value
                )
        return self._value(value, here)

    def _value(self, value: Any, here: str) -> Any:
        if isinstance(value, str):
            return self._names.plain(value)
        if isinstance(value, list | tuple):
            return type(value)(self._value(one, here) for one in value)
        if isinstance(value, dict):
            return {key: self._value(one, here) for key, one in value.items()}
        if dataclasses.is_dataclass(value):
            return self._moved(value, here)
        return value

    def _start(self, document: str, at: int) -> int:
        """Where a place that something begins at has gone: the beginning of the stand-in it is in."""
        before = self._before(document, at)
        if before is None:
            return at
        if at < before.end:
            return before.new_start
        return before.new_start + len(before.stand_in) + at - before.end

    def _end(self, document: str, at: int) -> int:
        """Where a place that something ends at has gone: the end of the stand-in it is in."""
        before = self._before(document, at)
        if before is None or at == before.start:
            return at if before is None else before.new_start
        return before.new_start + len(before.stand_in) + max(0, at - before.end)

    def _before(self, document: str, at: int) -> _Hidden | None:
        """The last stretch that begins at a place or before."""
        hidden = self._hidden[document]
        index = bisect_right(hidden, at, key=lambda h: h.start)
        return hidden[index - 1] if index else None


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _with_stand_ins(text: str, hidden: Iterable[_Hidden]) -> str:
    pieces, at = [], 0
    for one in hidden:
        pieces += [text[at : one.start], one.stand_in]
        at = one.end
    return "".join((*pieces, text[at:]))
