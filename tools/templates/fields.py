"""What python-docx has no call for: fields, bookmarks and content controls."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def add_field(paragraph: Paragraph, instruction: str, cached: str = "") -> None:
    """A complex field such as `PAGE` or `REF name \\r \\h`, showing `cached` until it is updated."""
    _field_char(paragraph, "begin")
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    paragraph.add_run()._r.append(code)
    _field_char(paragraph, "separate")
    paragraph.add_run(cached)
    _field_char(paragraph, "end")


def _field_char(paragraph: Paragraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def add_bookmark(paragraph: Paragraph, name: str) -> None:
    """A bookmark around everything in the paragraph; `name` may hold a template tag."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), "0")
    start.set(qn("w:name"), name)
    end.set(qn("w:id"), "0")
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(end)


def add_link(paragraph: Paragraph, bookmark: str) -> None:
    """Make the paragraph's runs a link to a bookmark of the document; its name may hold a template tag."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    runs = [run._r for run in paragraph.runs]
    runs[0].addprevious(link)
    for run in runs:
        link.append(run)


def control_around(elements: Sequence[BaseOxmlElement], tag: str, title: str = "") -> BaseOxmlElement:
    """A block content control in the place of the first element, holding them all; `tag` may hold template tags."""
    control = _control(tag, title)
    content = OxmlElement("w:sdtContent")
    control.append(content)
    elements[0].addprevious(control)
    for element in elements:
        content.append(element)
    return control


def add_text_control(paragraph: Paragraph, tag: str, title: str, placeholder: str) -> None:
    """A plain-text content control in a line, showing `placeholder` in the muted style until it is filled."""
    control = _control(tag, title, "<w:showingPlcHdr/><w:text w:multiLine='1'/>")
    content = OxmlElement("w:sdtContent")
    run = paragraph.add_run(placeholder, style="Muted")._r
    content.append(run)
    control.append(content)
    paragraph._p.append(control)


def add_checkbox(paragraph: Paragraph, tag: str, title: str) -> None:
    """A box to tick, by mouse in Word and by pen on paper."""
    box = (
        f'<w14:checkbox xmlns:w14="{_W14}"><w14:checked w14:val="0"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
    )
    control = _control(tag, title, box)
    content = OxmlElement("w:sdtContent")
    content.append(
        parse_xml(
            f'<w:r xmlns:w="{_W}"><w:rPr><w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" '
            'w:eastAsia="MS Gothic" w:hint="eastAsia"/></w:rPr><w:t>☐</w:t></w:r>'
        )
    )
    control.append(content)
    paragraph._p.append(control)


def _control(tag: str, title: str, kind: str = "") -> BaseOxmlElement:
    alias = f'<w:alias w:val="{title}"/>' if title else ""
    return parse_xml(
        f'<w:sdt xmlns:w="{_W}"><w:sdtPr>{alias}<w:tag w:val="{tag}"/><w:id w:val="1"/>{kind}</w:sdtPr></w:sdt>'
    )
