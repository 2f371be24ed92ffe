"""Reports that somebody said nothing, told apart from claims."""

from __future__ import annotations

import pytest

from tests.sentences import findings

SILENT = (
    "The mayor declined to comment.",
    "The ministry refused to answer questions.",
    "The mayor refused to answer.",
    "A spokesman for the mill could not be reached.",
    "Ada Lane could not be reached on Monday.",
    "The mill could not be reached for comment.",
    "The mill did not respond to a request for comment.",
    "The harbour police did not immediately respond to repeated requests for comment.",
    "The mayor did not respond on Monday to emails and calls.",
    "The mayor didn't return calls on Monday.",
    "The union was not immediately available for comment.",
    "The mayor was not immediately available.",
    "The mayor gave no comment.",
    "The ministry made no comment on the fire.",
    "The company had no comment.",
    "The mayor has yet to comment.",
    "The mayor would not comment on the fire.",
    "Calls to the ministry went unanswered.",
    "Requests for comment were not answered.",
)
TOLD = (
    "The mayor did not respond to the fire.",
    "The ministry did not respond to a request for help.",
    "The pumps did not answer the call.",
    "The mayor refused to answer the door.",
    "The village could not be reached by road.",
    "Ada Lane could not be reached by rescuers.",
    "The miners could not be reached on Monday.",
    "A deal could not be reached on Monday.",
    "The report was not available.",
    "The mayor was not available on Monday.",
    "The mayor responded to a request for comment.",
    "The mayor, who declined to comment, opened the bridge on Monday.",
    "The mayor said the mill burned.",
)


@pytest.mark.parametrize("text", SILENT)
def test_silence_is_the_claim_of_nobody(text: str) -> None:
    (claim,) = findings(text).claims
    assert (claim.mode, claim.silent, claim.text) == ("narrated", True, text)
    assert claim.steps[-1].rule.startswith("silence")


@pytest.mark.parametrize("text", TOLD)
def test_other_things_that_were_not_done_are_no_silence(text: str) -> None:
    assert not any(c.silent for c in findings(text).claims)


def test_silence_beside_what_another_said() -> None:
    claims = findings("The mayor declined to comment, but his deputy said the mill burned.").claims
    assert [(c.text, c.silent) for c in claims] == [
        ("The mayor declined to comment", True),
        ("the mill burned", False),
    ]
