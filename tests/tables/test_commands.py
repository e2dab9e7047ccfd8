"""The commands that read and write workbooks and tables."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from engine.cli import run
from engine.tables.converting import read_deal_book

from .books import FORM, book_bytes

TOP = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_new_workbook(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "acme.xlsx", "--them", "Acme Inc"]) == 0
    assert read_deal_book("acme.xlsx").them.name == "Acme Inc"
    assert run(["new", "acme.xlsx"]) == 2
    assert run(["new", "other", "--xlsx"]) == 0
    assert Path("other").read_bytes().startswith(b"PK")
    assert "Wrote acme.xlsx." in capsys.readouterr().err


def test_a_new_workbook_goes_to_stdout() -> None:
    command = [sys.executable, str(TOP / "cli.py"), "new", "-", "--xlsx"]
    made = subprocess.run(command, capture_output=True, check=True, cwd=TOP)
    assert made.stdout.startswith(b"PK")


def test_findings_of_a_workbook_name_cells(capsys: pytest.CaptureFixture[str]) -> None:
    Path("acme.xlsx").write_bytes(
        book_bytes({"Deal": [*FORM, ("them.batna.summary", "=1+1"), ("us.batna",)]})
    )
    assert run(["check", "acme.xlsx", "--as-of", "2026-03-02", "--format", "json"]) in (0, 1)
    out, err = capsys.readouterr()
    locations = [finding["location"] for finding in json.loads(out)["deals"][0]["findings"]]
    assert locations
    assert all(one["source"] == "acme.xlsx" and one["cell"].startswith("Deal!") for one in locations)
    assert err == "Note: acme.xlsx: cells with formulas (B6) are read by the values that they last came to\n"
    assert run(["answer", "acme.xlsx"]) == 2
    assert "answers go into YAML or JSON" in capsys.readouterr().err
    assert run(["explain", "acme.xlsx", "PREP-BATNA"]) == 0


def test_an_export_is_checked_by_its_mapping(capsys: pytest.CaptureFixture[str]) -> None:
    Path("deals.csv").write_text(
        "Record ID,Deal Name,Associated Company,Deal Stage\n1,A,B,qualifiedtobuy\n2,A,,x\n3,A,B,\n"
    )
    status = run(
        [
            "check",
            "deals.csv",
            "--mapping",
            "hubspot",
            "--format",
            "jsonl",
            "--jobs",
            "2",
            "--as-of",
            "2026-03-02",
        ]
    )
    assert status == 2
    out, err = capsys.readouterr()
    lines = [json.loads(line) for line in out.splitlines()]
    assert [(line["path"], line.get("id"), line.get("line")) for line in lines] == [
        ("deals.csv", "1", None),
        ("deals.csv", None, 3),
        ("deals.csv", "3", None),
    ]
    assert [problem["cell"] for problem in lines[1]["problems"]] == ["D3", "C3"]
    assert "deals.csv:C3: error blank 'Associated Company' is blank [them.name]" in err
    assert run(["check", "deals.csv", "--mapping", "none.yaml"]) == 2


def test_the_shipped_mappings_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["mapping"]) == 0
    assert capsys.readouterr().out.startswith("hubspot  HubSpot deals")
    assert run(["mapping", "hubspot"]) == 0
    assert "mapping: hubspot" in capsys.readouterr().out
    assert run(["mapping", "hubs"]) == 2


def test_what_cannot_be_held_is_dropped_only_if_told(capsys: pytest.CaptureFixture[str]) -> None:
    deal = {
        "deal": {"id": "d", "title": "D", "owner": "a\ufffeb"},
        "us": {"name": "U"},
        "them": {"name": "T"},
    }
    Path("deal.json").write_text(json.dumps(deal))
    assert run(["convert", "deal.json", "deal.xlsx"]) == 2
    assert not Path("deal.xlsx").exists()
    assert "Not held: deal.owner: it has a character that no workbook can hold" in capsys.readouterr().err
    assert run(["convert", "deal.json", "deal.xlsx", "--drop"]) == 0
    assert "Dropped: deal.owner" in capsys.readouterr().err
    assert read_deal_book("deal.xlsx").deal.owner is None
