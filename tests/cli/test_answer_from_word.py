"""`negotia answer --from questions.docx`: from the list in Word into the deal file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.cli import run
from tests.documents.writing import filled_in

FILES = Path(__file__).parents[1] / "scenarios" / "files"
RULES = ["--no-shipped-rules", "--rules", "rules.yaml", "--inference", "built-in", "--as-of", "2026-03-02"]
OWN = 'exchange: {questions: [{id: tried, question: What did you try?}, {id: why, question: "Why now?"}]}\n'


@pytest.fixture
def questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """The list of a deal, which lies beside the deal and its rules."""
    shutil.copytree(FILES, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    with Path("open.yaml").open("a", encoding="utf-8") as deal:
        deal.write(OWN)
    assert run(["questions", "open.yaml", *RULES, "--out", "out"]) == 0
    capsys.readouterr()
    return tmp_path / "out" / "open" / "questions.docx"


def test_answers_are_written_and_what_is_left_is_listed(
    questions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tried, why = (f"exchange.questions[{id}].answer" for id in ("tried", "why"))
    questions.write_bytes(
        filled_in(questions.read_bytes(), {tried: "Two others", why: "later"}, {why: "parked"})
    )
    assert run(["answer", "open.yaml", "--from", str(questions), *RULES[:-1], "2026-03-05"]) == 1
    out = capsys.readouterr().out
    assert "Wrote open.yaml (2 answers):" in out
    assert "questions.docx was made as of Monday, 2 March 2026" in out
    assert "1 answer of questions.docx found no place:\n   Why now?\n      “later”\n" in out
    text = Path("open.yaml").read_text(encoding="utf-8")
    assert "answer: Two others" in text
    assert "status: answered" in text
    assert "later" not in text


def test_an_empty_list_changes_nothing(questions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("open.yaml").read_bytes()
    assert run(["answer", "open.yaml", "--from", str(questions), *RULES]) == 0
    out, err = capsys.readouterr()
    assert out == "There is no new answer in questions.docx.\n"
    assert err == "No answers: nothing is written.\n"
    assert Path("open.yaml").read_bytes() == before


def test_a_list_of_another_deal_is_refused(questions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["answer", "good.yaml", "--from", str(questions), *RULES]) == 2
    assert "questions.docx: error other-deal this list was made for another deal" in capsys.readouterr().err
