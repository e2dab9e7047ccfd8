"""Routes of pages: what fails is told as a page too, and who has not logged in is sent to the log-in."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from ...errors import NegotiaError, SourceError
from ..errors import Mistake, mistakes_of
from ..requests import service_of
from .rendering import render

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
_TITLES = {
    401: "Log in first",
    403: "Not allowed",
    404: "Nothing here",
    409: "Changed by someone else",
    413: "Too large",
    422: "Not understood",
    503: "Too busy",
}


class PageRoute(APIRoute):
    """A route whose failures are pages."""

    def get_route_handler(self) -> Handler:
        """The handler around that of the route."""
        inner = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await inner(request)
            except HTTPException as error:
                if error.status_code == HTTPStatus.UNAUTHORIZED:
                    return _to_log_in(request)
                return _told(request, error.status_code, [Mistake(code="", message=error.detail, path="")])
            except SourceError as error:
                return _told(request, 422, mistakes_of(error.problems))
            except NegotiaError as error:
                return _told(request, 422, [Mistake(code="", message=str(error), path="")])
            except RequestValidationError:
                message = "The address or the form is not one of this page."
                return _told(request, 422, [Mistake(code="", message=message, path="")])

        return handle


def _to_log_in(request: Request) -> Response:
    back = request.url.path if request.method == "GET" else "/"
    address = f"/log-in?next={quote(back)}"
    if request.headers.get("hx-request") == "true":
        return Response(status_code=401, headers={"HX-Redirect": address})
    return RedirectResponse(address, 303)


def _told(request: Request, status: int, mistakes: list[Mistake]) -> Response:
    title = _TITLES.get(status, HTTPStatus(status).phrase)
    service = service_of(request)
    return render(request, service, None, "failure.html", status=status, title=title, mistakes=mistakes)
