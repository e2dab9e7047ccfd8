"""Checks of many deals: ordered, watched, fetched, cancelled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated, Any, Literal

import anyio.to_thread
from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy.orm import Session
from starlette.responses import Response, StreamingResponse

from ...output.encoding import encode_line
from ..access.roles import Viewer, require
from ..errors import GONE, RESPONSES, Mistakes, Refused
from ..http import After, IdempotencyKey, Limit, attachment, cursor, place_of
from ..jobs.checking import Kind, ResultFormat
from ..requests import ActGiven, AskedGiven, ServiceGiven, StageGiven, ViewerGiven
from ..service import Service
from ..storage import deals, jobs
from ..storage.idempotency import Answer, fingerprint, once
from ..storage.jobs import Job

router = APIRouter(prefix="/batches", tags=["batches"])
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LINES = ("application/jsonl", "application/x-ndjson", "application/json-lines")
_TYPES = {"json": "application/json", "jsonl": "application/x-ndjson"}
_MOST_DEALS = 1000
_STREAM_SECONDS = 15.0
"""A stream ends by then and is asked for again by itself, so that the service can end too."""
_LOOK_SECONDS = 0.5


class DealList(BaseModel):
    """Kept deals to check, by their ids."""

    model_config = ConfigDict(extra="forbid")
    deals: list[str] = Field(min_length=1, max_length=_MOST_DEALS, examples=[["Jx3vXk0PZr5q"]])


class BatchRecord(BaseModel):
    """How far a batch has come."""

    id: str = Field(examples=["Kc0vUi3nT1xq"])
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    percent: int = Field(description="How much of it is checked, by size.", ge=0, le=100)
    error: str | None = Field(description="Why it failed.")
    attempts: int = Field(description="How often a process of the service took it up.")
    format: ResultFormat
    created_at: datetime
    finished_at: datetime | None


class BatchPage(BaseModel):
    """A page of batches."""

    batches: list[BatchRecord]
    next: str | None = Field(description="`after` of the next page; null on the last one.")


_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A deal a line, ids of kept deals, or a workbook with a plan.",
        "content": {
            _LINES[1]: {"schema": {"type": "string"}},
            "application/json": {"schema": DealList.model_json_schema()},
            _BOOK: {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


@router.post(
    "",
    summary="Check many deals",
    status_code=202,
    response_model=BatchRecord,
    openapi_extra=_BODY,
    responses={
        **RESPONSES,
        404: {"model": Mistakes, "description": "One of the deals is not there."},
        415: {"model": Mistakes, "description": "The content is none that holds deals."},
        429: {"model": Mistakes, "description": "Too many of your batches wait or run."},
    },
)
async def create_batch(
    request: Request,
    service: ServiceGiven,
    act: ActGiven,
    asked: AskedGiven,
    stage: StageGiven = None,
    format: Annotated[ResultFormat, Query(description="What the result is written as.")] = "jsonl",
    key: IdempotencyKey = None,
) -> Response:
    """Takes the deals in, and checks them in the background. Kept deals are checked as they are now."""
    require(act.viewer, "run batches", act.viewer.id)
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    kind, wanted = _kind(content_type), _listed(body) if content_type == "application/json" else ()
    options = {
        "kind": kind,
        "as_of": asked.as_of.isoformat(),
        "locale": asked.locale,
        "stage": stage,
        "format": format,
    }
    mark = fingerprint("POST", request.url.path, str(request.url.query), content_type, body)

    def made(session: Session) -> Answer:
        content = _texts(session, act.viewer, wanted) if kind == "deals" else body
        job = jobs.add(session, act, service.token()[:20], "check", options, content)
        return Answer(202, {"Location": f"/api/v1/batches/{job.id}"}, _line(job))

    def make() -> Answer:
        with service.database.writing() as session:
            return once(session, act.viewer, key, mark, act.at, lambda: made(session))

    answer = await anyio.to_thread.run_sync(make)
    request.app.state.runner.wake()
    return Response(answer.body, answer.status, answer.headers, "application/json")


@router.get("", summary="List batches", response_model=BatchPage)
def list_batches(
    service: ServiceGiven, viewer: ViewerGiven, limit: Limit = 50, after: After = None
) -> BatchPage:
    """Your batches, the latest first. They are kept for 30 days."""
    with service.database.reading() as session:
        found, place = jobs.listed(session, viewer, limit, place_of(after))
    return BatchPage(batches=[_record(one) for one in found], next=None if place is None else cursor(place))


@router.get("/{id}", summary="How far is a batch?", response_model=BatchRecord, responses=GONE)
def read_batch(id: str, service: ServiceGiven, viewer: ViewerGiven) -> BatchRecord:
    """Its state, and how much of it is checked."""
    return _record(_found(service, viewer, id))


@router.get(
    "/{id}/events",
    summary="Watch a batch",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}, **GONE},
)
async def watch_batch(id: str, service: ServiceGiven, viewer: ViewerGiven) -> StreamingResponse:
    """Server-sent events: `progress` with the batch whenever it has changed, and `over` at its end. The stream
    itself ends after some seconds; an EventSource asks again."""
    first = await anyio.to_thread.run_sync(_found, service, viewer, id)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(service, viewer, first), media_type="text/event-stream", headers=headers)


@router.get(
    "/{id}/result",
    summary="Fetch the result of a batch",
    response_class=Response,
    responses={
        200: {"content": {one: {"schema": {"type": "string"}} for one in _TYPES.values()}},
        409: {"model": Mistakes, "description": "There is no result, or not yet."},
        **GONE,
    },
)
def read_result(id: str, service: ServiceGiven, viewer: ViewerGiven) -> Response:
    """What `negotia check` writes: an assessment a deal, and the problems of what is none."""
    with service.database.reading() as session:
        job, content = jobs.result(session, viewer, id)
    format = job.options["format"]
    headers = {"Content-Disposition": attachment(f"batch-{id}.{format}")}
    return Response(content, headers=headers, media_type=_TYPES[format])


@router.delete("/{id}", summary="Cancel a batch", response_model=BatchRecord, responses=GONE)
def cancel_batch(id: str, service: ServiceGiven, act: ActGiven) -> BatchRecord:
    """Ends it within seconds, if it is not over. What was checked until then is not kept."""
    with service.database.writing() as session:
        return _record(jobs.cancel(session, act, id))


def _kind(content_type: str) -> Kind:
    if content_type in _LINES:
        return "lines"
    if content_type == "application/json":
        return "deals"
    if content_type == _BOOK:
        return "book"
    message = f"deals are not sent as {content_type[:80]!r}: send {_LINES[1]}, application/json or a workbook"
    raise Refused(415, "unsupported-type", message)


def _listed(body: bytes) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(DealList.model_validate_json(body).deals))
    except ValidationError as error:
        one = error.errors()[0]
        path = ".".join(map(str, ("body", *one["loc"])))
        raise Refused(422, "invalid", one["msg"], path=path) from None


def _texts(session: Session, viewer: Viewer, ids: tuple[str, ...]) -> bytes:
    found = [(id, deals.read(session, viewer, id).text) for id in ids]
    return encode_line([[f"{id}.{text.format}", text.text] for id, text in found])


def _found(service: Service, viewer: Viewer, id: str) -> Job:
    with service.database.reading() as session:
        return jobs.find(session, viewer, id)


async def _events(service: Service, viewer: Viewer, job: Job) -> AsyncIterator[bytes]:
    loop = asyncio.get_running_loop()
    end, told = loop.time() + _STREAM_SECONDS, b""
    yield b"retry: 1000\n\n"
    while loop.time() < end:
        line = _line(job)
        if line != told:
            told = line
            yield b"event: " + (b"over" if job.over else b"progress") + b"\ndata: " + line + b"\n\n"
        if job.over:
            return
        await asyncio.sleep(_LOOK_SECONDS)
        job = await anyio.to_thread.run_sync(_found, service, viewer, job.id)


def _record(job: Job) -> BatchRecord:
    return BatchRecord(
        id=job.id,
        state=job.state,
        percent=_percent(job),
        error=job.error,
        attempts=job.attempts,
        format=job.options["format"],
        created_at=job.created_at,
        finished_at=job.finished_at,
    )


def _percent(job: Job) -> int:
    if job.state == "done":
        return 100
    return min(99, 100 * job.done // job.total) if job.total else 0


def _line(job: Job) -> bytes:
    return _record(job).model_dump_json().encode()
