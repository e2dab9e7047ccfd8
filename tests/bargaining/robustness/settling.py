"""A deal with its ranges settled: what the same plan would say if every answer were known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from engine.bargaining.robustness.draws import Input
from engine.bargaining.robustness.plan import Plan
from engine.deal.base import Section
from engine.deal.model import Deal
from engine.deal.paths import Location
from engine.deal.term import Scalar, Term


def settled(deal: Deal, plan: Plan, units: Sequence[float]) -> Deal:
    """The deal with each input as the single value at that place in its range."""
    for one, unit in zip(plan.inputs, units, strict=True):
        deal = _replaced(deal, one.location, Term.of(scalar(one, unit)))
    return deal


def scalar(one: Input, unit: float) -> Scalar:
    """The value at that place in a range; dates have to come out whole."""
    value = one.at(unit)
    if isinstance(one.term.low, date):
        assert value.denominator == 1
        return date.fromordinal(int(value))
    with localcontext(prec=200):
        found = Decimal(value.numerator) / Decimal(value.denominator)
    assert Fraction(found) == value
    return found


def _replaced(node: Any, location: Location, term: Term) -> Any:
    if not location:
        return term
    step, *rest = location
    if isinstance(step, int):
        return (*node[:step], _replaced(node[step], tuple(rest), term), *node[step + 1 :])
    assert isinstance(node, Section)
    return node.model_copy(update={step: _replaced(getattr(node, step), tuple(rest), term)})
