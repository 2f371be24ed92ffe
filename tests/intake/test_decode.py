"""Bytes to text: what is read, and what is said where nothing can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.intake.decode import decode

TEXT = "“Nobody was hurt,” the mayor of Köln said."


def failed(data: bytes, *, markup: bool = False) -> InputError:
    with pytest.raises(InputError) as caught:
        decode(data, "a.txt", markup=markup)
    assert "a.txt" in str(caught.value)
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_that_bytes_show(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt").text == TEXT


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_what_was_encoded_twice_is_read_as_it_had_been(encoding: str) -> None:
    text = TEXT.replace("“", "«").replace("”", "»")
    decoded = decode(text.encode().decode(encoding).encode(), "a.txt")
    assert decoded.text == text
    assert "twice" in decoded.encoding


@pytest.mark.parametrize("text", [TEXT, "SÃO PAULO, 5 £", "Ã", "Ãµ", TEXT + " Ã¶ Ã¶"])
def test_what_only_looks_encoded_twice_is_left_as_it_is(text: str) -> None:
    assert decode(text.encode(), "a.txt").text == text


def test_a_byte_order_mark_is_no_text_but_is_told() -> None:
    decoded = decode(TEXT.encode("utf-8-sig"), "a.txt")
    assert (decoded.text, decoded.mark) == (TEXT, True)


def test_a_page_may_declare_its_encoding() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Мост закрыт</body></html>'
    assert decode(page.encode("cp1251"), "a.html", markup=True).text == page
    assert failed(page.encode("cp1251")).kind == "encoding"


def test_mixed_encodings_are_named_with_their_place() -> None:
    data = "Köln ".encode() + "Köln".encode("cp1252")
    error = failed(data)
    assert error.kind == "encoding"
    assert "byte 7" in str(error)


@pytest.mark.parametrize("data", [b"", b" \n\t ", "\ufeff".encode(), "\ufeff ".encode("utf-16-le")])
def test_empty(data: bytes) -> None:
    assert failed(data).kind == "empty"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 x",
        b"PK\x03\x04 x",
        b"\x89PNG\r\n",
        b"abc\x00def",
        b"\x01\x02\x03\x04abc",
        b"SQLite format 3\x00 x",
    ],
)
def test_binary(data: bytes) -> None:
    assert failed(data).kind == "binary"


def test_a_broken_utf_16_file() -> None:
    assert failed(b"\xff\xfea\x00b").kind == "encoding"


@given(st.text(min_size=1).filter(lambda t: t.strip() and "\x00" not in t))
def test_utf_8_is_never_changed(text: str) -> None:
    if not text.startswith("\ufeff") and not any(ord(c) < 32 and c not in "\t\n\r\f" for c in text):
        try:
            assert decode(text.encode("utf-8"), "a.txt").text == text
        except InputError as error:
            assert error.kind == "binary"  # it begins as another kind of file does, or is blank to a decoder


@given(st.binary())
def test_any_bytes_are_read_or_refused_in_a_sentence(data: bytes) -> None:
    try:
        assert decode(data, "a.txt").text.strip() or data.strip()
    except InputError as error:
        assert str(error).endswith(".")


def test_a_long_run_of_letters_is_decoded_in_linear_time() -> None:
    assert decode(b"A" * 400_000 + b" caf\xe9", "a.txt").encoding == "cp1252"
