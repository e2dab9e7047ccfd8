"""Draft agreements: Word's readers take those of all samples and of hostile deals, and count clauses as we do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.casefile import open_case
from engine.documents import render_agreement, render_redline
from tests.acceptance.word import assert_word_accepts, convert_to_pdf, pdf_text
from tests.documents.builder import texts
from tests.documents.cases import SAMPLES, sample, sample_deal, small_rules
from tests.documents.poison import poison
from tests.making import MONDAY

HOSTILE = ("agency", "procurement", "reference")


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("agreements")
    made = {
        f"{name}-{copy}": render_agreement(sample(name), audience=copy) for name in SAMPLES for copy in COPIES
    }
    for name in HOSTILE:
        made[f"{name}-hostile"] = render_agreement(
            open_case(poison(sample_deal(name)), small_rules(), MONDAY)
        )
    for name, content in made.items():
        (folder / f"{name}.docx").write_bytes(content)
    return sorted(folder.glob("*.docx"))


COPIES = ("counterparty", "internal")


def test_word_accepts_every_draft(drafts: list[Path]) -> None:
    assert len(drafts) == len(SAMPLES) * len(COPIES) + len(HOSTILE)
    assert_word_accepts(drafts)


def test_word_accepts_redlines(tmp_path: Path) -> None:
    for one, two in (("agency-early", "agency"), ("software", "procurement"), ("reference", "mistakes")):
        old, new = render_agreement(sample(one)), render_agreement(sample(two), version=2)
        (tmp_path / f"{one}-{two}.docx").write_bytes(render_redline(old, new))
    assert_word_accepts(sorted(tmp_path.glob("*.docx")))


@pytest.mark.parametrize("name", ["agency", "software", "stalled-price", "procurement"])
def test_libreoffice_prints_the_same_references(name: str, drafts: list[Path], tmp_path: Path) -> None:
    draft = next(path for path in drafts if path.stem == f"{name}-counterparty")
    (pdf,) = convert_to_pdf([draft], tmp_path)
    printed = " ".join(pdf_text(pdf).split())
    ours = " ".join(" ".join(texts(draft.read_bytes())).split())
    found = re.findall(r"(?:clause|in|See) (?:Schedule )?\d+(?:\.\d+)?(?:\([a-z]\))?(?=[ ,.;])", ours)
    assert found
    assert [one for one in found if one not in printed] == []
