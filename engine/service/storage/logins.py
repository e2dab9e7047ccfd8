"""Sessions of browsers: they end after a while without a request, and in any case some time after the log-in."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ..access.roles import Viewer, role_of
from .tables import SessionRow, UserRow

IDLE = timedelta(hours=4)
"""Without a request."""
ABSOLUTE = timedelta(hours=24)
"""After the log-in."""
_SEEN = timedelta(minutes=1)
"""Requests within it are one: not every request writes."""


def begin(session: Session, hash: str, user: int, now: datetime) -> None:
    """Keeps a new session under the hash of its secret, and forgets those that are over."""
    session.execute(
        delete(SessionRow).where((SessionRow.expires_at <= now) | (SessionRow.seen_at <= now - IDLE))
    )
    session.add(SessionRow(hash=hash, user_id=user, created_at=now, seen_at=now, expires_at=now + ABSOLUTE))


def viewer(session: Session, hash: str, now: datetime) -> tuple[Viewer, bool] | None:
    """Whose session it is, and whether it is time to call `seen`; None for one that is over, or never was."""
    found = session.execute(
        select(SessionRow, UserRow)
        .join(UserRow, UserRow.id == SessionRow.user_id)
        .where(SessionRow.hash == hash, UserRow.active)
    ).one_or_none()
    if found is None:
        return None
    row, user = found
    if now >= row.expires_at or now >= row.seen_at + IDLE:
        return None
    return Viewer(user.id, user.name, role_of(user.role)), now >= row.seen_at + _SEEN


def seen(session: Session, hash: str, now: datetime) -> None:
    """Notes that the session is in use."""
    row = session.get(SessionRow, hash)
    if row is not None:
        row.seen_at = now


def end(session: Session, hash: str) -> None:
    """Ends one."""
    session.execute(delete(SessionRow).where(SessionRow.hash == hash))


def end_all(session: Session, user: int) -> None:
    """Ends all of a user."""
    session.execute(delete(SessionRow).where(SessionRow.user_id == user))
