"""Checks of many deals: ordered, watched, looked at."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from ...errors import NegotiaError
from ...output.encoding import encode_line
from ...ruleset.schema import SEVERITIES
from ..access.roles import Viewer, require
from ..errors import Mistake
from ..http import cursor, place_of
from ..requests import ActGiven, Service, ServiceGiven, ViewerGiven
from ..storage import deals
from ..storage import jobs as stored
from .finding import search
from .forms import Posted, posted
from .keeping import reading, writing
from .rendering import render
from .routing import PageRoute

router = APIRouter(route_class=PageRoute, prefix="/jobs")
_PAGE = 20
_MOST_DEALS = 1000
_MOST_SHOWN = 200
_KINDS = {".jsonl": "lines", ".ndjson": "lines", ".xlsx": "book"}


@dataclass(frozen=True, slots=True)
class Line:
    """A deal of a result: what was found, or why it is none."""

    title: str
    counts: tuple[tuple[str, int], ...]
    worst: str
    problems: tuple[str, ...]


@router.get("")
async def listed(
    request: Request,
    service: ServiceGiven,
    viewer: ViewerGiven,
    after: Annotated[str | None, Query(max_length=100)] = None,
) -> Response:
    """The viewer's jobs, the latest first."""
    require(viewer, "run batches", viewer.id)
    return await _listed(request, service, viewer, after)


@router.post("")
async def order(request: Request, service: ServiceGiven, act: ActGiven) -> Response:
    """Orders a check of a file, or of all kept deals that the viewer may read."""
    require(act.viewer, "run batches", act.viewer.id)
    form = await posted(request)
    common = {"as_of": service.today().isoformat(), "locale": service.settings.locale, "stage": None}

    def add(session: Session) -> None:
        kind, content = _ordered(session, act.viewer, form)
        options = {"kind": kind, **common, "format": "jsonl"}
        stored.add(session, act, service.token()[:20], "check", options, content)

    try:
        await writing(service, add)
    except NegotiaError as error:
        return await _listed(
            request, service, act.viewer, None, [Mistake(code="", message=str(error), path="")]
        )
    request.app.state.runner.wake()
    return RedirectResponse("/jobs", 303)


@router.post("/{id}/cancel")
async def cancel(id: str, service: ServiceGiven, act: ActGiven) -> Response:
    """Ends a job."""
    await writing(service, lambda session: stored.cancel(session, act, id))
    return RedirectResponse("/jobs", 303)


@router.get("/{id}")
async def show(id: str, request: Request, service: ServiceGiven, viewer: ViewerGiven) -> Response:
    """What came out, the gravest first."""
    job, content = await reading(service, lambda session: stored.result(session, viewer, id))
    lines = await service.work.run(lines_of, content)
    return render(request, service, viewer, "job.html", job=job, lines=lines[:_MOST_SHOWN], count=len(lines))


def lines_of(content: bytes) -> Sequence[Line]:
    """The deals of a result as JSON Lines, those with the gravest findings first."""
    found = [json.loads(line) for line in content.splitlines() if line.strip()]
    return [_line(one) for one in sorted(found, key=_gravest_first)]


def _line(one: dict[str, Any]) -> Line:
    findings = _open(one)
    counts = {severity: sum(it["severity"] == severity for it in findings) for severity in SEVERITIES}
    worst = min(findings, key=lambda it: SEVERITIES.index(it["severity"]), default=None)
    return Line(
        str(one.get("title") or one.get("id") or one.get("path") or "a line that is no deal"),
        tuple((severity, count) for severity, count in counts.items() if count),
        str(worst["message"]) if worst else "",
        tuple(str(it["message"]) for it in one.get("problems") or ()),
    )


def _gravest_first(one: dict[str, Any]) -> tuple[int, ...]:
    findings = _open(one)
    graves = (-sum(it["severity"] == severity for it in findings) for severity in SEVERITIES)
    return (-len(one.get("problems") or ()), *graves)


def _open(one: dict[str, Any]) -> list[dict[str, Any]]:
    return [it for it in one.get("findings") or () if not it.get("waived")]


async def _listed(
    request: Request, service: Service, viewer: Viewer, after: str | None, mistakes: Sequence[Mistake] = ()
) -> Response:
    place = place_of(after)
    jobs, next = await reading(service, lambda session: stored.listed(session, viewer, _PAGE, place))
    return render(
        request,
        service,
        viewer,
        "jobs.html",
        status=422 if mistakes else 200,
        jobs=jobs,
        open=any(not one.over for one in jobs),
        next=None if next is None else cursor(next),
        mistakes=mistakes,
    )


def _ordered(session: Session, viewer: Viewer, form: Posted) -> tuple[str, bytes]:
    """What to check, and what it is written as. Raises NegotiaError."""
    if form.text("what") == "kept":
        texts = list(_kept(session, viewer))
        if not texts:
            raise NegotiaError("there is no deal to check yet")
        return "deals", encode_line(texts)
    sent = form.files.get("file")
    if sent is None or not sent.content:
        raise NegotiaError("no file was chosen")
    suffix = PurePath(sent.name).suffix.lower()
    if suffix not in _KINDS:
        raise NegotiaError("many deals are a file of JSON Lines (.jsonl), one deal an Excel workbook (.xlsx)")
    return _KINDS[suffix], sent.content


def _kept(session: Session, viewer: Viewer) -> Iterator[list[str]]:
    for one in search(session, viewer, "", _MOST_DEALS)[0]:
        text = deals.read(session, viewer, one.id).text
        yield [f"{one.id}.{text.format}", text.text]
