"""The versions of a deal, what differs between two, and what the engine makes of one."""

from __future__ import annotations

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from ...output.encoding import encode_line
from ...publishing import DocumentFormat
from ...usecases import DealText
from ..access.roles import Action, Viewer
from ..errors import GONE
from ..http import LARGEST, After, Limit, cursor, etag, place_of, tagged
from ..made import DOCUMENT, answer_document, require_format
from ..records import (
    VersionComparison,
    VersionPage,
    VersionRecord,
    VersionSummary,
    named,
    text_difference,
    version_record,
)
from ..requests import AskedGiven, Service, ServiceGiven, StageGiven, ViewerGiven
from ..schemas import content_of
from ..storage import deals as stored
from ..storage.deals import Version
from ..tasks import MadeKind, analyse_text, check_text, compare_texts, make_document
from .analysis import StepsGiven

router = APIRouter(prefix="/deals/{id}", tags=["deals"])
Number = Annotated[int | None, Query(ge=1, le=LARGEST, description="A version; the latest unless given.")]
_JSON = "application/json"


def _read(
    service: Service, viewer: Viewer, id: str, number: int | None, action: Action = "read deal"
) -> Version:
    with service.database.reading() as session:
        return stored.version(session, viewer, id, number, action)


async def _plan(
    service: Service, viewer: Viewer, id: str, number: int | None, action: Action = "read deal"
) -> DealText:
    return named(await run_sync(_read, service, viewer, id, number, action))


@router.get("/versions", summary="The history of a deal", response_model=VersionPage, responses=GONE)
def list_versions(
    id: str, service: ServiceGiven, viewer: ViewerGiven, limit: Limit = 50, after: After = None
) -> VersionPage:
    """All versions, the latest first: who wrote them, and when."""
    with service.database.reading() as session:
        found, place = stored.versions(session, viewer, id, limit, place_of(after))
    return VersionPage(
        versions=[VersionSummary.model_validate(one) for one in found],
        next=None if place is None else cursor(place),
    )


@router.get("/versions/{number}", summary="Read a version", response_model=VersionRecord, responses=GONE)
def read_version(
    id: str,
    number: Annotated[int, Path(ge=1, le=LARGEST)],
    request: Request,
    service: ServiceGiven,
    viewer: ViewerGiven,
) -> Response:
    """A version with its text. It never changes."""
    with service.database.reading() as session:
        found = stored.version(session, viewer, id, number)
    body = version_record(found).model_dump_json().encode()
    return tagged(request, body, "application/json", etag(found.number))


@router.get(
    "/check",
    summary="Check a deal that is kept",
    response_class=Response,
    responses={200: content_of("Assessment", "What `negotia check --format json` prints."), **GONE},
)
async def check_version(
    id: str,
    request: Request,
    service: ServiceGiven,
    viewer: ViewerGiven,
    asked: AskedGiven,
    stage: StageGiven = None,
    version: Number = None,
) -> Response:
    """The assessment of the deal, as POST /check answers it."""
    plan = await _plan(service, viewer, id, version)
    return tagged(request, await service.work.run(check_text, service.kit, plan, asked, stage), _JSON)


@router.get(
    "/documents/{kind}",
    summary="Write a document of a deal that is kept",
    response_class=Response,
    responses={200: DOCUMENT, **GONE},
)
async def write_version(
    id: str,
    kind: MadeKind,
    service: ServiceGiven,
    viewer: ViewerGiven,
    asked: AskedGiven,
    format: Annotated[DocumentFormat, Query(description="As POST /documents takes it.")] = "docx",
    version: Number = None,
) -> Response:
    """The document, as POST /documents answers it."""
    require_format(kind, format)
    action: Action = "draft agreement" if kind in ("agreement", "certificate") else "read deal"
    plan = await _plan(service, viewer, id, version, action)
    return answer_document(
        await service.work.guarded(make_document, service.kit, plan, kind, asked, format), format
    )


@router.get(
    "/analysis",
    summary="Analyse the bargaining of a deal that is kept",
    response_class=Response,
    responses={200: content_of("Analysis", "What `negotia analyze --format json` prints."), **GONE},
)
async def analyse_version(
    id: str,
    request: Request,
    service: ServiceGiven,
    viewer: ViewerGiven,
    steps: StepsGiven,
    version: Number = None,
) -> Response:
    """The analysis, as POST /analysis answers it."""
    plan = await _plan(service, viewer, id, version)
    return tagged(request, await service.work.guarded(analyse_text, plan, service.today(), steps), _JSON)


@router.get("/comparison", summary="Compare two versions", response_model=VersionComparison, responses=GONE)
async def compare_versions(
    id: str,
    service: ServiceGiven,
    viewer: ViewerGiven,
    asked: AskedGiven,
    old: Annotated[int, Query(ge=1, le=LARGEST, description="The earlier version.")],
    new: Annotated[int, Query(ge=1, le=LARGEST, description="The later version.")],
) -> Response:
    """The lines that differ, and what became of findings and questions."""
    before = await run_sync(_read, service, viewer, id, old)
    after = await run_sync(_read, service, viewer, id, new)
    made = await service.work.guarded(compare_texts, service.kit, named(before), named(after), asked)
    lines = text_difference(before, after)
    content = encode_line({"old": old, "new": new, "text": lines, **made})
    return Response(content, media_type=_JSON)
