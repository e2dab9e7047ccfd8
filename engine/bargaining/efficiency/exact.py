"""Values of issues as exact numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from ...deal.term import Scalar, Term


def exact(value: Scalar) -> Fraction | None:
    """A number, or a date in days; None for text."""
    return None if isinstance(value, str) else _exact(value)


@lru_cache(maxsize=4096)
def _exact(value: Decimal | date) -> Fraction:
    """Few figures make up a deal, and each is asked for again and again."""
    return Fraction(value) if isinstance(value, Decimal) else Fraction(value.toordinal())


def ends(term: Term) -> tuple[Fraction, ...]:
    """Both ends of a range, twice the same for a single value; nothing for text."""
    low = exact(term.low)
    if low is None:
        return ()
    high = low if term.high is term.low else exact(term.high)
    return (low,) if high is None else (low, high)


def middle(term: Term) -> Fraction:
    """The midpoint of a range of numbers or dates."""
    low, high = ends(term)
    return low if low is high else (low + high) / 2
