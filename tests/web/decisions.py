"""Every decision that a person can make, made and taken back in a browser by the reader's own forms."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sayso.case.contents import Contents
from sayso.case.decisions import EARLIER, FIELDS, OF_ALL, SEGMENT, kind_of
from sayso.dossier.pile import Pile
from sayso.model import Decision
from sayso.web.people import pairs
from tests.web.browser import Browser

VALUES = {
    "relation": "scope",
    "speaker": "Jo Hale",
    "low": "0",
    "high": "99,000",
    "counted": "households",
    "outlet": "The Other Post",
    "published": "2030-01",
    "title": "Bridge closed at Tolk",
    "kind": "group",
    "grade": "seen by two of us",
    "source_letter": "B",
    "information_digit": "2",
    "note": "Asked again by telephone.",
    "private": "yes",
}
"""What is decided in each field; what else there is depends on the case."""

_FILL = """(([field, values]) => {
  const is = (form, name, value) => {
    const hidden = form.querySelector(`input[type=hidden][name=${name}]`);
    return !hidden || hidden.value === value;
  };
  const fits = (form) => (is(form, "field", field) && is(form, "value", values.value))
    || form.querySelector(`[name=set_${field}]`);
  const form = [...document.querySelectorAll("form[action='/decide']")].find(fits);
  if (!form) return false;
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  for (const [name, value] of Object.entries(values)) {
    const named = name === "value" ? `:is([name=value], [name=set_${field}])` : `[name=${name}]`;
    const input = form.querySelector(`:is(input, select, textarea)${named}:not([type=hidden])`);
    if (input) input.value = value;
  }
  const own = form.querySelector(`button[name=value][value="${values.value}"]`);
  (own || form.querySelector("button")).id = "to-press";
  return true;
})"""


@dataclass(frozen=True, slots=True)
class Choosing:
    """What is decided of which record, and for a segment of which stretch."""

    target: str
    field: str
    value: str
    stretch: str = ""

    @property
    def kept(self) -> str:
        """The value as the log keeps it."""
        return f"{self.stretch} {self.value}" if self.stretch else self.value.replace(",", "")


def every_kind(contents: Contents) -> list[Choosing]:
    """One choice for each field of each kind of record that the case has."""
    made: list[Choosing] = []
    kinds: dict[str, list[Any]] = {}
    for thing in contents.things.values():
        kinds.setdefault(kind_of(thing), []).append(thing)
    for kind, things in kinds.items():
        made += [
            Choosing(things[0].id, field, _other_than(things[0], field))
            for field in (*FIELDS.get(kind, ()), *OF_ALL)
            if field in VALUES
        ]
    # What is set aside or merged takes its findings with it: these have records of their own.
    aside, last = kinds["document"][-1], kinds["document"][-1].segments[-1]
    made.append(Choosing(aside.id, SEGMENT, "furniture", f"{last.start}-{last.end}"))
    apart = pairs(Pile(contents), contents.entities)[0]
    made.append(Choosing(apart.one.id, "not_same_as", apart.other.id))
    updates = [c for c in kinds["comparison"][1:] if c.relation == "updates" and c.sure]
    # A generated case may have none.
    made += [Choosing(update.id, EARLIER, update.right) for update in updates[:1]]
    alone = [e.id for e in contents.entities if not e.similar and e is not kinds["entity"][0]]
    made.append(Choosing(alone[0], "same_as", alone[1]))
    return made


def _other_than(thing: Any, field: str) -> str:
    """A value for a field that is not what was found."""
    other = {"relation": "unclear", "kind": "person"}
    return other[field] if getattr(thing, field, None) == VALUES[field] else VALUES[field]


def decide(browser: Browser, address: str, choice: Choosing) -> str:
    """Decide on the page of the record; what the page then says was decided."""
    browser.open(f"{address}/item/{choice.target}")
    values = {"value": choice.value, "stretch": choice.stretch, "who": "Ana"}
    assert browser.run(f"{_FILL}({json.dumps([choice.field, values])})"), f"no form for {choice}"
    browser.press("#to-press")
    return str(
        browser.run("[...document.querySelectorAll('.decided')].map((e) => e.textContent).join(' | ')")
    )


def take_back(browser: Browser, address: str, decision: Decision) -> str:
    """Take a decision back on the page of its record; what the page then says."""
    browser.open(f"{address}/item/{decision.target}")
    browser.press(f"form.undo:has([value={decision.id}]) button")
    return browser.text


def in_force(contents: Contents) -> dict[tuple[str, str, str | None], Decision]:
    """What stands, by record, field and value."""
    return {(d.target, d.field, d.new): d for d in contents.log.in_force.values()}
