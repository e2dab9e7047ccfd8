"""The utility below which a side does better without an agreement.

In order of precedence: what the plan states; the limit of the whole deal; the limits of the issues taken together; the
value of the best alternative. The limit of the whole deal, and the alternative, become a package: the main money issue
at that value, every other issue at the side's own limit, or at its worst where it has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ...deal.base import Side
from ...deal.issues import Issue
from ...deal.model import Deal
from ...deal.parties import Batna, Walkaway
from ...deal.term import Term
from ...texts import tell
from ..preferences import position
from .exact import ends
from .worth import Worth, hull

Source = Literal["stated", "limit of the deal", "limits of the issues", "alternative", "unknown"]


@dataclass(frozen=True, slots=True)
class Reservation:
    """A reservation utility on the scale of the side's weights, and what it was taken from."""

    utility: Fraction | None
    source: Source
    low: Fraction | None = None
    """Its ends where the figure that it was taken from is a range; else the utility itself."""
    high: Fraction | None = None
    note: str = ""
    """What was assumed, in words."""


def reservation(deal: Deal, side: Side, worths: Mapping[str, Worth]) -> Reservation:
    """The reservation of a side, by what it makes of the issues."""
    party = deal.us if side == "us" else deal.them
    if party.reservation is not None:
        return _between(_each_end(party.reservation), "stated", "")
    if not worths:
        return Reservation(None, "unknown", note=tell(f"notes.not_valued.{side}"))
    found = _whole(deal, side, party.walkaway, "limit of the deal", worths)
    found = found or _issue_limits(side, worths)
    found = found or _whole(deal, side, party.batna, "alternative", worths)
    return found or Reservation(
        None,
        "unknown",
        note=tell(f"notes.no_limit.{side}"),
    )


def _each_end(term: Term) -> list[Fraction]:
    low, high = ends(term)
    return [low, (low + high) / 2, high]


def _between(figures: list[Fraction], source: Source, note: str) -> Reservation:
    return Reservation(figures[1], source, min(figures), max(figures), note)


def _whole(
    deal: Deal,
    side: Side,
    figure: Walkaway | Batna | None,
    source: Source,
    worths: Mapping[str, Worth],
) -> Reservation | None:
    value = figure.value if figure else None
    contract = deal.deal.contract_value
    own_basis, basis = figure.basis if figure else None, contract.basis if contract else None
    money = [worth for worth in worths.values() if worth.issue.kind == "money"]
    if value is None or not money or (own_basis is not None and basis is not None and own_basis != basis):
        return None
    main = max(money, key=lambda worth: worth.weight)
    if not _in_reach(main.issue, value):
        return None
    rest = sum(
        (_at_limit(worth) for worth in worths.values() if worth is not main),
        Fraction(0),
    )
    assert main.curve is not None
    figures = [rest + main.weight * main.curve.at(end) for end in _each_end(value)]
    what = "whole" if source == "limit of the deal" else "alternative"
    others = "_with_others" if len(worths) > 1 else ""
    return _between(figures, source, tell(f"notes.{what}{others}.{side}", issue=main.issue.label))


def _in_reach(issue: Issue, value: Term) -> bool:
    """Whether the figure can be a value of the issue: not further outside of what is stated than that is wide."""
    around = hull(issue)
    assert around is not None
    reach = around[1] - around[0] or abs(around[0]) / 10
    return all(around[0] - reach <= end <= around[1] + reach for end in ends(value))


def _limit(worth: Worth) -> Fraction | None:
    stand = position(worth.issue, worth.side)
    return worth.of(stand.walkaway) if stand and stand.walkaway else None


def _at_limit(worth: Worth) -> Fraction:
    limit = _limit(worth)
    return worth.worst if limit is None else limit


def _issue_limits(side: Side, worths: Mapping[str, Worth]) -> Reservation | None:
    without = [worth.issue.label for worth in worths.values() if _limit(worth) is None]
    if len(without) == len(worths):
        return None
    total = sum((_at_limit(worth) for worth in worths.values()), Fraction(0))
    if without:
        note = tell(f"notes.limits_without.{side}", issues=", ".join(without))
    else:
        note = tell(f"notes.limits.{side}")
    return Reservation(total, "limits of the issues", total, total, note)
