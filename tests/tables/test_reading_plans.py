"""Plans in Excel: what is read, and every mistake at its cell."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from engine.deal.model import Deal
from engine.errors import DealError, Problem
from engine.tables.book import Book
from engine.tables.converting import deal_in, notes_on

from .books import FORM, Rows, book_with, plan

HEADS = ["id", "name", "kind", "ours.opening", "ours.target", "ours.evidence", "hard"]
MEETING = "write its id on the sheet Meetings, or its number: 1 is the first"


def problems(book: Book) -> list[str]:
    with pytest.raises(DealError) as raised:
        deal_in(book)
    return [
        f"{one.cell} {one.code}: {one.message}" + (f" ({one.hint})" if one.hint else "")
        for one in raised.value.problems
    ]


def test_a_form_and_lists_make_a_deal() -> None:
    deal = deal_in(
        plan(
            ("us",),
            ("deal.close_date", date(2026, 3, 31)),
            ("deal.public_tender", "no"),
            ("deal.contract_value.amount", 1200.5),
            ("them.weaknesses", "first\nsecond"),
            ("us.batna.value", "10 to 12 (estimated)"),
            Issues=[
                HEADS,
                ["e.g. x"],
                ["price", "Price", "Money", 12, "10 to 11 (stated, as of 2026-03-01)", "a\nb", True],
            ],
            People=[["side", "name"], ["us", "Kim"], ["THEM", "Alex"]],
        )
    )
    issue = (deal.issues or ())[0]
    assert deal.deal.close_date == date(2026, 3, 31)
    assert deal.deal.public_tender is False
    assert str(deal.deal.contract_value.amount if deal.deal.contract_value else "") == "1200.5"
    assert deal.them.weaknesses == ("first", "second")
    assert deal.us.batna is not None
    assert deal.us.batna.value is not None
    assert deal.us.batna.value.origin == "estimated"
    assert issue.kind == "money"
    assert issue.hard is True
    assert issue.ours is not None
    assert issue.ours.evidence == ("a", "b")
    assert issue.ours.target is not None
    assert issue.ours.target.as_of == date(2026, 3, 1)
    assert [person.name for person in deal.us.people or ()] == ["Kim"]
    assert [person.name for person in deal.them.people or ()] == ["Alex"]


def test_every_value_is_traceable_to_its_cell() -> None:
    deal = deal_in(
        plan(("us.goals.short_term", "win"), ("us.batna",), Issues=[HEADS, [], ["price", None, "money", 12]])
    )
    source = deal.source
    assert source is not None
    for path, cell in (
        (("issues", 0, "ours", "opening"), "Issues!D3"),
        (("issues", 0, "ours", "walkaway"), "Issues!A3"),
        (("issues", 0), "Issues!A3"),
        (("us", "goals", "short_term"), "Deal!B6"),
        (("us", "batna", "value"), "Deal!B7"),
        (("agreement", "term"), "Deal!A1"),
    ):
        assert source.cell(path) == cell
        assert source.position(path) == source.key_position(path) == (0, 0)


@pytest.mark.parametrize(
    ("form", "sheets", "expected"),
    [
        (
            [("deal.titel", "x")],
            {},
            ["Deal!A6 unknown-field: there is no field 'deal.titel' (did you mean 'deal.title'?)"],
        ),
        ([("deal.id", "again")], {}, ["Deal!A6 duplicate-field: 'deal.id' stands in Deal!B2 too"]),
        (
            [("deal.stage", "exchanging")],
            {},
            ["Deal!B6 unknown-choice: 'stage' cannot be 'exchanging' (did you mean 'exchange'?)"],
        ),
        (
            [("us.goals", "to win")],
            {},
            ["Deal!B6 wrong-value: 'goals' has fields of its own, or a sheet (write into those)"],
        ),
        (
            [("pricing.discount", "12,5 %")],
            {},
            [
                "Deal!B6 wrong-value: 'discount' takes a number, not '12,5 %'"
                " (type the number alone, without a unit, currency or separators)"
            ],
        ),
        (
            [("deal.public_tender", "maybe")],
            {},
            ["Deal!B6 wrong-value: 'public_tender' takes yes or no, not 'maybe'"],
        ),
        (
            [],
            {"Meetings": [["id", "at"], ["next", datetime(2026, 3, 31, 14, 0)]]},
            [
                "Meetings!B2 wrong-value: 'at' takes a date and time with its zone, which a date of the spreadsheet has"
                " not (write it as text: 2026-03-31T14:00+02:00)"
            ],
        ),
        (
            [],
            {"Isues": [["id"]]},
            ["Isues!A1 unknown-sheet: there is no sheet 'Isues' in a plan (call it Issues)"],
        ),
        (
            [],
            {"Issues": [["id", "kinds", "id"], ["price", "money", "x"]]},
            [
                "Issues!B1 unknown-field: there is no field 'kinds' on this sheet (did you mean 'kind'?)",
                "Issues!C1 unknown-field: 'id' stands twice (one column is enough)",
            ],
        ),
        (
            [],
            {"People": [["name"], ["Kim"]]},
            ["People!A1 missing-column: the column 'side' is missing (add it with the head side)"],
        ),
        (
            [],
            {"People": [["side", "name"], ["we", "Kim"], [None, "Lee"]]},
            [
                "People!A2 unknown-choice: 'side' cannot be 'we' (one of: us, them)",
                "People!A3 unknown-choice: 'side' is blank (one of: us, them)",
            ],
        ),
        (
            [],
            {
                "Meetings": [["id"], ["next"]],
                "Agenda": [["meeting", "topic"], ["nxt", "Hello"], [None, "Bye"], ["9", "x"]],
            },
            [
                f"Agenda!A2 unknown-reference: there is no meeting 'nxt' ({MEETING})",
                f"Agenda!A3 unknown-reference: 'meeting' is blank ({MEETING})",
                f"Agenda!A4 unknown-reference: there is no meeting '9' ({MEETING})",
            ],
        ),
        (
            [("issues", "{}")],
            {"Issues": [["id", "kind"], ["price", "money"]]},
            [
                "Deal!B6 wrong-type: 'issues' takes a list, not a mapping"
                " (begin each item with `- ` on a line of its own)",
                "Issues!A2 duplicate-field: this list is written on the form too (clear Deal!B6)",
            ],
        ),
        (
            [],
            {"Issues": [["id", "kind", "ours.opening"], ["price", "money", "ten"]]},
            [
                "Issues!C2 wrong-term: an issue of kind money takes a number, not 'ten'"
                " (write digits with a point for decimals, no separators, no currency sign)"
            ],
        ),
        (
            [],
            {"Issues": [["id", "kind", "ours.scores"], ["price", "money", "10 is best"]]},
            ["Issues!C2 wrong-value: '10 is best' is no score (write a line for each value: yes: 10)"],
        ),
    ],
)
def test_a_mistake_is_told_by_its_cell(form: Rows, sheets: dict[str, Rows], expected: list[str]) -> None:
    found = problems(plan(*form, **sheets))
    assert sorted(found) == expected or found == expected


def test_what_is_missing_is_told_at_the_form() -> None:
    book = book_with({"Deal": [*FORM[:2], *FORM[3:]]})
    assert problems(book) == ["Deal!A1 missing-key: the key 'title' is missing (add title: ...)"]


def test_merged_cells_are_refused_where_a_value_should_be() -> None:
    def merge(book: Any) -> None:
        sheet = book.get_worksheet_by_name("Issues")
        sheet.merge_range(1, 2, 2, 2, "money")

    book = book_with({"Deal": FORM, "Issues": [["id", "name", "kind"], ["price"], ["term"]]}, merge)
    told = "Issues!C3 merged-cell: is merged with C2, and only that cell has a value"
    assert any(one.startswith(told) for one in problems(book))


def test_formulas_are_read_by_their_values_and_told() -> None:
    def add(book: Any) -> None:
        book.get_worksheet_by_name("Deal").write_formula(5, 1, "=6*7", None, 42)

    book = book_with({"Deal": [*FORM, ("pricing.cost",)], "Notes": [["call them"]]}, add)
    deal = deal_in(book)
    assert deal.pricing is not None
    assert deal.pricing.cost == 42
    assert notes_on(book) == (
        "cells with formulas (B6) are read by the values that they last came to",
        "sheets that belong to no part of a plan are left out: Notes",
    )


def test_another_workbook_is_no_plan() -> None:
    with pytest.raises(DealError) as raised:
        deal_in(book_with({"Sheet1": [["Name"], ["x"]]}))
    (problem,) = raised.value.problems
    assert problem == Problem(
        "not-a-deal",
        "is no workbook of a plan: it has no sheet Deal with the heads Field and Value",
        "plan.xlsx",
        hint="start with `negotia new --xlsx FILE`; a table with a deal a row needs --mapping",
    )


def test_numbers_and_dates_in_the_place_of_texts() -> None:
    deal: Deal = deal_in(
        plan(
            ("pricing.payment_terms", 30),
            ("deal.close_date", 46112),
            ("us.address", date(2026, 3, 1)),
            ("us.registration", True),
        )
    )
    assert deal.pricing is not None
    assert deal.pricing.payment_terms == "30"
    assert deal.deal.close_date == date(2026, 3, 31)
    assert deal.us.address == "2026-03-01"
    assert deal.us.registration == "yes"
