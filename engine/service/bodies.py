"""The deal in the body of a request: YAML, JSON or a workbook, as its content type says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends, Request

from ..source import Format
from ..usecases import DealText
from .errors import Refused
from .plans import Plan, Workbook, book_text
from .requests import ServiceGiven

NAME = "<request>"
"""What stands for the deal of a request in places of findings."""
FORMATS: Mapping[str, Format] = {
    "application/yaml": "yaml",
    "application/x-yaml": "yaml",
    "text/yaml": "yaml",
    "text/x-yaml": "yaml",
    "text/plain": "yaml",
    "application/json": "json",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXAMPLE = """\
deal: {id: acme-2026, title: Software for Acme, stage: preparation}
us: {name: Our Ltd}
them: {name: Acme Inc}
issues:
  - {id: price, name: Price, kind: money, unit: EUR, ours: {opening: 120000, target: 110000, prefers: higher}}
"""
DEAL_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A deal as `negotia schema deal` describes it.",
        "content": {
            "application/yaml": {"schema": {"type": "string"}, "example": EXAMPLE},
            "application/json": {
                "schema": {"$ref": "#/components/schemas/Deal"},
                "example": {
                    "deal": {"id": "acme-2026", "title": "Software for Acme"},
                    "us": {"name": "Our Ltd"},
                    "them": {"name": "Acme Inc"},
                },
            },
            XLSX: {"schema": {"type": "string", "format": "binary"}},
        },
    }
}
"""For OpenAPI: FastAPI sees no more than that a route reads the request."""


async def plan_in(request: Request) -> Plan:
    """The deal of the body, not read yet. Raises Refused for a content type that a deal can not have."""
    kind = request.headers.get("content-type", "application/yaml").partition(";")[0].strip().lower()
    if kind == XLSX:
        return Workbook(NAME, await request.body())
    if kind not in FORMATS:
        known = "application/yaml, application/json or an Excel workbook"
        raise Refused(415, "unsupported-type", f"a deal is not sent as {kind[:80]!r}: send {known}")
    return DealText(NAME, await request.body(), FORMATS[kind])


PlanGiven = Annotated[Plan, Depends(plan_in)]


async def text_in(service: ServiceGiven, plan: PlanGiven) -> DealText:
    """The deal of the body as a text to keep: as it was sent; that of a workbook as YAML. Raises DealError."""
    if isinstance(plan, DealText):
        return plan
    return DealText(NAME, await service.work.guarded(book_text, plan), "yaml")


TextGiven = Annotated[DealText, Depends(text_in)]
