"""Deals and their versions. A version is never changed; a new one needs the number of the one it starts from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ...deal.model import Deal
from ...source import Format
from ..access.roles import Action, Viewer, allowed, reach
from ..errors import Refused, forbidden, not_found
from .audit import Act, record
from .tables import DealRow, UserRow, VersionRow


@dataclass(frozen=True, slots=True)
class Text:
    """What a version says; `format` is what it is written in."""

    text: str
    format: Format


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list shows of a deal."""

    id: str
    """Its key: its name in addresses."""
    plan_id: str
    title: str
    stage: str
    them: str
    meetings: tuple[str, ...]
    owner_id: int | None
    version: int
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Stored:
    """A deal with the text of its latest version."""

    summary: Summary
    text: Text


@dataclass(frozen=True, slots=True)
class Version:
    """A version; its text is None in a list."""

    number: int
    author: str
    created_at: datetime
    text: Text | None = None


class Conflict(Exception):
    """The deal was changed since the version that a change starts from."""

    def __init__(self, base: Version | None, current: Version) -> None:
        super().__init__(f"version {current.number} is the latest")
        self.base, self.current = base, current


def create(session: Session, act: Act, key: str, deal: Deal, text: Text, owner: int | None) -> Stored:
    """Keeps a new deal under a key of its own. Raises Refused where the viewer may not, or there is no such owner."""
    if not allowed(act.viewer, "create deal", owner):
        raise forbidden("your role does not allow you to add a deal of this owner")
    _require_owner(session, owner)
    row = DealRow(key=key, owner_id=owner, version=1, created_at=act.at, archived=False)
    _describe(row, deal, act.at)
    session.add(row)
    session.flush()
    _add_version(session, act, row, text)
    record(session, act, "create deal", subject(key), 1)
    return Stored(summary_of(row), text)


def find(session: Session, viewer: Viewer, key: str, action: Action = "read deal") -> DealRow:
    """The deal with that key. Raises Refused: 404 if there is none that the viewer may read, 403 if they may read
    it and not do what they want."""
    row = session.scalar(select(DealRow).where(DealRow.key == key, DealRow.archived.is_(False)))
    if row is None or not allowed(viewer, "read deal", row.owner_id):
        raise not_found()
    if not allowed(viewer, action, row.owner_id):
        raise forbidden()
    return row


def read(session: Session, viewer: Viewer, key: str, action: Action = "read deal") -> Stored:
    """The deal with its latest text; see `find`."""
    row = find(session, viewer, key, action)
    version = _version(session, row, row.version)
    return Stored(summary_of(row), _text(version))


def listed(
    session: Session, viewer: Viewer, limit: int, before: int | None = None, stage: str | None = None
) -> tuple[Sequence[Summary], int | None]:
    """The deals that the viewer may read, the latest added first, and where the next page begins."""
    wanted = select(DealRow).where(DealRow.archived.is_(False)).order_by(DealRow.id.desc()).limit(limit + 1)
    how_far = reach(viewer, "read deal")
    if how_far is None:
        raise forbidden()
    if how_far == "own":
        wanted = wanted.where(DealRow.owner_id == viewer.id)
    if before is not None:
        wanted = wanted.where(DealRow.id < before)
    if stage is not None:
        wanted = wanted.where(DealRow.stage == stage)
    rows = session.scalars(wanted).all()
    return [summary_of(one) for one in rows[:limit]], rows[limit - 1].id if len(rows) > limit else None


def change(session: Session, act: Act, key: str, base: int, deal: Deal, text: Text) -> Stored:
    """Adds a version that starts from `base`. Raises Conflict if that is not the latest, Refused as `find`."""
    row = find(session, act.viewer, key, "write deal")
    won = session.scalar(
        update(DealRow)
        .where(DealRow.id == row.id, DealRow.version == base)
        .values(version=base + 1)
        .returning(DealRow.id)
        .execution_options(synchronize_session=False)
    )
    session.refresh(row)
    if won is None:
        held = session.get(VersionRow, (row.id, base))
        latest = _kept(_version(session, row, row.version))
        raise Conflict(None if held is None else _kept(held), latest)
    _describe(row, deal, act.at)
    _add_version(session, act, row, text)
    record(session, act, "change deal", subject(key), row.version)
    return Stored(summary_of(row), text)


def assign(session: Session, act: Act, key: str, owner: int | None) -> Summary:
    """Gives the deal to another owner. Raises Refused as `find`, and if there is no such user."""
    row = find(session, act.viewer, key, "assign deal")
    _require_owner(session, owner)
    row.owner_id = owner
    record(session, act, "assign deal", subject(key), row.version)
    return summary_of(row)


def archive(session: Session, act: Act, key: str) -> None:
    """Takes the deal out of sight; its versions stay, and are exported. Raises Refused as `find`."""
    row = find(session, act.viewer, key, "archive deal")
    row.archived = True
    record(session, act, "archive deal", subject(key), row.version)


def versions(
    session: Session, viewer: Viewer, key: str, limit: int, before: int | None = None
) -> tuple[Sequence[Version], int | None]:
    """The versions of a deal without their texts, the latest first, and where the next page begins."""
    row = find(session, viewer, key)
    wanted = (
        select(VersionRow.number, VersionRow.author, VersionRow.created_at)
        .where(VersionRow.deal_id == row.id)
        .order_by(VersionRow.number.desc())
        .limit(limit + 1)
    )
    if before is not None:
        wanted = wanted.where(VersionRow.number < before)
    found = [Version(number, author, at) for number, author, at in session.execute(wanted)]
    return found[:limit], found[limit - 1].number if len(found) > limit else None


def version(
    session: Session, viewer: Viewer, key: str, number: int | None = None, action: Action = "read deal"
) -> Version:
    """A version, or the latest, with its text. Raises Refused as `find`."""
    row = find(session, viewer, key, action)
    return _kept(_version(session, row, row.version if number is None else number))


def subject(key: str) -> str:
    """What the log calls a deal."""
    return f"deal:{key}"


def _version(session: Session, row: DealRow, number: int) -> VersionRow:
    found = session.get(VersionRow, (row.id, number))
    if found is None:
        raise Refused(404, "not-found", f"the deal has no version {number}")
    return found


def _add_version(session: Session, act: Act, row: DealRow, text: Text) -> None:
    session.add(
        VersionRow(
            deal_id=row.id,
            number=row.version,
            text=text.text,
            format=text.format,
            author_id=act.viewer.id,
            author=act.viewer.name,
            created_at=act.at,
        )
    )


def _describe(row: DealRow, deal: Deal, at: datetime) -> None:
    header = deal.deal
    row.plan_id, row.title, row.them = header.id, header.title, deal.them.name
    row.stage = header.stage or "preparation"
    times = sorted(one.at for one in deal.meetings or () if one.at is not None)
    row.meetings = [one.isoformat() for one in times]
    row.changed_at = at


def _require_owner(session: Session, owner: int | None) -> None:
    if owner is not None and session.get(UserRow, owner) is None:
        raise Refused(422, "no-such-user", f"there is no user {owner}", path="query.owner")


def summary_of(row: DealRow) -> Summary:
    """What a list shows of the row."""
    return Summary(
        row.key,
        row.plan_id,
        row.title,
        row.stage,
        row.them,
        tuple(row.meetings),
        row.owner_id,
        row.version,
        row.created_at,
        row.changed_at,
    )


def _text(row: VersionRow) -> Text:
    return Text(row.text, "json" if row.format == "json" else "yaml")


def _kept(row: VersionRow) -> Version:
    return Version(row.number, row.author, row.created_at, _text(row))
