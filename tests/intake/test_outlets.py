"""Outlets by their other names and by their sites."""

from __future__ import annotations

import pytest

from sayso.languages.en.outlets import outlet_name, outlet_of


def test_short_names_are_written_in_full_and_others_left_alone() -> None:
    assert outlet_name("DW") == "Deutsche Welle"
    assert outlet_name("Deutsche Welle") == "Deutsche Welle"
    assert outlet_name("Teral Post") == "Teral Post"


@pytest.mark.parametrize(
    ("address", "outlet"),
    [
        ("https://www.dw.com/en/a-1", "Deutsche Welle"),
        ("http://news.sky.com/story", "Sky News"),
        ("//dw.com:443/x", "Deutsche Welle"),
        ("https://dw.com.example/x", None),
        ("https://post.example/dw.com", None),
        ("dw.com", None),
        ("", None),
    ],
)
def test_an_address_tells_its_outlet_by_its_host(address: str, outlet: str | None) -> None:
    assert outlet_of(address) == outlet
