"""The outlet's name, mined from a headline's site name and from furniture: copyright lines, pleas, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.intake import relay
from sayso.intake.draft import Block, Draft
from sayso.intake.lines import word_count
from sayso.languages.en import furniture
from sayso.languages.en.outlets import outlet_name, outlet_of

_JOINT = re.compile(r"\s+(?P<joint>[|»•·]|::|[-–—])\s+")
_NAME = relay.NAME
_COPYRIGHT = "copyright line"
_FURNITURE_RULES = (
    (_COPYRIGHT, re.compile(
        r"(?:©|\([Cc]\)|[Cc]opyright(?= ?(?:©|\(|\d{4}|by )))(?: ?©| ?\([Cc]\))?\s*"
        r"(?:\d{4}(?:\s*[-–]\s*\d{2,4})?,?\s*)?(?:by )?"
        rf"(?P<name>{_NAME})"
    )),
    (_COPYRIGHT, re.compile(rf"(?P<name>{_NAME}),? (?:©|\([Cc]\)) ?\d{{4}}")),
    ("feed footer", re.compile(rf"appeared first on (?P<name>{_NAME})")),
    ("written exclusively for", re.compile(
        rf"(?:exclusively|especially|specially) for (?:the )?(?:[a-z-]+ ){{0,4}}[“\"‘'«]?(?P<name>{_NAME})"
    )),
    ("plea for support", re.compile(
        rf"(?:enjoy|like|love|value|appreciate|find) (?P<name>{_NAME}?)['’]s?"
        r" (?:content|work|articles|journalism|reporting|coverage)"
    )),
    ("plea for support", re.compile(
        rf"(?:[Ss]upport|[Dd]onate to|[Ss]ubscribe to) (?P<name>{_NAME}?)"
        r"(?:['’]s? (?:work|journalism|reporting|newsletter)|[.!]?\s*\Z| by | with | today)"
    )),
)  # fmt: skip


def split_title(draft: Draft, block: Block, candidates: Sequence[Block]) -> tuple[int, str | None]:
    """Where the title in a line ends, and the site's name behind it, if one is.

    A line that is all the site's own title (its name stands again behind a later candidate) ends where it
    begins. The name found becomes the outlet.
    """
    joints = list(_JOINT.finditer(draft.text, block.start, block.end))
    if not joints:
        return block.end, None
    joint = joints[-1]
    suffix = draft.text[joint.end() : block.end]
    again = _said_again(draft, block, suffix, candidates)
    if again:
        name, place = _as_written(draft, joint.end(), block.end)
        draft.note("outlet", name, "site name in the page's title", place)
        later = any(other.start > block.start for other in again)
        return (block.start if later else joint.start()), name
    if not _reads_as_site(suffix, joint["joint"]):
        return block.end, None
    if _is_section(suffix):
        return joint.start(), None
    name, place = _as_written(draft, joint.end(), block.end)
    draft.note("outlet", name, "site name in the headline", place)
    return joint.start(), name


def find_outlet(draft: Draft) -> None:
    """Look for the outlet's name in what was set aside, then in the address, unless it is known already.

    A short name becomes the full one; its evidence is where the short one stands.
    """
    if "outlet" in draft.fields:
        return
    aside = [b for b in draft.blocks if b.kind in ("furniture", "author_bio", "credit")]
    for rule, pattern in _FURNITURE_RULES:
        for block in aside:
            match = pattern.search(draft.text, block.start, block.end)
            name = match["name"].rstrip(" .'’") if match else ""
            # What an agency holds the copyright of may stand anywhere.
            if match and _is_name(name) and not (rule == _COPYRIGHT and name in furniture.agencies()):
                start = match.start("name")
                draft.note("outlet", outlet_name(name), rule, (start, start + len(name)))
                return
    known = outlet_of(draft.fields.get("url", ""))
    if known:
        draft.note("outlet", known, "site of the address")


def site_suffix(title: str, outlet: str | None) -> int | None:
    """Where a title given as a field ends if a site's name is glued behind it; else None.

    That is the outlet's own name, or behind a bar any name that reads as a site's.
    """
    joints = list(_JOINT.finditer(title))
    if not joints:
        return None
    written = title[joints[-1].end() :]
    suffix, wanted = relay.squeeze(written), relay.squeeze(outlet or "")
    if len(wanted) >= 3 and suffix and (suffix.startswith(wanted) or wanted.startswith(suffix)):
        return joints[-1].start()
    if joints[-1]["joint"] not in "-–—" and _reads_as_site(written, joints[-1]["joint"]):
        return joints[-1].start()
    return None


def _said_again(draft: Draft, block: Block, suffix: str, candidates: Sequence[Block]) -> list[Block]:
    """Other lines of the head that carry the same name behind or as their title."""
    name = relay.squeeze(_without_edition(suffix))
    if len(name) < 4 or word_count(suffix) > 6:
        return []
    found = []
    for other in candidates:
        if other is block:
            continue
        joints = list(_JOINT.finditer(draft.text, other.start, other.end))
        said = draft.text[joints[-1].end() : other.end] if joints else draft.said(other)
        squeezed = relay.squeeze(_without_edition(said))
        if squeezed == name or (joints and squeezed.startswith(name)):
            found.append(other)
    return found


def _reads_as_site(suffix: str, joint: str) -> bool:
    written = re.findall(r"[\w’'.&-]+", suffix)
    if not 1 <= len(written) <= 6 or not all(
        w[:1].isupper() or w in ("of", "the", "and", "al") for w in written
    ):
        return False
    known = furniture.load().masthead_words | furniture.load().edition_words
    if joint in "-–—":
        return (len(written) >= 2 and any(w.lower() in known for w in written)) or bool(
            re.search(r"\w\.(?:com|org|net|info)\b", suffix)
        )
    return True


def _is_section(suffix: str) -> bool:
    return set(re.findall(r"[a-z]+", suffix.lower())) <= furniture.load().section_words


def _as_written(draft: Draft, start: int, end: int) -> tuple[str, tuple[int, int]]:
    name = _without_edition(draft.text[start:end])
    return name, (start, start + len(name))


def _without_edition(name: str) -> str:
    """A site's name without the words its title adds ("English Archive")."""
    parts = name.split(" ")
    while len(parts) > 1 and parts[-1].lower() in furniture.load().edition_words:
        parts.pop()
    return " ".join(parts).rstrip(" .,")


def _is_name(name: str) -> bool:
    return (
        name.split(maxsplit=1)[0].lower() not in furniture.load().no_names and len(relay.squeeze(name)) >= 3
    )
