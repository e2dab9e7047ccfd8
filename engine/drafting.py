"""Deals -> their draft agreements, each with the certificate of what was verified of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from . import documents
from .casefile import CaseFile, case_files
from .deal.model import Deal
from .documents import Audience, Document
from .errors import DealError, Problem
from .ruleset.model import Ruleset
from .texts import DEFAULT_LOCALE, texts_for


@dataclass(frozen=True, slots=True)
class DraftOptions:
    """What to write of each draft: its number, our own copy too, a certificate beside each copy.

    `previous` is the name and content of the draft that the other side had last, to show what has changed.
    `templates` is a folder whose templates take the place of the shipped ones. The locale is that of amounts and dates;
    it changes neither the language of the clauses nor the law.
    """

    version: int = 1
    internal: bool = False
    certificates: bool = True
    templates: Path | None = None
    previous: tuple[str, bytes] | None = None
    locale: str = DEFAULT_LOCALE


def publish_drafts(
    deals: Iterable[Deal],
    wanted: DraftOptions,
    ruleset: Ruleset,
    as_of: date,
    problems: list[Problem],
) -> Iterator[Document]:
    """The copies of each draft and their certificates; why one cannot be made is added to the problems.

    Every copy is verified, also when no certificate is written.
    """
    for folder, case in case_files(deals, ruleset, as_of, problems, locale=wanted.locale, texts=texts_for()):
        try:
            yield from make_drafts(folder, case, wanted)
        except DealError as error:
            problems.extend(error.problems)


def make_drafts(folder: str, case: CaseFile, wanted: DraftOptions) -> Iterator[Document]:
    """The copies of one draft and their certificates, in a folder. DealError if there may be no draft."""
    yield from _copy(f"{folder}/agreement", case, wanted, "counterparty")
    if wanted.internal:
        yield from _copy(f"{folder}/agreement-internal", case, wanted, "internal")


def _copy(name: str, case: CaseFile, wanted: DraftOptions, audience: Audience) -> Iterator[Document]:
    content = documents.render_agreement(
        case, locale=wanted.locale, audience=audience, version=wanted.version, templates=wanted.templates
    )
    redlined = None
    if wanted.previous is not None and audience == "counterparty":
        called, earlier = wanted.previous
        redlined = (earlier, documents.render_redline(earlier, content, names=(called, f"{name}.docx")))
    certificate = documents.certify_agreement(
        content,
        case,
        locale=wanted.locale,
        audience=audience,
        version=wanted.version,
        templates=wanted.templates,
        redlined=redlined,
    )
    failed = tuple(
        f"{check.number} {check.title}: {check.evidence}"
        for check in certificate.checks
        if check.result == "fail"
    )
    yield Document(f"{name}.docx", content, failed)
    if wanted.certificates:
        yield Document(f"{name}.certificate.json", certificate.to_json().encode())
    if redlined is not None:
        yield Document(f"{name}-redline.docx", redlined[1])
