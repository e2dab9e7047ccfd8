"""Tables with a deal a row: what is read, and what is said of rows that are none."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from engine.batch import Inputs
from engine.batch.chunks import Sizes, cut
from engine.batch.notes import notes_on
from engine.batch.records import records
from engine.deal.model import Deal
from engine.run import Refusal
from engine.tables.csv_rows import cut as cut_csv
from engine.tables.csv_rows import records as csv_records
from engine.tables.mapping import Mapping, load_mapping
from engine.tables.wordings import read_date, read_number

from .books import FORM, book_bytes

MAPPING = """\
mapping: ours
locale: de_DE
fields:
  deal.id: {column: [Id, Nr], required: true}
  deal.title: Titel
  us.name: {value: Wir}
  them.name: Firma
  deal.stage: {column: Phase, values: {Neu: preparation, Im Gespräch: exchange, Verloren: null}, other: bargaining}
  deal.close_date: Ende
  deal.contract_value.amount: Wert
  deal.public_tender: Vergabe
  them.people[1].name: Kontakt
  them.people[1].decision_role: {value: champion}
  issues[price].kind: {value: money}
  issues[price].ours.opening: Preis
sheets:
  - sheet: Themen
    list: issues
    deal: Id
    fields: {id: {column: Thema, required: true}, kind: Art, ours.opening: Start}
"""
HEADS = "Id;Titel;Firma;Phase;Ende;Wert;Vergabe;Kontakt;Preis;Bemerkung\n"


@pytest.fixture
def mapping(tmp_path: Path) -> Mapping:
    path = tmp_path / "mapping.yaml"
    path.write_text(MAPPING, encoding="utf-8")
    return load_mapping(path)


def read(path: Path, mapping: Mapping | None, size: int = 1_000_000) -> list[Deal | Refusal]:
    return [
        unread.read()
        for chunk in cut(Inputs((path,), mapping=mapping), Sizes(bytes=size))
        for unread in records(chunk)
    ]


def told(found: list[Deal | Refusal]) -> list[str]:
    """Ids of deals; refusals by row, cell and message."""
    return [
        one.id
        if isinstance(one, Deal)
        else " | ".join(f"{one.line} {problem.cell} {problem.message}" for problem in one.problems)
        for one in found
    ]


def test_a_row_is_a_deal(tmp_path: Path, mapping: Mapping) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(
        HEADS + 'a1;"Neu; und gut";Müller;im  gespräch;31.3.2026;1.234,50;ja;;;\n'
        "a2;T;F;Verloren;2026-03-31;;0;Kim;12,5;x\n;;;;\n;;;;;;;;;\na3;T;F;Angebot;;;;;;\n",
        encoding="utf-8",
    )
    first, second, third = read(path, mapping)
    assert isinstance(first, Deal)
    assert isinstance(second, Deal)
    assert isinstance(third, Deal)
    assert (first.deal.title, first.deal.stage, first.deal.close_date) == (
        "Neu; und gut",
        "exchange",
        date(2026, 3, 31),
    )
    assert first.deal.contract_value is not None
    assert first.deal.contract_value.amount == Decimal("1234.50")
    assert first.them.people is None
    assert first.issues is None
    assert second.deal.stage is None
    assert second.deal.public_tender is False
    assert [(one.name, one.decision_role) for one in second.them.people or ()] == [("Kim", "champion")]
    assert [
        (one.id, one.kind, one.ours and one.ours.opening and one.ours.opening.low)
        for one in second.issues or ()
    ] == [("price", "money", Decimal("12.5"))]
    assert third.deal.stage == "bargaining"
    assert second.source is not None
    assert second.source.cell(("issues", 0, "ours", "opening")) == "I3"
    assert second.source.cell(("us", "batna")) == "A3"


def test_a_bad_row_stops_no_other(tmp_path: Path, mapping: Mapping) -> None:
    path = tmp_path / "deals.csv"
    path.write_bytes(
        HEADS.encode()
        + b"a1;T;F;Neu;31/31/2026;1,234.5;vielleicht\n"
        + b"a2;T;F\n"
        + b'a3;"broken" quote;F\n'
        + b"a4;\xd6l;F\n"
        + b"a5;\x81;F\n"
        + b";T;F\n"
        + b'a6;"two\nlines";F\n'
        + b"a7;T;;;;;;;zwoelf\n"
    )
    assert told(read(path, mapping)) == [
        "2 E2 '31/31/2026' is no date (a date as it is written in de_DE)"
        " | 2 F2 '1,234.5' is no number as it is written in de_DE"
        " | 2 G2 'public_tender' takes yes or no, not 'vielleicht'",
        "a2",
        "4 A4 is no row of CSV: ';' expected after '\"'",
        "a4",
        "6 A6 is neither UTF-8 nor Windows-1252",
        "7 A7 'Id' is blank",
        "a6",
        "9 I9 an issue of kind money takes a number, not 'zwoelf' | 9 A9 the key 'name' is missing",
    ]
    assert list(notes_on(Inputs((path,), mapping=mapping))) == [
        (str(path), "is not UTF-8; lines that are not are read as Windows-1252")
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "0  is empty"),
        (b"Titel;Firma\nx;y\n", "0 A1 the column 'Id' or 'Nr' is missing"),
        (b"Id;Id;Titel\n", "0 B1 the column 'Id' is there twice"),
        (b"\xff\xfeI\0d\0", "0  is UTF-16, not UTF-8"),
        (b"Id,Titel;Firma,x;y\na\n", "0  cells are not clearly divided by one of comma, semicolon and tab"),
    ],
)
def test_a_table_that_cannot_be_read_as_a_whole(
    tmp_path: Path, mapping: Mapping, content: bytes, expected: str
) -> None:
    path = tmp_path / "deals.csv"
    path.write_bytes(content)
    assert told(read(path, mapping))[:1] == ([expected] if content else [])


def test_a_table_needs_a_mapping(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(HEADS)
    assert told(read(path, None)) == ["0  is a table, and nothing tells what is in it"]
    assert told(read(tmp_path, None)) == ["0  there is no deal in this folder"]


@pytest.mark.parametrize("size", [1, 40, 200])
def test_pieces_hold_whole_records(tmp_path: Path, mapping: Mapping, size: int) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(
        HEADS + "".join(f'n{number};"a ""b""\r\n;c{number}";F\r\n' for number in range(20)), newline=""
    )
    whole = read(path, mapping)
    assert told(whole) == [f"n{number}" for number in range(20)]
    assert len(list(cut(Inputs((path,), mapping=mapping), Sizes(bytes=size)))) > 2
    pieces = read(path, mapping, size)
    assert told(pieces) == told(whole)
    cells = [one.source.cell(("deal", "title")) for one in pieces if isinstance(one, Deal) and one.source]
    assert cells == [f"B{number + 2}" for number in range(20)]
    assert next(cut_csv(str(path), size))[0] == 0


def test_a_quote_that_nothing_closes_is_told(tmp_path: Path, mapping: Mapping) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(HEADS + 'a1;"open;F\n' + "a2;T;F\n" * 300_000)
    (refusal,) = read(path, mapping)
    assert isinstance(refusal, Refusal)
    assert refusal.problems[0].message == "a row is longer than 2,000,000 bytes"
    assert refusal.problems[0].hint == 'is there a " that nothing closes?'


def test_records_end_where_they_are_told() -> None:
    file = io.BytesIO(b"a\nb\nc")
    assert [one.content for one in csv_records(file, 2)] == [b"a\n"]
    file.seek(0)
    assert [(one.number, one.content) for one in csv_records(file, 5, 7)] == [
        (7, b"a\n"),
        (8, b"b\n"),
        (9, b"c"),
    ]


def test_a_workbook_with_further_sheets(tmp_path: Path, mapping: Mapping) -> None:
    def change(book: Any) -> None:
        book.get_worksheet_by_name("Export").merge_range(3, 1, 4, 1, "beide")
        book.add_worksheet("Versteckt").hide()

    path = tmp_path / "deals.xlsx"
    path.write_bytes(
        book_bytes(
            {
                "Export": [
                    ["Id", "Titel", "Firma", "Ende", "Wert", "Phase"],
                    [7, "Eins", "F", datetime(2026, 3, 31), 12.5, "neu"],
                    ["b", "Zwei", "F", "31.03.26", "1.000", "x"],
                    ["c", None, "F"],
                    ["d", None, "F"],
                ],
                "Themen": [
                    ["ID", "Thema", "Art", "Start"],
                    [7, "price", "money", "1.200,5"],
                    ["b", None, "money", 3],
                    ["zz", "term", "text", "x"],
                    [None, "term", "text", "x"],
                ],
            },
            change,
        )
    )
    found = read(path, mapping)
    first = found[0]
    assert isinstance(first, Deal)
    assert first.id == "7"
    assert first.deal.close_date == date(2026, 3, 31)
    assert [
        (one.id, one.ours and one.ours.opening and one.ours.opening.low) for one in first.issues or ()
    ] == [("price", Decimal("1200.5"))]
    assert first.source is not None
    assert first.source.cell(("issues", 0, "ours", "opening")) == "Themen!D2"
    assert told(found) == [
        "7",
        "3 Themen!B3 'Thema' is blank",
        "c",
        "5 Export!B5 is merged with B4, and only that cell has a value",
        "4 Themen!A4 there is no deal 'zz' on the sheet Export",
        "5 Themen!A5 this row names no deal",
    ]


def test_a_workbook_whose_sheets_are_others(tmp_path: Path, mapping: Mapping) -> None:
    path = tmp_path / "deals.xlsx"
    path.write_bytes(book_bytes({"Export": [["Id", "Titel", "Firma"]], "Themen": [["Thema"]]}))
    assert told(read(path, mapping)) == ["0 Themen!A1 the column 'Id' is missing"]
    path.write_bytes(book_bytes({"Themen": [["Thema"]]}))
    assert told(read(path, mapping)) == ["0  there is no sheet to read"]
    path.write_bytes(b"no workbook")
    assert told(read(path, mapping)) == ["0  is damaged, or no Excel workbook (.xlsx)"]


def test_plans_in_excel_are_read_with_and_without_a_mapping(tmp_path: Path, mapping: Mapping) -> None:
    (tmp_path / "plan.xlsx").write_bytes(book_bytes({"Deal": FORM}))
    (tmp_path / "~$plan.xlsx").write_bytes(b"lock")
    (tmp_path / "findings.xlsx").write_bytes(book_bytes({"Summary": [["x"]]}))
    (tmp_path / "mapping.yaml").unlink()
    assert told(read(tmp_path, None)) == ["acme"]
    assert told(read(tmp_path / "plan.xlsx", mapping)) == ["acme"]


def test_formulas_are_told_before_a_run(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(book_bytes({"Deal": [*FORM, *[("pricing.cost", "=1+1")] * 7]}))
    assert list(notes_on(Inputs((path,)))) == [
        (
            str(path),
            "cells with formulas (B6, B7, B8, B9, B10, ...) are read by the values that they last came to",
        )
    ]
    path.write_bytes(b"none")
    assert list(notes_on(Inputs((path,)))) == []


def test_parquet_by_row_groups(tmp_path: Path, mapping: Mapping) -> None:
    path = tmp_path / "deals.parquet"
    table = pyarrow.table(
        {
            "Id": ["a", "b", "c", None, "e"],
            "Titel": ["T"] * 5,
            "Firma": ["F"] * 5,
            "Ende": [date(2026, 3, 31), None, None, None, None],
            "Wert": [Decimal("12.50"), None, None, None, None],
            "Bemerkung": [["x"]] * 5,
        }
    )
    pyarrow.parquet.write_table(table, path, row_group_size=2)
    assert len(list(cut(Inputs((path,), mapping=mapping), Sizes(bytes=1)))) == 3
    for size in (1, 1_000_000):
        assert told(read(path, mapping, size)) == ["a", "b", "c", "5 A5 'Id' is blank", "e"]
    first = read(path, mapping)[0]
    assert isinstance(first, Deal)
    assert first.deal.contract_value is not None
    assert first.deal.contract_value.amount == Decimal("12.50")
    path.write_bytes(b"PAR1 nothing PAR1")
    (refusal,) = read(path, mapping)
    assert isinstance(refusal, Refusal)
    assert refusal.problems[0].code == "not-a-table"


@pytest.mark.parametrize(
    ("text", "locale", "number"),
    [
        ("1,234.50", "en_US", "1234.50"),
        ("1.234,5", "de_DE", "1234.5"),
        ("12", "fr_FR", "12"),
        (" -3 ", "en_GB", "-3"),
    ],
)
def test_numbers_by_locale(text: str, locale: str, number: str) -> None:
    assert read_number(text, locale) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "locale", "formats", "day"),
    [
        ("3/31/2026", "en_US", (), "2026-03-31"),
        ("31/3/26", "en_GB", (), "2026-03-31"),
        ("31.03.2026", "de_DE", (), "2026-03-31"),
        ("2026-03-31T10:00:00Z", "de_DE", (), "2026-03-31"),
        ("3/31/2026 10:05", "en_US", (), "2026-03-31"),
        ("20260331", "en_US", ("%d.%m.%Y", "%Y%m%d"), "2026-03-31"),
    ],
)
def test_dates_by_locale(text: str, locale: str, formats: tuple[str, ...], day: str) -> None:
    assert read_date(text, locale, formats) == day
