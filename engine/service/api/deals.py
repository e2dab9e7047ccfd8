"""Deals that the service keeps, each with all of its versions."""

from __future__ import annotations

from typing import Annotated, Any

import anyio.to_thread
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from ...deal.base import Stage
from ...deal.model import Deal
from ...usecases import DealText, read_one
from ..bodies import DEAL_BODY, TextGiven
from ..errors import GONE, RESPONSES, Mistakes, Refused
from ..http import (
    LARGEST,
    After,
    IdempotencyKey,
    IfMatch,
    Limit,
    cursor,
    etag,
    matched_version,
    place_of,
    tagged,
)
from ..records import DealPage, DealRecord, DealSummary, Difference, deal_page, deal_record, text_difference
from ..requests import ActGiven, ServiceGiven, ViewerGiven
from ..storage import deals as stored
from ..storage.deals import Conflict, Text
from ..storage.idempotency import Answer, fingerprint, once

router = APIRouter(prefix="/deals", tags=["deals"])
_JSON = "application/json"
_UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "Unchanged."}}


@router.get("", summary="List deals", response_model=DealPage)
def list_deals(
    service: ServiceGiven,
    viewer: ViewerGiven,
    limit: Limit = 50,
    after: After = None,
    stage: Annotated[Stage | None, Query(description="Only deals that stand at this stage.")] = None,
) -> DealPage:
    """The deals that you may read, the latest added first."""
    with service.database.reading() as session:
        found, place = stored.listed(session, viewer, limit, place_of(after), stage)
    return deal_page(list(found), None if place is None else cursor(place))


@router.post(
    "",
    summary="Add a deal",
    status_code=201,
    response_model=DealRecord,
    openapi_extra=DEAL_BODY,
    responses=RESPONSES,
)
async def create_deal(
    request: Request,
    service: ServiceGiven,
    act: ActGiven,
    plan: TextGiven,
    owner: Annotated[
        int | None, Query(ge=1, le=LARGEST, description="Whose deal it is; yours unless given.")
    ] = None,
    key: IdempotencyKey = None,
) -> Response:
    """Keeps the text as it is, as version 1. It may be as incomplete as a plan may be, but it must be one."""
    deal = await service.work.run(read_one, plan)
    text = text_of(plan, deal)
    whose = act.viewer.id if owner is None else owner
    asked = fingerprint("POST", str(request.url.path), str(owner), plan.text, plan.format or "")

    def make() -> Answer:
        with service.database.writing() as session:
            return once(
                session,
                act.viewer,
                key,
                asked,
                act.at,
                lambda: _created(stored.create(session, act, service.token()[:20], deal, text, whose)),
            )

    answer = await anyio.to_thread.run_sync(make)
    return Response(answer.body, answer.status, answer.headers, _JSON)


@router.get("/{id}", summary="Read a deal", response_model=DealRecord, responses={**GONE, **_UNCHANGED})
def read_deal(id: str, request: Request, service: ServiceGiven, viewer: ViewerGiven) -> Response:
    """The deal with the text of its latest version. Its `ETag` is what a change needs as `If-Match`."""
    with service.database.reading() as session:
        found = stored.read(session, viewer, id)
    return tagged(request, _body(deal_record(found)), _JSON, etag(found.summary.version))


@router.put(
    "/{id}",
    summary="Change a deal",
    response_model=DealRecord,
    openapi_extra=DEAL_BODY,
    responses={
        **GONE,
        **RESPONSES,
        409: {"model": Mistakes, "description": "Someone changed it since; `difference` tells what."},
        428: {"model": Mistakes, "description": "`If-Match` is missing."},
    },
)
async def change_deal(
    id: str,
    service: ServiceGiven,
    act: ActGiven,
    plan: TextGiven,
    if_match: IfMatch = None,
) -> Response:
    """Adds a version. No version is ever overwritten: whoever starts from one that is not the latest gets 409 and
    the difference. What is sent again as it is adds none."""
    base = matched_version(if_match)
    deal = await service.work.run(read_one, plan)
    text = text_of(plan, deal)

    def make() -> Response:
        try:
            with service.database.writing() as session:
                found = stored.change(session, act, id, base, deal, text)
        except Conflict as conflict:
            raise _conflict(conflict) from None
        return Response(
            _body(deal_record(found)), headers={"ETag": etag(found.summary.version)}, media_type=_JSON
        )

    return await anyio.to_thread.run_sync(make)


@router.delete("/{id}", summary="Archive a deal", status_code=204, responses=GONE)
def archive_deal(id: str, service: ServiceGiven, act: ActGiven) -> None:
    """Takes the deal out of sight. Its versions stay in the database, and are in an export."""
    with service.database.writing() as session:
        stored.archive(session, act, id)


@router.put("/{id}/owner", summary="Give a deal to someone", response_model=DealSummary, responses=GONE)
def assign_deal(
    id: str,
    service: ServiceGiven,
    act: ActGiven,
    owner: Annotated[int, Query(ge=1, le=LARGEST, description="The user whose deal it is from now on.")],
) -> DealSummary:
    """Makes it another one's deal."""
    with service.database.writing() as session:
        return DealSummary.model_validate(stored.assign(session, act, id, owner))


def text_of(plan: DealText, deal: Deal) -> Text:
    """The text of a deal that was read, as it is kept: what was sent, character by character."""
    sent = plan.text.decode() if isinstance(plan.text, bytes) else plan.text
    assert deal.source is not None
    return Text(sent, deal.source.format)


def _created(found: stored.Stored) -> Answer:
    headers = {"Location": f"/api/v1/deals/{found.summary.id}", "ETag": etag(found.summary.version)}
    return Answer(201, headers, _body(deal_record(found)))


def _conflict(conflict: Conflict) -> Refused:
    base, current = conflict.base, conflict.current
    if base is None:
        return Refused(409, "conflict", f"there is no such version; the latest is {current.number}")
    difference = Difference(
        since=base.number,
        version=current.number,
        author=current.author,
        text=text_difference(base, current),
    )
    message = (
        f"{current.author} has changed the deal since version {base.number}: "
        f"put your change into version {current.number}"
    )
    return Refused(409, "conflict", message, more={"difference": difference.model_dump()})


def _body(record: DealRecord) -> bytes:
    return record.model_dump_json().encode()
