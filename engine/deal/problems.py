"""Turns pydantic's findings into messages for the person who wrote the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..suggest import did_you_mean
from .currency import CODES
from .paths import Location, names, section_at
from .shown import number_hint, shown


class Mistake(NamedTuple):
    """One mistake in the data, not yet located in the text."""

    location: Location
    code: str
    message: str
    hint: str


_Wording = tuple[str, str, str]
"""Code, message and hint."""


def mistakes(error: ValidationError) -> Iterator[Mistake]:
    """One Mistake an error of pydantic's, worded as it is asked for; a misspelt key is not missing as well."""
    for detail in error.errors(include_url=False):
        if detail["type"] != "missing" or not _misspelt(detail):
            yield _mistake(detail)


def _misspelt(detail: ErrorDetails) -> bool:
    *parent, name = detail["loc"]
    section = section_at(tuple(parent))
    known = names(section) if section is not None else ()
    return bool(did_you_mean(str(name), (key for key in detail["input"] if key not in known)))


def _mistake(detail: ErrorDetails) -> Mistake:
    location: Location = detail["loc"]
    if detail["type"] == "missing":
        name = str(location[-1])
        return Mistake(location[:-1], "missing-key", f"the key {name!r} is missing", f"add {name}: ...")
    if location and location[-1] == "[key]":  # pydantic's mark for a key at fault, not its value
        location = location[:-1]
    word = _WORDING.get(detail["type"], _as_pydantic_says)
    return Mistake(location, *word(_named(location), detail))


def _named(location: Location) -> str:
    """`'minutes'`, or `item 2 of 'options'`."""
    last = location[-1] if location else "deal"
    if isinstance(last, int):
        return f"item {last + 1} of {_named(location[:-1])}"
    return shown(last)


def _as_pydantic_says(name: str, detail: ErrorDetails) -> _Wording:
    return "wrong-value", f"{name}: {detail['msg'][:1].lower()}{detail['msg'][1:]}", ""


def _unknown_key(_: str, detail: ErrorDetails) -> _Wording:
    name = str(detail["loc"][-1])
    section = section_at(detail["loc"][:-1])
    known = names(section) if section is not None else ()
    hint = did_you_mean(name, known) or "known keys: " + ", ".join(known)
    return "unknown-key", f"unknown key {shown(name)}", hint


def _unknown_choice(name: str, detail: ErrorDetails) -> _Wording:
    value = detail["input"]
    options = detail["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
    near = did_you_mean(value, options) if isinstance(value, str) else ""
    return "unknown-choice", f"{name} cannot be {shown(value)}", near or "one of: " + ", ".join(options)


def _unknown_currency(_: str, detail: ErrorDetails) -> _Wording:
    code: str = detail["input"]
    hint = did_you_mean(code, CODES) or "write the three letters of ISO 4217, such as EUR"
    return "unknown-currency", f"{shown(code)} is not a currency", hint


def _wrong_term(_: str, detail: ErrorDetails) -> _Wording:
    return "wrong-term", detail["msg"], detail["ctx"]["hint"]


def _not_a_text(name: str, detail: ErrorDetails) -> _Wording:
    value = detail["input"]
    if value is None:
        return _blank(name, detail)
    hint = "" if isinstance(value, dict | list) else f'put it in quotes: "{shown(value)}"'
    return "wrong-type", f"{name} takes a text, not {shown(value)}", hint


def _not_a_number(name: str, detail: ErrorDetails) -> _Wording:
    value = detail["input"]
    return "wrong-type", f"{name} takes a number, not {shown(value)}", number_hint(value)


def _wrong_type(expected: str, hint: str = "") -> Callable[[str, ErrorDetails], _Wording]:
    def word(name: str, detail: ErrorDetails) -> _Wording:
        return "wrong-type", f"{name} takes {expected}, not {shown(detail['input'])}", hint

    return word


def _not_a_section(name: str, detail: ErrorDetails) -> _Wording:
    section = section_at(detail["loc"])
    fields = section.model_fields if section is not None else {}
    key = next((key for key, field in fields.items() if field.is_required()), "key")
    dash = "- " if isinstance(detail["loc"][-1], int) else ""
    return _wrong_type("a mapping", f"write `{dash}{key}: ...`")(name, detail)


def _blank(name: str, _: ErrorDetails) -> _Wording:
    return "blank", f"{name} is blank", "write something"


def _too_long(name: str, detail: ErrorDetails) -> _Wording:
    return "too-long", f"{name} is longer than {detail['ctx']['max_length']:,} characters", ""


def _too_small(name: str, detail: ErrorDetails) -> _Wording:
    return "wrong-value", f"{name} cannot be {shown(detail['input'])}", f"it is {detail['ctx']['ge']} or more"


_WORDING: dict[str, Callable[[str, ErrorDetails], _Wording]] = {
    "bool_type": _wrong_type("true or false"),
    "date_expected": _wrong_type("a date", "write it as 2026-03-31"),
    "dict_type": _wrong_type("a mapping", "write `key: value` lines below it"),
    "extra_forbidden": _unknown_key,
    "finite_number": _not_a_number,
    "greater_than_equal": _too_small,
    "int_type": _wrong_type("a whole number", "write it in digits"),
    "literal_error": _unknown_choice,
    "model_type": _not_a_section,
    "moment_expected": _wrong_type("a date and time with its zone", "write it as 2026-03-31T14:00+02:00"),
    "number_expected": _not_a_number,
    "string_pattern_mismatch": _blank,
    "string_too_long": _too_long,
    "string_type": _not_a_text,
    "term": _wrong_term,
    "texts_expected": _wrong_type("a text or a list of texts"),
    "tuple_type": _wrong_type("a list", "begin each item with `- ` on a line of its own"),
    "unknown_currency": _unknown_currency,
}
