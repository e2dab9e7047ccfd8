"""Values of issues as exact numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from ...deal.term import Scalar, Term


def exact(value: Scalar) -> Fraction | None:
    """A number, or a date in days; None for text."""
    if isinstance(value, Decimal):
        return Fraction(value)
    return Fraction(value.toordinal()) if isinstance(value, date) else None


def ends(term: Term) -> tuple[Fraction, ...]:
    """Both ends of a range, twice the same for a single value; nothing for text."""
    return tuple(end for scalar in (term.low, term.high) if (end := exact(scalar)) is not None)


def middle(term: Term) -> Fraction:
    """The midpoint of a range of numbers or dates."""
    low, high = ends(term)
    return (low + high) / 2
