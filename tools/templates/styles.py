"""The look of all our documents: one set of styles, named as Word's users know them."""

from __future__ import annotations

from typing import Final

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import BaseStyle, ParagraphStyle

FONT: Final = "Arial"
"""On every Windows and Mac; elsewhere Liberation Sans takes its place with the same widths."""

INK, ACCENT, GREY, RULE, BAND = "1F2933", "1F4E79", "5B6770", "C5CCD3", "EEF2F6"

_KEPT: Final = frozenset(
    ("Normal", "Heading1", "Heading2", "Heading3", "Title", "Subtitle", "Header", "Footer", "TableNormal", "TableGrid",
     "ListParagraph", "ListBullet", "NoList", "DefaultParagraphFont", "Strong", "HeaderChar", "FooterChar",
     "Heading1Char", "Heading2Char", "Heading3Char", "TitleChar", "SubtitleChar")
)  # fmt: skip


def define_styles(document: WordDocument, language: str) -> None:
    """Give the document our styles and drop those that no document of ours uses."""
    styles = document.styles
    for style in list(styles):
        if style.style_id not in _KEPT:
            style.delete()
    _defaults(document, language)
    _paragraph(styles["Normal"], size=9.5, after=3)
    _paragraph(styles["Title"], size=18, colour=ACCENT, bold=True, after=2)
    _paragraph(styles["Subtitle"], size=10, colour=GREY, after=6)
    _paragraph(styles["Heading 1"], size=13, colour=ACCENT, bold=True, before=14, after=4, keep=True)
    _paragraph(styles["Heading 2"], size=10.5, colour=ACCENT, bold=True, before=9, after=3, keep=True)
    _paragraph(styles["Heading 3"], size=9.5, colour=INK, bold=True, before=6, after=2, keep=True)
    _paragraph(styles["List Bullet"], size=9.5, after=1.5)
    _paragraph(_new(styles_of=document, name="Table Text"), size=8.5, after=0)
    _paragraph(
        _new(styles_of=document, name="Table Head"), size=8.5, colour=ACCENT, bold=True, after=0, keep=True
    )
    _paragraph(_new(styles_of=document, name="Question"), size=9.5, after=1, keep=True)
    _paragraph(_new(styles_of=document, name="Note"), size=8.5, colour=GREY, after=3)
    for name in ("Header", "Footer"):
        _paragraph(styles[name], size=8, colour=GREY, after=0)
        _right_tab(styles[name])
    muted = styles.add_style("Muted", WD_STYLE_TYPE.CHARACTER)
    muted.font.color.rgb = RGBColor.from_string(GREY)


def _new(*, styles_of: WordDocument, name: str) -> ParagraphStyle:
    style = styles_of.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles_of.styles["Normal"]
    style.quick_style = True
    return style


def add_paragraph_style(
    document: WordDocument, name: str, base: str = "Normal", *, size: float | None = None, colour: str = "",
    bold: bool | None = None, before: float | None = None, after: float | None = None, keep: bool = False,
) -> ParagraphStyle:  # fmt: skip
    """A further paragraph style, for one document; sizes and distances in points."""
    style = _new(styles_of=document, name=name)
    style.base_style = document.styles[base]
    _paragraph(style, size=size, colour=colour, bold=bold, before=before, after=after, keep=keep)
    return style


def _paragraph(
    style: BaseStyle, *, size: float | None = None, colour: str = "", bold: bool | None = None,
    before: float | None = 0, after: float | None = None, keep: bool = False,
) -> None:  # fmt: skip
    _set_font(style)
    font, spacing = style.font, style.paragraph_format
    font.size = Pt(size) if size is not None else None
    font.bold = bold
    font.italic = None
    if colour:
        font.color.rgb = RGBColor.from_string(colour)
    spacing.space_before = Pt(before) if before is not None else None
    spacing.space_after = Pt(after) if after is not None else None
    spacing.keep_with_next = keep or None
    spacing.widow_control = True
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    for contextual in style.element.findall(f".//{qn('w:contextualSpacing')}"):
        contextual.getparent().remove(contextual)


def _set_font(style: BaseStyle) -> None:
    """Our font in every script, in place of the theme's."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    properties.insert(0, fonts)
    for spacing in (*properties.findall(qn("w:spacing")), *properties.findall(qn("w:kern"))):
        properties.remove(spacing)


def _defaults(document: WordDocument, language: str) -> None:
    """Defaults of the whole document: font, language, single lines."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for fonts in defaults.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
    for lang in defaults.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
    for spacing in defaults.iter(qn("w:spacing")):
        spacing.set(qn("w:after"), "0")
        spacing.set(qn("w:line"), "252")


def _right_tab(style: ParagraphStyle) -> None:
    stops = style.paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Cm(17), WD_TAB_ALIGNMENT.RIGHT)
