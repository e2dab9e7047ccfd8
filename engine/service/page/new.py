"""A new deal: started with its names, pasted, or uploaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePath

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from ...deal.model import Deal
from ...errors import DealError, NegotiaError, Problem
from ...source import Format
from ...tables.converting import WORKBOOK
from ...usecases import DealText, new_deal, read_one
from ..access.roles import require
from ..bodies import NAME
from ..errors import Mistake, mistakes_of
from ..plans import Workbook, book_text
from ..requests import ActGiven, Service, ServiceGiven, ViewerGiven
from ..storage.audit import Act
from ..storage.deals import Text
from .forms import Posted, posted
from .keeping import add
from .rendering import render
from .routing import PageRoute

router = APIRouter(route_class=PageRoute, prefix="/deals/new")
_BLANK = {"id": "", "title": "", "us": "", "them": "", "text": ""}
_FORMATS: Mapping[str, Format] = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}


@router.get("")
def ask(request: Request, service: ServiceGiven, viewer: ViewerGiven) -> Response:
    """The three ways to begin."""
    require(viewer, "create deal", viewer.id)
    return render(request, service, viewer, "new.html", given=_BLANK, mistakes=())


@router.post("/names")
async def start(request: Request, service: ServiceGiven, act: ActGiven) -> Response:
    """A deal with nothing but its names."""
    return await _added(request, service, act, _started, "/form")


@router.post("/text")
async def paste(request: Request, service: ServiceGiven, act: ActGiven) -> Response:
    """A plan as it was pasted."""
    return await _added(request, service, act, _pasted)


@router.post("/file")
async def upload(request: Request, service: ServiceGiven, act: ActGiven) -> Response:
    """The plan of a file."""
    return await _added(request, service, act, _uploaded)


async def _added(
    request: Request,
    service: Service,
    act: Act,
    make: Callable[[Posted], tuple[Deal, Text]],
    page: str = "",
) -> Response:
    require(act.viewer, "create deal", act.viewer.id)
    form = await posted(request)
    try:
        deal, text = await service.work.run(make, form)
    except DealError as error:
        mistakes = mistakes_of(_with_cell(one) for one in error.problems)
    except NegotiaError as error:
        mistakes = [Mistake(code="", message=str(error), path="")]
    else:
        found = await add(service, act, deal, text)
        return RedirectResponse(f"/deals/{found.summary.id}{page}", 303)
    given = {**_BLANK, **{name: form.fields.get(name, "") for name in _BLANK}}
    return render(request, service, act.viewer, "new.html", status=422, given=given, mistakes=mistakes)


def _with_cell(problem: Problem) -> Problem:
    """A problem of a workbook tells the cell in its message."""
    return replace(problem, message=f"{problem.cell}: {problem.message}") if problem.cell else problem


def _read(text: str, format: Format) -> tuple[Deal, Text]:
    return read_one(DealText(NAME, text, format)), Text(text, format)


def _started(form: Posted) -> tuple[Deal, Text]:
    id, title, us, them = (form.text(name) for name in ("id", "title", "us", "them"))
    return _read(new_deal(id, title, us, them), "yaml")


def _pasted(form: Posted) -> tuple[Deal, Text]:
    text = form.fields.get("text", "")
    return _read(text, "json" if text.lstrip().startswith("{") else "yaml")


def _uploaded(form: Posted) -> tuple[Deal, Text]:
    sent = form.files.get("file")
    if sent is None or not sent.content:
        raise NegotiaError("no file was chosen")
    suffix = PurePath(sent.name).suffix.lower()
    if suffix == WORKBOOK:
        return _read(book_text(Workbook(sent.name, sent.content)), "yaml")
    if suffix not in _FORMATS:
        raise NegotiaError("a plan is a file that ends in .yaml, .yml, .json or .xlsx")
    try:
        text = sent.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NegotiaError("the file is not UTF-8 text: save it as UTF-8") from None
    return _read(text, _FORMATS[suffix])
