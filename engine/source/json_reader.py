"""JSON text to plain data: by msgspec when cheap looks at the text show that nothing can be wrong, else by `json`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal, DecimalException
from functools import cache
from itertools import accumulate
from typing import Any, NoReturn, TypeVar

import msgspec

from .json_scan import json_problems
from .limits import Limits
from .places import position_at
from .problems import Collector, Fault, too_deep
from .scalars import UnusableScalar, exact_context, exact_decimal, exact_integer

Number = TypeVar("Number", int, Decimal)

_BRACKETS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[{]|[\]}]')
_DEEPER = {"[": 1, "{": 1, "]": -1, "}": -1}
_ALL_BUT_STRUCTURE = bytes(set(range(256)) - set(rb'"[]{}:'))
_BRACKETS_ALIKE = bytes.maketrans(b"{}", b"[]")
_DIGITS_ALIKE = bytes.maketrans(b"123456789", b"000000000")


def read_json(text: str, collector: Collector, content: bytes | None = None) -> Any:
    """The data of a JSON text; `content` is its UTF-8, if that is at hand. Raises SourceError through the collector."""
    limits = collector.limits
    content = text.encode() if content is None else content
    data = _unsuspicious(text, content, limits)
    return _checked(text, content, collector) if data is _SUSPICIOUS else data


_SUSPICIOUS = object()
_ENCODER = msgspec.json.Encoder()


def _unsuspicious(text: str, content: bytes, limits: Limits) -> Any:
    """The data of a text in which nothing is refused; `_SUSPICIOUS` if that cannot be told so fast."""
    if rb"\u" in content or len(text) > _surely_short(limits) or _may_have_long_numbers(content, limits):
        return _SUSPICIOUS
    try:
        data = _decoder(limits.digits).decode(content)
        colons = _ENCODER.encode(data).count(b":")
    except (msgspec.DecodeError, DecimalException, RecursionError):
        return _SUSPICIOUS
    # Written again, a text has as many colons, unless a key was given twice.
    if content.count(b":") != colons or _deeper_than(_structure(_without_escapes(content)), limits.depth):
        return _SUSPICIOUS
    return data


@cache
def _decoder(digits: int) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(float_hook=exact_context(digits).create_decimal)


def _surely_short(limits: Limits) -> int:
    """The length of a text that cannot hold too many values, or too long ones."""
    return min(limits.scalar, 2 * limits.nodes)


def _checked(text: str, content: bytes, collector: Collector) -> Any:
    """The data, unless something is wrong, which is then told with its place."""
    limits = collector.limits
    keys: list[int] = []
    odd: list[str] = []
    try:
        data = _loaded(text, content, limits, keys, odd)
    except RecursionError:
        _stop_too_deep(text, collector)
    except json.JSONDecodeError as error:
        fault, offset = _explained(error, text)
        collector.stop(fault, position_at(text, offset))
    content = _without_escapes(content)
    structure = _structure(content)
    if _deeper_than(structure, limits.depth):
        _stop_too_deep(text, collector)
    if (
        odd
        or structure.count(b":") != sum(keys)  # a key that is given twice leaves one entry
        or len(text) > _surely_short(limits)
        or any(half in content for half in _HALF_CHARACTERS)
    ):
        json_problems(text, collector)
        collector.finish()
    return data


def _loaded(text: str, content: bytes, limits: Limits, keys: list[int], odd: list[str]) -> Any:
    """The data; `keys` gets the number of entries of each object, `odd` what is refused as a number."""

    def count_keys(mapping: dict[str, Any]) -> dict[str, Any]:
        keys.append(len(mapping))
        return mapping

    def checked(read: Callable[[str, Limits], Number]) -> Callable[[str], Number]:
        def number(text: str) -> Number:
            try:
                return read(text, limits)
            except UnusableScalar:
                odd.append(text)
                return read("0", limits)

        return number

    if not _may_have_long_numbers(content, limits):
        try:
            decimal = exact_context(limits.digits).create_decimal
            return json.loads(text, object_hook=count_keys, parse_constant=odd.append, parse_float=decimal)
        except DecimalException:
            keys.clear()
    return json.loads(
        text,
        object_hook=count_keys,
        parse_constant=odd.append,
        parse_int=checked(exact_integer),
        parse_float=checked(exact_decimal),
    )


def _may_have_long_numbers(content: bytes, limits: Limits) -> bool:
    """Whether so many digits may follow each other; looks at every few bytes only, so it may err on this side."""
    too_many = limits.digits + 1
    stride = max(too_many // 5, 1)
    return b"0" * (too_many // stride) in content[::stride].translate(_DIGITS_ALIKE)


def _without_escapes(content: bytes) -> bytes:
    """A JSON text without its escaped backslashes and quotes; no other escape takes part in the structure."""
    return content.replace(rb"\\", b"").replace(rb"\"", b"") if b"\\" in content else content


_HALF_CHARACTERS = (rb"\ud", rb"\uD")
"""What may begin one, where no backslash is escaped."""


def _structure(content: bytes) -> bytes:
    """The colons and, all as square ones, the brackets of a JSON text outside its strings; replacing is cheap."""
    marks = content.translate(_BRACKETS_ALIKE, _ALL_BUT_STRUCTURE)
    return b"".join(marks.replace(b'""', b"").split(b'"')[::2])


def _deeper_than(structure: bytes, limit: int) -> bool:
    """Whether brackets nest deeper; each replacement takes the innermost ones away."""
    brackets = structure.translate(None, b":")
    for _ in range(limit):
        if not brackets:
            return False
        brackets = brackets.replace(b"[]", b"")
    return bool(brackets)


def _stop_too_deep(text: str, collector: Collector) -> NoReturn:
    limit = collector.limits.depth
    marks = list(_BRACKETS.finditer(text))
    depths = accumulate(_DEEPER.get(mark.group(), 0) for mark in marks)
    offset = next((mark.start() for mark, depth in zip(marks, depths, strict=True) if depth > limit), 0)
    collector.stop(too_deep(limit), position_at(text, offset))


def _explained(error: json.JSONDecodeError, text: str) -> tuple[Fault, int]:
    """What is wrong in plain words, and at which offset."""
    offset = min(error.pos, len(text.rstrip()))
    said = error.msg
    if said.startswith(
        "Illegal trailing comma"
    ):  # newer Pythons point at the comma, older ones at the bracket
        said = "Expecting property name" if said.endswith("object") else "Expecting value"
        offset = len(text) - len(text[offset + 1 :].lstrip())
    rest = text[offset:].lstrip()
    for pattern, message, hint in _EXPLANATIONS:
        if re.match(pattern, f"{said}: {rest}"):
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
