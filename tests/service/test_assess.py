"""Checks, documents and analyses of deals that come with the request: the same bytes as the command writes."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from engine.cli import run
from engine.usecases import json_schema
from tests.service.plans import PLAN, SAMPLES, YAML

DEALS = sorted(SAMPLES.glob("*.yaml"))
DAY = "2026-03-02"


def command(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> bytes:
    """What the command prints."""
    run(arguments)
    return capfdbinary.readouterr().out


@pytest.mark.parametrize("deal", DEALS, ids=lambda path: path.stem)
def test_a_check_is_what_the_command_prints(
    deal: Path,
    shared: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(deal.read_bytes())))
    printed = command(capfdbinary, "check", "-", "--format", "json", "--as-of", DAY)
    answer = shared.post("/api/v1/check", content=deal.read_bytes(), headers=YAML)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.content == printed.replace(b"<stdin>", b"<request>")


def test_a_deal_in_json_is_checked_like_a_file_of_json(
    shared: TestClient, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    data = {"deal": {"id": "d", "title": "D"}, "us": {"name": "Us"}, "them": {"name": "Them"}}
    file = tmp_path / "deal.json"
    file.write_text(json.dumps(data, indent=2))
    printed = command(capfdbinary, "check", str(file), "--format", "json", "--as-of", DAY)
    answer = shared.post(
        "/api/v1/check", content=file.read_bytes(), headers={"content-type": "application/json"}
    )
    assert answer.content == printed.replace(str(file).encode(), b"<request>")


def test_options_are_those_of_the_command(
    shared: TestClient, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    deal = SAMPLES / "agency-early.yaml"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(deal.read_bytes())))
    options = ("--as-of", "2026-04-01", "--locale", "de_DE", "--stage", "bargaining")
    printed = command(capfdbinary, "check", "-", "--format", "json", *options)
    asked = {"as_of": "2026-04-01", "locale": "de", "stage": "bargaining"}
    answer = shared.post("/api/v1/check", params=asked, content=deal.read_bytes(), headers=YAML)
    assert answer.json()["as_of"] == "2026-04-01"
    assert json.loads(printed)["deals"][0]["stage"] == "bargaining"
    assert (
        answer.json()["deals"][0]["findings"]
        == json.loads(printed.replace(b"<stdin>", b"<request>"))["deals"][0]["findings"]
    )


def test_the_answer_keeps_to_the_schema(shared: TestClient) -> None:
    answer = shared.post("/api/v1/check", content=PLAN, headers=YAML)
    Draft202012Validator(json_schema("assessment")).validate(answer.json())


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("brief", "brief.docx"),
        ("table-copy", "table-copy.docx"),
        ("questions", "questions.docx"),
        ("questions-for-them", "questions-for-them.docx"),
        ("agreement", "agreement.docx"),
        ("certificate", "agreement.certificate.json"),
    ],
)
def test_a_document_is_what_the_command_writes(
    kind: str, file: str, shared: TestClient, tmp_path: Path
) -> None:
    deal = SAMPLES / "software.yaml"
    option = {"table-copy": ["--table-copy"], "questions-for-them": ["--for-them"]}.get(kind, [])
    name = {"table-copy": "brief", "questions-for-them": "questions", "certificate": "agreement"}.get(
        kind, kind
    )
    assert run([name, str(deal), "--out", str(tmp_path), "--as-of", DAY, *option]) == 0
    (written,) = tmp_path.glob(f"*/{file}")
    answer = shared.post(f"/api/v1/documents/{kind}", content=deal.read_bytes(), headers=YAML)
    assert answer.status_code == 200
    assert answer.content == written.read_bytes()
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{file}"
    assert "negotia-failed" not in answer.headers


@pytest.mark.parametrize(("format", "type"), [("html", "text/html"), ("markdown", "text/markdown")])
def test_a_brief_for_mail_and_chat(format: str, type: str, shared: TestClient) -> None:
    answer = shared.post("/api/v1/documents/brief", params={"format": format}, content=PLAN, headers=YAML)
    assert answer.headers["content-type"].startswith(type)
    assert "Software for Acme" in answer.text


def test_there_is_no_agreement_for_mail(shared: TestClient) -> None:
    answer = shared.post("/api/v1/documents/agreement?format=html", content=PLAN, headers=YAML)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == "query.format"


def test_points_of_the_certificate_that_fail_are_named() -> None:
    from engine.service.made import answer_document
    from engine.service.tasks import Made

    answer = answer_document(Made("agreement.docx", b"PK", ("3 No open point: “x”", "7 Parties: y")), "docx")
    assert answer.headers["negotia-failed"] == "3, 7"


def test_an_analysis_is_what_the_command_prints(
    shared: TestClient, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    deal = SAMPLES / "agency.yaml"
    printed = command(capfdbinary, "analyze", str(deal), "--format", "json", "--draws", "20", "--seed", "3")
    answer = shared.post("/api/v1/analysis?draws=20&seed=3", content=deal.read_bytes(), headers=YAML)
    assert answer.content == printed


@pytest.mark.parametrize("route", ["check", "documents/brief", "analysis", "deals"])
def test_what_is_no_deal_is_told_with_every_place(route: str, shared: TestClient) -> None:
    text = "deal:\n  id: d\n  titel: D\nus: {name: Us}\n"
    answer = shared.post(f"/api/v1/{route}", content=text, headers=YAML)
    assert answer.status_code == 422
    errors = answer.json()["errors"]
    assert {"code", "message", "path", "line", "column"} == set(errors[0])
    assert ("unknown-key", 3, 3) in [(one["code"], one["line"], one["column"]) for one in errors]
    assert any("did you mean 'title'?" in one["message"] for one in errors)


@pytest.mark.parametrize(
    ("params", "path"),
    [
        ({"as_of": "someday"}, "query.as_of"),
        ({"stage": "lunch"}, "query.stage"),
        ({"locale": "klingon"}, ""),
    ],
)
def test_options_that_are_none(params: dict[str, str], path: str, shared: TestClient) -> None:
    answer = shared.post("/api/v1/check", params=params, content=PLAN, headers=YAML)
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, path)


def test_a_content_type_that_a_deal_can_not_have(shared: TestClient) -> None:
    answer = shared.post("/api/v1/check", content=b"\x89PNG", headers={"content-type": "image/png"})
    assert answer.status_code == 415
    assert answer.json()["errors"][0]["code"] == "unsupported-type"


def test_nothing_is_kept_of_it(client: TestClient) -> None:
    client.post("/api/v1/check", content=PLAN, headers=YAML)
    assert client.get("/api/v1/deals").json() == {"deals": [], "next": None}


BOOK = {"content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A plan as a workbook."""
    file = tmp_path / "plan.xlsx"
    assert run(["convert", str(SAMPLES / "software-early.yaml"), str(file), "--drop"]) == 0
    return file


def test_a_workbook_is_checked_like_a_file(
    shared: TestClient, book: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    capfdbinary.readouterr()
    printed = command(capfdbinary, "check", str(book), "--format", "json", "--as-of", DAY)
    answer = shared.post("/api/v1/check", content=book.read_bytes(), headers=BOOK)
    assert answer.status_code == 200, answer.text
    assert answer.content == printed.replace(str(book).encode(), b"<request>")
    assert b'"cell"' in answer.content


def test_a_workbook_is_kept_as_yaml(shared: TestClient, book: Path) -> None:
    answer = shared.post("/api/v1/deals", content=book.read_bytes(), headers=BOOK)
    assert (answer.status_code, answer.json()["format"]) == (201, "yaml")
    assert answer.json()["text"].startswith("schema: negotia/deal/1\n")
    assert shared.get(f"{answer.headers['location']}/check").status_code == 200


def test_a_mistake_in_a_workbook_names_its_cell(shared: TestClient, tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    assert run(["new", str(file), "--xlsx", "--title", "T", "--us", "Us", "--them", "Them"]) == 0
    answer = shared.post("/api/v1/check", content=file.read_bytes()[:-200], headers=BOOK)
    assert answer.json()["errors"][0]["code"] == "not-a-workbook"
    answer = shared.post("/api/v1/check", content=misspelt(file), headers=BOOK)
    assert answer.status_code == 422
    assert any(one["message"].startswith("Deal!B") for one in answer.json()["errors"]), answer.text


def misspelt(file: Path) -> bytes:
    """A workbook whose stage is none."""
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    strings = "xl/sharedStrings.xml"
    assert b">preparation<" in parts[strings]
    parts[strings] = parts[strings].replace(b">preparation<", b">lunch<")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return made.getvalue()
