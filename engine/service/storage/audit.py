"""The log of who did what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..access.roles import Viewer
from .tables import AuditRow


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, when, and in which request: what every write is told."""

    viewer: Viewer
    at: datetime
    request_id: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log."""

    id: int
    at: datetime
    who: str
    action: str
    subject: str
    version: int | None
    request_id: str


def record(session: Session, act: Act, action: str, subject: str, version: int | None = None) -> None:
    """Adds a line. `subject` is `deal:<key>`, `user:<id>` and the like, never what a deal says."""
    session.add(
        AuditRow(
            at=act.at,
            user_id=act.viewer.id,
            who=act.viewer.name,
            action=action,
            subject=subject,
            version=version,
            request_id=act.request_id,
        )
    )


def entries(
    session: Session, limit: int, before: int | None = None, subject: str | None = None
) -> list[Entry]:
    """Lines, the latest first: those before an id, of one subject or of all."""
    wanted = select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(AuditRow.id < before)
    if subject is not None:
        wanted = wanted.where(AuditRow.subject == subject)
    return [
        Entry(one.id, one.at, one.who, one.action, one.subject, one.version, one.request_id)
        for one in session.scalars(wanted)
    ]
