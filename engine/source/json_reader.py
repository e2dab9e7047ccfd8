"""JSON text to plain data by `json`, whose hooks only notice that something is odd; a second pass tells what."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NoReturn, TypeVar

from .json_scan import json_problems
from .limits import Limits
from .places import position_at
from .problems import Collector, Fault, too_deep
from .scalars import UnusableScalar, exact_decimal, exact_integer

Number = TypeVar("Number", int, Decimal)

_SAFE_LENGTH = 15
"""No number written in so few characters, without an exponent, breaks a limit of as many digits."""
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")
_BRACKETS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[{]|[\]}]')
_ALL_BUT_STRUCTURE = bytes(set(range(256)) - set(rb'"\[]{}'))


def read_json(text: str, collector: Collector) -> Any:
    """The data of a JSON text. Raises SourceError through the collector."""
    limits = collector.limits
    odd: list[str] = []
    try:
        data = json.loads(text, **_hooks(odd, limits))
    except RecursionError:
        _stop_too_deep(text, collector)
    except json.JSONDecodeError as error:
        fault, offset = _explained(error, text)
        collector.stop(fault, position_at(text, offset))
    if _deeper_than(text, limits.depth):
        _stop_too_deep(text, collector)
    if odd or len(text) > min(limits.scalar, 2 * limits.nodes) or _HALF_CHARACTER.search(text):
        json_problems(text, collector)
        collector.finish()
    return data


def _hooks(odd: list[str], limits: Limits) -> dict[str, Callable[..., Any]]:
    """Arguments of `json.loads` that keep numbers exact and note in `odd` what needs a closer look."""
    safe = min(_SAFE_LENGTH, limits.digits)

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) != len(pairs):
            odd.append("key")
        return result

    def integer(text: str) -> int:
        return int(text) if len(text) <= safe else checked(exact_integer, text)

    def decimal(text: str) -> Decimal:
        if len(text) <= safe and "e" not in text and "E" not in text:
            return Decimal(text)
        return checked(exact_decimal, text)

    def checked(read: Callable[[str, Limits], Number], text: str) -> Number:
        try:
            return read(text, limits)
        except UnusableScalar:
            odd.append("number")
            return read("0", limits)

    return {
        "object_pairs_hook": mapping,
        "parse_int": integer,
        "parse_float": decimal,
        "parse_constant": odd.append,
    }


def _deeper_than(text: str, limit: int) -> bool:
    """Whether brackets of a JSON text nest deeper; by replacing, which is far cheaper than a walk over the data."""
    marks = text.encode("ascii", "replace").translate(None, _ALL_BUT_STRUCTURE)
    if b"\\" in marks:
        marks = marks.replace(rb"\\", b"").replace(rb"\"", b"").replace(b"\\", b"")
    marks = marks.replace(b'""', b"")
    if b'"' in marks:
        marks = b"".join(marks.split(b'"')[::2])
    for _ in range(limit):
        if not marks:
            return False
        marks = marks.replace(b"[]", b"").replace(b"{}", b"")
    return bool(marks)


def _stop_too_deep(text: str, collector: Collector) -> NoReturn:
    depth = 0
    for match in _BRACKETS.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match.group(), 0)
        if depth > collector.limits.depth:
            break
    collector.stop(too_deep(collector.limits.depth), position_at(text, match.start()))


def _explained(error: json.JSONDecodeError, text: str) -> tuple[Fault, int]:
    """What is wrong in plain words, and at which offset."""
    offset = min(error.pos, len(text.rstrip()))
    rest = text[offset:].lstrip()
    for pattern, message, hint in _EXPLANATIONS:
        if re.match(pattern, f"{error.msg}: {rest}"):
            return Fault("syntax", message, hint), offset
    return Fault("syntax", f"is not valid JSON: {error.msg}"), offset


_COMMENT = "JSON has no comments", "remove the comment, or write the file as YAML"
_EXPLANATIONS = (
    (r".*: (//|/\*|#)", *_COMMENT),
    (r"[^:]*: $", "the text ends too early", "close every bracket and quote"),
    (r"Expecting property name[^:]*: }", "a comma stands before the closing bracket", "remove the comma"),
    (r"Expecting property name", "a key in double quotes is expected here", 'write `"key": value`'),
    (r"Expecting value: [\]}]", "a value is missing here", "write a value or remove the comma before"),
    (r"Expecting value: '", "text stands in single quotes", "use double quotes"),
    (r"Expecting value", "a value is expected here", "put text in double quotes"),
    (r"Expecting ':'", "a colon is missing after the key", 'write `"key": value`'),
    (r"Expecting ','", "a comma or a closing bracket is missing", "put a comma between values"),
    (r"Unterminated string", "the quote is not closed", "close it with a double quote"),
    (r"Invalid control character", "a text holds a line break, tab or control character", r"write \n or \t"),
    (r"Invalid \\", "the backslash begins no known escape", "write the backslash twice"),
    (r"Extra data", "text follows the end of the data", "keep one value a file; check the brackets"),
)
