"""Jobs and their leases. Whoever works on a job holds a lease that runs out; then another takes the job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session, defer

from ..access.roles import Viewer, allowed, reach
from ..errors import Refused, forbidden, not_found
from .audit import Act, record
from .tables import JobRow

State = Literal["waiting", "running", "done", "failed", "cancelled"]
STATES: tuple[State, ...] = ("waiting", "running", "done", "failed", "cancelled")
OPEN: tuple[State, ...] = ("waiting", "running")
MOST_ATTEMPTS = 3
"""A job that ended so many processes is not tried again."""
MOST_OPEN = 20
"""Jobs that a person may have waiting or running."""
KEPT = timedelta(days=30)
"""How long the result of a job can be fetched."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job without what it works on. `done` of `total` are bytes; `total` is None until it is known."""

    id: str
    """Its key: its name in addresses."""
    state: State
    options: dict[str, Any]
    error: str | None
    done: int
    total: int | None
    attempts: int
    created_at: datetime
    finished_at: datetime | None

    @property
    def over(self) -> bool:
        """Whether nothing will change any more."""
        return self.state not in OPEN


@dataclass(frozen=True, slots=True)
class Leased:
    """A job that someone may work on until the lease runs out."""

    row: int
    worker: str
    kind: str
    options: dict[str, Any]
    input: bytes


def add(session: Session, act: Act, key: str, kind: str, options: dict[str, Any], input: bytes) -> Job:
    """Keeps a new job of the viewer. Raises Refused: 403, and 429 for someone who has too many open."""
    if not allowed(act.viewer, "run batches", act.viewer.id):
        raise forbidden()
    session.execute(delete(JobRow).where(JobRow.finished_at < act.at - KEPT))
    mine = JobRow.owner_id.is_(None) if act.viewer.id is None else JobRow.owner_id == act.viewer.id
    held = session.scalar(select(func.count()).select_from(JobRow).where(mine, JobRow.state.in_(OPEN)))
    if (held or 0) >= MOST_OPEN:
        message = f"{MOST_OPEN} of your batches wait or run: come back when one is done"
        raise Refused(429, "too-many-batches", message, headers={"Retry-After": "30"})
    row = JobRow(
        key=key,
        owner_id=act.viewer.id,
        kind=kind,
        state="waiting",
        options=options,
        input=input,
        done=0,
        attempts=0,
        created_at=act.at,
    )
    session.add(row)
    record(session, act, "create batch", f"batch:{key}")
    return _job(row)


def find(session: Session, viewer: Viewer, key: str) -> Job:
    """The job with that key. Raises Refused (404) if there is none, or it is another's."""
    return _job(_row(session, viewer, key))


def listed(
    session: Session, viewer: Viewer, limit: int, before: int | None
) -> tuple[Sequence[Job], int | None]:
    """A page of jobs, the latest first, and where the next one begins. Raises Refused (403)."""
    how_far = reach(viewer, "run batches")
    if how_far is None:
        raise forbidden()
    wanted = select(JobRow).options(defer(JobRow.input), defer(JobRow.output)).order_by(JobRow.id.desc())
    if how_far == "own":
        wanted = wanted.where(JobRow.owner_id == viewer.id)
    if before is not None:
        wanted = wanted.where(JobRow.id < before)
    rows = session.scalars(wanted.limit(limit + 1)).all()
    shown = rows[:limit]
    return [_job(one) for one in shown], shown[-1].id if len(rows) > limit else None


def result(session: Session, viewer: Viewer, key: str) -> tuple[Job, bytes]:
    """A job that is done, and what came of it. Raises Refused: 404, and 409 while there is no result."""
    row = _row(session, viewer, key)
    if row.output is None:
        raise Refused(409, "no-result", f"the batch is {row.state}: it has no result")
    return _job(row), row.output


def cancel(session: Session, act: Act, key: str) -> Job:
    """Ends a job that is not over; whoever works on it hears of it at the next renewal. Raises Refused (404)."""
    row = _row(session, act.viewer, key)
    if row.state in OPEN:
        row.state, row.finished_at, row.input = "cancelled", act.at, b""
        row.leased_by = row.leased_until = None
        record(session, act, "cancel batch", f"batch:{key}")
    return _job(row)


def counts(session: Session) -> dict[State, int]:
    """How many jobs are in each state."""
    rows = session.execute(select(JobRow.state, func.count()).group_by(JobRow.state))
    found = {row[0]: row[1] for row in rows}
    return {one: found.get(one, 0) for one in STATES}


def any_free(session: Session, now: datetime) -> bool:
    """Whether a job waits, or lost whoever worked on it."""
    return session.scalar(select(JobRow.id).where(_free(now)).limit(1)) is not None


def lease(session: Session, worker: str, now: datetime, until: datetime) -> Leased | None:
    """The oldest free job, from now on the worker's. A job that had its attempts fails."""
    while True:
        # PostgreSQL passes over what another one is just taking; SQLite lets one write at a time.
        oldest = select(JobRow.id).where(_free(now)).order_by(JobRow.id).limit(1)
        row = session.scalar(
            update(JobRow)
            .where(JobRow.id == oldest.with_for_update(skip_locked=True).scalar_subquery())
            .values(state="running", leased_by=worker, leased_until=until, attempts=JobRow.attempts + 1)
            .returning(JobRow)
            .execution_options(populate_existing=True)
        )
        if row is None:
            return None
        if row.attempts <= MOST_ATTEMPTS:
            return Leased(row.id, worker, row.kind, dict(row.options), row.input)
        row.attempts = MOST_ATTEMPTS
        _end(row, "failed", now, error=f"given up: {MOST_ATTEMPTS} attempts did not come to an end")
        session.flush()


def renew(session: Session, leased: Leased, until: datetime, done: int, total: int | None) -> bool:
    """Tells how far the work has come. False if the job is not the worker's any more: it stops."""
    values = {"leased_until": until, "done": done, "total": total}
    held = update(JobRow).where(*_held(leased)).values(**values).returning(JobRow.id)
    return session.scalar(held) is not None


def finish(session: Session, leased: Leased, now: datetime, output: bytes) -> bool:
    """Keeps the result. False, and nothing is kept, if the job is not the worker's any more."""
    row = session.scalar(select(JobRow).where(*_held(leased)).with_for_update())
    if row is None:
        return False
    row.output = output
    row.done = row.total = row.total or 0
    _end(row, "done", now)
    return True


def fail(session: Session, leased: Leased, now: datetime, error: str) -> bool:
    """Ends a job that no other attempt would help. False if it is not the worker's any more."""
    row = session.scalar(select(JobRow).where(*_held(leased)).with_for_update())
    if row is None:
        return False
    _end(row, "failed", now, error)
    return True


def give_back(session: Session, leased: Leased, counted: bool) -> None:
    """Lets another take the job at once; `counted` tells whether that was an attempt."""
    attempts = JobRow.attempts if counted else JobRow.attempts - 1
    session.execute(
        update(JobRow)
        .where(*_held(leased))
        .values(state="waiting", leased_by=None, leased_until=None, attempts=attempts, done=0)
    )


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(JobRow.state == "waiting", (JobRow.state == "running") & (JobRow.leased_until < now))


def _held(leased: Leased) -> tuple[ColumnElement[bool], ...]:
    return JobRow.id == leased.row, JobRow.state == "running", JobRow.leased_by == leased.worker


def _end(row: JobRow, state: State, now: datetime, error: str | None = None) -> None:
    row.state, row.error, row.finished_at = state, error, now
    row.input = b""  # the plans are not kept longer than they are needed
    row.leased_by = row.leased_until = None


def _row(session: Session, viewer: Viewer, key: str) -> JobRow:
    if reach(viewer, "run batches") is None:
        raise forbidden()
    found = session.scalar(
        select(JobRow).options(defer(JobRow.input), defer(JobRow.output)).where(JobRow.key == key)
    )
    if found is None or not allowed(viewer, "run batches", found.owner_id):
        raise not_found()
    return found


def _job(row: JobRow) -> Job:
    return Job(
        row.key,
        next(one for one in STATES if one == row.state),
        dict(row.options),
        row.error,
        row.done,
        row.total,
        row.attempts,
        row.created_at,
        row.finished_at,
    )
