"""Changing a deal: its text in the editor, or the form for those who do not write YAML."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from ...errors import DealError
from ...usecases import DealText, read_one
from ..access.roles import Viewer, allowed
from ..bodies import NAME
from ..errors import mistakes_of
from ..records import text_difference
from ..requests import ActGiven, Service, ServiceGiven, ViewerGiven
from ..storage.deals import Conflict, Stored, Text
from .forms import Posted, posted
from .keeping import change, held, plan_of
from .plans import fill, form_of
from .rendering import render
from .routing import PageRoute

router = APIRouter(route_class=PageRoute, prefix="/deals/{id}")


@router.get("/text")
async def edit(id: str, request: Request, service: ServiceGiven, viewer: ViewerGiven) -> Response:
    """The text of the latest version in the editor; to read only for those who may not write."""
    found = await held(service, viewer, id)
    return _editor(request, service, viewer, found, found.text.text, found.summary.version)


@router.post("/text")
async def save(id: str, request: Request, service: ServiceGiven, act: ActGiven) -> Response:
    """Keeps an edited text as a new version."""
    form = await posted(request)
    base, text = form.number("version"), form.fields.get("text", "")
    found = await held(service, act.viewer, id, "write deal")
    format = found.text.format
    try:
        deal = await service.work.run(read_one, DealText(NAME, text, format))
        if text != found.text.text:
            await change(service, act, id, base, deal, Text(text, format))
    except DealError as error:
        mistakes = mistakes_of(error.problems)
        return _editor(request, service, act.viewer, found, text, base, mistakes=mistakes)
    except Conflict as conflict:
        latest = await held(service, act.viewer, id)
        return _editor(request, service, act.viewer, latest, text, latest.summary.version, conflict=conflict)
    return RedirectResponse(f"/deals/{id}", 303)


@router.get("/form")
async def form(id: str, request: Request, service: ServiceGiven, viewer: ViewerGiven) -> Response:
    """The main fields of the deal as a form."""
    found = await held(service, viewer, id, "write deal")
    return await _form(request, service, viewer, found, {}, {})


@router.post("/form")
async def save_form(id: str, request: Request, service: ServiceGiven, act: ActGiven) -> Response:
    """Puts what was edited in the form into the text, as a new version."""
    sent = await posted(request)
    base = sent.number("version")
    found = await held(service, act.viewer, id, "write deal")
    if base != found.summary.version:
        message = "Someone has changed the deal meanwhile: save again if your texts below still stand."
        return await _form(request, service, act.viewer, found, _texts(sent), {}, message)
    try:
        made = await service.work.run(fill, plan_of(found), sent.fields)
        if made.text != found.text:
            await change(service, act, id, base, made.deal, made.text)
    except DealError as error:
        wrong = {one.path: one.message for one in error.problems}
        message = "Not saved yet. " + " ".join(f"{one.path}: {one.message}." for one in error.problems[:10])
        return await _form(request, service, act.viewer, found, _texts(sent), wrong, message)
    except Conflict:
        latest = await held(service, act.viewer, id, "write deal")
        message = "Someone has changed the deal at this moment: save again if your texts stand."
        return await _form(request, service, act.viewer, latest, _texts(sent), {}, message)
    return RedirectResponse(f"/deals/{id}", 303)


def _texts(sent: Posted) -> Mapping[str, str]:
    return {name: text for name, text in sent.fields.items() if name.startswith(("field ", "new "))}


def _editor(
    request: Request,
    service: Service,
    viewer: Viewer,
    found: Stored,
    text: str,
    version: int,
    mistakes: object = (),
    conflict: Conflict | None = None,
) -> Response:
    lines: tuple[str, ...] = ()
    if conflict and conflict.base:
        lines = tuple(text_difference(conflict.base, conflict.current).splitlines())
    return render(
        request,
        service,
        viewer,
        "text.html",
        status=409 if conflict else 422 if mistakes else 200,
        summary=found.summary,
        text=text,
        format=found.text.format,
        version=version,
        mistakes=mistakes,
        conflict=conflict,
        lines=lines,
        writable=allowed(viewer, "write deal", found.summary.owner_id),
    )


async def _form(
    request: Request,
    service: Service,
    viewer: Viewer,
    found: Stored,
    sent: Mapping[str, str],
    wrong: Mapping[str, str],
    message: str = "",
) -> Response:
    made = await service.work.run(form_of, plan_of(found), service.today(), sent, wrong)
    return render(
        request,
        service,
        viewer,
        "form.html",
        status=422 if message else 200,
        summary=found.summary,
        groups=tuple(made.groups()),
        version=found.summary.version,
        message=message,
    )
