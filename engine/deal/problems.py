"""Turns pydantic's findings into messages for the person who wrote the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..suggest import did_you_mean
from .base import Section
from .currency import CODES
from .model import Deal
from .paths import Location, names, section_at
from .shown import day_hint, number_hint, shown


class Mistake(NamedTuple):
    """One mistake in the data, not yet located in the text."""

    location: Location
    code: str
    message: str
    hint: str


_Wording = tuple[str, str, str]
"""Code, message and hint."""
_Word = Callable[[str, ErrorDetails, type[Section]], _Wording]
"""Takes the name of the value at fault, what pydantic says of it, and what kind of file it is in."""


def mistakes(error: ValidationError, root: type[Section] = Deal) -> Iterator[Mistake]:
    """One Mistake an error of pydantic's, worded as it is asked for; a misspelt key is not missing as well.

    `root` is the class of the whole file.
    """
    for detail in error.errors(include_url=False):
        if detail["type"] != "missing" or not _misspelt(detail, root):
            yield _mistake(detail, root)


def _misspelt(detail: ErrorDetails, root: type[Section]) -> bool:
    *parent, name = detail["loc"]
    section = section_at(tuple(parent), root)
    known = names(section) if section is not None else ()
    return bool(did_you_mean(str(name), [key for key in detail["input"] if key not in known]))


def _mistake(detail: ErrorDetails, root: type[Section]) -> Mistake:
    location: Location = detail["loc"]
    if detail["type"] == "missing":
        return _missing(location, root)
    if location and location[-1] == "[key]":  # pydantic's mark for a key at fault, not its value
        location = location[:-1]
    name = _named(location)
    code, message, hint = _WORDING.get(detail["type"], _as_pydantic_says)(name, detail, root)
    if detail["input"] is None:  # a key that must be there, written without a value
        return Mistake(location, "blank", f"{name} is blank", hint or "write something")
    return Mistake(location, code, message, hint)


def _missing(location: Location, root: type[Section]) -> Mistake:
    *parent, name = location
    section = section_at(tuple(parent), root)
    field = section.model_fields.get(str(name)) if section is not None else None
    options = get_args(field.annotation) if field is not None else ()
    hint = f"add {name}: ..." + (f", one of {', '.join(options)}" if options else "")
    return Mistake(tuple(parent), "missing-key", f"the key {name!r} is missing", hint)


def _named(location: Location) -> str:
    """`'minutes'`, or `item 2 of 'options'`."""
    last = location[-1] if location else "deal"
    if isinstance(last, int):
        return f"item {last + 1} of {_named(location[:-1])}"
    return shown(last)


def _as_pydantic_says(name: str, detail: ErrorDetails, _: type[Section]) -> _Wording:
    return "wrong-value", f"{name}: {detail['msg'][:1].lower()}{detail['msg'][1:]}", ""


def _unknown_key(_: str, detail: ErrorDetails, root: type[Section]) -> _Wording:
    name = str(detail["loc"][-1])
    section = section_at(detail["loc"][:-1], root)
    known = names(section) if section is not None else ()
    hint = did_you_mean(name, known) or "known keys: " + ", ".join(known)
    return "unknown-key", f"unknown key {shown(name)}", hint


def _unknown_choice(name: str, detail: ErrorDetails, _: type[Section]) -> _Wording:
    value = detail["input"]
    options = detail["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
    near = did_you_mean(value, options) if isinstance(value, str) else ""
    return "unknown-choice", f"{name} cannot be {shown(value)}", near or "one of: " + ", ".join(options)


def _unknown_currency(_: str, detail: ErrorDetails, __: type[Section]) -> _Wording:
    code: str = detail["input"]
    hint = did_you_mean(code, CODES) or "write the three letters of ISO 4217, such as EUR"
    return "unknown-currency", f"{shown(code)} is not a currency", hint


def _wrong_term(_: str, detail: ErrorDetails, __: type[Section]) -> _Wording:
    return "wrong-term", detail["msg"], detail["ctx"]["hint"]


def _not_a_text(name: str, detail: ErrorDetails, _: type[Section]) -> _Wording:
    value = detail["input"]
    scalar = value is not None and not isinstance(value, dict | list)
    hint = f'put it in quotes: "{shown(value)}"' if scalar else ""
    return "wrong-type", f"{name} takes a text, not {shown(value)}", hint


def _not_a_section(name: str, detail: ErrorDetails, root: type[Section]) -> _Wording:
    section = section_at(detail["loc"], root)
    fields = section.model_fields if section is not None else {}
    keys = [key for key, field in fields.items() if field.is_required()]
    dash = "- " if isinstance(detail["loc"][-1], int) else ""
    hint = f"write `{dash}{keys[0]}: ...`" if keys else "known keys: " + ", ".join(fields)
    return "wrong-type", f"{name} takes `key: value` lines, not {shown(detail['input'])}", hint


def _wrong_type(expected: str, hint: Callable[[object], str] = lambda _: "") -> _Word:
    def word(name: str, detail: ErrorDetails, _: type[Section]) -> _Wording:
        value = detail["input"]
        return "wrong-type", f"{name} takes {expected}, not {shown(value)}", hint(value)

    return word


def _truth_hint(value: object) -> str:
    word = value.lower() if isinstance(value, str) else ""
    if word in ("yes", "y", "on", "true"):
        return "write true"
    return "write false" if word in ("no", "n", "off", "false") else ""


def _blank(name: str, _: ErrorDetails, __: type[Section]) -> _Wording:
    return "blank", f"{name} is blank", "write something"


def _too_long(name: str, detail: ErrorDetails, _: type[Section]) -> _Wording:
    return "too-long", f"{name} is longer than {detail['ctx']['max_length']:,} characters", ""


def _too_small(name: str, detail: ErrorDetails, _: type[Section]) -> _Wording:
    return "wrong-value", f"{name} cannot be {shown(detail['input'])}", f"it is {detail['ctx']['ge']} or more"


def _not_above(name: str, detail: ErrorDetails, _: type[Section]) -> _Wording:
    return (
        "wrong-value",
        f"{name} cannot be {shown(detail['input'])}",
        f"it is more than {detail['ctx']['gt']}",
    )


def _wrong_form(name: str, detail: ErrorDetails, _: type[Section]) -> _Wording:
    return "wrong-value", f"{name} cannot be {shown(detail['input'])}", detail["ctx"]["hint"]


_WORDING: dict[str, _Word] = {
    "bool_type": _wrong_type("true or false", _truth_hint),
    "date_expected": _wrong_type("a date", day_hint),
    "dict_type": _wrong_type("`name: value` lines"),
    "extra_forbidden": _unknown_key,
    "finite_number": _wrong_type("a number", number_hint),
    "greater_than": _not_above,
    "greater_than_equal": _too_small,
    "int_type": _wrong_type(
        "a whole number", lambda value: number_hint(value) if isinstance(value, str) else ""
    ),
    "literal_error": _unknown_choice,
    "model_type": _not_a_section,
    "moment_expected": _wrong_type(
        "a date and time with its zone", lambda _: "write it as 2026-03-31T14:00+02:00"
    ),
    "number_expected": _wrong_type("a number", number_hint),
    "string_pattern_mismatch": _blank,
    "string_too_long": _too_long,
    "string_type": _not_a_text,
    "term": _wrong_term,
    "texts_expected": _wrong_type("a text or a list of texts"),
    "tuple_type": _wrong_type("a list", lambda _: "begin each item with `- ` on a line of its own"),
    "wrong_form": _wrong_form,
    "unknown_currency": _unknown_currency,
}
