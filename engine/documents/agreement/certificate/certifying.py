"""A draft and its case file -> the certificate."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from ....casefile import CaseFile
from ... import Audience
from ...redline import verify_redline
from ..building import build_draft
from ..loading import shipped_library
from ..rendering import render
from . import content, form
from .model import Certificate, Check, judged, not_applicable
from .opened import open_draft
from .public import kept_to_ourselves, said_in_public

_COMMENTED = "internal copy: a comment for each deviation"
_INTERNAL = "nothing internal in the counterparty copy"


def certify(
    document: bytes,
    case: CaseFile,
    *,
    locale: str = "en_GB",
    audience: Audience = "counterparty",
    version: int = 1,
    templates: Path | None = None,
    redlined: tuple[bytes, bytes] | None = None,
) -> Certificate:
    """Check a draft of this case, point by point. The certificate stays with us: it quotes what it looked for.

    `locale`, `audience`, `version` and `templates` are those that the draft was made with; `redlined` is an earlier
    draft and the redline of this one against it.
    """
    library = shipped_library()
    made = build_draft(case, library, locale=locale, version=version)
    draft = open_draft(document)
    said = said_in_public(case, locale, made.contract.term.ends)
    currency = case.deal.deal.currency or ""
    checks: list[Check] = [
        form.opens_cleanly(document, draft),
        form.numbers_by_styles(draft),
        form.references_are_fields(draft),
        form.references_are_right(draft),
        form.contents_are_right(draft),
        form.nothing_slipped(draft, said),
        content.open_points_are_listed(draft),
        content.terms_are_defined(draft, library),
        content.figures_are_the_deals(draft, made.draft, said, currency),
        content.figures_look_alike(draft, currency),
        content.precedence_is_stated(draft),
        form.marked_as_draft(draft, made.draft.version, made.draft.day),
        form.signatures_stay_together(draft),
        form.tables_repeat_heads(draft),
        content.metadata_are_clean(draft, case),
        content.nothing_internal(draft, kept_to_ourselves(case, locale))
        if audience == "counterparty"
        else not_applicable(16, _INTERNAL, "this is the copy for us"),
        content.deviations_are_commented(draft, case, made)
        if audience == "internal"
        else not_applicable(17, _COMMENTED, "this is the copy for the other side"),
        _redlined(document, redlined),
        form.clauses_are_tagged(draft, library),
        _repeatable(document, render(case, locale, audience=audience, version=version, templates=templates)),
    ]
    return Certificate(
        case.deal.id, case.assessment.as_of.isoformat(), sha256(document).hexdigest(), tuple(checks)
    )


def _redlined(document: bytes, redlined: tuple[bytes, bytes] | None) -> Check:
    """18: a redline gives this draft when accepted and the earlier one when rejected."""
    title = "redline against an earlier draft"
    if redlined is None:
        return not_applicable(18, title, "there is no earlier draft")
    earlier, made = redlined
    good = f"accepted it is this draft, rejected it is {sha256(earlier).hexdigest()[:12]}"
    return judged(18, title, verify_redline(made, earlier, document), good)


def _repeatable(document: bytes, again: bytes) -> Check:
    """20: the same deal gives the same bytes."""
    faults = [] if document == again else ["made again from the same case file, it differs"]
    return judged(20, "same input, same bytes", faults, f"{len(document):,} bytes twice")
