"""Lists of deals: this week's meetings, and all that the viewer may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from ...usecases import DealText
from ..access.roles import Viewer
from ..http import cursor, place_of
from ..requests import Service, ServiceGiven, ViewerGiven
from ..storage import deals as stored
from ..storage.deals import Summary
from ..tasks import Asked
from .finding import meeting_on, search
from .keeping import plan_of, reading
from .looking import Listed, glance
from .rendering import render
from .routing import PageRoute

router = APIRouter(route_class=PageRoute)
_MOST_MEETINGS = 60
_PAGE = 20


@router.get("/")
async def week(
    request: Request,
    service: ServiceGiven,
    viewer: ViewerGiven,
    week: Annotated[int, Query(ge=-520, le=520)] = 0,
) -> Response:
    """The meetings of a week, counted from this one."""
    today = service.today()
    first = today - timedelta(days=today.weekday()) + timedelta(weeks=week)
    days = [first + timedelta(days=ahead) for ahead in range(7)]
    held = await reading(
        service,
        lambda session: _texts(session, viewer, meeting_on(session, viewer, days, _MOST_MEETINGS + 1)),
    )
    found = await _listed(service, held[:_MOST_MEETINGS])
    deals = sorted((_with_meeting(one, days) for one in found), key=lambda one: str(one.meeting))
    return render(
        request,
        service,
        viewer,
        "week.html",
        deals=deals,
        week=week,
        first=first,
        last=days[-1],
        more=len(held) > _MOST_MEETINGS,
    )


@router.get("/deals")
async def all_deals(
    request: Request,
    service: ServiceGiven,
    viewer: ViewerGiven,
    q: Annotated[str, Query(max_length=200)] = "",
    after: Annotated[str | None, Query(max_length=100)] = None,
) -> Response:
    """The deals with words in title, id or other side, a page at a time."""
    place = place_of(after)

    def read(session: Session) -> tuple[list[tuple[Summary, DealText]], int | None]:
        found, next = search(session, viewer, q, _PAGE, place)
        return _texts(session, viewer, found), next

    held, next = await reading(service, read)
    deals = await _listed(service, held)
    return render(
        request, service, viewer, "deals.html", deals=deals, q=q, next=None if next is None else cursor(next)
    )


def _texts(session: Session, viewer: Viewer, found: Iterable[Summary]) -> list[tuple[Summary, DealText]]:
    return [(one, plan_of(stored.read(session, viewer, one.id))) for one in found]


async def _listed(service: Service, held: Sequence[tuple[Summary, DealText]]) -> list[Listed]:
    asked = Asked(service.today(), service.settings.locale)
    return await service.work.run(glance, service.kit, held, asked)


def _with_meeting(one: Listed, days: Sequence[date]) -> Listed:
    """The deal with its first meeting on one of the days, as the clocks stand where the meeting is."""
    times = (datetime.fromisoformat(at) for at in one.summary.meetings)
    return replace(one, meeting=next((at for at in times if at.date() in days), None))
