"""`--pdf` with LibreOffice itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.documents import render_brief, render_questions
from engine.documents.pdf import write_pdfs
from engine.errors import Problem
from tests.acceptance.word import pdf_text
from tests.documents.cases import sample


def test_libreoffice_writes_the_pdfs(tmp_path: Path) -> None:
    office = shutil.which("soffice") or pytest.skip("LibreOffice is not installed")
    case = sample("agency")
    documents = [tmp_path / "ä b" / "brief.docx", tmp_path / "questions.docx"]
    documents[0].parent.mkdir()
    documents[0].write_bytes(render_brief(case))
    documents[1].write_bytes(render_questions(case))
    problems: list[Problem] = []
    made = list(write_pdfs(documents, office, problems))
    assert made == [path.with_suffix(".pdf") for path in documents]
    assert problems == []
    for pdf in made:
        assert "Internal" in pdf_text(pdf)
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == [
        "brief.docx",
        "brief.pdf",
        "questions.docx",
        "questions.pdf",
    ]
