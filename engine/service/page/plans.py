"""Work on the text of a plan that takes a processor: what pages ask of the engine beyond `tasks`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from ...deal.model import Deal
from ...deal.reading import parse_deal
from ...explaining import explain
from ...output.analysis_pages import FORMATS
from ...output.explanation import format_explanation
from ...source import read_source
from ...usecases import DealText, analyze_deal, read_one
from ..storage.deals import Text
from ..tasks import Asked, Kit, MadeKind, make_document
from .filling import Form, filled


@dataclass(frozen=True, slots=True)
class Filled:
    """A deal whose form was sent."""

    deal: Deal
    text: Text


def fill(plan: DealText, fields: Mapping[str, str]) -> Filled:
    """The deal with what was edited in its form. Raises DealError."""
    format = plan.format or "yaml"
    text = filled(str(plan.text), plan.name, format, fields)
    return Filled(parse_deal(text, plan.name, format=format), Text(text, format))


def form_of(plan: DealText, today: date, sent: Mapping[str, str], wrong: Mapping[str, str]) -> Form:
    """The form of a deal."""
    data: Any = read_source(str(plan.text), plan.name, format=plan.format or "yaml").data
    return Form(data, today, sent, wrong)


def analysis_html(plan: DealText, as_of: date) -> Markup:
    """What the analysis says, as the main part of its page. Raises DealError."""
    page = FORMATS["html"](analyze_deal(plan), as_of, False)
    return _between(page, "<main>", "</main>")


def document_html(kit: Kit, plan: DealText, kind: MadeKind, asked: Asked) -> Markup:
    """A document as it is written for e-mail, without its head. Raises DealError."""
    page = make_document(kit, plan, kind, asked, "html").content.decode()
    return _between(page, "<body>", "</body>")


def why_text(kit: Kit, plan: DealText, rule: str, asked: Asked) -> str:
    """Why a rule fired on the deal, or did not. Raises DealError."""
    ruleset = kit.ruleset(asked.locale)
    return format_explanation(explain(read_one(plan), ruleset, ruleset.by_id[rule], asked.as_of))


def _between(page: str, start: str, end: str) -> Markup:
    # The engine's own pages: each text in them is escaped there.
    return Markup(page[page.index(start) + len(start) : page.rindex(end)])
