"""The bargaining analysis of deals that come with the request; nothing is kept."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from ..access.roles import require
from ..bodies import DEAL_BODY, PlanGiven
from ..errors import RESPONSES
from ..requests import ServiceGiven, ViewerGiven
from ..schemas import content_of
from ..tasks import Steps, analyse_text

router = APIRouter(tags=["assess"])


async def steps(
    seed: Annotated[int, Query(ge=0, le=2**31 - 1, description="The same seed gives the same draws.")] = 0,
    draws: Annotated[int, Query(ge=0, le=2000, description="Draws of the plan's ranges; 0 for none.")] = 1000,
    budget: Annotated[int, Query(ge=2, le=5000, description="Efficient deals listed at most.")] = 2000,
    steps: Annotated[int, Query(ge=1, le=100, description="Steps that amounts and dates are cut into.")] = 20,
) -> Steps:
    """How fine the analysis is."""
    return Steps(seed, draws, budget, steps)


StepsGiven = Annotated[Steps, Depends(steps)]


@router.post(
    "/analysis",
    summary="Analyse the bargaining of a deal",
    openapi_extra=DEAL_BODY,
    response_class=Response,
    responses={200: content_of("Analysis", "What `negotia analyze --format json` prints."), **RESPONSES},
)
async def analyse(service: ServiceGiven, viewer: ViewerGiven, plan: PlanGiven, steps: StepsGiven) -> Response:
    """Whether there is room for a deal, where a good one lies, trades, packages, and how far it all holds."""
    require(viewer, "assess", viewer.id)
    content = await service.work.guarded(analyse_text, plan, service.today(), steps)
    return Response(content, media_type="application/json")
