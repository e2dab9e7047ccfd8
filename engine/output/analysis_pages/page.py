"""An analysis as one page for a browser: its style inside, nothing fetched, nothing run, every text escaped."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Final

from ..colour import one_line
from .model import Bars, Block, Bullets, Page, Paragraph, Plane, Section, Table
from .plane import LEGENDS, plane_svg, shape
from .style import STYLE

_DETAILS: Final = "In detail"
_LONG: Final = 40
"""Names of rows are not set in bold where one is a sentence."""


def html_page(page: Page) -> str:
    """The page as a document."""
    numbers = iter(range(1, 1000))
    answer = "\n".join(line for section in page.answer for line in _section(section, 2, numbers))
    details = "\n".join(line for section in page.details for line in _section(section, 3, numbers))
    label = f'<span class="label">{_escaped(page.label)}</span> · ' if page.label else ""
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_escaped(page.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f'<header><h1 dir="auto">{_escaped(page.title)}</h1>\n<p>{label}{_escaped(page.subtitle)}</p></header>\n'
        f'<main>\n<div class="answer">\n{answer}\n</div>\n<h2 class="part">{_DETAILS}</h2>\n{details}\n</main>\n'
        f"<footer><p>{_escaped(page.foot)}</p></footer>\n</body>\n</html>\n"
    )


def _section(section: Section, level: int, numbers: Iterator[int]) -> Iterator[str]:
    id = f"s{next(numbers)}"
    yield f'<section aria-labelledby="{id}">\n<h{level} id="{id}">{_escaped(section.title)}</h{level}>'
    figures = [block for block in section.blocks if isinstance(block, Plane)]
    others = [block for block in section.blocks if not isinstance(block, Plane)]
    if figures:
        yield '<div class="beside"><div>'
    for number, block in enumerate(others):
        yield from _block(block, f"{section.title} {number + 1}" if number else section.title)
    if figures:
        yield "</div><div>"
        for plane in figures:
            yield from _figure(plane, f"{id}-f")
        yield "</div></div>"
    yield "</section>"


def _block(block: Block, name: str) -> Iterator[str]:
    match block:
        case Paragraph(text, tone):
            look = f' class="{tone}"' if tone else ""
            yield f'<p{look} dir="auto">{_escaped(text)}</p>'
        case Bullets(items, numbered):
            tag = "ol" if numbered else "ul"
            yield f"<{tag}>"
            yield from (f'<li dir="auto">{_escaped(item)}</li>' for item in items)
            yield f"</{tag}>"
        case Table():
            yield from _table(block, name)
        case Bars():
            yield from _bars(block)


def _table(table: Table, name: str) -> Iterator[str]:
    yield f'<div class="scroll" role="region" tabindex="0" aria-label="{_escaped(name)}"><table>'
    heads = "".join(
        f'<th scope="col"{_look(place, table)}>{_escaped(text)}</th>' for place, text in enumerate(table.head)
    )
    yield f"<thead><tr>{heads}</tr></thead>\n<tbody>"
    sentences = any(len(row[0]) > _LONG for row in table.rows)
    for row in table.rows:
        look = ' class="long"' if sentences else _look(0, table)
        first = f'<th scope="row"{look} dir="auto">{_escaped(row[0])}</th>'
        rest = "".join(
            f'<td{_look(place, table)} dir="auto">{_escaped(text)}</td>'
            for place, text in enumerate(row[1:], start=1)
        )
        yield f"<tr>{first}{rest}</tr>"
    yield "</tbody></table></div>"


def _look(place: int, table: Table) -> str:
    return ' class="figure"' if place in table.figures else ""


def _figure(plane: Plane, id: str) -> Iterator[str]:
    yield f"<figure>\n{plane_svg(plane, id)}\n<figcaption>{_escaped(plane.description)}"
    shown = [kind for kind in LEGENDS if any(mark.kind == kind for mark in plane.marks)]
    if shown:
        yield '<ul class="legend">'
        for kind in shown:
            picture = f'<svg viewBox="0 0 18 18" aria-hidden="true">{shape(kind, 9, 9)}</svg>'
            yield f"<li>{picture}{LEGENDS[kind]}</li>"
        yield "</ul>"
    yield "</figcaption></figure>"


def _bars(bars: Bars) -> Iterator[str]:
    most = max((abs(value) for bar in bars.bars for value in (bar.ours, bar.theirs)), default=0.0) or 1.0
    yield f'<p>{_escaped(bars.title)}</p>\n<ol class="bars">'
    for bar in bars.bars:
        yield f'<li dir="auto">{_escaped(bar.name)}<dl>'
        yield _bar(bars.legend[0], "ours", bar.ours / most, bar.ours_text)
        yield _bar(bars.legend[1], "theirs", bar.theirs / most, bar.theirs_text)
        yield "</dl></li>"
    yield "</ol>"


def _bar(whose: str, look: str, share: float, text: str) -> str:
    rect = f'<rect class="{look}" width="{max(0.0, share) * 100:.1f}" height="10"/>'
    picture = f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{rect}</svg>'
    return f"<dt>{_escaped(whose)}</dt><dd>{picture}</dd><dd>{_escaped(text)}</dd>"


def _escaped(text: str) -> str:
    return html.escape(one_line(text), quote=True)
