"""Where in the author's file a tag stands that Jinja stumbled over, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import islice
from typing import Final

from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError
from lxml import etree

from ..errors import Problem
from .ooxml import P, text_of
from .sandbox import UnknownName
from .tags import TAG
from .values import BRACE, Unprintable

_PREFIX: Final = re.compile(r"(\{[{%][-+]?)(?:tr|tc|p|r)\s")
_STRAIGHT: Final = str.maketrans("“”‘’", "\"\"''")
_TEXT_SHOWN: Final = 50


def tag_problem(
    error: Exception,
    line: int,
    source: str,
    original: etree._Element,
    place: tuple[str, str],
    names: Iterable[str],
) -> Problem:
    """The problem of the tag at a line of a part's Jinja source.

    `place` is the template's file and the part; `names` are those that the failing place would have accepted.
    """
    code, message, hint = _explanation(error, list(names))
    return problem_at_line(code, message, line, source, original, place, hint)


def problem_at_line(
    code: str,
    message: str,
    line: int,
    source: str,
    original: etree._Element,
    place: tuple[str, str],
    hint: str,
) -> Problem:
    """A problem of the tag at a line of a part's Jinja source, told with the tag and its paragraph."""
    number, text = _paragraph_of(source, line, original)
    return problem_in_paragraph(code, f"{_tag_at(source, line)}: {message}", place, number, text, hint)


def problem_in_paragraph(
    code: str, message: str, place: tuple[str, str], number: int, text: str, hint: str = ""
) -> Problem:
    """A problem of a paragraph, counted from 1; 0 is the part as a whole. `place` is the file and the part."""
    file, part = place
    where = f"{part}, paragraph {number}" if number else part
    beginning = f" (“{_shortened(text)}”)" if text.strip() else ""
    return Problem(code, f"{message}, in {where}{beginning}", file, path=where, hint=hint)


def part_problem(code: str, message: str, place: tuple[str, str], rendered: str, hint: str = "") -> Problem:
    """A problem of a rendered part; `rendered` is its text up to the place where it shows."""
    file, part = place
    number = len(re.findall(r"<w:p[ >]", rendered))
    text = re.sub(r"<[^>]*>?", "", rendered[max(rendered.rfind("<w:p>"), rendered.rfind("<w:p "), 0) :])
    where = f"{part}, paragraph {number} as rendered" if number else part
    beginning = f" (“{_shortened(text)}”)" if text.strip() else ""
    return Problem(code, f"{message}, in {where}{beginning}", file, path=where, hint=hint)


def _explanation(error: Exception, names: list[str]) -> tuple[str, str, str]:
    if isinstance(error, UnknownName):
        return "undefined-name", error.message or "undefined", _did_you_mean(str(error.name), names)
    if isinstance(error, Unprintable):
        return "not-text", str(error), ""
    if isinstance(error, SecurityError):
        return "not-allowed", f"not allowed in a template: {(error.message or '').rstrip('.')}", ""
    if isinstance(error, TemplateSyntaxError):
        message = (error.message or "not understood").rstrip(".")
        unknown = re.match(r"No (?:filter|test) named '(\w+)'", message)
        return "tag-syntax", message, _did_you_mean(unknown[1], names) if unknown else ""
    return "tag-failed", f"{type(error).__name__}: {error}", ""


def _did_you_mean(name: str, names: list[str]) -> str:
    close = get_close_matches(name, names, 1)
    return f"did you mean {close[0]!r}?" if close else ""


def _tag_at(source: str, line: int) -> str:
    """The tag on a line of the source, as the author wrote it: its inside begins the line."""
    at = _tag_number(source, line)
    found = list(TAG.finditer(source))[at] if at >= 0 else None
    return f"{found[1]} {(found[2] or '').strip()} {found[3]}" if found else "the template"


def _tag_number(source: str, line: int) -> int:
    """Which tag begins last before a line, counted from 0; -1 for none."""
    lines = [source.count("\n", 0, found.start()) + 1 for found in TAG.finditer(source)]
    return sum(1 for start in lines if start < line) - 1


def _paragraph_of(source: str, line: int, original: etree._Element) -> tuple[int, str]:
    """Number (from 1, 0 for none) and text of the paragraph that the tag stands in.

    Both files hold the tags in the same order, so a walk over both keeps step; tags that patching added are not
    found in the original and passed over, and so are tags in attributes, which no paragraph shows.
    """
    texts = [text_of(paragraph) for paragraph in original.iter(P)]
    squeezed = [_squeezed(text) for text in texts]
    cursor, offset, number = 0, 0, 0
    for tag in _shown_tags(source, _tag_number(source, line) + 1):
        for index in range(cursor, len(squeezed)):
            at = squeezed[index].find(tag, offset if index == cursor else 0)
            if at >= 0:
                cursor, offset, number = index, at + len(tag), index + 1
                break
    return number, texts[number - 1] if number else ""


def _shown_tags(source: str, count: int) -> Iterator[str]:
    """The first tags of the source as they are compared, without those in attributes."""
    done, in_markup = 0, False
    for found in islice(TAG.finditer(source), count):
        between = source[done : found.start()]
        if "<" in between or ">" in between:
            in_markup = between.rfind("<") > between.rfind(">")
        done = found.end()
        if not in_markup:
            yield _squeezed(found[0])


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", _PREFIX.sub(r"\1 ", text.translate(_STRAIGHT)))


def _shortened(text: str) -> str:
    text = " ".join(text.replace(BRACE, "{").split())
    return text if len(text) <= _TEXT_SHOWN else text[: _TEXT_SHOWN - 1].rstrip() + "…"
