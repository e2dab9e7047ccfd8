"""How much a request may hold and how long it may take. A body that is too large is refused before it is read."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..source.limits import DEFAULT as SOURCE
from .errors import Refused


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds, all inclusive; times in seconds."""

    body: int = SOURCE.bytes
    """Bytes of a request."""
    upload: int = 20_000_000
    """Bytes of a request to a route that takes files (`UPLOADS`)."""
    read_seconds: float = 30.0
    """How long a body may take to arrive."""
    work_seconds: float = 20.0
    """How long a check, a document or an analysis may take, the wait for its turn apart."""
    waiting: int = 200
    """Requests that wait for their turn; more are told to come back."""
    page: int = 200
    """Entries of a page of a list."""


DEFAULT = Limits()

UPLOADS = ("/api/v1/batches",)
"""Paths, with all below them, whose bodies may be as large as `upload`."""


class BodyLimit:
    """ASGI middleware that refuses bodies that are too large or arrive too slowly."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._limits.upload if scope["path"].startswith(UPLOADS) else self._limits.body
        declared = Headers(scope=scope).get("content-length", "")
        too_large = declared.isdecimal() and int(declared) > most
        await self._app(scope, _Bounded(receive, most, self._limits.read_seconds, too_large), send)


class _Bounded:
    """Receives the messages of a request until there are too many bytes or too little of them in time."""

    def __init__(self, receive: Receive, most: int, seconds: float, too_large: bool) -> None:
        self._receive, self._most, self._too_large = receive, most, too_large
        self._seconds = seconds
        self._until: float | None = None
        self._size, self._whole = 0, False

    async def __call__(self) -> Message:
        if self._too_large:
            raise _too_large(self._most)
        if self._whole:
            return await self._receive()  # waits for the end of the connection
        message = await self._in_time()
        self._size += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._size > self._most:
            raise _too_large(self._most)
        return message

    async def _in_time(self) -> Message:
        now = asyncio.get_running_loop().time()
        self._until = self._until or now + self._seconds
        try:
            return await asyncio.wait_for(self._receive(), self._until - now)
        except TimeoutError:
            raise Refused(408, "too-slow", "the request did not arrive in time") from None


def _too_large(most: int) -> Refused:
    return Refused(413, "too-large", f"the request is larger than {most:,} bytes")
