"""An analysis for a terminal of 80 columns: headings, paragraphs and tables; charts are told in words elsewhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from ..colour import Paint, one_line, painter
from .model import Bars, Block, Bullets, Page, Paragraph, Plane, Section, Table

WIDTH: Final = 80
_GAP: Final = "  "
_NARROWEST: Final = 6
_TONES: Final = {"good": "good", "bad": "major", "muted": "faint", "lead": "strong"}


def format_page(page: Page, colour: bool = False) -> str:
    """The page as text, no line longer than 80 columns unless a single word is."""
    paint = painter(colour)
    head = [
        *(paint(line, "strong") for line in _wrapped(page.title)),
        *_wrapped(page.subtitle),
        *(paint(line, "faint") for line in _wrapped(page.label)),
    ]
    sections = [*page.answer, *page.details]
    body = [line for section in sections for line in _section(section, paint)]
    foot = [paint(line, "faint") for line in _wrapped(page.foot)]
    return "\n".join([*head, *body, "", *foot]) + "\n"


def _section(section: Section, paint: Paint) -> Iterator[str]:
    yield ""
    yield paint(one_line(section.title).upper(), "strong")
    before: Block | None = None
    for block in section.blocks:
        lines = list(_block(block, paint))
        if lines and (isinstance(block, Table) or isinstance(before, Table)):
            yield ""
        yield from lines
        before = block


def _block(block: Block, paint: Paint) -> Iterator[str]:
    match block:
        case Paragraph(text, tone):
            for line in _wrapped(text):
                yield paint(line, _TONES[tone]) if tone else line
        case Bullets(items, numbered):
            for number, item in enumerate(items, start=1):
                mark = f"{number}. " if numbered else "- "
                yield from _wrapped(item, mark)
        case Table():
            yield from _table(block, paint)
        case Bars():
            yield from _wrapped(block.title)
            for number, bar in enumerate(block.bars, start=1):
                mark = f"{number}. "
                yield from _wrapped(bar.name, mark)
                told = f"{block.legend[0]} {bar.ours_text}, {block.legend[1]} {bar.theirs_text}"
                yield from _wrapped(told, " " * len(mark))
        case Plane():
            return


def _wrapped(text: str, first: str = "") -> list[str]:
    lines = _lines(one_line(text), WIDTH - len(first))
    return [first + lines[0], *(" " * len(first) + line for line in lines[1:])] if lines[0] else []


def _table(table: Table, paint: Paint) -> Iterator[str]:
    rows = [tuple(map(one_line, row)) for row in (table.head, *table.rows)]
    widths = _widths(rows)
    heads = list(_row(rows[0], widths, table.figures))
    yield from (paint(line, "strong") for line in heads)
    yield paint(_GAP.join("-" * width for width in widths), "faint")
    for row in rows[1:]:
        yield from _row(row, widths, table.figures)


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """The widths of the columns: as their texts need; where that is too much, the widest give way."""
    widths = [max(map(_columns, column), default=0) for column in zip(*rows, strict=True)]
    longest = [
        max((_columns(word) for cell in column for word in cell.split()), default=0)
        for column in zip(*rows, strict=True)
    ]
    room = WIDTH - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room:
        able = [place for place, width in enumerate(widths) if width > max(longest[place], _NARROWEST)]
        able = able or [place for place, width in enumerate(widths) if width > _NARROWEST]
        if not able:
            break
        widths[max(able, key=widths.__getitem__)] -= 1
    return widths


def _row(row: Sequence[str], widths: Sequence[int], figures: frozenset[int]) -> Iterator[str]:
    cells = [_lines(cell, width) for cell, width in zip(row, widths, strict=True)]
    for number in range(max(map(len, cells))):
        parts = []
        for place, (lines, width) in enumerate(zip(cells, widths, strict=True)):
            text = lines[number] if number < len(lines) else ""
            blank = " " * (width - _columns(text))
            parts.append(blank + text if place in figures else text + blank)
        yield _GAP.join(parts).rstrip()


def _lines(text: str, width: int) -> list[str]:
    """The text in lines of so many columns; wide characters take two."""
    lines = [""]
    for word in (piece for whole in text.split() for piece in _pieces(whole, width)):
        joined = f"{lines[-1]} {word}".strip()
        if _columns(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _pieces(word: str, width: int) -> Iterator[str]:
    """A word, cut where it is wider than a line."""
    while _columns(word) > width and (head := _cut(word, width)):
        yield head
        word = word[len(head) :]
    yield word


def _cut(word: str, columns: int) -> str:
    """The beginning of a word that takes so many columns at most."""
    taken = 0
    for place, character in enumerate(word):
        taken += _columns(character)
        if taken > columns:
            return word[:place]
    return word


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
