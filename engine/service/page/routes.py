"""All pages."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from ..errors import not_found
from . import deal, documents, editing, entrance, jobs, lists, new, rules, versions
from .assets import TYPES, asset
from .routing import PageRoute

router = APIRouter(include_in_schema=False, route_class=PageRoute)
_YEAR = "public, max-age=31536000, immutable"


@router.get("/static/{name}")
def static(name: str, request: Request, v: str = "") -> Response:
    """A file of the page."""
    if name not in TYPES:
        raise not_found()
    found = asset(name)
    headers = {"ETag": f'"{found.mark}"', "Cache-Control": _YEAR if v == found.mark else "no-cache"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(found.content, media_type=found.media_type, headers=headers)


# A deal called "new" cannot be: its key is a random text.
for part in (entrance, lists, new, deal, editing, documents, versions, rules, jobs):
    router.include_router(part.router)
