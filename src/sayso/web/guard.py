"""Who may read: requests that name this machine, and beyond it only those that bring the password."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import hmac
import ipaddress
import os
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sayso.errors import UsageError
from sayso.web import HOST
from sayso.web.requests import SAFE

PASSWORD = "SAYSO_PASSWORD"
"""The environment variable that a password is taken from where no file is named."""

_SHORTEST = 8
_WRONG_S = 0.5
"""Wrong passwords are answered one after another, each so late: guessing takes its time."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where the reader listens, and the password that it asks for ("" asks for none)."""

    host: str = HOST
    password: str = ""

    @property
    def family(self) -> socket.AddressFamily:
        """The kind of its address."""
        return socket.AF_INET6 if ":" in self.host else socket.AF_INET

    @property
    def everywhere(self) -> bool:
        """Whether it is all addresses of this machine at once."""
        return ipaddress.ip_address(self.host).is_unspecified

    def at(self, port: int) -> str:
        """The address that a browser takes; of all at once, the one by the machine's own name."""
        host = socket.gethostname() if self.everywhere else self.host
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


HERE = Door()
"""On this machine only, and without a password."""


def door(host: str, password_file: str | None) -> Door:
    """The door that was asked for; ``UsageError`` where it would stand open beyond this machine.

    The password is the first line of a file, or else of the environment variable ``SAYSO_PASSWORD``.
    """
    host = HOST if host == "localhost" else host.strip("[]")
    try:
        address = ipaddress.ip_address(host)
    except ValueError as error:
        raise UsageError(
            f"{host!r} is no address to listen on: give one of this machine's in numbers,"
            " as 192.168.1.20, or 0.0.0.0 for all of them."
        ) from error
    password = _password(password_file)
    if not address.is_loopback and not password:
        raise UsageError(
            f"On {host} others could read the case, so a password is needed: set the environment variable"
            f" {PASSWORD}, or name a file that holds it with --password-file."
        )
    return Door(host, password)


def _password(file: str | None) -> str:
    if file is None:
        given, where = os.environ.get(PASSWORD, ""), PASSWORD
        if not given:
            return ""
    else:
        where = file
        try:
            given = Path(file).read_text(encoding="utf-8")
        except (OSError, UnicodeError) as error:
            raise UsageError(
                f"The password could not be read from {file} ({error}): usually a mistyped name;"
                " name a text file whose first line is the password."
            ) from error
    password = given.partition("\n")[0].strip()
    if len(password) < _SHORTEST:
        raise UsageError(
            f"The password in {where} is shorter than {_SHORTEST} characters: give one that is not guessed."
        )
    return password


class Guard:
    """Lets requests through that name this machine and, where one is asked for, bring the password."""

    def __init__(self, app: ASGIApp, where: Door) -> None:
        self._app, self._where = app, where
        self._key = _digest(where.password)
        self._one_by_one = asyncio.Lock()
        # Of all addresses at once, any in numbers will do: no page elsewhere can make a number its own name.
        self._any_number = where.everywhere
        self._hosts = frozenset(_names(where.host, where.everywhere))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        answer = None if self._is_here(headers.get("host", "")) else _text("Invalid host header", 400)
        if answer is None and self._where.password:
            answer = await self._asked(scope, headers.get("authorization", ""))
        await (answer or self._app)(scope, receive, send)

    def _is_here(self, host: str) -> bool:
        # A page of another site can make its own name lead here; such a request names a foreign host.
        name = host.rpartition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0]
        return name.lower() in self._hosts or (self._any_number and _is_number(name))

    async def _asked(self, scope: Scope, given: str) -> Response | None:
        """None where the password is there; else the answer that asks for it."""
        name, password = _credentials(given)
        if hmac.compare_digest(_digest(password), self._key):
            scope["user_name"] = name
            return None
        if given:
            async with self._one_by_one:
                await asyncio.sleep(_WRONG_S)
        asks = {"WWW-Authenticate": 'Basic realm="sayso", charset="UTF-8"'}
        return _text("This reader asks for a password; the name is yours to choose.", 401, asks)


def _names(host: str, everywhere: bool) -> Iterable[str]:
    yield from (HOST, "localhost", "::1", host)
    if everywhere:
        own = socket.gethostname().lower()
        yield from (own, f"{own.partition('.')[0]}.local", socket.getfqdn().lower())


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _credentials(given: str) -> tuple[str, str]:
    """The name and password of an Authorization header; empty where it is none."""
    scheme, _, value = given.partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        name, _, password = base64.b64decode(value, validate=True).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeError):
        return "", ""
    return name, password


def _digest(text: str) -> bytes:
    """A hash of one length, so that comparing takes the same time whatever is given."""
    return hashlib.sha256(text.encode()).digest()


def _text(sentence: str, status: int, more: dict[str, str] | None = None) -> Response:
    return PlainTextResponse(sentence, status, {**SAFE, **(more or {})})
