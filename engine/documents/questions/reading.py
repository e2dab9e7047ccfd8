"""A question list that people wrote into, in Word or LibreOffice -> what stands at each question.

Word keeps the tags of our fields; some programs drop them. So the list is read by its layout (a question in the
style of questions, below it the answer and the boxes), and a question goes by its tag if there is one, else by its
words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from lxml import etree

from ...deal.base import read_day
from ...errors import Problem, SourceError
from ..ooxml import VAL, NotXml, P, T, child, parse, w
from ..package import Package, read_package
from ..properties import CORE_PART, core_texts

MAX_QUESTIONS: Final = 500
"""Questions in one file; our lists have some dozens at most."""
LONGEST_ANSWER: Final = 10_000
"""Characters in one answer."""

_MAIN: Final = "word/document.xml"
_TAG: Final = re.compile(r"(q_[0-9a-f]{24})(?:_([a-z]+))?")
_CREATED: Final = "{http://purl.org/dc/terms/}created"
_WORD_2010: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
_EMPTY, _CROSS = "☐", "☒"
_BOX: Final = re.compile(rf"([{_EMPTY}{_CROSS}☑✓✔])\s*(stated|evidenced|parked)?", re.IGNORECASE)
_LABEL: Final = re.compile(r"\s*answer:[^\S\n]*", re.IGNORECASE)
_REMOVED: Final = frozenset({w("moveFrom"), w("del")})


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands at one question: its words, the lines of the answer, the boxes that are ticked.

    `tag` is empty if a program dropped it. `has_boxes` tells whether the question has boxes for stated, evidenced
    and parked: the list for the other side has none. `ticked` holds `cleared` for a to-do of ours that is done.
    """

    tag: str
    question: str
    lines: tuple[str, ...] = ()
    ticked: frozenset[str] = frozenset()
    has_boxes: bool = False


@dataclass(frozen=True, slots=True)
class FilledList:
    """A question list as it came back. `mark` is that of the deal it was made for, `made_on` the day."""

    name: str
    mark: str
    made_on: date | None
    filled: tuple[Filled, ...]


def read_list(path: str | Path) -> FilledList:
    """The question list of a .docx. Raises SourceError if it is none, or holds more than a list can."""
    package = read_package(Path(path))
    try:
        filled = tuple(_questions(parse(package[_MAIN])))
        found = FilledList(package.name, _mark(package), _made_on(package), filled)
    except NotXml as error:
        raise _refusal(package.name, "not-docx", f"the document is damaged: {error}") from error
    if not filled:
        hint = "write the answers into the fields of a file that `negotia questions` made"
        raise _refusal(package.name, "not-questions", "there is no question of a list in this document", hint)
    if len(filled) > MAX_QUESTIONS:
        raise _refusal(package.name, "too-large", f"there are more than {MAX_QUESTIONS} questions in it")
    if any(sum(map(len, one.lines)) > LONGEST_ANSWER for one in filled):
        raise _refusal(package.name, "too-large", f"an answer has more than {LONGEST_ANSWER} characters")
    return found


def _questions(root: etree._Element) -> Iterator[Filled]:
    for table in root.iter(w("tbl")):
        current: Filled | None = None
        for row in table.iter(w("tr")):
            if question := _question_of(row):
                if current is not None:
                    yield current
                current = Filled(_tag_of(row), question)
            elif current is not None:
                current = _with_row(current, row)
            elif to_do := _to_do(row):
                yield to_do
        if current is not None:
            yield current


def _question_of(row: etree._Element) -> str:
    """The words of a question, if the row holds one; its number stands in a cell of its own."""
    for paragraph in row.iter(P):
        style = child(child(paragraph, w("pPr")), w("pStyle"))
        text = _one_line(paragraph)
        if style is not None and style.get(VAL) == "Question" and text and not text.isdecimal():
            return text
    return ""


def _with_row(one: Filled, row: etree._Element) -> Filled:
    """The question with what a row below it adds: the answer, the boxes, or nothing (why we ask)."""
    one = replace(one, tag=one.tag or _tag_of(row))
    for cell in row.iter(w("tc")):
        text = _text(cell)
        boxes = _boxes(cell, text)
        if _is_answer(cell, text):
            return replace(one, lines=(*one.lines, *_lines(text)))
        if boxes:
            ticked = frozenset(name for mark, name in boxes if mark != _EMPTY)
            return replace(one, ticked=one.ticked | ticked, has_boxes=True)
    return one


def _boxes(cell: etree._Element, text: str) -> list[tuple[str, str]]:
    """The boxes in a cell, each as its mark and its name: from its tag, else from the word behind it."""
    tagged = [
        ("".join(_field(control)), match[2])
        for control in cell.iter(w("sdt"))
        if (match := _tag_match(control)) and match[2]
    ]
    return tagged or [(mark, name.lower()) for mark, name in _BOX.findall(text) if name]


def _is_answer(cell: etree._Element, text: str) -> bool:
    """Whether the cell is that of an answer: by its field, or by its label where the field is gone."""
    controls = list(cell.iter(w("sdt")))
    if any((match := _tag_match(control)) and not match[2] for control in controls):
        return True
    names = (alias.get(VAL) for control in controls for alias in control.iter(w("alias")))
    return "Answer" in names or _LABEL.match(text) is not None


def _to_do(row: etree._Element) -> Filled | None:
    """A question to ourselves: a box, a number, the question."""
    cells = list(row.iter(w("tc")))
    box = _BOX.fullmatch(_text(cells[0]).strip()) if len(cells) > 2 else None
    if box is None:
        return None
    ticked = frozenset() if box[1] == _EMPTY else frozenset({"cleared"})
    return Filled(_tag_of(row), _one_line(cells[2]), ticked=ticked)


def _tag_of(row: etree._Element) -> str:
    matches = map(_tag_match, row.iter(w("sdt")))
    return next((match[1] for match in matches if match), "")


def _tag_match(control: etree._Element) -> re.Match[str] | None:
    tag = child(child(control, w("sdtPr")), w("tag"))
    return None if tag is None else _TAG.fullmatch(tag.get(VAL, ""))


def _lines(text: str) -> Iterator[str]:
    label = _LABEL.match(text)
    for line in text[label.end() if label else 0 :].splitlines():
        if words := " ".join(line.split()):
            yield words


def _one_line(element: etree._Element) -> str:
    return " ".join(_text(element).split())


def _text(element: etree._Element) -> str:
    """What people see, a line a paragraph or break; without deleted text, and without what an empty field shows."""
    paragraphs = list(element.iter(P))
    return "\n".join("".join(_pieces(one)) for one in paragraphs)


def _pieces(element: etree._Element) -> Iterator[str]:
    for node in element.iterchildren():
        if node.tag in _REMOVED:
            continue
        if node.tag == T:
            yield node.text or ""
        elif node.tag in (w("br"), w("cr")):
            yield "\n"
        elif node.tag == w("tab"):
            yield " "
        elif node.tag == w("sdt"):
            yield from _field(node)
        elif node.tag != w("pPr"):
            yield from _pieces(node)


def _field(control: etree._Element) -> Iterator[str]:
    properties = child(control, w("sdtPr"))
    checkbox = child(properties, f"{{{_WORD_2010}}}checkbox")
    if checkbox is not None:
        state = child(checkbox, f"{{{_WORD_2010}}}checked")
        value = state.get(f"{{{_WORD_2010}}}val", "1") if state is not None else "0"
        yield _CROSS if value in ("1", "true", "on") else _EMPTY
    elif child(properties, w("showingPlcHdr")) is None:
        yield from _pieces(control)


def _mark(package: Package) -> str:
    return core_texts(package).get("keywords", "")


def _made_on(package: Package) -> date | None:
    if CORE_PART not in package:
        return None
    return read_day((parse(package[CORE_PART]).findtext(_CREATED) or "")[:10])


def _refusal(name: str, code: str, message: str, hint: str = "") -> SourceError:
    return SourceError([Problem(code, message, name, hint=hint)])
