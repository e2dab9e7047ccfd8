"""Logging in and out with a browser. A log-in begins a new session: an older cookie opens nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from anyio.to_thread import run_sync
from fastapi import Request
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from ..errors import Refused
from ..service import Service, service_of
from ..storage import attempts, logins
from ..storage.audit import Act, record
from ..storage.people import Person, person_named, refresh_password, set_password, subject
from .identity import cookie_name, is_secure
from .passwords import hash_password, is_dated, require_good, verify
from .roles import Viewer
from .secrets import digest
from .throttle import account_key, address_key, bounds

LOG = logging.getLogger("negotia.service")


async def log_in(request: Request, name: str, password: str, to: str = "/") -> Response:
    """Begins a session, and leads to a page of ours.

    Raises Refused: 401 for a wrong name or password, which are told apart by neither words nor time, and 429 after
    too many tries.
    """
    service = service_of(request)
    address = request.client.host if request.client else ""
    person = await service.entry.run(_verified, service, name, password, address)
    return await begin_session(request, person, to)


async def begin_session(request: Request, person: Person, to: str) -> Response:
    """The answer that logs a person in, however they have shown who they are."""
    service = service_of(request)
    secret = service.token()
    act = Act(Viewer(person.id, person.name, person.role), service.now(), str(request.state.request_id))

    def begin(session: Session) -> None:
        old = request.cookies.get(cookie_name(service))
        if old is not None:
            logins.end(session, digest(old))
        logins.begin(session, digest(secret), person.id, act.at)
        record(session, act, "log in", subject(person.id))

    await run_sync(_written, service, begin)
    response = RedirectResponse(safe_path(to), 303)
    response.set_cookie(
        cookie_name(service), secret, path="/", secure=is_secure(service), httponly=True, samesite="lax"
    )
    return response


async def log_out(request: Request, to: str = "/log-in") -> Response:
    """Ends the session of the request."""
    service = service_of(request)
    secret = request.cookies.get(cookie_name(service), "")
    await run_sync(_written, service, lambda session: logins.end(session, digest(secret)))
    return _left(service, to)


async def leave_everywhere(request: Request, viewer: Viewer, to: str = "/log-in") -> Response:
    """Ends all sessions of the viewer."""
    service = service_of(request)
    user = viewer.id
    if user is not None:
        await run_sync(_written, service, lambda session: logins.end_all(session, user))
    return _left(service, to)


async def change_password(request: Request, act: Act, old: str, new: str) -> None:
    """Takes another password for the viewer, whose sessions all end. Raises Refused as `log_in`, NegotiaError for
    a password that others may guess."""
    service = service_of(request)
    address = request.client.host if request.client else ""

    def change() -> None:
        person = _verified(service, act.viewer.name, old, address)
        require_good(new, person.name)
        kept = hash_password(service.settings.hashing, new)
        _written(service, lambda session: set_password(session, act, person.id, kept))

    await service.entry.run(change)


def safe_path(to: str) -> str:
    """The path, if it is one of this service: nobody is led elsewhere."""
    parts = urlsplit(to.replace("\\", "/"))
    is_ours = to.isprintable() and not parts.scheme and not parts.netloc
    return to if is_ours and to.startswith("/") and not to.startswith(("//", "/\\")) else "/"


def _left(service: Service, to: str) -> Response:
    response = RedirectResponse(safe_path(to), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    response.delete_cookie(
        cookie_name(service), path="/", secure=is_secure(service), httponly=True, samesite="lax"
    )
    return response


def _verified(service: Service, name: str, password: str, address: str) -> Person:
    now, hashing = service.now(), service.settings.hashing
    with service.database.writing() as session:
        wait = attempts.count(session, bounds(name, address), now)
        person = person_named(session, name)
    if wait is not None:
        raise _too_many(wait)
    if not verify(hashing, person.kept if person else None, password) or person is None:
        LOG.warning("a log-in failed")
        raise Refused(401, "wrong-credentials", "the name or the password is wrong")
    with service.database.writing() as session:
        attempts.forget(session, account_key(name))
        attempts.take_back(session, address_key(address))
        if person.kept is not None and is_dated(hashing, person.kept):
            refresh_password(session, person.id, hash_password(hashing, password))
    return person


def _too_many(wait: timedelta) -> Refused:
    seconds = max(1, round(wait.total_seconds()))
    message = f"there were too many tries: wait {-(-seconds // 60)} min"
    LOG.warning("a log-in was refused: too many tries")
    return Refused(429, "too-many-attempts", message, headers={"Retry-After": str(seconds)})


def _written(service: Service, write: Callable[[Session], None]) -> None:
    with service.database.writing() as session:
        write(session)
