"""Short headings for pairs that no figures tell of, made of nothing but the words of their reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sayso.model import Comparison

_MOST_WORDS = 4
"""How many of the words that two claims share a heading has."""


def heading(told: Iterable[Comparison]) -> str:
    """Who is accused and the words that both share, as "the ministry · shelling, clinic"; "" for neither."""
    reasons: Mapping[str, tuple[str, str]] = {
        r.feature: (str(r.left or ""), str(r.right or "")) for c in told for r in c.reasons
    }
    accused = " / ".join(dict.fromkeys(filter(None, reasons.get("accused", ()))))
    known = set(accused.casefold().split())
    shared = reasons.get("shared words", ("", ""))[0].split(", ")
    words = [word for word in dict.fromkeys(filter(None, shared)) if word.casefold() not in known]
    return " · ".join(filter(None, (accused, ", ".join(words[:_MOST_WORDS]))))
