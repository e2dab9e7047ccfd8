"""Who asks: someone who is logged in, a program with a token, or the one person of a service without users."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Final

from anyio.to_thread import run_sync
from fastapi import Request
from starlette.datastructures import Headers

from ..errors import Refused
from ..service import Service, service_of
from ..storage import logins, tokens
from ..storage.people import any_people
from .csrf import csrf_token, is_safe, require_token
from .roles import LOCAL, Viewer
from .secrets import digest

_LOCAL_NAMES: Final = ("localhost", "127.0.0.1", "[::1]", "")
_LONGEST: Final = 200


async def viewer_of(request: Request) -> AsyncIterator[Viewer]:
    """Who asks, for the time of the request. A route that takes it is open to nobody else; see `identify`."""
    try:
        yield await identify(request)
    finally:
        await request.close()  # the files of a form, which may have been read for its token


async def identify(request: Request) -> Viewer:
    """Who asks.

    Raises Refused: 401 for nobody, 403 for a form of another page, 421 for a name that is not this machine's.
    """
    service = service_of(request)
    authorization = request.headers.get("authorization")
    secret = request.cookies.get(cookie_name(service))
    if authorization is not None:
        found = await run_sync(_by_token, service, authorization)
    elif secret is not None and len(secret) <= _LONGEST:
        found = await run_sync(_by_session, service, secret)
        if found is not None:
            token = csrf_token(secret, service.settings.secret)
            request.state.csrf_token = token
            if not is_safe(request.method):
                await require_token(request, token)
    else:
        found = None
    return found or await _nobody(service, request.headers)


async def has_users(request: Request) -> bool:
    """Whether people log in."""
    return await run_sync(_has_users, service_of(request))


def cookie_name(service: Service) -> str:
    """What the cookie of a session is called; browsers take one with this prefix over HTTPS and from this host only."""
    return "__Host-negotia" if is_secure(service) else "negotia"


def is_secure(service: Service) -> bool:
    """Whether cookies travel over HTTPS only: always, where other machines reach the service."""
    return service.settings.secure or not service.settings.on_loopback


async def _nobody(service: Service, headers: Headers) -> Viewer:
    if await run_sync(_has_users, service):
        message = "log in, or send a token: Authorization: Bearer ..."
        raise Refused(401, "unauthenticated", message, headers={"WWW-Authenticate": "Bearer"})
    if not service.settings.on_loopback:
        raise Refused(401, "unauthenticated", "there are no users: `negotia user add` adds the first")
    if _host(headers) not in (*_LOCAL_NAMES, service.settings.host):
        # A page of another site may have its name point here, and would work as the administrator.
        raise Refused(421, "wrong-host", "without users the service answers to localhost only")
    return LOCAL


def _host(headers: Headers) -> str:
    host = headers.get("host", "").lower()
    return host if host.endswith("]") else host.rpartition(":")[0] or host


def _has_users(service: Service) -> bool:
    with service.database.reading() as session:
        return any_people(session)


def _by_token(service: Service, authorization: str) -> Viewer | None:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or len(token) > _LONGEST:
        return None
    with service.database.reading() as session:
        return tokens.viewer(session, digest(token.strip()), service.now())


def _by_session(service: Service, secret: str) -> Viewer | None:
    now, hash = service.now(), digest(secret)
    with service.database.reading() as session:
        found = logins.viewer(session, hash, now)
    if found is None:
        return None
    viewer, dated = found
    if dated:
        with service.database.writing() as session:
            logins.seen(session, hash, now)
    return viewer
