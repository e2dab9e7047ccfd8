"""Deals -> their Word documents: for each deal one case file, from which all of its documents are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from . import documents
from .casefile import CaseFile, case_files, open_case
from .deal.model import Deal
from .documents import Document as Document
from .drafting import DraftOptions, make_drafts
from .errors import DealError, Problem
from .ruleset.model import Ruleset

if TYPE_CHECKING:
    from .documents.pages.rendering import PageFormat

DocumentKind = Literal["brief", "table-copy", "questions", "questions-for-them", "agreement"]
DocumentFormat = Literal["docx", "markdown", "html"]

RENDERERS: Mapping[DocumentKind, Callable[[CaseFile, Path | None], bytes]] = {
    "brief": lambda case, templates: documents.render_brief(case, templates=templates),
    "table-copy": lambda case, templates: documents.render_brief(case, table_copy=True, templates=templates),
    "questions": lambda case, templates: documents.render_questions(case, templates=templates),
    "questions-for-them": lambda case, templates: documents.render_questions(
        case, for_them=True, templates=templates
    ),
    "agreement": lambda case, templates: documents.render_agreement(case, templates=templates),
}
PAGES: Mapping[DocumentKind, Callable[[CaseFile, PageFormat], bytes]] = {
    "brief": lambda case, format: documents.render_brief_page(case, format),
    "table-copy": lambda case, format: documents.render_brief_page(case, format, table_copy=True),
    "questions": lambda case, format: documents.render_questions_page(case, format),
    "questions-for-them": lambda case, format: documents.render_questions_page(case, format, for_them=True),
}
"""What there is for e-mail and chat too."""
SUFFIXES: Mapping[DocumentFormat, str] = {"docx": ".docx", "markdown": ".md", "html": ".html"}


def render(
    kind: DocumentKind, deal: Deal, ruleset: Ruleset, as_of: date, templates: Path | None = None
) -> bytes:
    """One document of a deal as a .docx; templates in a folder given take the place of the shipped ones."""
    return RENDERERS[kind](open_case(deal, ruleset, as_of), templates)


def publish(
    deals: Iterable[Deal],
    kinds: Sequence[DocumentKind],
    ruleset: Ruleset,
    as_of: date,
    problems: list[Problem],
    templates: Path | None = None,
    format: DocumentFormat = "docx",
) -> Iterator[Document]:
    """The documents of the kinds wanted, deal by deal; why one cannot be made is added to the problems.

    A draft agreement is verified, and its certificate lies beside it. Templates are for `docx`; the other formats
    are for the kinds of PAGES.
    """
    for folder, case in case_files(deals, ruleset, as_of, problems):
        for kind in kinds:
            try:
                if kind == "agreement":
                    yield from make_drafts(folder, case, DraftOptions(templates=templates))
                else:
                    yield Document(f"{folder}/{kind}{SUFFIXES[format]}", _made(kind, case, templates, format))
            except DealError as error:
                problems.extend(error.problems)


def _made(kind: DocumentKind, case: CaseFile, templates: Path | None, format: DocumentFormat) -> bytes:
    return RENDERERS[kind](case, templates) if format == "docx" else PAGES[kind](case, format)
