"""Case file -> the prep brief."""

from __future__ import annotations

from pathlib import Path

from ...casefile import CaseFile
from ..shipped import find_template, properties_of
from ..worded import Words
from .annex import annex
from .context import Brief
from .desk import Desk
from .front import front, inside_of
from .limits import LIMITS, LINES, WORDS, count_lines, count_words


def brief_of(case: CaseFile, words: Words, *, table_copy: bool = False) -> Brief:
    """What the brief prints: as much on the two pages as goes on them."""
    desk = Desk(case, words)
    for limits in LIMITS:
        page = front(desk, limits, inside=not table_copy)
        inside = None if table_copy else inside_of(desk, limits)
        lines = count_lines(page.issues, inside.fixes if inside else ())
        if count_words((page, inside)) <= WORDS and lines <= LINES:
            break
    return Brief(page, inside, None if table_copy else annex(desk, all_issues=bool(page.more_issues)))


def render(case: CaseFile, locale: str, *, table_copy: bool, templates: Path | None = None) -> bytes:
    """The .docx."""
    brief = brief_of(case, Words(case.deal, locale), table_copy=table_copy)
    title = "Table copy" if table_copy else "Prep brief"
    return find_template("brief", templates).render(
        {"front": brief.front, "inside": brief.inside, "annex": brief.annex},
        properties=properties_of(case, title),
    )
