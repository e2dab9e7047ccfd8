"""Documents of hard templates and hostile values: Word's readers take them and agree with us on every number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx.document import Document as WordDocument

from engine.documents.rich import Paragraph, Paragraphs, RichText, Run
from tests.acceptance.word import assert_word_accepts, convert_to_pdf, pdf_text, validate
from tests.documents.builder import body, docx, numbering_docx, render, texts
from tests.documents.contract import CLAUSES, STYLES, clause, ref, toc

HOSTILE = "A & B <c> {{ x }} \0 \x1b \ud800 \ufdd0 שלום\n\tnext\aparagraph\fpage"


def contract() -> bytes:
    """A contract whose clauses depend on the deal, with references before and after their targets."""

    def see(switch: str, *targets: str) -> str:
        runs = "".join(f"<w:r><w:t>, </w:t></w:r>{ref(f'REF {target} {switch}')}" for target in targets)
        return f'<w:p><w:pPr><w:pStyle w:val="C1"/></w:pPr><w:r><w:t>Refers to</w:t></w:r>{runs}</w:p>'

    targets = ("scope", "services", "two", "deep", "fees")
    xml = (
        toc("old") + _tag("{%p if preamble %}") + clause("C0", "Preamble") + _tag("{%p endif %}")
        + clause("C0", "Scope of {{ deal }}", "scope") + clause("C1", "Services", "services")
        + clause("C2", "First") + clause("C2", "Second", "two") + clause("C3", "Deep", "deep")
        + see("\\w", *targets) + clause("C0", "Fees", "fees")
        + see("\\r \\h", *targets) + see("\\n", *targets) + see("", "fees")
    )  # fmt: skip
    template = numbering_docx(xml, CLAUSES, STYLES)
    return render(template, {"deal": "support & care", "preamble": True})


def hostile() -> bytes:
    """Loops over rows, cells and paragraphs with hostile values, and formatted text."""

    def fill(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ value }}"
        for text in ("Value {{ value }}", "{{r rich }}", "{{p block }}", "{{ long }}"):
            document.add_paragraph(text)
        table = document.add_table(4, 3, style="Table Grid")
        rows = (
            ("{%tc for c in columns %}", "{{ c }}", "{%tc endfor %}"),
            ("{%tr for c in columns %}", "", ""),
            ("{% if loop.first %}{{ value }}{% endif %}", "{% cellbg 'FFC000' %}{{ c }}", "{% vm %}merged"),
            ("{%tr endfor %}", "", ""),
        )
        for row, row_texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, row_texts, strict=True):
                cell.text = text

    rich = Run(
        HOSTILE,
        bold=True,
        italic=True,
        strike=True,
        underline=True,
        colour="C00000",
        highlight="yellow",
        size=9,
    )
    context = {
        "value": HOSTILE,
        "long": "N" * 10_000,
        "columns": ["one", "two", "three"],
        "rich": RichText((rich, Run(" and plain"))),
        "block": Paragraphs((Paragraph((Run("bullet"),), style="ListBullet"), Paragraph((rich,)))),
    }
    return render(docx(fill), context)


def emptied() -> bytes:
    """Cells, rows and a table that conditions leave empty; bookmarks and content controls that a loop repeats."""
    gone = _tag("{%p if no %}") + _tag("gone") + _tag("{%p endif %}")
    cell = f"<w:tc><w:tcPr><w:tcW w:w='0' w:type='auto'/></w:tcPr>{gone}</w:tc>"
    row = "<w:tr><w:tc><w:tcPr/><w:p><w:r><w:t>{%%tr %s %%}</w:t></w:r></w:p></w:tc></w:tr>"
    head = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
    repeated = (
        '<w:sdt><w:sdtPr><w:tag w:val="{{ x }}"/><w:id w:val="5"/></w:sdtPr><w:sdtContent><w:p>'
        '<w:bookmarkStart w:id="1" w:name="mark"/><w:r><w:t>{{ x }}</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>'
        "</w:sdtContent></w:sdt>"
    )
    xml = (
        f"{head}<w:tr>{cell}</w:tr></w:tbl>"
        f"{head}{row % 'for x in nobody'}<w:tr>{cell}</w:tr>{row % 'endfor'}</w:tbl>"
        f"{_tag('{%p for x in some %}')}{repeated}{_tag('{%p endfor %}')}"
    )
    return render(body(xml + "<w:p/>"), {"no": False, "nobody": [], "some": ["a", 'b"<']})


def _spaceless(lines: list[str]) -> list[str]:
    return [line.replace(" ", "") for line in lines]


def _tag(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("documents")
    paths = []
    for make in (contract, hostile, emptied):
        paths.append(folder / f"{make.__name__}.docx")
        paths[-1].write_bytes(make())
    return paths


def test_word_accepts_the_documents(documents: list[Path]) -> None:
    assert_word_accepts(documents)


def test_libreoffice_counts_the_clauses_as_we_do(documents: list[Path], tmp_path: Path) -> None:
    (pdf,) = convert_to_pdf(documents[:1], tmp_path)
    printed = [" ".join(line.split()) for line in pdf_text(pdf).splitlines()]
    ours = [text for text in texts(contract()) if text.startswith("Refers to")]
    assert ours[0] == "Refers to, 2, 2.1, 2.1(b), 2.1(b)(i), 3"
    theirs = [re.sub(r"^[\d.]+ ", "", line) for line in printed if "Refers to" in line]
    in_contents, in_clauses = theirs[: len(ours)], theirs[len(ours) :]
    assert _spaceless(in_clauses) == _spaceless(in_contents) == _spaceless(ours)


def test_the_validator_is_not_asleep(tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(body("<w:r/>"))
    assert any("invalid child element" in complaint for complaint in validate(broken))
