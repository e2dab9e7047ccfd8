"""Findings as tables: CSV, Excel and Parquet."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from engine.assessment import Location
from engine.errors import NegotiaError, Problem
from engine.output import FORMATS, write_report
from engine.output import parquet as parquet_format
from engine.output.formulas import disarmed, is_formula
from engine.output.rows import COLUMNS, finding_rows, problem_rows
from engine.output.sheets import LONGEST, Column, Sheet, Styles, fitting
from engine.run import Refusal, Run
from tests.output.building import BATNA, DAY, EMPTY, FULL, LIMIT, RULESET, run_of
from tests.output.hostile import TEXTS, hostile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MEETING = datetime(2026, 3, 4, 10, 0, tzinfo=timezone(timedelta(hours=1)))
WITH_MEETING = replace(FULL, meeting=MEETING)
BROKEN = (Problem("syntax", "no colon", "b.yaml", 3, 7, "us", "add one"),)


def csv_rows(run: Run) -> list[dict[str, str]]:
    text = write_report(run, FORMATS["csv"]).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sheets(content: bytes) -> dict[str, list[list[str]]]:
    """The cells of each sheet as texts; empty cells at the end of a row are left out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        book = etree.fromstring(archive.read("xl/workbook.xml"))
        names = [str(one.get("name")) for one in book.iter(f"{MAIN}sheet")]
        return {
            name: list(rows(etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))))
            for number, name in enumerate(names, start=1)
        }


def rows(sheet: etree._Element) -> Iterator[list[str]]:
    assert sheet.find(f".//{MAIN}f") is None, "a formula"
    for row in sheet.iter(f"{MAIN}row"):
        cells: list[str] = []
        for cell in row:
            place = ord(str(cell.get("r"))[0]) - ord("A")
            cells += [""] * (place - len(cells)) + ["".join(map(str, cell.itertext()))]
        yield cells


def test_a_finding_is_a_row_with_all_that_is_known_of_it() -> None:
    first, waived = csv_rows(run_of(WITH_MEETING))
    assert first == {
        "deal": "acme",
        "title": "Software for Acme",
        "owner": "Kim Sample",
        "stage": "bargaining",
        "meeting": "2026-03-04 10:00:00+01:00",
        "state": "open",
        "severity": "blocker",
        "rule": "BATNA",
        "finding": "The alternative",
        "subject": "",
        "message": "There is no alternative.",
        "remedy": "Find one.",
        "practice": "PR-1",
        "source": "acme.yaml",
        "line": "3",
        "column": "5",
        "cell": "",
        "path": "us.batna",
        "waived_by": "",
        "waived_until": "",
        "waived_reason": "",
    }
    assert (waived["state"], waived["waived_by"], waived["waived_until"], waived["waived_reason"]) == (
        "waived",
        "manager",
        "2026-03-02",
        "the board knows",
    )


def test_what_could_not_be_read_is_a_row_too() -> None:
    (row,) = csv_rows(Run(DAY, RULESET, (EMPTY,), BROKEN))
    told = {name: row[name] for name in ("state", "severity", "rule", "message", "remedy", "source", "line")}
    assert told == {
        "state": "problem",
        "severity": "error",
        "rule": "syntax",
        "message": "no colon",
        "remedy": "add one",
        "source": "b.yaml",
        "line": "3",
    }


@pytest.mark.parametrize("text", TEXTS)
def test_no_cell_of_csv_is_a_formula_or_breaks_its_row(text: str) -> None:
    found = csv_rows(hostile(text))
    assert len(found) == 3
    for row in found:
        assert set(row) == set(COLUMNS)
        assert not [cell for cell in row.values() if is_formula(cell)]
        assert not any(ord(sign) < 32 for cell in row.values() for sign in cell)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1", "'=1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@a", "'@a"),
        ("\ta", "'\ta"),
        ("\ra", "'\ra"),
        ("＠a", "'＠a"),
        ("a=1", "a=1"),
        ("'a", "'a"),
        ("", ""),
    ],
)
def test_an_apostrophe_disarms_formulas(text: str, expected: str) -> None:
    assert disarmed(text) == expected


@given(st.text())
def test_disarmed_texts_are_no_formulas(text: str) -> None:
    assert not is_formula(disarmed(text))
    assert disarmed(text).endswith(text)


def test_a_workbook_has_a_summary_deals_findings_and_questions() -> None:
    other = replace(EMPTY, id="beta", owner="Jo Other", findings=(LIMIT, LIMIT), stage="exchange")
    book = sheets(write_report(Run(DAY, RULESET, (WITH_MEETING, other), BROKEN), FORMATS["xlsx"]))
    assert list(book) == ["Summary", "Deals", "Findings", "Questions"]
    assert book["Summary"] == [
        ["Check of negotiation plans"],
        [
            "Found 1 blocker and 2 minor in 2 of 2 deals. 1 input could not be checked. 1 rule could not be run."
        ],
        ["Checked as of Monday, 2 March 2026 with 1 pack of rules."],
        ["Owner", "Deals", "Blocker", "Major", "Minor", "Advice", "Met"],
        ["Kim Sample", "1", "1", "0", "0", "0", "0.6"],
        ["Jo Other", "1", "0", "0", "2", "0"],
        ["Stage", "Deals", "Blocker", "Major", "Minor", "Advice", "Met"],
        ["exchange", "1", "0", "0", "2", "0"],
        ["bargaining", "1", "1", "0", "0", "0", "0.6"],
    ]
    deals = [dict(zip(book["Deals"][0], row, strict=False)) for row in book["Deals"][1:]]
    assert deals[0] | {"Meeting": ""} == {
        "Deal": "acme",
        "Title": "Software for Acme",
        "Owner": "Kim Sample",
        "Stage": "bargaining",
        "Meeting": "",
        "Blocker": "1",
        "Major": "0",
        "Minor": "0",
        "Advice": "0",
        "Waived": "1",
        "Questions": "2",
        "Not evaluated": "2",
        "Met": "0.6",
        "File": "acme.yaml",
    }
    assert float(deals[0]["Meeting"]) == pytest.approx(46085 + 10 / 24)
    assert [row[5] for row in book["Findings"]] == ["State", "open", "waived", "open", "open", "problem"]
    assert [row[4] for row in book["Questions"]] == ["Question", "Who pays?", "What else?"]
    assert book["Questions"][2][7] == "yes"


def test_a_workbook_without_deals_says_so() -> None:
    book = sheets(write_report(run_of(), FORMATS["xlsx"]))
    assert book["Summary"][1] == ["No deals."]
    assert [len(book[name]) for name in ("Deals", "Findings", "Questions")] == [1, 1, 1]


@pytest.mark.parametrize("text", TEXTS)
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    content = write_report(hostile(text), FORMATS["xlsx"])
    book = sheets(content)
    assert len(book["Findings"]) == 4
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        styles = etree.fromstring(archive.read("xl/styles.xml"))
        findings = etree.fromstring(archive.read("xl/worksheets/sheet3.xml"))
    quoted = {
        str(number)
        for number, style in enumerate(styles.iterfind(f"{MAIN}cellXfs/{MAIN}xf"))
        if style.get("quotePrefix") == "1"
    }
    for cell in findings.iter(f"{MAIN}c"):
        if is_formula("".join(map(str, cell.itertext()))):
            assert cell.get("t") == "inlineStr"
            assert cell.get("s") in quoted, "would be a formula as soon as it is edited"


def test_the_same_run_gives_the_same_workbook() -> None:
    one, two = (write_report(run_of(FULL), FORMATS["xlsx"]) for _ in range(2))
    with zipfile.ZipFile(io.BytesIO(one)) as first, zipfile.ZipFile(io.BytesIO(two)) as second:
        assert first.namelist() == second.namelist()
        assert all(first.read(name) == second.read(name) for name in first.namelist())


def test_what_a_sheet_cannot_hold_goes_to_the_next() -> None:
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    sheet = Sheet(book, "Rows", (Column("Number", 8), Column("Day", 12)), Styles.of(book), most=3)
    for number in range(5):
        sheet.add([number, date(2026, 3, 2)])
    sheet.finish()
    book.close()
    found = sheets(file.getvalue())
    assert [[row[0] for row in rows] for rows in found.values()] == [
        ["Number", "0", "1"],
        ["Number", "2", "3"],
        ["Number", "4"],
    ]
    assert list(found) == ["Rows", "Rows 2", "Rows 3"]
    assert found["Rows"][1][1] == "46083"


@pytest.mark.parametrize(
    ("text", "length"),
    [("a" * LONGEST, LONGEST), ("a" * (LONGEST + 1), LONGEST), ("😀" * LONGEST, LONGEST - 1)],
    ids=["fits", "too long", "pairs"],
)
def test_a_text_that_no_cell_holds_is_cut_and_says_so(text: str, length: int) -> None:
    found = fitting(text)
    assert len(found.encode("utf-16-le")) // 2 == length
    assert found == text or found.endswith(" [cut]")


def test_a_parquet_file_has_types() -> None:
    import pyarrow.parquet

    content = write_report(Run(DAY, RULESET, (WITH_MEETING,), BROKEN), FORMATS["parquet"])
    table = pyarrow.parquet.read_table(io.BytesIO(content))
    assert table.column_names == list(COLUMNS)
    first, waived, problem = table.to_pylist()
    assert first["meeting"] == datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    assert (first["line"], first["severity"], first["message"]) == (3, "blocker", "There is no alternative.")
    assert waived["waived_until"] == date(2026, 3, 2)
    assert (problem["state"], problem["meeting"]) == ("problem", None)
    assert table.schema.metadata[b"as_of"] == b"2026-03-02"


def test_a_parquet_file_is_written_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow.parquet

    monkeypatch.setattr(parquet_format, "ROWS_A_GROUP", 2)
    content = write_report(run_of(FULL, EMPTY, FULL, replace(EMPTY, findings=(BATNA,))), FORMATS["parquet"])
    file = pyarrow.parquet.ParquetFile(io.BytesIO(content))
    assert [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)] == [2, 2, 1]


def test_a_parquet_file_of_nothing_can_be_read() -> None:
    import pyarrow.parquet

    content = write_report(run_of(), FORMATS["parquet"])
    assert pyarrow.parquet.read_table(io.BytesIO(content)).num_rows == 0


@pytest.mark.parametrize("text", TEXTS)
def test_a_parquet_file_holds_any_text(text: str) -> None:
    import pyarrow.parquet

    content = write_report(hostile(text), FORMATS["parquet"])
    assert pyarrow.parquet.read_table(io.BytesIO(content)).num_rows == 3


def test_without_pyarrow_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(NegotiaError, match=r"pip install 'negotia\[parquet\]'"):
        write_report(run_of(), FORMATS["parquet"])


def test_rows_are_one_line_each() -> None:
    finding = replace(BATNA, message="a\nb\x00", location=Location("a\tb", 0, 0, ""))
    (row,) = finding_rows(replace(EMPTY, findings=(finding,)))
    assert (row.message, row.source, row.line) == ("a b\N{REPLACEMENT CHARACTER}", "a b", 0)
    assert [row.rule for row in problem_rows(Refusal("b.yaml", BROKEN * 2))] == ["syntax", "syntax"]
