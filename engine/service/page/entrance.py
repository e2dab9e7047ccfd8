"""Logging in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from ..access.entering import log_in, log_out, safe_path
from ..access.identity import has_users
from ..errors import Refused
from ..requests import Service, ServiceGiven, ViewerGiven
from .forms import posted
from .rendering import render
from .routing import PageRoute

router = APIRouter(route_class=PageRoute)


@router.get("/log-in")
async def ask(
    request: Request, service: ServiceGiven, next: Annotated[str, Query(max_length=500)] = "/"
) -> Response:
    """The form; a service without users has nobody to log in."""
    if not await has_users(request):
        return RedirectResponse("/", 303)
    return render(
        request, service, None, "log_in.html", next=safe_path(next), name="", message="", **_beside(service)
    )


@router.post("/log-in")
async def enter(request: Request, service: ServiceGiven) -> Response:
    """Lets in who knows the password."""
    form = await posted(request)
    name, to = form.text("name"), form.text("next") or "/"
    try:
        return await log_in(request, name, form.fields.get("password", ""), to)
    except Refused as refused:
        answer = render(
            request,
            service,
            None,
            "log_in.html",
            status=refused.status_code,
            next=safe_path(to),
            name=name,
            message=refused.detail,
            **_beside(service),
        )
        answer.headers.update(refused.headers or {})
        return answer


@router.post("/log-out")
async def leave(request: Request, _viewer: ViewerGiven) -> Response:
    """Ends the session."""
    return await log_out(request)


def _beside(service: Service) -> dict[str, bool]:
    return {"single_sign_on": service.settings.oidc is not None}
