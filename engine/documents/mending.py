"""What rendering leaves behind and Word would not open or show: mended in the text of a part, before it is parsed.

All of it is plain text search that costs nothing where there is nothing to mend: what can end empty is marked in the
template's source, and only what a document has at these marks is looked at.
"""

from __future__ import annotations

import re
from typing import Final

_BREAK: Final = re.compile("[\n\t\a\f]")
_TAG: Final = re.compile(r"<(/?)([\w:]+)[^>]*?(/?)>")
_RUN_PROPERTIES: Final = re.compile(r"<w:r(?: [^>]*)?>(<w:rPr>.*?</w:rPr>)?", re.DOTALL)
_PARAGRAPH_PROPERTIES: Final = re.compile(r"<w:p(?: [^>]*)?>(<w:pPr>.*?</w:pPr>)?", re.DOTALL)
_TRACKED_FORMAT: Final = re.compile(r"<w:(rPrChange|pPrChange)\b.*?</w:\1>", re.DOTALL)
_TRAILING_MARKS: Final = re.compile(r"(?:\s|<w:bookmark(?:Start|End)[^>]*/>)+\Z")
_EMPTY_ROW: Final = re.compile(
    r"<w:tr(?: [^>]*)?>\s*(?:<w:trPr>(?:(?!</w:trPr>).)*</w:trPr>|<w:trPr/>)?\s*</w:tr>", re.DOTALL
)
_EMPTY_TABLE: Final = re.compile(r"<w:tbl>(?:(?!</?w:tbl>|<w:tr[ >]).)*</w:tbl>", re.DOTALL)
_STORIES: Final = ("hdr", "ftr", "footnote", "endnote", "comment", "txbxContent")
_EMPTY_STORY: Final = re.compile(rf"(<w:({'|'.join(_STORIES)})(?: [^>]*)?>)(\s*)(</w:\2>)")
_DOUBTFUL: Final = re.compile(
    rf"(?<!</w:p>)(?=</w:(?:tc|{'|'.join(_STORIES)})>)|(?<!</w:tc>)(?=</w:tr>)|(?<!</w:tr>)(?=</w:tbl>)"
)
_MARK: Final = "<?end?>"
_EMPTY: Final = re.compile(
    r"<\?end\?>(?:(?<!</w:p><\?end\?>)(?<!<w:p/><\?end\?>)(?<!</w:sdt><\?end\?>)"
    rf"</w:(?:tc|{'|'.join(_STORIES)})>|(?<!</w:tc><\?end\?>)</w:tr>|(?<!</w:tr><\?end\?>)</w:tbl>)"
)
_BLOCK_ENDS: Final = ("</w:p>", "<w:p/>", "</w:sdt>", "</w:customXml>")
_TEXT: Final = '<w:t xml:space="preserve">'


def mark_ends(source: str) -> str:
    """The Jinja source of a part with a mark at each end of a cell, row, table or story that a tag may leave empty."""
    return _DOUBTFUL.sub(_MARK, source.replace("<w:tc/>", "<w:tc></w:tc>"))


def mend(xml: str) -> str:
    """A part rendered from a marked source, without the marks: with breaks for control characters, no empty rows and
    tables, and a paragraph in every cell."""
    if any(mark in xml for mark in "\n\t\a\f"):
        xml = _break_text(xml)
    if _MARK not in xml:
        return xml
    empty = _EMPTY.search(xml) is not None
    xml = xml.replace(_MARK, "")
    if empty:
        xml = _EMPTY_STORY.sub(r"\1<w:p/>\4", _fill_cells(_drop_empty_tables(xml)))
    return xml


def _break_text(xml: str) -> str:
    """Newline and tab in a text become Word's own; bell begins a paragraph, form feed a page (as docxtpl does)."""
    pieces: list[str] = []
    done = 0
    mark = _BREAK.search(xml)
    while mark is not None:
        start = xml.rfind(">", done, mark.start()) + 1
        end = xml.find("<", mark.start())
        opening = xml.rfind("<", done, start)
        if xml.startswith(("<w:t>", "<w:t "), opening):
            text = xml[start:end]
            if "\a" in text or "\f" in text:
                text = _break_paragraph(xml, opening, text)
            text = text.replace("\n", f"</w:t><w:br/>{_TEXT}").replace("\t", f"</w:t><w:tab/>{_TEXT}")
            pieces += (xml[done:opening], _TEXT, text)
            done = end
        mark = _BREAK.search(xml, end)
    pieces.append(xml[done:])
    return "".join(pieces).replace("\a", " ").replace("\f", " ")


def _break_paragraph(xml: str, at: int, text: str) -> str:
    run_start = max(xml.rfind("<w:r>", 0, at), xml.rfind("<w:r ", 0, at))
    paragraph_start = max(xml.rfind("<w:p>", 0, at), xml.rfind("<w:p ", 0, at))
    between = _PARAGRAPH_PROPERTIES.match(xml, paragraph_start)
    if between is None or not _balanced(xml[between.end() : run_start]):
        # Inside a link or a content control the paragraph cannot be cut in two.
        return re.sub("[\a\f]", "\n", text)
    run = _RUN_PROPERTIES.match(xml, run_start)
    run_properties = _TRACKED_FORMAT.sub("", (run and run[1]) or "")
    paragraph_properties = _TRACKED_FORMAT.sub("", between[1] or "")
    close = "</w:t></w:r></w:p>"
    reopen = f"<w:p>{paragraph_properties}<w:r>{run_properties}{_TEXT}"
    page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    return text.replace("\a", close + reopen).replace("\f", close + page + reopen)


def _balanced(xml: str) -> bool:
    depth = 0
    for closing, _name, empty in _TAG.findall(xml):
        depth += 0 if empty else -1 if closing else 1
    return depth == 0


def _drop_empty_tables(xml: str) -> str:
    """Rows without cells and tables without rows, which Word calls damage; from the innermost outwards."""
    while True:
        smaller = _EMPTY_ROW.sub("", xml) if _has_empty(xml, "</w:tr>", ("</w:trPr>", "<w:trPr/>")) else xml
        if _has_empty(smaller, "</w:tbl>", ("</w:tblGrid>", "<w:tblGrid/>", "</w:tblPr>")):
            smaller = _EMPTY_TABLE.sub("", smaller)
        if smaller == xml:
            return xml
        xml = smaller


def _has_empty(xml: str, end: str, only: tuple[str, ...]) -> bool:
    """Whether some element that closes with `end` holds nothing after its properties."""
    opening = (f"<{end[2:]}", f"<{end[2:-1]} ")
    for before in xml.split(end)[:-1]:
        before = before.rstrip()
        if before.endswith(only) or before[before.rfind("<") :].startswith(opening):
            return True
    return False


def _fill_cells(xml: str) -> str:
    """Word needs a paragraph at the end of every cell."""
    cells = xml.split("</w:tc>")
    for index, cell in enumerate(cells[:-1]):
        if not cell.endswith("</w:p>") and not _TRAILING_MARKS.sub("", cell).endswith(_BLOCK_ENDS):
            cells[index] = cell + "<w:p/>"
    return "</w:tc>".join(cells)
