"""What every route is given: the service that it belongs to, who asks, and the id of the request."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..deal.base import Stage
from ..texts import read_locale
from .access.identity import viewer_of
from .access.roles import Viewer
from .service import Clock, Randomness, Service, service_of
from .storage.audit import Act
from .tasks import Asked

__all__ = [
    "ActGiven",
    "AskedGiven",
    "Clock",
    "Randomness",
    "RequestId",
    "RequestIds",
    "Service",
    "ServiceGiven",
    "StageGiven",
    "ViewerGiven",
    "act_of",
    "asked",
    "request_id",
    "service_of",
    "viewer_of",
]


async def request_id(request: Request) -> str:
    """The id that the logs and the answer have too."""
    return str(request.state.request_id)


ServiceGiven = Annotated[Service, Depends(service_of)]
ViewerGiven = Annotated[Viewer, Depends(viewer_of)]
RequestId = Annotated[str, Depends(request_id)]


async def act_of(service: ServiceGiven, viewer: ViewerGiven, id: RequestId) -> Act:
    """What a write is told: who does it, when, in which request."""
    return Act(viewer, service.now(), id)


ActGiven = Annotated[Act, Depends(act_of)]


async def asked(
    service: ServiceGiven,
    as_of: Annotated[
        date | None,
        Query(description="The day that it is about; today unless given.", examples=["2026-03-02"]),
    ] = None,
    locale: Annotated[
        str | None,
        Query(
            description="Locale of amounts, dates and, where there is one, of the language.",
            examples=["en_GB"],
        ),
    ] = None,
) -> Asked:
    """The options that a check and a document share. Raises NegotiaError for a locale that is none."""
    chosen = service.settings.locale if locale is None else read_locale(locale)
    return Asked(as_of or service.today(), chosen)


AskedGiven = Annotated[Asked, Depends(asked)]
StageGiven = Annotated[Stage | None, Query(description="As if the deal stood at this stage.")]


class RequestIds:
    """ASGI middleware that gives every request an id, and its answer the header `X-Request-ID`."""

    def __init__(self, app: ASGIApp, token: Randomness) -> None:
        self._app, self._token = app, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        id = self._token()[:16]
        scope.setdefault("state", {})["request_id"] = id

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Request-ID"] = id
            await send(message)

        await self._app(scope, receive, named)
