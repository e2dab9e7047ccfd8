"""Every failure of the service in one shape: `{"errors": [{"code", "message", "path", "line", "column"}]}`."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..errors import NegotiaError, Problem, SourceError
from .guard import Broken

LOG = logging.getLogger("negotia.service")


class Mistake(BaseModel):
    """One thing that is wrong. `line` and `column` count from 1 and are 0 where there is no place in a text."""

    code: str = Field(description="A stable slug, for programs.", examples=["unknown-key"])
    message: str = Field(
        description="What is wrong, and the way out.", examples=["unknown key 'stag' (did you mean 'stage'?)"]
    )
    path: str = Field(default="", description="The value that is meant.", examples=["deal.stag"])
    line: int = Field(default=0, examples=[6])
    column: int = Field(default=0, examples=[3])


class Mistakes(BaseModel):
    """Why a request failed."""

    errors: list[Mistake]


class Refused(HTTPException):
    """A request that cannot be met. `more` stands beside `errors` in the answer."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        path: str = "",
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(status, message, dict(headers or {}))
        self.code, self.path, self.more = code, path, dict(more or {})


def not_found(message: str = "there is nothing here") -> Refused:
    """What is not there and what one may not know of are told in the same words."""
    return Refused(404, "not-found", message)


def forbidden(message: str = "your role does not allow this") -> Refused:
    """What one may know of and may not do."""
    return Refused(403, "forbidden", message)


def mistakes_of(problems: Iterable[Problem]) -> list[Mistake]:
    """The problems of a text without its name, the way out in the message."""
    return [
        Mistake(
            code=one.code,
            message=_told(one),
            path=one.path,
            line=one.line,
            column=one.column,
        )
        for one in problems
    ]


def _told(one: Problem) -> str:
    """The message with the way out; the cell of a workbook comes first, since nothing else says where it is."""
    cell = f"{one.cell}: " if one.cell else ""
    return f"{cell}{one.message} ({one.hint})" if one.hint else f"{cell}{one.message}"


def answer_mistakes(
    status: int,
    found: Iterable[Mistake],
    headers: Mapping[str, str] | None = None,
    more: Mapping[str, Any] | None = None,
) -> Response:
    """The answer that tells them."""
    content = {"errors": [one.model_dump() for one in found], **(more or {})}
    return JSONResponse(content, status, headers=dict(headers or {}))


def add_handlers(app: FastAPI) -> None:
    """Gives every failure of a route its answer."""
    app.add_exception_handler(SourceError, _source_error)
    app.add_exception_handler(NegotiaError, _negotia_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http_error)
    for unreachable in (OperationalError, InterfaceError, PoolTimeout):
        app.add_exception_handler(unreachable, _no_database)
    app.add_exception_handler(DataError, _not_data)


async def _source_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, SourceError)
    return answer_mistakes(422, mistakes_of(error.problems))


async def _negotia_error(_request: Request, error: Exception) -> Response:
    return answer_mistakes(422, [Mistake(code="refused", message=str(error))])


async def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = [
        Mistake(code="invalid", message=one["msg"], path=".".join(map(str, one["loc"])))
        for one in error.errors()
    ]
    return answer_mistakes(422, found)


async def _http_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if isinstance(error, Refused):
        found = Mistake(code=error.code, message=error.detail, path=error.path)
        return answer_mistakes(error.status_code, [found], error.headers, error.more)
    phrase = HTTPStatus(error.status_code).phrase
    found = Mistake(code=phrase.lower().replace(" ", "-"), message=error.detail or phrase)
    return answer_mistakes(error.status_code, [found], error.headers)


async def _no_database(request: Request, error: Exception) -> Response:
    # The message of the error may hold what was to be written.
    LOG.warning("the database failed request %s: %s", request.state.request_id, type(error).__name__)
    found = Mistake(code="database-unavailable", message="the database cannot be reached: try again soon")
    return answer_mistakes(503, [found], {"Retry-After": "2"})


async def _not_data(_request: Request, _error: Exception) -> Response:
    found = Mistake(code="invalid", message="a value holds what cannot be kept, such as a NUL character")
    return answer_mistakes(422, [found])


class Bugs:
    """ASGI middleware: a bug is answered with the id of the request and nothing else.

    The log gets the kind of the exception and the places in the code; its message may quote a deal.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def told(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, told)
        except Exception as error:
            id = scope.get("state", {}).get("request_id", "")
            places = "".join(traceback.format_tb(error.__traceback__))
            told_by = f": {error}" if isinstance(error, Broken) else ""
            LOG.error("bug %s%s in request %s\n%s", type(error).__name__, told_by, id, places)
            if not begun:
                message = f"This is a bug in negotia, not a mistake of yours. The request has the id {id}."
                await answer_mistakes(500, [Mistake(code="bug", message=message)])(scope, receive, send)


RESPONSES: dict[int | str, dict[str, Any]] = {
    422: {
        "model": Mistakes,
        "description": "The input is not what it should be; every mistake with its place.",
    },
    413: {"model": Mistakes, "description": "The request is too large."},
}
"""What any route that takes a body may answer; for OpenAPI."""
GONE: dict[int | str, dict[str, Any]] = {
    404: {"model": Mistakes, "description": "There is nothing here, or nothing that you may know of."}
}
