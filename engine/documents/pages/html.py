"""A page as HTML: one file with its style, nothing fetched, nothing run, every text escaped."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Final

from .blocks import Block, Bullets, Cell, Heading, Line, Page, Paragraph, Row, Table
from .text import one_line

_STYLE: Final = """
body { font: 15px/1.45 "Liberation Sans", Arial, sans-serif; color: #1f2933; background: #fff;
  max-width: 60rem; margin: 0 auto; padding: 1.5rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6em; margin: 0 0 .2em; }
h2 { font-size: 1.2em; margin: 1.4em 0 .4em; }
h3 { font-size: 1.05em; margin: 1.2em 0 .4em; }
p { margin: .3em 0; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #c5ccd3; padding: .3em .5em; text-align: start; vertical-align: top; }
th { background: #eef2f6; }
footer, small { color: #52606d; font-size: .9em; }
tr:target { background: #fff8e1; }
@media print { body { padding: 0; max-width: none; } tr { break-inside: avoid; } }
"""
_TAGS: Final = {"": "", "strong": "strong", "muted": "small"}


def write_html(page: Page, language: str) -> str:
    """The page as a document in a language (`en-GB`)."""
    body = "\n".join(line for block in page.blocks for line in _block(block))
    label = f"<strong>{_escaped(page.label)}</strong> · " if page.label else ""
    return (
        f'<!doctype html>\n<html lang="{_escaped(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_escaped(page.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<h1 dir="auto">{_escaped(page.title)}</h1>\n<p>{label}{_escaped(page.subtitle)}</p>\n'
        f"{body}\n<footer><p>{_escaped(page.foot)}</p></footer>\n</body>\n</html>\n"
    )


def _escaped(text: str) -> str:
    return html.escape(one_line(text), quote=True)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"<h{level}>{_escaped(text)}</h{level}>"
        case Paragraph(line):
            yield f'<p dir="auto">{_line(line)}</p>'
        case Bullets(items):
            yield "<ul>"
            yield from (f'<li dir="auto">{_escaped(item)}</li>' for item in items)
            yield "</ul>"
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    yield "<table>"
    if any(table.head):
        heads = "".join(f'<th scope="col">{_escaped(text)}</th>' for text in table.head)
        yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    yield from map(_row, table.rows)
    yield "</tbody>\n</table>"


def _row(row: Row) -> str:
    anchor = f' id="{_escaped(row.anchor)}"' if row.anchor else ""
    return f"<tr{anchor}>{''.join(map(_cell, row.cells))}</tr>"


def _cell(cell: Cell) -> str:
    return f'<td dir="auto">{"<br>".join(map(_line, cell))}</td>'


def _line(line: Line) -> str:
    text = _escaped(line.text)
    if tag := _TAGS[line.mark]:
        text = f"<{tag}>{text}</{tag}>"
    return f'<a href="#{_escaped(line.link)}">{text}</a>' if line.link else text
