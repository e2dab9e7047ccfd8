"""Requests that another site makes a browser send: refused by where they come from, and for want of a token."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ..errors import Mistake, Refused, answer_mistakes
from ..service import service_of
from .secrets import derived, same

FIELD: Final = "csrf_token"
"""Of a form."""
HEADER: Final = "X-CSRF-Token"
"""Of a request by a script."""
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_MOST_FILES, _MOST_FIELDS = 1, 5_000
_FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")


def is_safe(method: str) -> bool:
    """Whether requests of the method change nothing."""
    return method in _SAFE


def csrf_token(secret: str, service_secret: str | None) -> str:
    """The token of a session: only pages that are made for it have it."""
    return derived(secret, service_secret, "csrf")


async def require_token(request: Request, token: str) -> None:
    """Refuses a request with a cookie that does not bring the token of its session. Raises Refused (403)."""
    given = request.headers.get(HEADER)
    if given is None and request.headers.get("content-type", "").lower().startswith(_FORMS):
        most = service_of(request).settings.limits.body
        sent = await request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=most)
        field = sent.get(FIELD)
        given = field if isinstance(field, str) else None
    if given is None or not same(given, token):
        message = "this form is not from a page of yours, or is too old: load the page again"
        raise Refused(403, "csrf", message)


class SameSite:
    """ASGI middleware that refuses what a browser sends for another site, as far as it changes anything."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not is_safe(scope["method"]) and _is_foreign(Headers(scope=scope)):
            found = Mistake(code="cross-site", message="another site has sent this request")
            await answer_mistakes(403, [found])(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_foreign(headers: Headers) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
