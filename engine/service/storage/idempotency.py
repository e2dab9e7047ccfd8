"""A request that is sent again with the same key is done once, and answered alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from ..access.roles import Viewer
from ..errors import Refused
from .tables import AnswerRow

KEPT = timedelta(days=2)
_NOT_YET = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request was answered."""

    status: int
    headers: dict[str, str]
    body: bytes


def fingerprint(*parts: str | bytes) -> str:
    """The hash of what is asked: method, path, query, body."""
    digest = sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def once(
    session: Session, viewer: Viewer, key: str | None, request: str, now: datetime, make: Callable[[], Answer]
) -> Answer:
    """The answer of `make`, or the one that was given to the same request with the same key before.

    Answer and work are kept together, or neither is. Raises Refused if the key came with another request.
    """
    if key is None:
        return make()
    session.execute(delete(AnswerRow).where(AnswerRow.created_at < now - KEPT))
    user = viewer.id or 0
    if not _claim(session, user, key, request, now):
        return _given(session, user, key, request)
    answer = make()
    row = session.scalars(select(AnswerRow).where(AnswerRow.user_id == user, AnswerRow.key == key)).one()
    row.status, row.headers, row.body = answer.status, answer.headers, answer.body
    return answer


def _claim(session: Session, user: int, key: str, request: str, now: datetime) -> bool:
    """Whether the key was free; on PostgreSQL it waits for another request that holds it."""
    values = {
        "user_id": user,
        "key": key,
        "request": request,
        "status": _NOT_YET,
        "headers": {},
        "body": b"",
        "created_at": now,
    }
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    made = session.execute(
        insert(AnswerRow).values(**values).on_conflict_do_nothing().returning(AnswerRow.id)
    )
    return made.first() is not None


def _given(session: Session, user: int, key: str, request: str) -> Answer:
    row = session.scalars(select(AnswerRow).where(AnswerRow.user_id == user, AnswerRow.key == key)).one()
    if row.request != request:
        message = "this key came with another request before: a new request needs a new key"
        raise Refused(422, "idempotency-key-reused", message, path="header.idempotency-key")
    return Answer(row.status, dict(row.headers), row.body)
