"""The page of a deal: findings, stages, questions with their answers, conclusions, advice, analysis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from ...errors import DealError
from ..access.roles import Viewer
from ..errors import Mistake, mistakes_of, not_found
from ..requests import ActGiven, Service, ServiceGiven, ViewerGiven
from ..storage.deals import Conflict
from ..tasks import Asked
from .answers import settle
from .forms import posted
from .keeping import change, held, plan_of, put_away
from .looking import look
from .plans import analysis_html, why_text
from .rendering import render
from .routing import PageRoute

router = APIRouter(route_class=PageRoute, prefix="/deals/{id}")


@dataclass(frozen=True, slots=True)
class Told:
    """What came of what someone did; `question` is the one it was about."""

    tone: str
    text: str
    mistakes: Sequence[Mistake] = ()
    question: str = ""


@router.get("")
async def show(id: str, request: Request, service: ServiceGiven, viewer: ViewerGiven) -> Response:
    """The deal as it stands today."""
    return await _shown(request, service, viewer, id)


@router.post("/answers")
async def answer(id: str, request: Request, service: ServiceGiven, act: ActGiven) -> Response:
    """Puts the answer to a question into the deal, as a new version."""
    form = await posted(request)
    base, question = form.number("version"), form.text("question")
    found = await held(service, act.viewer, id, "write deal")
    plan = plan_of(found)
    try:
        settled = await service.work.run(settle, service.kit, plan, _asked(service), form)
        if settled is None:
            told = Told("bad", "Nothing was written into the form.", question=question)
        else:
            await change(service, act, id, base, settled.deal, settled.text)
            told = Told("good", settled.told)
    except DealError as error:
        told = Told("bad", "This answer does not fit:", mistakes_of(error.problems), question)
    except Conflict as conflict:
        text = f"{conflict.current.author} has changed the deal meanwhile. This is how it stands now: answer again."
        told = Told("bad", text, question=question)
    return await _shown(request, service, act.viewer, id, told)


@router.post("/archive")
async def archive(id: str, service: ServiceGiven, act: ActGiven) -> Response:
    """Takes the deal out of sight."""
    await put_away(service, act, id)
    return RedirectResponse("/deals", 303)


@router.get("/analysis")
async def analysis(id: str, request: Request, service: ServiceGiven, viewer: ViewerGiven) -> Response:
    """The bargaining analysis."""
    found = await held(service, viewer, id)
    shown = await service.work.guarded(analysis_html, plan_of(found), service.today())
    return render(request, service, viewer, "analysis.html", summary=found.summary, shown=shown)


@router.get("/rules/{rule}")
async def why(id: str, rule: str, request: Request, service: ServiceGiven, viewer: ViewerGiven) -> Response:
    """Why a rule fired on the deal, or did not."""
    found = await held(service, viewer, id)
    asked = _asked(service)
    known = service.kit.ruleset(asked.locale).by_id.get(rule)
    if known is None:
        raise not_found("there is no such rule")
    text = await service.work.run(why_text, service.kit, plan_of(found), known.id, asked)
    return render(request, service, viewer, "why.html", summary=found.summary, rule=known, text=text)


async def _shown(
    request: Request, service: Service, viewer: Viewer, id: str, told: Told | None = None
) -> Response:
    found = await held(service, viewer, id)
    seen = await service.work.run(look, service.kit, plan_of(found), _asked(service))
    template = "deal_body.html" if told and request.headers.get("hx-request") == "true" else "deal.html"
    return render(request, service, viewer, template, summary=found.summary, look=seen, told=told)


def _asked(service: Service) -> Asked:
    return Asked(service.today(), service.settings.locale)
