"""Case file -> the draft agreement as a .docx, in a copy for the other side or for us."""

from __future__ import annotations

from ...casefile import CaseFile
from .. import Audience
from ..shipped import properties_of, shipped_template
from .building import MadeDraft, build_draft
from .draft import Draft, InternalDraft
from .loading import shipped_library
from .notes import notes_on


def render(case: CaseFile, locale: str, *, audience: Audience, version: int) -> bytes:
    """The .docx."""
    made = build_draft(case, shipped_library(), locale=locale, version=version)
    if audience == "internal":
        return _print_internal(internal_draft(case, made, locale), case)
    return _print(made.draft, case)


def internal_draft(case: CaseFile, made: MadeDraft, locale: str) -> InternalDraft:
    """The draft with notes on its clauses."""
    agreement = case.deal.agreement
    decided = (agreement.clauses if agreement else None) or ()
    return InternalDraft(made.draft, tuple(notes_on(made.chosen, decided, locale)))


def _print(draft: Draft, case: CaseFile) -> bytes:
    properties = properties_of(case, f"Draft: {draft.short_title}", shared=True)
    return shipped_template("agreement").render({"draft": draft, "notes": ()}, properties=properties)


def _print_internal(copy: InternalDraft, case: CaseFile) -> bytes:
    properties = properties_of(case, f"Draft: {copy.draft.short_title} (internal)")
    context = {"draft": copy.draft, "notes": copy.notes}
    return shipped_template("agreement").render(context, properties=properties)
