"""Deals -> their Word documents: for each deal one case file, from which all of its documents are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from . import documents
from .casefile import CaseFile, open_case
from .deal.model import Deal
from .errors import Problem
from .files import safe_name
from .ruleset.model import Ruleset

DocumentKind = Literal["brief", "table-copy", "questions", "questions-for-them", "agreement"]

RENDERERS: Mapping[DocumentKind, Callable[[CaseFile], bytes]] = {
    "brief": lambda case: documents.render_brief(case),
    "table-copy": lambda case: documents.render_brief(case, table_copy=True),
    "questions": lambda case: documents.render_questions(case),
    "questions-for-them": lambda case: documents.render_questions(case, for_them=True),
    "agreement": lambda case: documents.render_agreement(case),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A Word document, and the file that it belongs in: `<id of the deal>/brief.docx`, never outside its folder."""

    name: str
    content: bytes


def render(kind: DocumentKind, deal: Deal, ruleset: Ruleset, as_of: date) -> bytes:
    """One document of a deal as a .docx."""
    return RENDERERS[kind](open_case(deal, ruleset, as_of))


def publish(
    deals: Iterable[Deal],
    kinds: Sequence[DocumentKind],
    ruleset: Ruleset,
    as_of: date,
    problems: list[Problem],
) -> Iterator[Document]:
    """The documents of the kinds wanted, deal by deal; a second deal with the same id is a problem, added to those."""
    seen: dict[str, str] = {}
    for deal in deals:
        folder = safe_name(deal.id)
        source = deal.source.name if deal.source else ""
        if folder in seen:
            message = f"the id {deal.id!r} is that of {seen[folder]} too, and its documents would be replaced"
            problems.append(
                Problem("duplicate-id", message, source, path="deal.id", hint="give each deal its own id")
            )
            continue
        seen[folder] = source
        case = open_case(deal, ruleset, as_of)
        for kind in kinds:
            yield Document(f"{folder}/{kind}.docx", RENDERERS[kind](case))
