"""Case file -> the draft agreement as a .docx, in a copy for the other side or for us."""

from __future__ import annotations

from pathlib import Path

from ...casefile import CaseFile
from .. import Audience
from ..shipped import find_template, properties_of
from ..template import Template
from .building import MadeDraft, build_draft
from .commenting import with_remarks
from .draft import Draft, InternalDraft
from .loading import shipped_library
from .notes import notes_on


def render(
    case: CaseFile, locale: str, *, audience: Audience, version: int, templates: Path | None = None
) -> bytes:
    """The .docx."""
    template = find_template("agreement", templates)
    made = build_draft(case, shipped_library(), locale=locale, version=version)
    if audience == "internal":
        return _print_internal(template, internal_draft(case, made, locale), case, made)
    return _print(template, made.draft, case)


def internal_draft(case: CaseFile, made: MadeDraft, locale: str) -> InternalDraft:
    """The draft with notes on its clauses."""
    agreement = case.deal.agreement
    decided = (agreement.clauses if agreement else None) or ()
    return InternalDraft(made.draft, tuple(notes_on(made.chosen, decided, locale)))


def _print(template: Template, draft: Draft, case: CaseFile) -> bytes:
    properties = properties_of(case, f"Draft: {draft.short_title}", shared=True)
    return template.render({"draft": draft, "notes": ()}, properties=properties)


def _print_internal(template: Template, copy: InternalDraft, case: CaseFile, made: MadeDraft) -> bytes:
    properties = properties_of(case, f"Draft: {copy.draft.short_title} (internal)")
    context = {"draft": copy.draft, "notes": copy.notes}
    document = template.render(context, properties=properties)
    return with_remarks(document, case, made, properties)
