"""What a look at a template finds."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from ...errors import Problem
from ..diagnosis import problem_at_line, problem_in_paragraph
from ..ooxml import P, text_of


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in a template that is wrong, or, as a note, that its author may not expect."""

    problem: Problem
    note: bool = False


@dataclass(frozen=True, slots=True)
class Complaint:
    """A flaw of the tag at a line of a part's Jinja source."""

    line: int
    code: str
    message: str
    hint: str = ""
    note: bool = False


@dataclass(frozen=True, slots=True)
class PartView:
    """A part as its author sees it, and as the Jinja source that it becomes."""

    file: str
    name: str
    root: etree._Element
    source: str

    def at_tag(self, one: Complaint) -> Flaw:
        """The complaint with the tag and its paragraph."""
        place = (self.file, self.name)
        problem = problem_at_line(one.code, one.message, one.line, self.source, self.root, place, one.hint)
        return Flaw(problem, one.note)

    def at_paragraph(
        self, code: str, message: str, paragraph: etree._Element | None, hint: str = "", *, note: bool = False
    ) -> Flaw:
        """A flaw of a paragraph, or of the part as a whole."""
        number, text = 0, ""
        if paragraph is not None:
            number = next(index for index, one in enumerate(self.root.iter(P), start=1) if one is paragraph)
            text = text_of(paragraph)
        problem = problem_in_paragraph(code, message, (self.file, self.name), number, text, hint)
        return Flaw(problem, note)
