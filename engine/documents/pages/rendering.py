"""Case file -> a page in a format."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from ...casefile import CaseFile
from ...texts import Texts, texts_for
from ..brief.rendering import brief_of
from ..questions.rendering import list_for_them, question_list
from ..worded import Words
from .blocks import Page
from .brief import brief_page
from .html import write_html
from .markdown import write_markdown
from .questions import page_for_them, questions_page

PageFormat = Literal["markdown", "html"]


def render_brief(
    case: CaseFile, format: PageFormat, locale: str, *, table_copy: bool, templates: Path | None = None
) -> bytes:
    """The brief, or the table copy, as UTF-8."""
    texts = texts_for(locale, templates)
    brief = brief_of(case, Words(case.deal, locale, texts), table_copy=table_copy)
    return _written(brief_page(brief, texts), format, texts)


def render_questions(
    case: CaseFile, format: PageFormat, locale: str, *, for_them: bool, templates: Path | None = None
) -> bytes:
    """Either list of questions as UTF-8."""
    texts = texts_for(locale, templates)
    words = Words(case.deal, locale, texts)
    if for_them:
        return _written(page_for_them(list_for_them(case, words), texts), format, texts)
    return _written(questions_page(question_list(case, words), texts), format, texts)


def _written(page: Page, format: PageFormat, texts: Texts) -> bytes:
    language = texts.locale.replace("_", "-")
    text = write_markdown(page) if format == "markdown" else write_html(page, language)
    return text.encode()
