"""A plan as it comes to the service: a text, or a workbook."""

from __future__ import annotations

from dataclasses import dataclass

from ..deal.model import Deal
from ..errors import DealError, SourceError
from ..tables.book import read_book
from ..tables.converting import data_of, deal_in
from ..tables.deal_text import deal_text
from ..tables.guarding import BookLimits
from ..usecases import DealText, read_one

LIMITS = BookLimits(
    bytes=20_000_000, unfolded=100_000_000, ratio=100, harmless=5_000_000, parts=500, cells=300_000
)
"""Far less than the command takes: whoever sends it may mean no good."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """An Excel file of a plan, as `negotia new --xlsx` makes one; `name` stands for it in messages."""

    name: str
    content: bytes


Plan = DealText | Workbook


def read_plan(plan: Plan) -> Deal:
    """The deal of a plan. Raises DealError with every problem of it."""
    if isinstance(plan, DealText):
        return read_one(plan)
    try:
        return deal_in(read_book(plan.content, plan.name, LIMITS))
    except SourceError as error:
        raise DealError(error.problems) from None


def book_text(book: Workbook) -> str:
    """The plan of a workbook as YAML. Raises DealError."""
    return deal_text(data_of(read_plan(book)), "yaml")
