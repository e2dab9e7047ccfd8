"""Templates -> answers of HTML, everything escaped; a browser may run and load the page's own files only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache, partial
from typing import Any, Final

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from ...assessment import Assessment
from ...output.groups import percent, scored
from ...output.page.charts import score_bar
from ...output.words import counted
from ...wording import day, moment
from ..access.roles import Action, Viewer, reach
from ..requests import Service
from .assets import address

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a browser may do on a page (Content-Security-Policy)."""


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["counted"] = counted
    made.globals.update(static=address, score_bar=_bar, score_of=_score_of)
    return made


def render(
    request: Request,
    service: Service,
    viewer: Viewer | None,
    template: str,
    /,
    status: int = 200,
    **context: Any,
) -> HTMLResponse:
    """The page of a template. `viewer` is None for someone who has not logged in."""
    locale = service.settings.locale
    given: Mapping[str, Any] = {
        "viewer": viewer,
        "may": partial(_may, viewer),
        "path": request.url.path,
        "csrf_token": getattr(request.state, "csrf_token", ""),
        "day": lambda value: _day(value, locale),
        "moment": lambda value: _moment(value, service),
        "partial": request.headers.get("hx-request") == "true",
        **context,
    }
    content = _environment().get_template(template).render(given)
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store", "Vary": "HX-Request"}
    return HTMLResponse(content, status, headers)


def _may(viewer: Viewer | None, action: Action) -> bool:
    """Whether there is anything that the viewer may do it to; what is shown, never what is allowed."""
    return viewer is not None and reach(viewer, action) is not None


def _bar(met: int, known: int, unknown: int) -> Markup:
    # score_bar writes numbers only.
    return Markup(score_bar(met, known, unknown))


def _score_of(one: Assessment) -> tuple[int, int, int, int | None]:
    met, known, unknown = scored(one)
    return met, known, unknown, percent(met, known)


def _day(value: date | str, locale: str) -> str:
    return day(date.fromisoformat(value) if isinstance(value, str) else value, locale)


def _moment(value: datetime | str, service: Service) -> str:
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment(
        at if isinstance(value, str) else at.astimezone(service.clock().tzinfo), service.settings.locale
    )
