"""The people who may use the service. Whoever leaves stays in the log, and their name is never given again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from ..access.roles import Role, role_of
from ..errors import Refused, forbidden, not_found
from . import logins, tokens
from .audit import Act, record
from .tables import UserRow


@dataclass(frozen=True, slots=True)
class Person:
    """A user; `kept` is the hash of their password, None for whoever has none."""

    id: int
    name: str
    full_name: str
    role: Role
    kept: str | None
    created_at: datetime


def any_people(session: Session) -> bool:
    """Whether there is anyone who can log in."""
    return session.scalar(select(UserRow.id).where(UserRow.active).limit(1)) is not None


def people(session: Session) -> list[Person]:
    """All who are active, by name."""
    return [person_of(one) for one in session.scalars(_active().order_by(UserRow.name))]


def person_named(session: Session, name: str) -> Person | None:
    """The active user of a name."""
    row = session.scalar(_active().where(UserRow.name == name.strip().lower()))
    return None if row is None else person_of(row)


def person(session: Session, id: int) -> Person:
    """The active user with that id. Raises Refused (404)."""
    return person_of(_row(session, id))


def add(session: Session, act: Act, name: str, full_name: str, role: Role, kept: str | None) -> Person:
    """Adds a user. Raises Refused where the name is taken, or the first one is no admin."""
    name = name.strip().lower()
    if not any_people(session) and role != "admin":
        raise Refused(409, "first-is-admin", "the first user is an admin: nobody else could add others")
    if session.scalar(select(UserRow.id).where(UserRow.name == name)) is not None:
        message = "there is or was a user of this name: a name is never given twice"
        raise Refused(409, "name-taken", message, path="name")
    row = UserRow(
        name=name, full_name=full_name.strip(), role=role, password=kept, active=True, created_at=act.at
    )
    session.add(row)
    session.flush()
    record(session, act, f"add {role}", subject(row.id))
    return person_of(row)


def vouched_for(
    session: Session, act: Act, subject_told: str, name: str, full_name: str, role: Role
) -> Person:
    """The user that an OpenID provider vouches for, added at the first time, in the role that it gives.

    Raises Refused (403) for someone who was removed; a name that is taken gives nobody the account of its owner.
    """
    row = session.scalar(select(UserRow).where(UserRow.subject == subject_told))
    if row is None:
        added = add(session, act, name, full_name, role, None)
        session.get_one(UserRow, added.id).subject = subject_told
        return added
    if not row.active:
        raise forbidden("you were removed from this service")
    return person_of(row) if row.role == role else set_role(session, act, row.id, role)


def set_role(session: Session, act: Act, id: int, role: Role) -> Person:
    """Gives a user another role. Raises Refused for nobody, and where no admin would be left."""
    row = _row(session, id)
    if role != "admin":
        _require_another_admin(session, row)
    row.role = role
    record(session, act, f"make {role}", subject(id))
    return person_of(row)


def set_password(session: Session, act: Act, id: int, kept: str) -> None:
    """Gives a user another password, and ends their sessions: someone else may know the old one."""
    _row(session, id).password = kept
    logins.end_all(session, id)
    record(session, act, "set password", subject(id))


def refresh_password(session: Session, id: int, kept: str) -> None:
    """Keeps the same password at today's cost."""
    _row(session, id).password = kept


def remove(session: Session, act: Act, id: int) -> None:
    """Takes away all access of a user. Raises Refused for nobody, and where no admin would be left."""
    row = _row(session, id)
    _require_another_admin(session, row)
    row.active, row.password = False, None
    logins.end_all(session, id)
    tokens.revoke_all(session, id, act.at)
    record(session, act, "remove user", subject(id))


def subject(id: int) -> str:
    """What the log calls a user."""
    return f"user:{id}"


def person_of(row: UserRow) -> Person:
    """The user of a row."""
    return Person(row.id, row.name, row.full_name, role_of(row.role), row.password, row.created_at)


def _active() -> Select[UserRow]:
    return select(UserRow).where(UserRow.active)


def _row(session: Session, id: int) -> UserRow:
    row = session.get(UserRow, id)
    if row is None or not row.active:
        raise not_found(f"there is no user {id}")
    return row


def _require_another_admin(session: Session, row: UserRow) -> None:
    others = select(func.count()).where(UserRow.active, UserRow.role == "admin", UserRow.id != row.id)
    if row.role == "admin" and not session.scalar(others):
        raise Refused(409, "last-admin", "this is the last admin: make someone else one first")
