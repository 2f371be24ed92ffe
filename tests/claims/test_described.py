"""What an unnamed source is said to be."""

from __future__ import annotations

import pytest

from sayso.languages.en import voices
from sayso.model import DESCRIBED
from tests.sentences import findings


def kinds(text: str) -> list[str | None]:
    return [s.described for c in findings(text).claims for s in c.sources]


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("A source close to the mayor", "close source"),
        ("A person close to the talks", "close source"),
        ("A source", "source"),
        ("A source at the mill", "source"),
        ("People familiar with the talks", "source"),
        ("A security source", "official"),
        ("A security source close to the mayor", "official"),
        ("A source at the ministry", "official"),
        ("Police", "official"),
        ("An eyewitness", "witness"),
        ("Residents", "resident"),
        ("Some of the villagers", "resident"),
        ("Hospital workers", "medic"),
        ("A nurse", "medic"),
        ("A campaigner", "activist"),
        ("A rebel commander", "fighter"),
        ("A soldier", "fighter"),
        ("An analyst", "expert"),
        ("The family", "relative"),
        ("A local reporter", "journalist"),
        ("The driver of the truck", "other"),
    ],
)
def test_the_noun_and_what_narrows_it_tell(who: str, kind: str) -> None:
    assert kinds(f"{who} said the mill burned.") == [kind]


def test_a_later_mention_keeps_the_description() -> None:
    text = "A source close to the mayor said the mill burned. The source said it was old. He said so twice."
    assert kinds(text) == ["close source"] * 3


@pytest.mark.parametrize("who", ["Mayor Ada Lane", "The Harbour Ministry", "They"])
def test_who_is_named_or_undescribed_has_none(who: str) -> None:
    assert kinds(f"{who} said the mill burned.") == [None]


def test_the_lexicon_gives_only_the_kinds_of_the_model() -> None:
    lexicon = voices.load()
    told = {*lexicon.described.values(), *(k for k, _ in lexicon.narrowed), *(k for k, _ in lexicon.followed)}
    assert told | {"other"} == set(DESCRIBED)
