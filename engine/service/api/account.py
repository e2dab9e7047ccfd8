"""One's own account: who one is, password, sessions, tokens."""

from __future__ import annotations

from typing import Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from starlette.responses import Response

from ..access.entering import change_password, leave_everywhere
from ..access.records import (
    NewToken,
    NewTokenRecord,
    OwnPassword,
    TokenList,
    TokenRecord,
    ViewerRecord,
)
from ..access.roles import Viewer, require
from ..access.secrets import TOKEN_PREFIX, digest
from ..errors import GONE, RESPONSES, Mistakes, Refused
from ..requests import ActGiven, ServiceGiven, ViewerGiven
from ..storage import tokens as stored

router = APIRouter(tags=["account"])
_NO_USERS: dict[int | str, dict[str, Any]] = {
    409: {"model": Mistakes, "description": "The service has no users."}
}


@router.get("/me", summary="Who am I?", response_model=ViewerRecord)
async def me(viewer: ViewerGiven) -> ViewerRecord:
    """Who asks, in which role."""
    require(viewer, "read self", viewer.id)
    return ViewerRecord.model_validate(viewer)


@router.put(
    "/me/password", summary="Change my password", status_code=204, responses={**RESPONSES, **_NO_USERS}
)
async def set_own_password(body: OwnPassword, request: Request, act: ActGiven) -> None:
    """Ends all sessions, this one too. Wrong tries count as those of a log-in."""
    _own(act.viewer)
    await change_password(request, act, body.old.get_secret_value(), body.new.get_secret_value())


@router.delete("/me/sessions", summary="Log out everywhere", status_code=204, responses=_NO_USERS)
async def end_sessions(request: Request, viewer: ViewerGiven) -> Response:
    """Ends all sessions of browsers; tokens stay."""
    _own(viewer)
    left = await leave_everywhere(request, viewer)
    return Response(
        status_code=204, headers={name: left.headers[name] for name in ("set-cookie", "clear-site-data")}
    )


@router.get("/tokens", summary="List my tokens", response_model=TokenList, responses=_NO_USERS)
def list_tokens(service: ServiceGiven, viewer: ViewerGiven) -> TokenList:
    """Those that still open something."""
    user = _own(viewer)
    with service.database.reading() as session:
        found = stored.of_user(session, user, service.now())
    return TokenList(tokens=[TokenRecord.model_validate(one) for one in found])


@router.post(
    "/tokens",
    summary="Make a token",
    status_code=201,
    response_model=NewTokenRecord,
    responses={**RESPONSES, **_NO_USERS},
)
async def create_token(body: NewToken, service: ServiceGiven, act: ActGiven) -> NewTokenRecord:
    """For a program that works in your name, with your role or less. It is told once, in this answer."""
    user = _own(act.viewer)
    if body.expires_at is not None and body.expires_at <= act.at:
        raise Refused(422, "invalid", "this moment is over", path="body.expires_at")
    token = TOKEN_PREFIX + service.token()

    def write() -> stored.Token:
        with service.database.writing() as session:
            return stored.create(session, act, digest(token), user, body.name, body.scope, body.expires_at)

    made = TokenRecord.model_validate(await run_sync(write))
    return NewTokenRecord(**made.model_dump(), token=token)


@router.delete(
    "/tokens/{id}", summary="Revoke a token", status_code=204, responses={**GONE, **RESPONSES, **_NO_USERS}
)
def revoke_token(id: int, service: ServiceGiven, act: ActGiven) -> None:
    """It opens nothing from now on."""
    user = _own(act.viewer)
    with service.database.writing() as session:
        stored.revoke(session, act, id, user)


def _own(viewer: Viewer) -> int:
    """The id of the viewer. Raises Refused where there are no accounts."""
    require(viewer, "own account", viewer.id)
    if viewer.id is None:
        raise Refused(409, "no-account", "the service has no users: add the first one, an admin")
    return viewer.id
