"""Which deals a viewer may see, by words and by the days of their meetings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Text, cast, false, or_, select, true
from sqlalchemy.orm import Session

from ..access.roles import Viewer, reach
from ..storage.deals import Summary, summary_of
from ..storage.tables import DealRow


def search(
    session: Session, viewer: Viewer, words: str, limit: int, before: int | None = None
) -> tuple[Sequence[Summary], int | None]:
    """Deals whose title, id or other side holds every word, the latest added first, and where the next page begins."""
    wanted = select(DealRow).where(_visible(viewer)).order_by(DealRow.id.desc()).limit(limit + 1)
    for word in words.split():
        fields = (DealRow.title, DealRow.plan_id, DealRow.them)
        wanted = wanted.where(or_(*(field.icontains(word, autoescape=True) for field in fields)))
    if before is not None:
        wanted = wanted.where(DealRow.id < before)
    rows = session.scalars(wanted).all()
    return [summary_of(one) for one in rows[:limit]], rows[limit - 1].id if len(rows) > limit else None


def meeting_on(session: Session, viewer: Viewer, days: Iterable[date], limit: int) -> Sequence[Summary]:
    """Deals with a meeting on one of the days, the first meeting first, as far as the limit."""
    times = cast(DealRow.meetings, Text)
    on = or_(false(), *(times.contains(f'"{day.isoformat()}T') for day in days))
    wanted = select(DealRow).where(_visible(viewer), on).order_by(DealRow.id.desc()).limit(limit)
    return [summary_of(one) for one in session.scalars(wanted)]


def _visible(viewer: Viewer) -> ColumnElement[bool]:
    how_far = reach(viewer, "read deal")
    whose = {"all": true(), "own": DealRow.owner_id == viewer.id, None: false()}[how_far]
    return DealRow.archived.is_(False) & whose
