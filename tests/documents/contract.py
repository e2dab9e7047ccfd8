"""The XML of a contract: clauses on four levels, cross-references, and a table of contents."""

from __future__ import annotations

FORMATS = (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "(%4)"))
LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:pStyle w:val="C{level}"/>'
    f'<w:lvlText w:val="{text}"/></w:lvl>'
    for level, (style, text) in enumerate(FORMATS)
)
CLAUSES = (
    f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="C{level}"><w:name w:val="heading {level + 1}"/><w:pPr><w:numPr>'
    f'<w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{level}"/></w:pPr></w:style>'
    for level in range(4)
) + (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Based"><w:name w:val="Based"/><w:basedOn w:val="C1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC2"><w:name w:val="toc 2"/></w:style>'
)


def clause(style: str, text: str, name: str = "") -> str:
    mark = f'<w:bookmarkStart w:id="{len(name)}{ord(name[-1])}" w:name="{name}"/>' if name else ""
    end = f'<w:bookmarkEnd w:id="{len(name)}{ord(name[-1])}"/>' if name else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{mark}<w:r><w:t>{text}</w:t></w:r>{end}</w:p>'


def ref(instruction: str, cached: str = "9.9") -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText xml:space='preserve'> {instruction} </w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{cached}</w:t></w:r><w:r><w:t>!</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def toc(*entries: str, instruction: str = 'TOC \\o "1-2" \\h \\z \\u', after: str = "") -> str:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText xml:space='preserve'> {instruction} </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = f'<w:r><w:fldChar w:fldCharType="end"/></w:r>{after}'
    runs = [f"<w:r><w:t>{entry}</w:t></w:r>" for entry in entries]
    runs[0] = begin + runs[0]
    runs[-1] += end
    properties = '<w:pPr><w:jc w:val="left"/></w:pPr>'
    return "".join(f"<w:p>{properties}{run}</w:p>" for run in runs)
