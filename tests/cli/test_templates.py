"""`negotia templates`: an organisation copies templates, edits them, and is told what it got wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.cli import run
from engine.documents import shipped
from engine.documents.properties import Properties
from engine.documents.shipped import check_folder, find_template, properties_of, shipped_template
from engine.errors import NegotiaError, TemplateError
from tests.documents.builder import paragraphs, texts
from tests.documents.cases import case_of

FILES = Path(__file__).parents[1] / "scenarios" / "files"
RULES = ["--no-shipped-rules", "--rules", str(FILES / "rules.yaml"), "--inference", "built-in"]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of our own with an edited list for the other side."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "questions-for-them.docx").write_bytes(paragraphs("Dear {{ list.them }},"))
    return tmp_path / "own"


def test_list_tells_what_is_used(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["templates", "list", "--templates", str(own)]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert [row.split()[0] for row in rows] == ["brief", "questions", "questions-for-them", "agreement"]
    assert rows[0].endswith("  shipped")
    assert rows[2].endswith(f"  {own / 'questions-for-them.docx'}")


def test_export_copies_and_replaces_only_when_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a" / "b"
    assert run(["templates", "export", "brief", "agreement", "--out", str(out)]) == 0
    assert capsys.readouterr().out.splitlines() == [str(out / "brief.docx"), str(out / "agreement.docx")]
    assert (out / "brief.docx").read_bytes() == shipped.shipped_path("brief").read_bytes()

    (out / "brief.docx").write_text("mine")
    assert run(["templates", "export", "questions", "brief", "--out", str(out)]) == 2
    assert capsys.readouterr().err == f"Error: {out / 'brief.docx'} exists already; --force replaces it\n"
    assert (out / "brief.docx").read_text() == "mine"
    assert not (out / "questions.docx").exists()
    assert run(["templates", "export", "brief", "--out", str(out), "--force"]) == 0
    assert (out / "brief.docx").read_bytes() == shipped.shipped_path("brief").read_bytes()


def test_export_names_the_nearest_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["templates", "export", "breif", "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err == "Error: there is no template 'breif' (did you mean 'brief'?)\n"


def test_lint_looks_at_the_files_of_a_folder(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["templates", "lint", "--templates", str(own)]) == 0
    assert capsys.readouterr().out == "Found 0 mistakes and 0 notes in 1 template.\n"

    file = own / "questions-for-them.docx"
    file.write_bytes(paragraphs("Hello", "Dear {{ list.then }},"))
    assert run(["templates", "lint", "--templates", str(own)]) == 1
    assert capsys.readouterr().out == (
        f"{file}: error unknown-field {{{{ list.then }}}}: there is no 'then' in ForThem,"
        " in word/document.xml, paragraph 2 (“Dear {{ list.then }},”)\n"
        "  help: did you mean 'them'?\n"
        "Found 1 mistake and 0 notes in 1 template.\n"
    )


def test_lint_looks_at_the_shipped_templates(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["templates", "lint", "questions", "questions-for-them"]) == 0
    out = capsys.readouterr().out
    assert ": note empty-cell every paragraph of this cell may be left out" in out
    assert out.endswith("Found 0 mistakes and 2 notes in 4 templates.\n")


def test_documents_come_from_the_folder(own: Path, tmp_path: Path) -> None:
    wanted = ["--out", str(tmp_path), "--templates", str(own), "--as-of", "2026-03-02", *RULES]
    assert run(["questions", str(FILES / "good.yaml"), "--for-them", *wanted]) == 0
    (text,) = texts((tmp_path / "good" / "questions-for-them.docx").read_bytes())
    assert text.startswith("Dear ")
    assert "list" not in text


def test_a_mistake_in_a_template_stops_the_command(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own / "agreement.docx").write_bytes(paragraphs("Title: {{ draft.titel }}"))
    deal = [str(FILES / "good.yaml"), "--out", str(tmp_path), "--templates", str(own), *RULES]
    assert run(["agreement", *deal]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"{own / 'agreement.docx'}: error undefined-name {{{{ draft.titel }}}}")
    assert "help: did you mean 'title'?" in err


def test_word_files_of_other_names_are_refused(own: Path) -> None:
    for name in ("breif.docx", "agreement.dotx", "~$agreement.docx", ".brief.docx", "notes.txt"):
        (own / name).write_bytes(b"")
    with pytest.raises(TemplateError) as caught:
        check_folder(own)
    assert [(one.source, one.hint) for one in caught.value.problems] == [
        (str(own / "agreement.dotx"), "did you mean 'agreement.docx'?"),
        (str(own / "breif.docx"), "did you mean 'brief.docx'?"),
    ]


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(NegotiaError, match="cannot be read"):
        check_folder(tmp_path / "none")


def test_an_edited_template_is_compiled_again(own: Path) -> None:
    case = case_of()
    properties: Properties = properties_of(case, "T")
    context = {"list": {"them": "Acme"}}
    first = find_template("questions-for-them", own)
    assert find_template("questions-for-them", own) is first
    (own / "questions-for-them.docx").write_bytes(paragraphs("{{ list.them }}!"))
    document = find_template("questions-for-them", own).render(context, properties=properties)
    assert texts(document) == ["Acme!"]
    assert find_template("brief", own) is shipped_template("brief")


def test_a_template_that_cannot_be_opened_is_told(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(TemplateError, match="the file cannot be opened: Permission denied"):
        find_template("questions-for-them", own)
