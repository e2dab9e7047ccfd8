"""Excel files that should not be parsed: bombs, far-off cells, what is no workbook at all."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from engine.errors import SourceError
from engine.tables.book import open_book, read_book
from engine.tables.guarding import DEFAULT, BookLimits, may_be_plan, require_harmless

from .books import FORM, book_bytes, with_part

SHEET = "xl/worksheets/sheet1.xml"
SMALL = book_bytes({"Deal": FORM})


def code_of(content: bytes, limits: BookLimits = DEFAULT) -> str:
    with pytest.raises(SourceError) as raised:
        require_harmless(io.BytesIO(content), "x.xlsx", limits)
    (problem,) = raised.value.problems
    assert problem.source == "x.xlsx"
    assert problem.hint or problem.code == "zip-bomb"
    return problem.code


def test_a_small_workbook_is_harmless() -> None:
    assert require_harmless(io.BytesIO(SMALL), "x.xlsx") == ()


def test_a_bomb_is_not_unfolded() -> None:
    bomb = with_part(SMALL, "xl/styles.xml", lambda old: old + b" " * 30_000_000)
    assert len(bomb) < 100_000
    assert code_of(bomb) == "zip-bomb"


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (BookLimits(bytes=100), "too-large"),
        (BookLimits(unfolded=1_000), "zip-bomb"),
        (BookLimits(parts=3), "zip-bomb"),
        (BookLimits(cells=9), "too-large"),
    ],
)
def test_limits(limits: BookLimits, code: str) -> None:
    assert code_of(SMALL, limits) == code


@pytest.mark.parametrize("reference", [b"XFD1048576", b"xfd1048576", b"B99999999"])
def test_a_cell_far_off_is_not_given_room(reference: bytes) -> None:
    far = b'<row r="9"><c s="0" r="' + reference + b'"><v>1</v></c></row></sheetData>'
    assert code_of(with_part(SMALL, SHEET, lambda old: old.replace(b"</sheetData>", far))) == "too-large"


@pytest.mark.parametrize(
    "content",
    [b"", b"text", SMALL[:-40], SMALL[:400] + b"\xff" * 50 + SMALL[450:], b"PK\x03\x04" + b"\0" * 100],
    ids=["empty", "text", "cut", "broken", "zeros"],
)
def test_what_is_no_workbook(content: bytes) -> None:
    assert code_of(content) == "not-a-workbook"


def test_another_zip_is_no_workbook() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as book:
        book.writestr("word/document.xml", "<x/>")
    assert code_of(file.getvalue()) == "not-a-workbook"


def test_broken_xml_is_told_when_it_is_read() -> None:
    for part in ("xl/workbook.xml", SHEET):
        with pytest.raises(SourceError, match="is damaged"):
            _ = read_book(with_part(SMALL, part, lambda old: old[: len(old) // 2]), "x.xlsx").sheets


def test_formulas_are_found_across_pieces() -> None:
    def add(old: bytes) -> bytes:
        rows = b"".join(
            b'<row r="%d"><c r="A%d" t="n"><f>1+1</f><v>2</v></c></row>' % (n, n) for n in range(50, 90)
        )
        return old.replace(b"</sheetData>", rows + b"</sheetData>")

    found = require_harmless(io.BytesIO(with_part(SMALL, SHEET, add)), "x.xlsx")
    assert found == tuple(f"A{number}" for number in range(50, 70))


def test_a_plan_is_known_by_its_sheet(tmp_path: Path) -> None:
    for name, content, expected in (
        ("plan.xlsx", SMALL, True),
        ("other.xlsx", book_bytes({"Sheet1": []}), False),
        ("text.xlsx", b"no zip", False),
    ):
        (tmp_path / name).write_bytes(content)
        assert may_be_plan(str(tmp_path / name)) is expected
    assert open_book(tmp_path / "plan.xlsx").sheets[0].name == "Deal"
    with pytest.raises(SourceError, match="cannot be read"):
        open_book(tmp_path / "none.xlsx")
