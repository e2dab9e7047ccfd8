"""Every answer is counted and logged: method, route, status, time and the id of the request."""

from __future__ import annotations

import logging
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .metrics import Metrics

LOG = logging.getLogger("negotia.access")
_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
_BROKEN = 500


class Watch:
    """ASGI middleware. It names routes, not paths: paths tell which deal it was."""

    def __init__(self, app: ASGIApp, metrics: Metrics, prefix: str) -> None:
        self._app, self._metrics, self._prefix = app, metrics, prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start, status = perf_counter(), _BROKEN

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, seen)
        finally:
            seconds = perf_counter() - start
            method = scope["method"] if scope["method"] in _METHODS else "other"
            route = route_of(scope, self._prefix)
            self._metrics.answered(method, route, status, seconds)
            LOG.info(
                "request",
                extra={
                    "request_id": scope.get("state", {}).get("request_id", ""),
                    "method": method,
                    "route": route,
                    "status": status,
                    "milliseconds": round(1000 * seconds, 1),
                },
            )


def route_of(scope: Scope, prefix: str) -> str:
    """The route as it is written, such as `/api/v1/deals/{id}`; `none` where there is no such route."""
    path = getattr(scope.get("route"), "path", None)
    if path is None:
        return "none"
    # FastAPI tells the route without the prefix that its router was taken in with.
    below = scope["path"].startswith(f"{prefix}/") and not path.startswith(f"{prefix}/")
    return f"{prefix}{path}" if below else str(path)
