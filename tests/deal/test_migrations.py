from __future__ import annotations

from typing import Any

import pytest

from engine.deal.migrations import MIGRATIONS, migrate
from engine.deal.model import SCHEMA
from engine.deal.reading import parse_deal

TEXT = "deal: {id: d, title: t}\nus: {name: we}\nthem: {name: they}\n"


@pytest.mark.parametrize(
    "data", [{}, {"schema": None}, {"schema": SCHEMA}, *({"schema": old} for old in MIGRATIONS)]
)
def test_a_known_schema_or_none_becomes_todays(data: dict[str, Any]) -> None:
    before = dict(data)
    migrated, wrong = migrate({**data, "us": {"name": "we"}})
    assert {"schema": SCHEMA, **migrated} == {"schema": SCHEMA, "us": {"name": "we"}}
    assert wrong == ""
    assert data == before


@pytest.mark.parametrize(
    ("schema", "shown"),
    [("negotia/deal/2", "'negotia/deal/2'"), (1, "1"), (["negotia/deal/1"], "a list"), ("", "''")],
)
def test_an_unknown_schema(schema: object, shown: str) -> None:
    data, wrong = migrate({"schema": schema})
    assert data == {"schema": schema}
    assert wrong == f"{shown} is not a schema of deal files that is known here"


@pytest.mark.parametrize("line", ["", "schema:\n", "schema: negotia/deal/0\n", "schema: negotia/deal/1\n"])
def test_a_deal_of_any_known_schema_is_read_as_todays(line: str) -> None:
    assert parse_deal(line + TEXT).model_dump() == parse_deal(TEXT).model_dump()
    assert parse_deal(line + TEXT).schema_ == SCHEMA
