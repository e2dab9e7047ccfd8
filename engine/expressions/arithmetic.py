"""Arithmetic that means the same for whole numbers and decimals."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def floor_divide(left: int | Decimal, right: int | Decimal) -> int | Decimal:
    """Return the quotient rounded down (Python's own decimals would round it towards zero)."""
    quotient = left // right
    below = isinstance(quotient, Decimal) and (left < 0) != (right < 0) and quotient * right != left
    return quotient - 1 if below else quotient


def modulo(left: int | Decimal, right: int | Decimal) -> int | Decimal:
    """Return what `floor_divide` leaves; it has the sign of the divisor."""
    rest = left % right
    return rest + right if rest and (rest < 0) != (right < 0) else rest


def round_half_up(value: int | Decimal, places: int | Decimal = 0) -> int | Decimal:
    """Round to decimal places, halves away from zero. Raises ValueError if `places` is not whole."""
    if places != int(places):
        raise ValueError(f"round(x, places) takes a whole number of places, not {places}")
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)
    return int(rounded) if places <= 0 else rounded
