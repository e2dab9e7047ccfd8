"""The documents of a deal: to look at, and to download."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from ...errors import DealError
from ..access.roles import Action, allowed
from ..errors import mistakes_of, not_found
from ..made import answer_document
from ..requests import ServiceGiven, ViewerGiven
from ..tasks import Asked, MadeKind, make_document
from .keeping import held, plan_of
from .plans import document_html
from .rendering import render
from .routing import PageRoute

router = APIRouter(route_class=PageRoute, prefix="/deals/{id}/documents")


@dataclass(frozen=True, slots=True)
class Offered:
    """A kind of document as the page offers it; `internal` ones must not reach the other side."""

    name: str
    about: str
    internal: bool
    preview: bool = True
    action: Action = "read deal"


OFFERED: Mapping[MadeKind, Offered] = {
    "brief": Offered("Prep brief", "Two pages for the meeting, with an annex.", True),
    "table-copy": Offered("Table copy", "The brief without limits, to lie on the table.", False),
    "questions": Offered("Questions", "What to ask, in order, with room for the answers.", True),
    "questions-for-them": Offered("Questions for them", "The same, neutral, to send ahead.", False),
    "agreement": Offered(
        "Draft agreement", "For legal; open points are marked.", False, False, "draft agreement"
    ),
    "certificate": Offered(
        "Certificate", "What was verified of the draft agreement.", True, False, "draft agreement"
    ),
}


@router.get("")
async def listed(id: str, request: Request, service: ServiceGiven, viewer: ViewerGiven) -> Response:
    """What can be made of the deal."""
    found = await held(service, viewer, id)
    owner = found.summary.owner_id
    offered = {kind: one for kind, one in OFFERED.items() if allowed(viewer, one.action, owner)}
    return render(request, service, viewer, "documents.html", summary=found.summary, offered=offered)


@router.get("/{kind}")
async def preview(
    id: str, kind: MadeKind, request: Request, service: ServiceGiven, viewer: ViewerGiven
) -> Response:
    """A document to look at."""
    offered = OFFERED[kind]
    if not offered.preview:
        raise not_found("there is no preview of this document: download it")
    found = await held(service, viewer, id, offered.action)
    asked = Asked(service.today(), service.settings.locale)
    shown, mistakes = None, []
    try:
        shown = await service.work.guarded(document_html, service.kit, plan_of(found), kind, asked)
    except DealError as error:
        mistakes = mistakes_of(error.problems)
    language = asked.locale.replace("_", "-")
    return render(
        request,
        service,
        viewer,
        "document.html",
        summary=found.summary,
        kind=kind,
        offered=offered,
        shown=shown,
        mistakes=mistakes,
        language=language,
    )


@router.get("/{kind}/file")
async def download(id: str, kind: MadeKind, service: ServiceGiven, viewer: ViewerGiven) -> Response:
    """A document as a Word file; the certificate as JSON."""
    found = await held(service, viewer, id, OFFERED[kind].action)
    asked = Asked(service.today(), service.settings.locale)
    made = await service.work.guarded(make_document, service.kit, plan_of(found), kind, asked)
    return answer_document(made, "docx")
