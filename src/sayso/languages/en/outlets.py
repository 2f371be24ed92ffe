"""Names of outlets in full, by their short names and by their sites: ``outlets.txt`` as tables."""

from __future__ import annotations

import functools
import re

from sayso.languages.lexicon import read_sections

_LINE = re.compile(r"(?P<name>[^(:]+?)\s*(?:\((?P<sites>[^)]*)\))?\s*(?::\s*(?P<others>.*))?\Z")
_HOST = re.compile(r"(?:https?:)?//(?:[^/@]*@)?(?P<host>[^/:?#]+)", re.IGNORECASE)

_MOST_PARTS = 5
"""No site listed has more parts between points."""


@functools.cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Names by other names, and names by sites."""
    others: dict[str, str] = {}
    sites: dict[str, str] = {}
    for lines in read_sections("en", "outlets.txt").values():
        for line in lines:
            match = _LINE.match(line)
            if match:
                others.update((each.strip(), match["name"]) for each in (match["others"] or "").split(","))
                sites.update((each.strip(), match["name"]) for each in (match["sites"] or "").split(","))
    return others, sites


@functools.cache
def outlet_pattern() -> str:
    """A regular expression (as text) for any name of any outlet listed, the longest first."""
    others, sites = _tables()
    names = sorted({*others, *others.values(), *sites.values()} - {""}, key=lambda name: (-len(name), name))
    return r"(?<!\w)(?:" + "|".join(re.escape(name) for name in names) + r")(?![\w’'])"


def outlet_name(written: str) -> str:
    """The name of an outlet in full ("DW": "Deutsche Welle"); other names come back as they are."""
    return _tables()[0].get(written.strip(), written)


def outlet_of(address: str) -> str | None:
    """The outlet whose site an address is on, or None where the list has none such."""
    match = _HOST.match(address)
    host = match["host"].lower() if match else ""
    sites = _tables()[1]
    parts = host.split(".")[-_MOST_PARTS:]
    return next((sites[name] for n in range(len(parts)) if (name := ".".join(parts[n:])) in sites), None)
