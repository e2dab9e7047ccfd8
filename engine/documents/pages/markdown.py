"""A page as Markdown (CommonMark with the tables of GitHub): texts come out literally, whatever they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .blocks import Block, Bullets, Cell, Heading, Line, Page, Paragraph, Table
from .text import one_line

_SPECIAL: Final = re.compile(
    r"[\\`*_\[\]<>|~#&@$]|(?<=http):|(?<=https):|(?<=ftp):|(?<=www)\.", re.IGNORECASE
)
_AT_THE_START: Final = re.compile(r"^(\d*)([-+=.)])")
_MARKS: Final = {"": "", "strong": "**", "muted": "*"}


def write_markdown(page: Page) -> str:
    """The page as text that ends in a newline."""
    blocks = [
        f"# {escape(page.title)}",
        "*" + " · ".join(map(escape, filter(None, (page.label, page.subtitle)))) + "*",
    ]
    blocks += ["\n".join(_block(one)) for one in page.blocks]
    return "\n\n".join((*blocks, f"*{escape(page.foot)}*")) + "\n"


def escape(text: str) -> str:
    """The text on one line, without meaning to Markdown: no mark-up, HTML, link or mention."""
    escaped = _SPECIAL.sub(lambda found: f"\\{found[0]}", one_line(text))
    return _AT_THE_START.sub(r"\1\\\2", escaped)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * level} {escape(text)}"
        case Paragraph(line):
            yield _line(line)
        case Bullets(items):
            yield from (f"- {escape(item)}" for item in items)
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    yield _row(escape(text) for text in table.head)
    yield _row("---" for _ in table.head)
    yield from (_row(map(_cell, row.cells)) for row in table.rows)


def _row(cells: Iterator[str] | map[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    return "<br>".join(map(_line, cell))


def _line(line: Line) -> str:
    mark = _MARKS[line.mark]
    return f"{mark}{escape(line.text)}{mark}"
