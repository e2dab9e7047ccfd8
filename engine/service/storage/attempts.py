"""How often a log-in was tried of late. A try counts before its password is looked at: many at once count too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from .tables import AttemptRow


@dataclass(frozen=True, slots=True)
class Bound:
    """So many tries in so long."""

    tries: int
    within: timedelta


def count(session: Session, bounds: Mapping[str, Bound], now: datetime) -> timedelta | None:
    """Counts a try under each key; how long to wait if one of them had too many, which then counts for none."""
    session.execute(delete(AttemptRow).where(AttemptRow.until <= now))
    rows = {key: _row(session, key, now + bounds[key].within) for key in sorted(bounds)}
    waits = [row.until - now for key, row in rows.items() if row.count >= bounds[key].tries]
    if waits:
        return max(waits)
    for row in rows.values():
        row.count += 1
    return None


def forget(session: Session, key: str) -> None:
    """Begins anew with a key."""
    session.execute(delete(AttemptRow).where(AttemptRow.key == key))


def take_back(session: Session, key: str) -> None:
    """Counts one try less with a key."""
    row = session.get(AttemptRow, key, with_for_update=True)
    if row is not None:
        row.count -= 1


def _row(session: Session, key: str, until: datetime) -> AttemptRow:
    """The row of a key, made where there is none, and held until the end: others that try wait."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    session.execute(insert(AttemptRow).values(key=key, count=0, until=until).on_conflict_do_nothing())
    return session.get_one(AttemptRow, key, with_for_update=True)
