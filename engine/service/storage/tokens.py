"""What programs show in place of a password. A token may do no more than its user, and less if its scope says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ..access.roles import Scope, Viewer, role_of, scope_of
from ..errors import not_found
from .audit import Act, record
from .tables import TokenRow, UserRow


@dataclass(frozen=True, slots=True)
class Token:
    """What is told of a token; never what it is."""

    id: int
    user_id: int
    name: str
    scope: Scope
    created_at: datetime
    expires_at: datetime | None


def create(
    session: Session, act: Act, hash: str, user: int, name: str, scope: Scope, expires_at: datetime | None
) -> Token:
    """Keeps a new token of a user under the hash of its secret."""
    row = TokenRow(
        hash=hash, user_id=user, name=name, scopes=[scope], created_at=act.at, expires_at=expires_at
    )
    session.add(row)
    session.flush()
    record(session, act, f"create token for {scope}", _subject(row.id))
    return _token(row)


def of_user(session: Session, user: int, now: datetime) -> list[Token]:
    """The tokens of a user that still open something, the latest first."""
    rows = session.scalars(
        select(TokenRow)
        .where(TokenRow.user_id == user, TokenRow.revoked_at.is_(None))
        .order_by(TokenRow.id.desc())
    )
    return [_token(one) for one in rows if one.expires_at is None or now < one.expires_at]


def viewer(session: Session, hash: str, now: datetime) -> Viewer | None:
    """Whose token it is; None for one that is revoked, too old, or never was."""
    found = session.execute(
        select(TokenRow, UserRow)
        .join(UserRow, UserRow.id == TokenRow.user_id)
        .where(TokenRow.hash == hash, TokenRow.revoked_at.is_(None), UserRow.active)
    ).one_or_none()
    if found is None:
        return None
    row, user = found
    if row.expires_at is not None and now >= row.expires_at:
        return None
    return Viewer(user.id, user.name, role_of(user.role), scope_of(row.scopes))


def revoke(session: Session, act: Act, id: int, user: int) -> None:
    """Makes a token of the user worthless. Raises Refused (404) for one that is not theirs."""
    row = session.get(TokenRow, id)
    if row is None or row.user_id != user or row.revoked_at is not None:
        raise not_found(f"you have no token {id}")
    row.revoked_at = act.at
    record(session, act, "revoke token", _subject(id))


def revoke_all(session: Session, user: int, now: datetime) -> None:
    """Makes all tokens of a user worthless."""
    session.execute(
        update(TokenRow)
        .where(TokenRow.user_id == user, TokenRow.revoked_at.is_(None))
        .values(revoked_at=now)
        .execution_options(synchronize_session=False)
    )


def _subject(id: int) -> str:
    return f"token:{id}"


def _token(row: TokenRow) -> Token:
    return Token(row.id, row.user_id, row.name, scope_of(row.scopes), row.created_at, row.expires_at)
