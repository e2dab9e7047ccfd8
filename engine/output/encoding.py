"""Plain data -> JSON text in which every number keeps its exact decimal digits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from ..deal.term import Term


def encode(value: object) -> str:
    """The JSON text of a value, two blanks a level; see `encode_line`."""
    return msgspec.json.format(encode_line(value), indent=2).decode()


def encode_line(value: object) -> bytes:
    """The JSON text of a value in one line of UTF-8, without blanks.

    Decimals keep their digits, which a float would lose; dates are texts of ISO 8601; dataclasses are objects.
    Raises TypeError for anything that has no such form.
    """
    return _ENCODER.encode(value)


def plain(value: object) -> object:
    """A term as its value, or as `[low, high]` when it is a range; anything else as it is."""
    if isinstance(value, Term):
        return value.low if value.exact else (value.low, value.high)
    return value


def _other(value: object) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, str):
        return str(value)  # a text that knows its key in the catalogues
    raise TypeError(f"{type(value).__name__} has no form in JSON")


_ENCODER = msgspec.json.Encoder(enc_hook=_other, decimal_format="number")
