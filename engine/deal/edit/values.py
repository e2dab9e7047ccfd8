"""Single values as YAML or JSON text that reads back as the same value."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any, Literal

from ...errors import NegotiaError
from ...source.limits import DEFAULT
from ...source.scalars import UnusableScalar, plain_value

Quote = Literal["", "'", '"']

_ESCAPED = re.compile("[^\t\n\r -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_NOT_PLAIN_START = frozenset("-?:,[]{}#&*!|>'\"%@`=<")
_NOT_PLAIN = re.compile(r":(\s|$)|\s#|[\t\n\r]|^\s|\s$|^\.\.\.")
_NOT_PLAIN_IN_FLOW = re.compile(r"[,\[\]{}:]")
_NOT_LITERAL = re.compile(r"\A\s|[\r\t]|[ ]$|\n\n\Z", re.MULTILINE)


def number_text(value: Any) -> str:
    """None, a truth value or a number as YAML and JSON write it. Raises NegotiaError for anything else."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) or (isinstance(value, Decimal) and value.is_finite()):
        return str(value)
    raise NegotiaError(f"{value!r} cannot be written: only texts, exact numbers, true, false and null can")


def scalar_text(value: Any, *, flow: bool, quote: Quote = "") -> str:
    """A single value on one line of YAML; a text keeps the quote if one is given and does."""
    return quoted_text(value, flow=flow, quote=quote) if isinstance(value, str) else number_text(value)


def quoted_text(text: str, *, flow: bool, quote: Quote = "") -> str:
    """A text on one line of YAML, in quotes where it needs them to stay this text."""
    one_line = not _ESCAPED.search(text) and not re.search(r"[\t\n\r]", text)
    if not quote and one_line and _is_plain(text, flow):
        return text
    if quote == "'" and one_line:
        return "'" + text.replace("'", "''") + "'"
    return _ESCAPED.sub(_escape, json.dumps(text, ensure_ascii=False))


def is_literal(text: str) -> bool:
    """Whether a text of several lines can stand as it is below a `|`."""
    return "\n" in text.rstrip("\n") and not _NOT_LITERAL.search(text) and not _ESCAPED.search(text)


def _is_plain(text: str, flow: bool) -> bool:
    if not text or text[0] in _NOT_PLAIN_START or _NOT_PLAIN.search(text):
        return False
    if flow and _NOT_PLAIN_IN_FLOW.search(text):
        return False
    try:
        return plain_value(text, DEFAULT) == text
    except UnusableScalar:
        return False


def _escape(match: re.Match[str]) -> str:
    number = ord(match.group())
    if 0xD800 <= number <= 0xDFFF:
        raise NegotiaError(f"U+{number:04X} is half of a character and cannot be written")
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
