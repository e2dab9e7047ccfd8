"""A finished draft, opened to be looked at: its paragraphs with their numbers, fields, tables and tags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from ...fields import Field, Marks, find_marks
from ...numbering import Number, Numbering, number_paragraphs, read_numbering
from ...ooxml import VAL, P, T, child, parse, text_of, w
from ...package import Package, read_package

MAIN: Final = "word/document.xml"
CLAUSE_STYLES: Final = ("Clause Heading", "Clause", "Clause Point")
SCHEDULE_STYLE: Final = "Schedule Heading"


@dataclass(frozen=True, slots=True)
class OpenedDraft:
    """The parts of a draft that checks look at, parsed once."""

    package: Package
    root: etree._Element
    numbering: Numbering
    numbers: Mapping[etree._Element, Number]
    marks: Marks

    @property
    def paragraphs(self) -> Iterator[etree._Element]:
        """All paragraphs of the main part, in tables too."""
        return self.root.iter(P)

    def styled(self, *names: str) -> list[etree._Element]:
        """The paragraphs in these styles."""
        return [one for one in self.paragraphs if self.numbering.style_of(one).name in names]

    def references(self) -> list[Field]:
        """The fields that print the number of another paragraph."""
        return [found for found in self.marks.fields if found.kind == "REF"]

    def typed_text(self, paragraph: etree._Element) -> str:
        """The text of a paragraph without what fields print."""
        printed = {node for found in self.marks.fields for node in found.results}
        return "".join(node.text or "" for node in paragraph.iter(T) if node not in printed)

    def controls(self) -> dict[str, list[etree._Element]]:
        """The content controls by their tag."""
        found: dict[str, list[etree._Element]] = {}
        for control in self.root.iter(w("sdt")):
            tag = child(child(control, w("sdtPr")), w("tag"))
            if tag is not None:
                found.setdefault(tag.get(VAL, ""), []).append(control)
        return found

    def stories(self, kind: str) -> list[etree._Element]:
        """The headers or footers."""
        return [
            parse(self.package[part])
            for part in self.package.names
            if self.package.content_type(part).endswith(f"wordprocessingml.{kind}+xml")
        ]


def open_draft(document: bytes) -> OpenedDraft:
    """Open a .docx. TemplateError if it is none."""
    package = read_package(document)
    root = parse(package[MAIN])
    numbering = read_numbering(package)
    return OpenedDraft(package, root, numbering, number_paragraphs(root, numbering), find_marks(root))


def text_in(root: etree._Element) -> str:
    """The text of a part, a line a paragraph."""
    return "\n".join(text_of(paragraph) for paragraph in root.iter(P))
