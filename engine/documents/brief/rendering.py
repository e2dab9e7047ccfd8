"""Case file -> the prep brief."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

from ...casefile import CaseFile
from ...texts import texts_for
from ..shipped import find_template, properties_of
from ..worded import Words
from .annex import annex
from .charts_placed import Charts, charts_of, lines_of
from .charts_xml import draw
from .context import Brief, ChartTexts
from .desk import Desk
from .front import front, inside_of
from .limits import LIMITS, LINES, WORDS, count_lines, count_words


def brief_of(case: CaseFile, words: Words, *, table_copy: bool = False) -> Brief:
    """What the brief prints: as much on the two pages as goes on them."""
    return _made(Desk(case, words), table_copy)[0]


def _made(desk: Desk, table_copy: bool) -> tuple[Brief, Charts]:
    for limits in LIMITS:
        page = front(desk, limits, inside=not table_copy)
        inside = None if table_copy else inside_of(desk, limits)
        lines = count_lines(page.issues, inside.fixes if inside else ())
        if count_words((page, inside)) <= WORDS and lines <= LINES:
            break
    if inside is None:
        return Brief(page), Charts()
    charts = charts_of(desk, lines_of(page, inside))
    return Brief(page, inside, annex(desk, all_issues=bool(page.more_issues)), charts.texts), charts


def render(case: CaseFile, locale: str, *, table_copy: bool, templates: Path | None = None) -> bytes:
    """The .docx."""
    texts = texts_for(locale, templates)
    brief, charts = _made(Desk(case, Words(case.deal, locale, texts)), table_copy)
    title = texts("brief.table_copy" if table_copy else "brief.kind")
    template = find_template("brief", templates, texts.language)
    told = _placed(brief.charts, charts, template.charts)
    return template.render(
        {"front": brief.front, "inside": brief.inside, "annex": brief.annex, "charts": told},
        properties=properties_of(case, title, texts),
        charts={name: draw(plot) for name, plot in charts.by_name.items()},
    )


def _placed(told: ChartTexts, charts: Charts, drawings: frozenset[str]) -> ChartTexts:
    """The texts of the charts that the template has a drawing for: no heading stands over nothing."""
    lost = {
        field.name: ""
        for field, name in zip(fields(told), charts.by_name, strict=True)
        if name not in drawings
    }
    return replace(told, **lost)
