"""The Word documents of a deal. All are made from one case file; what they need is imported when one is rendered.

`templates` is a folder whose templates take the place of the shipped ones of the same names.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ..casefile import CaseFile
    from .agreement.certificate import Certificate
    from .pages.rendering import PageFormat

Audience = Literal["counterparty", "internal"]
"""Who a copy of the draft agreement is for."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file to write: `<id of the deal>/brief.docx`, never outside the folder of its deal.

    `failed` tells which points of its certificate a draft agreement does not pass.
    """

    name: str
    content: bytes
    failed: tuple[str, ...] = ()


def render_brief(
    case: CaseFile, *, locale: str = "en_GB", table_copy: bool = False, templates: Path | None = None
) -> bytes:
    """The prep brief as a .docx: two pages to carry in, then annexes.

    A table copy is for the meeting itself: no walk-away, BATNA, cost or finding, because paper gets left behind.
    """
    from .brief.rendering import render

    return render(case, locale, table_copy=table_copy, templates=templates)


def render_questions(
    case: CaseFile, *, locale: str = "en_GB", for_them: bool = False, templates: Path | None = None
) -> bytes:
    """The clarification question list as a .docx; for the other side, the questions alone in a neutral order."""
    from .questions.rendering import render

    return render(case, locale, for_them=for_them, templates=templates)


def render_agreement(
    case: CaseFile,
    *,
    locale: str = "en_GB",
    audience: Audience = "counterparty",
    version: int = 1,
    templates: Path | None = None,
) -> bytes:
    """The draft agreement as a .docx, for the other side or, with notes on its clauses, for us.

    DealError if the other side is a consumer, TemplateError if the clauses do not fit together.
    """
    from .agreement.rendering import render

    return render(case, locale, audience=audience, version=version, templates=templates)


def certify_agreement(
    document: bytes,
    case: CaseFile,
    *,
    locale: str = "en_GB",
    audience: Audience = "counterparty",
    version: int = 1,
    templates: Path | None = None,
    redlined: tuple[bytes, bytes] | None = None,
) -> Certificate:
    """What a machine can verify of a draft agreement of this case, made with the same options.

    `redlined` is the earlier draft, and the redline of this one against it.
    """
    from .agreement.certificate import certify

    return certify(
        document,
        case,
        locale=locale,
        audience=audience,
        version=version,
        templates=templates,
        redlined=redlined,
    )


def render_redline(
    old: bytes, new: bytes, *, author: str = "", names: tuple[str, str] = ("old", "new")
) -> bytes:
    """The new .docx with its differences from the old one as tracked changes, proved: accepting all of them gives
    the new text, rejecting all the old one. `names` are what messages call the two.

    TemplateError if one cannot be compared as it is, NegotiaError if the difference cannot be shown.
    """
    from .redline import redline

    return redline(old, new, author=author, names=names)


def render_brief_page(
    case: CaseFile,
    format: PageFormat,
    *,
    locale: str = "en_GB",
    table_copy: bool = False,
    templates: Path | None = None,
) -> bytes:
    """The prep brief, or the table copy, for e-mail and chat: Markdown or one HTML file, as UTF-8."""
    from .pages.rendering import render_brief

    return render_brief(case, format, locale, table_copy=table_copy, templates=templates)


def render_questions_page(
    case: CaseFile,
    format: PageFormat,
    *,
    locale: str = "en_GB",
    for_them: bool = False,
    templates: Path | None = None,
) -> bytes:
    """The question list, or the one for the other side, for e-mail and chat, as UTF-8."""
    from .pages.rendering import render_questions

    return render_questions(case, format, locale, for_them=for_them, templates=templates)
