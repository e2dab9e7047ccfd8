"""Turns pydantic's findings into messages for the person who wrote the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..suggest import did_you_mean
from .paths import Location, names, section_at


class Mistake(NamedTuple):
    """One mistake in the data, not yet located in the text."""

    location: Location
    code: str
    message: str
    hint: str


def mistakes(error: ValidationError) -> Iterator[Mistake]:
    """One Mistake an error of pydantic's."""
    for detail in error.errors(include_url=False):
        yield _mistake(detail)


def _mistake(detail: ErrorDetails) -> Mistake:
    location: Location = detail["loc"]
    context: dict[str, Any] = detail.get("ctx", {})
    kind = detail["type"]
    name = str(location[-1]) if location else "the deal"
    if kind == "missing":
        return Mistake(location[:-1], "missing-key", f"the key {name!r} is missing", f"add {name}: ...")
    if kind == "extra_forbidden":
        return _unknown_key(location, name)
    if kind == "literal_error":
        options = context["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        hint = did_you_mean(str(detail["input"]), options) or "one of: " + ", ".join(options)
        return Mistake(location, "unknown-choice", f"{detail['input']!r} is not a value of {name!r}", hint)
    if kind == "term":
        return Mistake(location, "wrong-term", detail["msg"], context.get("hint", ""))
    return Mistake(location, *_WORDING.get(kind, _as_pydantic_says)(name, detail))


def _unknown_key(location: Location, name: str) -> Mistake:
    section = section_at(location[:-1])
    known = names(section) if section is not None else ()
    hint = did_you_mean(name, known) or "known keys: " + ", ".join(known)
    return Mistake(location, "unknown-key", f"unknown key {name!r}", hint)


def _as_pydantic_says(name: str, detail: ErrorDetails) -> tuple[str, str, str]:
    return "wrong-value", f"{name!r}: {detail['msg'][:1].lower()}{detail['msg'][1:]}", ""


def _shown(value: object) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 40 else text[:37] + "..."


def _wrong(expected: str, hint: str = "") -> Any:
    def word(name: str, detail: ErrorDetails) -> tuple[str, str, str]:
        return "wrong-type", f"{name!r} takes {expected}, not {_kind(detail['input'])}", hint

    return word


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    return _shown(value)


_WORDING: dict[str, Any] = {
    "string_type": _wrong("a text", "write it in quotes"),
    "string_pattern_mismatch": lambda name, detail: (
        "wrong-value",
        f"{name!r} is {_shown(detail['input'])}",
        "write three capital letters, such as EUR" if name == "currency" else "it may not be blank",
    ),
    "string_too_short": lambda name, _: (
        "wrong-value",
        f"{name!r} is blank",
        "write something, or drop the key",
    ),
    "string_too_long": lambda name, detail: (
        "too-long",
        f"{name!r} is longer than {detail['ctx']['max_length']} characters",
        "",
    ),
    "bool_type": _wrong("true or false"),
    "int_type": _wrong("a whole number"),
    "greater_than_equal": lambda name, detail: (
        "wrong-value",
        f"{name!r} is {_shown(detail['input'])}",
        f"it is {detail['ctx']['ge']} or more",
    ),
    "number_expected": _wrong(
        "a number", "write digits with a point for decimals, no separators, no currency sign"
    ),
    "date_expected": _wrong("a date", "write it as 2026-03-31"),
    "moment_expected": _wrong("a date and time with its zone", "write it as 2026-03-31T14:00+02:00"),
    "tuple_type": _wrong("a list"),
    "model_type": _wrong("a mapping"),
    "dict_type": _wrong("a mapping"),
    "is_instance_of": lambda name, _: ("wrong-value", f"{name!r} cannot be read as a term", ""),
}
