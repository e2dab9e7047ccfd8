"""Formatted text as a value: runs for `{{r value }}`, whole paragraphs for `{{p value }}`."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from .values import clean


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one format. `style` is a character style's id, `colour` six hexadecimal digits,
    `highlight` one of Word's names (`yellow`, `lightGray`), `size` in points. Newlines and tabs are kept."""

    text: str
    style: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    colour: str = ""
    highlight: str = ""
    size: float = 0

    def __html__(self) -> str:
        return f'<w:r>{self._properties()}<w:t xml:space="preserve">{clean(self.text)}</w:t></w:r>'

    def _properties(self) -> str:
        # The order is the schema's; Word refuses a file with another one.
        half_points = round(self.size * 2)
        properties = (
            (self.style, "w:rStyle", self.style),
            (self.bold, "w:b", ""),
            (self.italic, "w:i", ""),
            (self.strike, "w:strike", ""),
            (self.colour, "w:color", self.colour.removeprefix("#")),
            (half_points, "w:sz", str(half_points)),
            (half_points, "w:szCs", str(half_points)),
            (self.highlight, "w:highlight", self.highlight),
            (self.underline, "w:u", "single"),
        )
        xml = "".join(
            f'<{tag} w:val="{escape(value)}"/>' if value else f"<{tag}/>"
            for given, tag, value in properties
            if given
        )
        return f"<w:rPr>{xml}</w:rPr>" if xml else ""


@dataclass(frozen=True, slots=True)
class RichText:
    """Runs of text in a paragraph that the template holds: `{{r value }}`."""

    runs: tuple[Run, ...]

    def __html__(self) -> str:
        return "".join(run.__html__() for run in self.runs)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of its own in a paragraph style (its id): `{{p value }}`."""

    runs: tuple[Run, ...]
    style: str = ""

    def __html__(self) -> str:
        properties = f'<w:pPr><w:pStyle w:val="{escape(self.style)}"/></w:pPr>' if self.style else ""
        return f"<w:p>{properties}{''.join(run.__html__() for run in self.runs)}</w:p>"


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Several paragraphs in place of one: `{{p value }}`."""

    paragraphs: tuple[Paragraph, ...]

    def __html__(self) -> str:
        return "".join(paragraph.__html__() for paragraph in self.paragraphs)
