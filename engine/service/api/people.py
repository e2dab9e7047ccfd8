"""The people who may use the service; for admins."""

from __future__ import annotations

from typing import Any

from anyio.to_thread import run_sync
from fastapi import APIRouter

from ..access.passwords import hash_password, require_good
from ..access.records import NewPerson, PasswordBody, PersonList, PersonRecord, RoleBody
from ..access.roles import Action, require
from ..errors import GONE, RESPONSES, Mistakes
from ..requests import ActGiven, Service, ServiceGiven, ViewerGiven
from ..storage import people as stored

router = APIRouter(prefix="/people", tags=["people"])
_WRITE: Action = "write people"
_LAST: dict[int | str, dict[str, Any]] = {
    409: {"model": Mistakes, "description": "No admin would be left, or the name was given before."}
}


@router.get("", summary="List users", response_model=PersonList)
def list_people(service: ServiceGiven, viewer: ViewerGiven) -> PersonList:
    """All who may use the service, by name."""
    require(viewer, "read people", None)
    with service.database.reading() as session:
        found = stored.people(session)
    return PersonList(people=[PersonRecord.model_validate(one) for one in found])


@router.post(
    "", summary="Add a user", status_code=201, response_model=PersonRecord, responses={**RESPONSES, **_LAST}
)
async def add_person(body: NewPerson, service: ServiceGiven, act: ActGiven) -> PersonRecord:
    """Adds someone; the first user is an admin, and from then on everyone has to log in."""
    require(act.viewer, _WRITE, None)
    password = body.password.get_secret_value()
    kept = await service.entry.run(_hashed, service, password, body.name)

    def add() -> stored.Person:
        with service.database.writing() as session:
            return stored.add(session, act, body.name, body.full_name, body.role, kept)

    return PersonRecord.model_validate(await run_sync(add))


@router.put(
    "/{id}/role",
    summary="Change a role",
    response_model=PersonRecord,
    responses={**GONE, **RESPONSES, **_LAST},
)
def set_role(id: int, body: RoleBody, service: ServiceGiven, act: ActGiven) -> PersonRecord:
    """It counts from the next request on."""
    require(act.viewer, _WRITE, None)
    with service.database.writing() as session:
        return PersonRecord.model_validate(stored.set_role(session, act, id, body.role))


@router.put("/{id}/password", summary="Give a new password", status_code=204, responses={**GONE, **RESPONSES})
async def set_password(id: int, body: PasswordBody, service: ServiceGiven, act: ActGiven) -> None:
    """Ends all sessions of the user."""
    require(act.viewer, _WRITE, None)

    def name() -> str:
        with service.database.reading() as session:
            return stored.person(session, id).name

    password = body.password.get_secret_value()
    kept = await service.entry.run(_hashed, service, password, await run_sync(name))

    def write() -> None:
        with service.database.writing() as session:
            stored.set_password(session, act, id, kept)

    await run_sync(write)


@router.delete("/{id}", summary="Remove a user", status_code=204, responses={**GONE, **_LAST})
def remove_person(id: int, service: ServiceGiven, act: ActGiven) -> None:
    """Ends sessions and tokens. The deals stay, for a manager to give to someone else; the name is not given again."""
    require(act.viewer, _WRITE, None)
    with service.database.writing() as session:
        stored.remove(session, act, id)


def _hashed(service: Service, password: str, name: str) -> str:
    require_good(password, name)
    return hash_password(service.settings.hashing, password)
