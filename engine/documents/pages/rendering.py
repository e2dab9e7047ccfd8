"""Case file -> a page in a format."""

from __future__ import annotations

from typing import Literal

from ...casefile import CaseFile
from ..brief.rendering import brief_of
from ..questions.rendering import list_for_them, question_list
from ..worded import Words
from .blocks import Page
from .brief import brief_page
from .html import write_html
from .markdown import write_markdown
from .questions import page_for_them, questions_page

PageFormat = Literal["markdown", "html"]


def render_brief(case: CaseFile, format: PageFormat, locale: str, *, table_copy: bool) -> bytes:
    """The brief, or the table copy, as UTF-8."""
    brief = brief_of(case, Words(case.deal, locale), table_copy=table_copy)
    return _written(brief_page(brief), format, locale)


def render_questions(case: CaseFile, format: PageFormat, locale: str, *, for_them: bool) -> bytes:
    """Either list of questions as UTF-8."""
    words = Words(case.deal, locale)
    if for_them:
        return _written(page_for_them(list_for_them(case, words)), format, locale)
    return _written(questions_page(question_list(case, words)), format, locale)


def _written(page: Page, format: PageFormat, locale: str) -> bytes:
    text = write_markdown(page) if format == "markdown" else write_html(page, locale.replace("_", "-"))
    return text.encode()
