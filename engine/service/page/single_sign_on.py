"""Logging in by OpenID Connect: to the provider, and back."""

from __future__ import annotations

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from ..access.entering import begin_session, safe_path
from ..access.identity import is_secure
from ..access.oidc import BACK, Told, Trip, come_back, set_out
from ..access.provider import Provider
from ..access.roles import LOCAL
from ..requests import RequestId, Service, ServiceGiven
from ..storage.audit import Act
from ..storage.people import Person, vouched_for
from .routing import PageRoute

router = APIRouter(route_class=PageRoute, include_in_schema=False)
_SECONDS = 600
Given = Annotated[str, Query(max_length=4000)]


@router.get("/log-in/oidc")
async def go(service: ServiceGiven, next: Given = "/") -> Response:
    """To the provider."""
    address, trip = await service.entry.run(set_out, _provider(service), safe_path(next))
    response = RedirectResponse(address, 303)
    response.set_cookie(
        _cookie(service),
        trip.written(),
        max_age=_SECONDS,
        path="/",
        secure=is_secure(service),
        httponly=True,
        samesite="lax",
    )
    return response


@router.get(BACK)
async def back(
    request: Request, service: ServiceGiven, id: RequestId, state: Given = "", code: Given = ""
) -> Response:
    """From the provider, who has said who it is."""
    trip = Trip.read(request.cookies.get(_cookie(service), ""))
    told = await service.entry.run(come_back, _provider(service), trip, state, code, service.now())
    person = await run_sync(_person, service, Act(LOCAL, service.now(), id), told)
    assert trip is not None
    response = await begin_session(request, person, trip.to)
    response.delete_cookie(
        _cookie(service), path="/", secure=is_secure(service), httponly=True, samesite="lax"
    )
    return response


def _provider(service: Service) -> Provider:
    provider = service.settings.oidc
    assert provider is not None, "the routes are there for services that have one"
    return provider


def _cookie(service: Service) -> str:
    return "__Host-negotia-trip" if is_secure(service) else "negotia-trip"


def _person(service: Service, act: Act, told: Told) -> Person:
    with service.database.writing() as session:
        return vouched_for(session, act, told.subject, told.name, told.full_name, told.role)
