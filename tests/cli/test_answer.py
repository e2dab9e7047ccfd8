"""The questions put on a terminal, one after the other."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest

from engine.cli import run

FILES = Path(__file__).parents[1] / "scenarios" / "files"
RULES = ["--no-shipped-rules", "--inference", "built-in", "--as-of", "2026-03-02"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def deal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(FILES, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "open.yaml"


def converse(monkeypatch: pytest.MonkeyPatch, lines: str, *options: str, rules: str = "rules.yaml") -> int:
    monkeypatch.setattr(sys, "stdin", Terminal(lines))
    return run(["answer", "open.yaml", "--rules", rules, *RULES, *options])


def test_answers_are_asked_for_one_after_the_other(
    deal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert converse(monkeypatch, "90\n\nanother buyer\n") == 0
    out, err = capsys.readouterr()
    assert (
        err
        == (
            "Empty skips a question, q stops. Nothing is written before the end.\n"
            "\n"
            "1. to us: What does it cost us to deliver?\n"
            "   pricing.cost: a number. Our cost (internal).\n"
            "   > \n"
            "2. to us: What is the lowest price that we may offer?\n"
            "   pricing.floor: a number. Lowest price that may be offered.\n"
            "   > \n"
            "3. to us: What do we do if the talks with Theirs fail?\n"
            "   us.batna.summary: a text. The alternative, in words.\n"
            "   > "
        )
        or "pricing.cost: a number (" in err
    )
    assert out.startswith("Wrote open.yaml (2 answers):\n")
    text = deal.read_text(encoding="utf-8")
    assert "batna: {summary: another buyer}" in text
    assert "cost: 90" in text


def test_an_answer_that_does_not_fit_is_asked_for_again(
    deal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert converse(monkeypatch, "ninety\n90\nq\n") == 0
    err = capsys.readouterr().err
    assert "answer: error wrong-type 'cost' takes a number, not 'ninety' [pricing.cost]" in err
    assert "cost: 90" in deal.read_text(encoding="utf-8")


@pytest.mark.parametrize("lines", ["q\n", "\nQ\n", "", "\n\n\n"])
def test_without_answers_nothing_is_written(
    lines: str, deal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = deal.read_bytes()
    assert converse(monkeypatch, lines) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("No answers: nothing is written.\n")
    assert deal.read_bytes() == before


def test_an_interruption_writes_nothing(deal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(Terminal):
        def readline(self, size: int | None = -1, /) -> str:
            line = super().readline()
            if not line:
                raise KeyboardInterrupt
            return line

    before = deal.read_bytes()
    monkeypatch.setattr(sys, "stdin", Interrupted("90\n"))
    assert run(["answer", "open.yaml", "--rules", "rules.yaml", *RULES]) == 130
    assert deal.read_bytes() == before


LISTS = """
pack: lists
version: 1.0.0
rules:
  - id: L-NEEDS
    title: t
    severity: major
    when: missing(them.needs)
    message: m
    remedy: r
    ask: {to: them, question: "What do you need?", path: them.needs}
  - id: L-GOALS
    title: t
    severity: minor
    when: missing(us.goals.short_term)
    message: m
    remedy: r
    ask: {to: us, question: "What must this deal achieve?", path: us.goals}
"""


def test_lists_are_given_a_line_each_with_their_source_and_sections_field_by_field(
    deal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("lists.yaml").write_text(LISTS, encoding="utf-8")
    lines = "speed\npeace of mind\n\nsomebody\nstated\na signature\n\n\n"
    assert converse(monkeypatch, lines, rules="lists.yaml") == 0
    out, err = capsys.readouterr()
    assert "them.needs: items such as {text: ...}, one a line. " in err
    assert "   stated, estimated, or empty\n" in err
    text = deal.read_text(encoding="utf-8")
    assert "needs: [{text: speed, source: stated}, {text: peace of mind, source: stated}]" in text
    assert "goals: {short_term: [a signature]}" in text
    assert "gone: major L-NEEDS m" in out


@pytest.mark.parametrize(
    ("options", "lines", "written"),
    [
        ((), "speed\n\n\nq\n", "needs: [{text: speed}]"),
        ((), "speed\n\nestimated\nq\n", "needs: [{text: speed, source: estimated}]"),
        (("--source", "stated"), "speed\n\nq\n", "needs: [{text: speed, source: stated}]"),
        (("--source", "stated"), "\na signature\n\nq\n", "goals: {short_term: [a signature]}"),
    ],
)
def test_the_source_is_asked_for_where_it_is_kept(
    options: tuple[str, ...], lines: str, written: str, deal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("lists.yaml").write_text(LISTS, encoding="utf-8")
    assert converse(monkeypatch, lines, *options, rules="lists.yaml") == 0
    assert written in deal.read_text(encoding="utf-8")


def test_seven_questions_unless_all(
    deal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = [
        f"  - {{id: F-{name.upper().replace('_', '-')}, title: t, severity: minor, when: missing(us.{name}), "
        f'message: m, remedy: r, ask: {{to: us, question: "{name}?", path: us.{name}}}}}'
        for name in (
            "legal_name",
            "entity_type",
            "registration",
            "address",
            "notice_address",
            "strengths",
            "weaknesses",
            "decision_process",
            "paper_process",
        )
    ]
    Path("fields.yaml").write_text(
        "\n".join(["pack: fields", "version: 1.0.0", "rules:", *rules]), encoding="utf-8"
    )
    assert converse(monkeypatch, "\n" * 20, rules="fields.yaml") == 0
    assert "\n7. " in (err := capsys.readouterr().err)
    assert "\n8. " not in err
    assert converse(monkeypatch, "\n" * 20, "--all", rules="fields.yaml") == 0
    assert "\n9. " in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert run(["answer", "open.yaml", "--rules", "fields.yaml", *RULES]) == 0
    assert "9 questions, 7 of them shown (--all shows the rest)." in capsys.readouterr().out


def test_a_byte_order_mark_and_line_breaks_stay(deal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = deal.read_text(encoding="utf-8")
    deal.write_bytes(("\ufeff" + text.replace("\n", "\r\n")).encode())
    assert converse(monkeypatch, "90\nq\n") == 0
    written = deal.read_bytes().decode()
    assert written.startswith("\ufeffschema")
    assert written.replace("\r\n", "").count("\n") == 0
    assert written.endswith("pricing:\r\n  cost: 90\r\n")
