"""Documents of deals that come with the request; nothing is kept."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from ...publishing import DocumentFormat
from ..access.roles import require
from ..bodies import DEAL_BODY, PlanGiven
from ..errors import RESPONSES
from ..made import DOCUMENT, answer_document, require_format
from ..requests import AskedGiven, ServiceGiven, ViewerGiven
from ..tasks import MadeKind, make_document

router = APIRouter(tags=["assess"])
FormatGiven = Annotated[
    DocumentFormat,
    Query(description="docx for Word; markdown or html for e-mail and chat, not for agreements."),
]


@router.post(
    "/documents/{kind}",
    summary="Write a document of a deal",
    openapi_extra=DEAL_BODY,
    response_class=Response,
    responses={200: DOCUMENT, **RESPONSES},
)
async def write(
    kind: MadeKind,
    service: ServiceGiven,
    viewer: ViewerGiven,
    plan: PlanGiven,
    asked: AskedGiven,
    format: FormatGiven = "docx",
) -> Response:
    """The document, byte for byte as the command writes it. `certificate` tells what was verified of the draft
    agreement; it is for us alone. A draft that fails a point of it says so in the header `Negotia-Failed`."""
    require(viewer, "assess", viewer.id)
    require_format(kind, format)
    return answer_document(
        await service.work.guarded(make_document, service.kit, plan, kind, asked, format), format
    )
