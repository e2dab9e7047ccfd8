"""Mistakes in an expression -> problems of the rule file it stands in, to the line and column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..errors import Problem
from ..expressions import ExpressionError
from ..source import Source
from .merging import Origin


def stands(origin: Origin) -> bool:
    """Whether the file has a value there: a text for a mapping has no parts below."""
    node: Any = origin.pack.source.data
    for step in origin.location:
        if isinstance(step, int) or (isinstance(node, dict) and step in node):
            node = node[step]
        else:
            return False
    return True


def expression_problems(error: ExpressionError, origin: Origin, source: str) -> Iterable[Problem]:
    """The mistakes of an expression as problems of the file it stands in."""
    for mistake in error.problems:
        problem = origin.pack.problem(mistake.code, mistake.message, origin.location, mistake.hint)
        line, column = character_place(origin, source, mistake.offset)
        yield Problem(mistake.code, mistake.message, problem.source, line, column, problem.path, mistake.hint)


def character_place(origin: Origin, source: str, offset: int) -> tuple[int, int]:
    """Line and column of a character of an expression, where the file holds it as it is; else its beginning."""
    line, column = origin.pack.source.position(origin.location)
    written = origin.pack.source.line_text(line)[column - 1 :]
    quoted = re.match(r"[\"']", written)
    start = 1 if quoted else 0
    if written[start:].startswith(source[: offset + 1]):
        return line, column + start + offset
    if written[:1] in ("|", ">"):
        return _place_in_block(origin.pack.source, line, offset)
    return line, column


def _place_in_block(source: Source, line: int, offset: int) -> tuple[int, int]:
    """The same below a `|` or `>`, where each line break of the file is one character of the text."""
    first = source.line_text(line + 1)
    indent = len(first) - len(first.lstrip())
    while True:
        line += 1
        length = len(source.line_text(line)) - indent
        if offset <= length or length < 0:
            return line, indent + offset + 1
        offset -= length + 1
