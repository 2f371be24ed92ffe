"""Lists of known people, organizations and outlets, as CSV or FollowTheMoney, and documents by their names.

A list says how names are written and which pages are whose, and nothing else is taken from it.
"""

from __future__ import annotations

import csv
import functools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from sayso.errors import UsageError
from sayso.intake.sources import read_given
from sayso.model import Document, Evidence, Relay
from sayso.settings import KnownName

KINDS = ("person", "organization", "outlet")
_COLUMNS = {
    "name": ("name", "caption", "label"),
    "kind": ("kind", "type", "schema"),
    "others": ("aliases", "alias", "other_names", "also"),
    "sites": ("sites", "site", "website", "url", "domain"),
}
"""What the columns of a CSV file may be called."""
_KIND_OF = {
    **{kind: kind for kind in KINDS},
    "media": "outlet",
    **dict.fromkeys(("company", "legalentity", "publicbody"), "organization"),
}
_OTHER_NAMES = ("alias", "weakAlias", "previousName", "abbreviation")
_SEPARATOR = re.compile(r"\s*[;|]\s*")
_ADDRESS_RULE = "site of the address"


def read_known(path: str) -> tuple[KnownName, ...]:
    """The names in a CSV file or in FollowTheMoney's JSON lines, sorted, each once.

    ``UsageError`` where the file is neither, or a line of it is damaged.
    """
    text = read_given(path, "list of known names")
    found = _of_entities(text, path) if text.lstrip().startswith("{") else _of_rows(text, path)
    return tuple(sorted(once(found), key=lambda known: (known.name, known.kind)))


def with_known_outlets(document: Document, known: tuple[KnownName, ...] | None) -> Document:
    """A document whose outlet and relays go by their known names; where it has no outlet, its address's.

    The evidence says that the name is of the list, and keeps where the text has the other one.
    """
    if not known:
        return document
    names, sites = _outlets(known)
    outlet, evidence = document.outlet, document.evidence.get("outlet")
    told = names.get(outlet.casefold()) if outlet else None
    if outlet is None or (evidence is not None and evidence.rule == _ADDRESS_RULE):
        told = _of_site(document.url, sites) or told
    relays = _relays(document.relay, told or outlet, names)
    if told is None or told == outlet:
        return replace(document, relay=relays)
    if outlet is None:
        made = Evidence("known names: site of the address", None, None)
    else:
        place = (evidence.start, evidence.end) if evidence else (None, None)
        by = f", by {evidence.rule}" if evidence else ""
        made = Evidence(f"known names: {outlet} is {told}{by}", *place)
    kept = {**document.evidence, "outlet": made}
    return replace(document, outlet=told, relay=relays, evidence={name: kept[name] for name in sorted(kept)})


@functools.lru_cache(maxsize=8)
def _outlets(known: tuple[KnownName, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """Names by other names and by sites; not what two are called, nor people."""
    names: dict[str, set[str]] = {}
    sites: dict[str, set[str]] = {}
    for one in known:
        if one.kind == "person":
            continue
        for written in (one.name, *one.others):
            names.setdefault(written.casefold(), set()).add(one.name)
        for site in one.sites:
            sites.setdefault(site, set()).add(one.name)
    return _unshared(names), _unshared(sites)


def _unshared(table: Mapping[str, set[str]]) -> dict[str, str]:
    return {key: next(iter(names)) for key, names in table.items() if len(names) == 1}


def _relays(relays: Iterable[Relay], outlet: str | None, names: Mapping[str, str]) -> tuple[Relay, ...]:
    """Relays by their known names, each once, without the outlet itself where a known name shows it."""
    made: dict[str, Relay] = {}
    for relay in relays:
        known = _relay(relay, names)
        if known is relay or known.name != outlet:
            made.setdefault(known.name, known)
    return tuple(made.values())


def _relay(relay: Relay, names: Mapping[str, str]) -> Relay:
    name = names.get(relay.name.casefold(), relay.name)
    if name == relay.name:
        return relay
    return replace(relay, name=name, rule=f"{relay.rule}; known names: {relay.name} is {name}")


def _of_site(address: str | None, sites: Mapping[str, str]) -> str | None:
    parts = _host(address or "").split(".")
    return next((sites[site] for n in range(len(parts)) if (site := ".".join(parts[n:])) in sites), None)


def _host(address: str) -> str:
    """The host of an address, or of what is written without "https://"; "" where there is none."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.lower().removeprefix("www.")


# --- the files ----------------------------------------------------------------------------------------------


def _of_rows(text: str, path: str) -> Iterator[KnownName]:
    rows = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        head = [name.strip().lower() for name in next(rows, ())]
        place = {f: head.index(n) for f, names in _COLUMNS.items() for n in reversed(names) if n in head}
        if not {"name", "kind"} <= place.keys():
            raise UsageError(
                f"{path} is no list of known names: its first line must name the columns name and kind, and"
                " may name aliases and sites; a file of FollowTheMoney has a JSON object on each line."
            )
        for row in rows:
            cells = {field: row[n].strip() for field, n in place.items() if n < len(row)}
            if any(cells.values()):
                yield _known(cells, f"{path}, line {rows.line_num}")
    except csv.Error as error:
        raise UsageError(
            f"{path}, line {rows.line_num} is damaged ({error}): usually a quotation mark that is not closed;"
            " save it as CSV again."
        ) from error


def _known(cells: Mapping[str, str], where: str) -> KnownName:
    name, kind = cells.get("name"), cells.get("kind", "")
    meant = _KIND_OF.get(kind.lower())
    if not name or meant is None:
        what = f"has the kind {kind!r}" if name else "has no name"
        raise UsageError(f"{where} {what}: each line needs a name and a kind, which is {', '.join(KINDS)}.")
    others, sites = (_SEPARATOR.split(cells.get(field, "")) for field in ("others", "sites"))
    return _made(name, meant, others, sites)


def _of_entities(text: str, path: str) -> Iterator[KnownName]:
    """The people, organizations and other bodies of FollowTheMoney, not its other things."""
    met = 0
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        entity = _entity(line, f"{path}, line {number}")
        met += 1
        kind = _KIND_OF.get(str(entity["schema"]).lower())
        given = entity["properties"]
        names = _texts(given, ("name",))
        if kind is not None and names:
            yield _made(
                names[0], kind, [*names[1:], *_texts(given, _OTHER_NAMES)], _texts(given, ("website",))
            )
    if not met:
        raise UsageError(f"{path} holds no entity: usually an empty file; export it again.")


def _entity(line: str, where: str) -> dict[str, Any]:
    try:
        read = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(
            f"{where} is no JSON ({str(error)[:80]}): files of FollowTheMoney have an object on each line;"
            " export it again."
        ) from error
    if not isinstance(read, dict) or "schema" not in read or not isinstance(read.get("properties"), dict):
        raise UsageError(
            f"{where} is no entity of FollowTheMoney, which has a schema and properties: usually JSON of"
            " another program; name a CSV file instead."
        )
    return read


def _texts(given: Mapping[str, Any], names: Sequence[str]) -> list[str]:
    values = [value for name in names for value in _listed(given.get(name))]
    return [value for value in values if isinstance(value, str)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _made(name: str, kind: str, others: Iterable[str], sites: Iterable[str]) -> KnownName:
    plain = " ".join(name.split())
    also = {" ".join(other.split()) for other in others} - {plain, ""}
    hosts = {_host(site) for site in sites} - {""}
    return KnownName(plain, kind, tuple(sorted(also)), tuple(sorted(hosts)))


def once(found: Iterable[KnownName]) -> Iterator[KnownName]:
    """Names of one kind that are written alike are one."""
    made: dict[tuple[str, str], KnownName] = {}
    for one in found:
        had = made.get((one.name, one.kind), one)
        others, sites = {*had.others, *one.others}, {*had.sites, *one.sites}
        made[one.name, one.kind] = replace(had, others=tuple(sorted(others)), sites=tuple(sorted(sites)))
    yield from made.values()
