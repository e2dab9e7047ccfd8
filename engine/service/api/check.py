"""Checks of deals that come with the request; nothing is kept."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from ...usecases import DealText
from ..access.roles import require
from ..bodies import DEAL_BODY, PlanGiven
from ..errors import RESPONSES
from ..requests import AskedGiven, ServiceGiven, StageGiven, ViewerGiven
from ..schemas import content_of
from ..tasks import check_text

router = APIRouter(tags=["assess"])


@router.post(
    "/check",
    summary="Check a deal",
    openapi_extra=DEAL_BODY,
    response_class=Response,
    responses={200: content_of("Assessment", "What `negotia check --format json` prints."), **RESPONSES},
)
async def check(
    service: ServiceGiven, viewer: ViewerGiven, plan: PlanGiven, asked: AskedGiven, stage: StageGiven = None
) -> Response:
    """The assessment of the deal: findings, questions, conclusions, advice, scores, outcomes."""
    require(viewer, "assess", viewer.id)
    # How long a workbook takes to unfold nobody can tell.
    run = service.work.run if isinstance(plan, DealText) else service.work.guarded
    content = await run(check_text, service.kit, plan, asked, stage)
    return Response(content, media_type="application/json")
