"""The versions of a deal, and what differs between two."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from ..http import cursor, place_of
from ..records import named, text_difference
from ..requests import ServiceGiven, ViewerGiven
from ..storage import deals as stored
from ..tasks import Asked, compare_texts
from .keeping import held, reading
from .rendering import render
from .routing import PageRoute

router = APIRouter(route_class=PageRoute, prefix="/deals/{id}/versions")
Number = Annotated[int | None, Query(ge=1, le=2**31 - 1)]
_PAGE = 50


@router.get("")
async def listed(
    id: str,
    request: Request,
    service: ServiceGiven,
    viewer: ViewerGiven,
    after: Annotated[str | None, Query(max_length=100)] = None,
    old: Number = None,
    new: Number = None,
) -> Response:
    """The versions, the latest first; with `old` and `new` what differs between these two."""
    found = await held(service, viewer, id)
    place = place_of(after)
    versions, next = await reading(
        service, lambda session: stored.versions(session, viewer, id, _PAGE, place)
    )
    compared: dict[str, Any] | None = None
    lines: tuple[str, ...] = ()
    if old is not None and new is not None:
        before = await reading(service, lambda session: stored.version(session, viewer, id, old))
        later = await reading(service, lambda session: stored.version(session, viewer, id, new))
        asked = Asked(service.today(), service.settings.locale)
        compared = await service.work.run(compare_texts, service.kit, named(before), named(later), asked)
        lines = tuple(text_difference(before, later).splitlines())
    return render(
        request,
        service,
        viewer,
        "versions.html",
        summary=found.summary,
        versions=versions,
        next=None if next is None else cursor(next),
        old=old,
        new=new,
        compared=compared,
        lines=lines,
    )


@router.get("/{number}")
async def show(
    id: str, number: int, request: Request, service: ServiceGiven, viewer: ViewerGiven
) -> Response:
    """A version as it was written."""
    found = await held(service, viewer, id)
    version = await reading(service, lambda session: stored.version(session, viewer, id, number))
    return render(request, service, viewer, "version.html", summary=found.summary, version=version)
