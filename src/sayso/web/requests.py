"""What the reader asks of a request that changes something, and what it sends with every answer."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from urllib.parse import parse_qs, quote, unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

MOST_FIELDS = 200
"""How many fields a form may have: a page lists a hundred articles to tick."""
MOST_BYTES = 64 * 1024
"""Longer forms are refused; a note may have 10,000 characters."""

SAFE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Sent with every answer: no page of another site may frame one, and none is kept."""

_WHO = "sayso_who"
_DONE = "sayso_done"


async def form_of(request: Request, token: str) -> dict[str, str]:
    """The fields of a form that one of the reader's own pages sent.

    ``HTTPException`` 403 where another site did, or the token is not this reader's.
    """
    origin = request.headers.get("origin")
    if origin is not None and origin != f"http://{request.headers.get('host', '')}":
        raise HTTPException(403, "This came from a page that is not the reader's: nothing was changed.")
    if request.headers.get("content-type", "").partition(";")[0] != "application/x-www-form-urlencoded":
        raise HTTPException(415, "Decisions are sent as a form: nothing was changed.")
    try:
        sent = (await _body(request)).decode("utf-8")
        given = parse_qs(sent, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise HTTPException(400, "The form could not be read: nothing was changed.") from error
    fields = {name: values[-1] for name, values in given.items()}
    if "target" in given:
        # What is ticked is decided together.
        fields["target"] = " ".join(given["target"])
    if not hmac.compare_digest(fields.get("token", "").encode(), token.encode()):
        raise HTTPException(
            403, "The page was made before the reader was started anew: load it again. Nothing was changed."
        )
    return fields


async def _body(request: Request) -> bytes:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise HTTPException(413, "The form is too long: nothing was changed.")
    return body


def remembered(request: Request, default: str) -> str:
    """The name that whoever reads decided by last."""
    return unquote(request.cookies.get(_WHO, "")) or default


def remember(response: Response, who: str) -> None:
    """Keep the name for the next form."""
    response.set_cookie(_WHO, quote(who), httponly=True, samesite="strict", max_age=365 * 24 * 3600)


def just_done(request: Request) -> list[str]:
    """The ids of the decisions that this page is to confirm."""
    return unquote(request.cookies.get(_DONE, "")).split()


def confirm(response: Response, ids: Iterable[str]) -> None:
    """Have the next page say what was decided."""
    response.set_cookie(_DONE, quote(" ".join(ids)), httponly=True, samesite="strict")


def confirmed(response: Response) -> None:
    """Say it once."""
    response.delete_cookie(_DONE, httponly=True, samesite="strict")
