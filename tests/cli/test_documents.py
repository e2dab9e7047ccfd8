"""The commands that write Word files; what is in the files is the documents' own affair."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine import documents, publishing
from engine.casefile import CaseFile
from engine.cli import run
from engine.documents.agreement.certificate import Certificate, Check
from engine.errors import DealError, Problem
from tests.documents.builder import paragraphs, part

FILES = Path(__file__).parents[1] / "scenarios" / "files"
RULES = ["--no-shipped-rules", "--rules", str(FILES / "rules.yaml"), "--inference", "built-in"]


@pytest.fixture(autouse=True)
def renderers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Renderers that write what they were asked for."""
    for kind in publishing.RENDERERS:

        def render(case: CaseFile, to: publishing.Reading, kind: str = kind) -> bytes:
            where = f" from {to.templates.name}" if to.templates else ""
            return f"{kind} of {case.deal.id} on {case.assessment.as_of}{where}".encode()

        monkeypatch.setitem(publishing.RENDERERS, kind, render)  # type: ignore[arg-type]  # it is a dict


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["brief"], ["brief"]),
        (["brief", "--table-copy"], ["table-copy"]),
        (["questions"], ["questions"]),
        (["questions", "--for-them"], ["questions-for-them"]),
    ],
)
def test_each_command_writes_its_documents(
    words: list[str], names: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deals = [str(FILES / "good.yaml"), str(FILES / "open.yaml")]
    status = run([*words, *deals, "--out", str(tmp_path), "--as-of", "2026-03-02", *RULES])
    assert status == 0
    written = [tmp_path / deal / f"{name}.docx" for deal in ("good", "open") for name in names]
    assert capsys.readouterr().out.splitlines() == list(map(str, written))
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted(written)
    for path in written:
        assert path.read_text() == f"{path.stem} of {path.parent.name} on 2026-03-02"


CERTIFICATE = Certificate("good", "2026-03-02", "0" * 64, (Check(1, "opens", "pass", "no fault"),))
FAILED = Certificate("good", "2026-03-02", "0" * 64, (Check(5, "contents", "fail", "there is none"),))


@pytest.fixture(autouse=True)
def drafts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts that say what they were asked for; the certificate of version 9 fails."""

    def render(case: CaseFile, *, audience: str = "counterparty", version: int = 1, **_: object) -> bytes:
        if case.deal.deal.consumer:
            raise DealError([Problem("consumer", "no draft for a consumer", case.deal.id)])
        return f"{audience} {version} of {case.deal.id}".encode()

    def certify(document: bytes, case: CaseFile, *, version: int, **_: object) -> Certificate:
        return FAILED if version == 9 else CERTIFICATE

    monkeypatch.setattr(documents, "render_agreement", render)
    monkeypatch.setattr(documents, "certify_agreement", certify)


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ([], ["agreement.docx", "agreement.certificate.json"]),
        (["--no-certificate"], ["agreement.docx"]),
        (
            ["--internal", "--certificate"],
            [
                "agreement.docx",
                "agreement.certificate.json",
                "agreement-internal.docx",
                "agreement-internal.certificate.json",
            ],
        ),
    ],
)
def test_agreement_writes_copies_and_certificates(
    options: list[str], names: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deal = str(FILES / "good.yaml")
    assert run(["agreement", deal, "--version", "3", "--out", str(tmp_path), *options, *RULES]) == 0
    written = [tmp_path / "good" / name for name in names]
    assert capsys.readouterr().out.splitlines() == list(map(str, written))
    assert sorted((tmp_path / "good").iterdir()) == sorted(written)
    assert written[0].read_text() == "counterparty 3 of good"
    if "--internal" in options:
        assert written[2].read_text() == "internal 3 of good"
    if "--no-certificate" not in options:
        assert json.loads(written[1].read_text())["passed"] is True


def test_documents_writes_all_three_and_the_certificate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["documents", str(FILES / "good.yaml"), "--out", str(tmp_path), *RULES]) == 0
    names = ["brief.docx", "questions.docx", "agreement.docx", "agreement.certificate.json"]
    made = [str(tmp_path / "good" / name) for name in names]
    assert capsys.readouterr().out.splitlines() == [*made, str(tmp_path / "index.html")]
    assert (tmp_path / "good" / "agreement.docx").read_text() == "counterparty 1 of good"
    assert json.loads((tmp_path / "good" / names[-1]).read_text())["passed"] is True


def test_documents_tells_of_a_draft_that_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "certify_agreement", lambda *_, **__: FAILED)
    assert run(["documents", str(FILES / "good.yaml"), "--out", str(tmp_path), *RULES]) == 1
    file = tmp_path / "good" / "agreement.docx"
    assert capsys.readouterr().err == f"Error: {file} fails point 5 contents: there is none\n"


@pytest.mark.parametrize("option", ["--certificate", "--no-certificate"])
def test_a_draft_that_fails_its_certificate_is_told(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deal = str(FILES / "good.yaml")
    assert run(["agreement", deal, "--version", "9", option, "--out", str(tmp_path), *RULES]) == 1
    file = tmp_path / "good" / "agreement.docx"
    assert capsys.readouterr().err == f"Error: {file} fails point 5 contents: there is none\n"
    assert file.exists()


@pytest.mark.parametrize("command", ["agreement", "documents"])
def test_a_consumer_gets_no_draft_and_stops_no_other(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    consumer = tmp_path / "home.yaml"
    text = (FILES / "good.yaml").read_text().replace("id: good", "id: home, consumer: true", 1)
    consumer.write_text(text)
    out = tmp_path / "out"
    assert run([command, str(consumer), str(FILES / "good.yaml"), "--out", str(out), *RULES]) == 2
    assert "no draft for a consumer" in capsys.readouterr().err
    assert (out / "good" / "agreement.docx").exists()
    assert not (out / "home" / "agreement.docx").exists()
    assert (out / "home" / "brief.docx").exists() == (command == "documents")


def test_a_redline_against_the_draft_that_they_had(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "render_redline", lambda old, new, **_: b"%s -> %s" % (old, new))
    old = tmp_path / "sent.docx"
    old.write_bytes(b"sent")
    words = ["agreement", "--previous", str(old), "--internal", "--out", str(tmp_path), *RULES]
    assert run([*words, str(FILES / "good.yaml")]) == 0
    made = tmp_path / "good" / "agreement-redline.docx"
    assert str(made) in capsys.readouterr().out
    assert made.read_text() == "sent -> counterparty 1 of good"
    assert not (tmp_path / "good" / "agreement-internal-redline.docx").exists()
    assert run([*words, str(FILES / "good.yaml"), str(FILES / "open.yaml")]) == 2
    assert run([*words, str(FILES)]) == 2
    assert capsys.readouterr().err.count("name one deal") == 2
    old.unlink()
    assert run([*words, str(FILES / "good.yaml")]) == 2
    assert "sent.docx cannot be read" in capsys.readouterr().err


def test_redline_writes_what_has_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new, out = tmp_path / "old.docx", tmp_path / "new.docx", tmp_path / "new" / "redline.docx"
    old.write_bytes(paragraphs("Thirty days."))
    new.write_bytes(paragraphs("Sixty days."))
    assert run(["redline", str(old), str(new), "--out", str(out), "--author", "Ada"]) == 0
    assert capsys.readouterr().out == f"{out}\n"
    assert 'w:author="Ada"' in part(out.read_bytes(), "word/document.xml").decode()
    new.write_text("no Word file")
    assert run(["redline", str(old), str(new), "--out", str(out)]) == 2
    assert str(new) in capsys.readouterr().err
    assert run(["redline", str(old), str(tmp_path / "none.docx"), "--out", str(out)]) == 2
    assert "none.docx cannot be read" in capsys.readouterr().err


def test_a_second_draft_of_the_same_deal_is_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = tmp_path / "again.yaml"
    again.write_text((FILES / "good.yaml").read_text())
    assert run(["agreement", str(FILES / "good.yaml"), str(again), "--out", str(tmp_path), *RULES]) == 2
    assert "duplicate-id" in capsys.readouterr().err


def test_a_broken_deal_stops_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deals = [str(FILES / "broken.yaml"), str(FILES / "good.yaml")]
    assert run(["agreement", *deals, "--out", str(tmp_path), *RULES]) == 2
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == str(tmp_path / "good" / "agreement.docx")
    assert "error unknown-key unknown key 'tehm'" in err


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good").write_text("in the way")
    assert run(["brief", str(FILES / "good.yaml"), "--out", str(tmp_path), *RULES]) == 2
    assert "cannot be written" in capsys.readouterr().err
