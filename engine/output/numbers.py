"""Fractions as decimal numbers."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

DIGITS = 12
"""Decimal places of a number that has no end, such as a third."""


def number(value: Fraction) -> Decimal:
    """A fraction as a decimal number: exact where it has an end, else to so many decimal places."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = DIGITS if rest != 1 else max(twos, fives)
    scaled = round(value * 10**places)
    with localcontext(prec=max(len(str(abs(scaled))), 1)):
        exact = Decimal(scaled).scaleb(-places)
    return exact if rest == 1 else exact.normalize()
