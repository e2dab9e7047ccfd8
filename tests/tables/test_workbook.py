"""A deal goes into a workbook and comes back the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.deal.model import Deal
from engine.deal.reading import parse_deal, read_deal
from engine.resources import folder
from engine.tables.book import read_book
from engine.tables.converting import data_of, deal_in
from engine.tables.deal_text import deal_text
from engine.tables.writing import book_of

SAMPLES = sorted((folder("samples") / "deals").glob("*.yaml"))


def same(one: Deal, other: Deal) -> bool:
    """Whether they say the same, wherever they were read from."""
    return all(getattr(one, name) == getattr(other, name) for name in Deal.model_fields)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_comes_back_from_a_workbook(path: Path) -> None:
    deal = read_deal(path)
    written = book_of(data_of(deal))
    assert not written.unheld
    back = deal_in(read_book(written.content, "plan.xlsx"))
    assert same(back, deal)
    for format in ("yaml", "json"):
        assert same(parse_deal(deal_text(data_of(back), format), f"plan.{format}"), deal)
