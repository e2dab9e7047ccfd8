"""Briefs and question lists of the samples: Word's readers take them, and the brief keeps to its pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.casefile import open_case
from engine.documents import render_brief, render_questions
from engine.ruleset import load_ruleset
from tests.acceptance.word import assert_word_accepts, convert_to_pdf, pdf_text
from tests.documents.cases import SAMPLES, sample, sample_deal, shipped_rules
from tests.documents.poison import poison
from tests.making import MONDAY


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("prepared")
    cases = {name: sample(name) for name in SAMPLES}
    cases["hostile"] = open_case(poison(sample_deal("stalled-price")), shipped_rules(), MONDAY)
    long = poison(
        sample_deal("procurement"), lambda text: text.replace(" ", "") * (2_000 // max(len(text), 1))
    )
    cases["endless"] = open_case(long, shipped_rules(), MONDAY)
    for name, case in cases.items():
        (made / f"{name}-brief.docx").write_bytes(render_brief(case))
        (made / f"{name}-table-copy.docx").write_bytes(render_brief(case, table_copy=True))
        (made / f"{name}-questions.docx").write_bytes(render_questions(case))
        (made / f"{name}-questions-for-them.docx").write_bytes(render_questions(case, for_them=True))
    german = load_ruleset(locale="de_DE")
    for name in SAMPLES:
        case = open_case(sample_deal(name), german, MONDAY, locale="de_DE")
        (made / f"{name}-german-brief.docx").write_bytes(render_brief(case, locale="de_DE"))
        (made / f"{name}-german-table-copy.docx").write_bytes(
            render_brief(case, locale="de_DE", table_copy=True)
        )
        (made / f"{name}-german-questions.docx").write_bytes(render_questions(case, locale="de_DE"))
        (made / f"{name}-german-questions-for-them.docx").write_bytes(
            render_questions(case, locale="de_DE", for_them=True)
        )
    return made


def test_word_accepts_them(folder: Path) -> None:
    assert_word_accepts(folder.glob("*.docx"))


def test_the_annex_begins_on_the_third_page_at_the_latest(folder: Path, tmp_path: Path) -> None:
    # Names without end are cut but still fill their cells: that plan only has to stay readable.
    briefs = sorted(path for path in folder.glob("*-brief.docx") if path.stem != "endless-brief")
    for brief, pdf in zip(briefs, convert_to_pdf(briefs, tmp_path), strict=True):
        pages = pdf_text(pdf).split("\f")
        first = next(
            number
            for number, page in enumerate(pages, start=1)
            if re.search("Annex: behind|Anhang: hinter", page)
        )
        assert first <= 3, brief.name


def test_a_table_copy_is_two_pages_at_most(folder: Path, tmp_path: Path) -> None:
    copies = sorted(folder.glob("*-table-copy.docx"))
    for copy, pdf in zip(copies, convert_to_pdf(copies, tmp_path), strict=True):
        assert len(pdf_text(pdf).rstrip("\f").split("\f")) <= 2, copy.name
