"""What pages do not show never stands among what is kept."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from sayso.intake.hiding import hidden_names
from sayso.model import KEPT_KINDS
from tests.intake.helpers import read_one
from tests.intake.test_html import ARTICLE, FIRST, page

SECRET = (
    "The dam at Orvel will be blown up on Sunday at noon, a general said in a letter that nobody has seen."
)


@pytest.mark.parametrize(
    "hidden",
    [
        f"<p hidden>{SECRET}</p>",
        f"<noscript><p>{SECRET}</p></noscript>",
        f'<p style="display:none">{SECRET}</p>',
        f'<div style="color: red; visibility : hidden"><p>{SECRET}</p></div>',
        f'<p style="opacity:0">{SECRET}</p>',
        f'<p style="font-size:0px">{SECRET}</p>',
        f'<p style="position:absolute; left:-9999px">{SECRET}</p>',
        f'<div aria-hidden="true"><p>{SECRET}</p></div>',
        f"<style>.veil, #x {{ display: none }}</style><p class='a veil'>{SECRET}</p>",
        f"<style>/* x */ #veil{{color:red;visibility:hidden}}</style><div id='veil'><p>{SECRET}</p></div>",
        f"<p>{FIRST} <span style='display:none'>{SECRET}</span></p>",
    ],
)
def test_hidden_text_is_set_aside(tmp_path: Path, hidden: str) -> None:
    document = read_one(tmp_path, page(ARTICLE + hidden), "a.html")
    assert SECRET in document.text
    kept = " ".join(document.text[s.start : s.end] for s in document.segments if s.kind in KEPT_KINDS)
    assert SECRET not in kept
    assert FIRST in kept


@pytest.mark.parametrize(
    ("style", "names"),
    [
        (".a { display: none }", {".a"}),
        (".a .b { display: none } .c:hover { display: none }", set()),
        ("@media print { .a { display: none } } .b{visibility:hidden}", {".b"}),
        (".a { color: red } .a, .b, p { display:none }", {".a", ".b"}),
        ("} } .a { display:none", set()),
        ("", set()),
    ],
)
def test_simple_rules_of_style_sheets(style: str, names: set[str]) -> None:
    assert hidden_names([style]) == names


def test_style_sheets_of_any_shape_are_read() -> None:
    generator = random.Random(7)
    for _ in range(200):
        hidden_names(
            ["".join(generator.choices(["{", "}", ".a", "@media x", "display:none", ",", "/*"], k=60))]
        )
