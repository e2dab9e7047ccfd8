"""Values in cells: what is written reads back the same, and what people type is understood."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.deal.issues import Issue, Position
from engine.deal.model import Deal, Header
from engine.deal.parties import Person
from engine.deal.plan import Meeting
from engine.deal.talks import Offer
from engine.tables.cells import CellMistake, read_cell, write_cell
from engine.tables.kinds import Field, fields_of, leaves

TEXT = fields_of(Header)["title"]
TEXTS = fields_of(Person)["priorities"]
NUMBER = fields_of(Offer)["total"]
COUNT = fields_of(Meeting)["minutes"]
DAY = fields_of(Header)["close_date"]
MOMENT = fields_of(Meeting)["at"]
TRUTH = fields_of(Person)["attends"]
CHOICE = fields_of(Header)["stage"]
CHOICES = fields_of(Person)["skills"]
TERM = fields_of(Position)["opening"]
SCORES = fields_of(Position)["scores"]


def test_every_field_of_the_model_has_a_kind() -> None:
    kinds = {field.kind for _, field in leaves(Deal, lists=True)}
    assert kinds == {
        "text",
        "texts",
        "number",
        "count",
        "day",
        "truth",
        "choice",
        "term",
        "terms",
        "sections",
    }
    assert [fields_of(Issue)[name].kind for name in ("ours", "step", "options")] == [
        "section",
        "number",
        "texts",
    ]
    assert [one.kind for one in (MOMENT, CHOICES, SCORES)] == ["moment", "choices", "scores"]
    assert fields_of(Header)["currency"].kind == "choice"


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        (TEXT, "  as it is ", "  as it is "),
        (TEXT, 12.0, "12"),
        (TEXT, datetime(2026, 3, 1, 14, 30), "2026-03-01T14:30"),
        (TEXT, "", None),
        (TEXT, " \n", None),
        (TEXTS, "one\n two \n\nthree", ["one", "two", "three"]),
        (TEXTS, '["a\\nb"]', ["a\nb"]),
        (TEXTS, "[not JSON", ["[not JSON"]),
        (NUMBER, 0.1, Decimal("0.1")),
        (NUMBER, "1200.50", Decimal("1200.50")),
        (NUMBER, 3.0, 3),
        (COUNT, 45.0, 45),
        (DAY, datetime(2026, 3, 31), "2026-03-31"),
        (DAY, date(2026, 3, 31), "2026-03-31"),
        (DAY, 46112, "2026-03-31"),
        (DAY, "2026-03-31", "2026-03-31"),
        (DAY, "31.3.2026", "31.3.2026"),
        (DAY, 7, "7"),
        (MOMENT, "2026-03-31T14:00+02:00", "2026-03-31T14:00+02:00"),
        (TRUTH, True, True),
        (TRUTH, "Yes", True),
        (TRUTH, "no ", False),
        (CHOICE, " Bargaining", "bargaining"),
        (CHOICE, "later", "later"),
        (CHOICES, "listening; Patience", ["listening", "patience"]),
        (TERM, 12.0, 12),
        (TERM, "10 to 15", [10, 15]),
        (TERM, "10 to 15 (estimated)", {"value": [10, 15], "source": "estimated"}),
        (TERM, "12 (stated, as of 2026-03-01)", {"value": 12, "source": "stated", "as_of": "2026-03-01"}),
        (TERM, "2026-03-01 to 2026-04-01", ["2026-03-01", "2026-04-01"]),
        (TERM, "office hours (with pauses)", "office hours (with pauses)"),
        (TERM, "three to five days", "three to five days"),
        (TERM, date(2026, 3, 1), "2026-03-01"),
        (TERM, True, "yes"),
        (SCORES, "yes: 10\nno: 0.5", {"yes": 10, "no": Decimal("0.5")}),
    ],
)  # fmt: skip
def test_what_is_typed_is_understood(field: Field, cell: Any, value: Any) -> None:
    assert read_cell(field, cell) == value


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        (NUMBER, "12,5"),
        (NUMBER, True),
        (NUMBER, float("inf")),
        (MOMENT, datetime(2026, 3, 1)),
        (TRUTH, "perhaps"),
        (SCORES, "x"),
    ],
)
def test_what_cannot_be_meant_is_refused(field: Field, cell: Any) -> None:
    with pytest.raises(CellMistake):
        read_cell(field, cell)


_TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12).filter(str.strip)
_ODD = st.sampled_from(
    ["10 to 15", "1 (estimated)", '"quoted"', "[1, 2]", "{}", "a\nb", "=1+1", "yes", "12", "2026-03-01", "0012"]
)  # fmt: skip
_NUMBERS = st.integers(-(10**18), 10**18) | st.decimals(allow_nan=False, allow_infinity=False, places=3)
_DAYS = st.dates().map(str)
_SCALARS = _NUMBERS | _DAYS | _TEXTS | _ODD
_VALUES = st.one_of(
    _SCALARS, st.lists(_NUMBERS, min_size=2, max_size=2), st.lists(_DAYS, min_size=2, max_size=2)
)
_TERMS = _VALUES | st.fixed_dictionaries(
    {"value": _VALUES}, optional={"source": st.sampled_from(["stated", "estimated"]), "as_of": _DAYS}
)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        (TEXT, _TEXTS | _ODD),
        (TEXTS, st.lists(_TEXTS | _ODD) | _TEXTS.map(lambda text: [text])),
        (NUMBER, _NUMBERS),
        (COUNT, st.integers(0, 10**9)),
        (DAY, _DAYS),
        (MOMENT, st.sampled_from(["2026-03-31T14:00+02:00", "2026-03-31 14:00Z"])),
        (TRUTH, st.booleans()),
        (CHOICE, st.sampled_from(CHOICE.options)),
        (CHOICES, st.lists(st.sampled_from(CHOICES.options))),
        (TERM, _TERMS),
        (SCORES, st.dictionaries(_TEXTS | _ODD, _NUMBERS)),
    ],
    ids=lambda one: one.kind if isinstance(one, Field) else "",
)
@given(data=st.data())
def test_what_is_written_reads_back_the_same(
    field: Field, values: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    value = data.draw(values)
    written = write_cell(field, value)
    # A cell holds a double: what it cannot hold was written as text.
    stored = float(written) if isinstance(written, Decimal) else written
    assert read_cell(field, stored) == value
