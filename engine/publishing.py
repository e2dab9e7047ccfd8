"""Deals -> their Word documents: for each deal one case file, from which all of its documents are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
from .texts import DEFAULT_LOCALE, Texts, texts_for

if TYPE_CHECKING:
    from .documents.pages.rendering import PageFormat

DocumentKind = Literal["brief", "table-copy", "questions", "questions-for-them", "agreement"]
DocumentFormat = Literal["docx", "markdown", "html"]


@dataclass(frozen=True, slots=True)
class Reading:
    """For whom documents are made: the locale of amounts, dates and words, and a folder with templates of one's own.

    The rules' texts come in the language of the rule set that the deal was checked with.
    """

    locale: str = DEFAULT_LOCALE
    templates: Path | None = None

    @property
    def texts(self) -> Texts:
        """The words of the documents. TemplateError if those of the folder have mistakes."""
        return texts_for(self.locale, self.templates)


RENDERERS: Mapping[DocumentKind, Callable[[CaseFile, Reading], bytes]] = {
    "brief": lambda case, to: documents.render_brief(case, locale=to.locale, templates=to.templates),
    "table-copy": lambda case, to: documents.render_brief(
        case, locale=to.locale, table_copy=True, templates=to.templates
    ),
    "questions": lambda case, to: documents.render_questions(case, locale=to.locale, templates=to.templates),
    "questions-for-them": lambda case, to: documents.render_questions(
        case, locale=to.locale, for_them=True, templates=to.templates
    ),
    "agreement": lambda case, to: documents.render_agreement(case, locale=to.locale, templates=to.templates),
}
PAGES: Mapping[DocumentKind, Callable[[CaseFile, PageFormat, Reading], bytes]] = {
    "brief": lambda case, format, to: documents.render_brief_page(
        case, format, locale=to.locale, templates=to.templates
    ),
    "table-copy": lambda case, format, to: documents.render_brief_page(
        case, format, locale=to.locale, table_copy=True, templates=to.templates
    ),
    "questions": lambda case, format, to: documents.render_questions_page(
        case, format, locale=to.locale, templates=to.templates
    ),
    "questions-for-them": lambda case, format, to: documents.render_questions_page(
        case, format, locale=to.locale, for_them=True, templates=to.templates
    ),
}
"""What there is for e-mail and chat too."""
SUFFIXES: Mapping[DocumentFormat, str] = {"docx": ".docx", "markdown": ".md", "html": ".html"}


def render(
    kind: DocumentKind,
    deal: Deal,
    ruleset: Ruleset,
    as_of: date,
    templates: Path | None = None,
    *,
    locale: str = DEFAULT_LOCALE,
) -> bytes:
    """One document of a deal as a .docx; templates in a folder given take the place of the shipped ones.

    Rules in the language of the locale come from `load_ruleset(locale=...)`.
    """
    to = Reading(locale, templates)
    return RENDERERS[kind](open_case(deal, ruleset, as_of, locale=locale, texts=to.texts), to)


def publish(
    deals: Iterable[Deal],
    kinds: Sequence[DocumentKind],
    ruleset: Ruleset,
    as_of: date,
    problems: list[Problem],
    to: Reading | None = None,
    format: DocumentFormat = "docx",
) -> Iterator[Document]:
    """The documents of the kinds wanted, deal by deal; why one cannot be made is added to the problems.

    A draft agreement is verified, and its certificate lies beside it. Word templates are for `docx`; the other
    formats are for the kinds of PAGES.
    """
    to = to or Reading()
    for folder, case in case_files(deals, ruleset, as_of, problems, locale=to.locale, texts=to.texts):
        yield from make_documents(folder, case, kinds, to, problems, format)


def make_documents(
    folder: str,
    case: CaseFile,
    kinds: Sequence[DocumentKind],
    to: Reading,
    problems: list[Problem],
    format: DocumentFormat = "docx",
) -> Iterator[Document]:
    """The documents of one deal in its folder; see `publish`."""
    for kind in kinds:
        try:
            if kind == "agreement":
                yield from make_drafts(folder, case, DraftOptions(templates=to.templates, locale=to.locale))
            else:
                yield Document(f"{folder}/{file_name(kind, format)}", _made(kind, case, to, format))
        except DealError as error:
            problems.extend(error.problems)


def file_name(kind: DocumentKind, format: DocumentFormat = "docx") -> str:
    """The name of a document in the folder of its deal."""
    return f"{kind}{SUFFIXES[format]}"


def _made(kind: DocumentKind, case: CaseFile, to: Reading, format: DocumentFormat) -> bytes:
    return RENDERERS[kind](case, to) if format == "docx" else PAGES[kind](case, format, to)
