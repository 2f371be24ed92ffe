"""What the networks see: paths in the parse, subtrees, quotations, and how tokens stand to a cue."""

from __future__ import annotations

import itertools

import numpy as np

from sayso.claims import by_rules, with_blocks
from sayso.claims.learned import pairs, table
from tests.sentences import reading

TEXT = "The mayor of Maren said that “the road was open,” and left.\nShe added on Monday that it was mined."


def seen() -> table.Table:
    found = with_blocks(reading(TEXT))
    return table.build(found, by_rules(found))


def test_paths_run_from_the_root_to_the_token() -> None:
    made = seen()
    for i, depth in enumerate(made.depth):
        path = made.path[i, : depth + 1]
        assert path[-1] == i
        assert all(made.head[below] == above for above, below in itertools.pairwise(path))
        assert made.head[path[0]] == path[0]
        assert (made.path[i, depth + 1 :] == -1).all()


def test_codes_stay_within_their_templates() -> None:
    made = seen()
    bounds = np.cumsum([0, *table.TEMPLATES.values()])
    assert (made.codes >= bounds[:-1]).all()
    assert (made.codes < bounds[1:]).all()


def test_quotations_are_numbered_and_those_outside_look_ahead() -> None:
    found = reading(TEXT)
    made = table.build(found, [])
    words = [t.text for t in found.tokens]
    assert made.quotation[words.index("mayor")] == -1
    assert made.quotation[words.index("road")] == 1
    assert made.quotation[words.index("left")] == -2


def test_pairs_hold_each_token_of_a_window_once() -> None:
    made = seen()
    spots = [pairs.spot(made, 4, 4), pairs.spot(made, 16, 16)]
    built = pairs.build(made, spots, [])
    assert built.widths.sum() == len(built.token)
    for i, width in enumerate(built.widths):
        own = built.token[built.cue == i]
        assert len(own) == width
        assert (np.diff(own) == 1).all()
        assert spots[i].first in own
    bounds = np.cumsum([0, *pairs.TEMPLATES.values()])
    assert (built.codes >= bounds[:-1]).all()
    assert (built.codes < bounds[1:]).all()


def test_a_cue_is_governed_by_the_token_whose_head_lies_outside() -> None:
    found = reading("The ministry made clear that the road was open.")
    made = table.build(found, [])
    words = [t.text for t in found.tokens]
    assert words[pairs.spot(made, words.index("made"), words.index("clear")).head] == "made"
