"""What people write as an answer -> the data that a deal file holds for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from ..deal.base import Origin, Section
from ..errors import SourceError
from ..source import read_source
from ..suggest import shortened
from .slots import Slot

_RANGE = re.compile(r"(\S+) (?:to|-|–|…|\.\.) (\S+)")
_TRUTHS = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


class Unfit(ValueError):
    """An answer cannot stand in its field; `hint` is the way out."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def typed_value(text: str, slot: Slot) -> Any:
    """The data that a text typed by hand means for a field. Raises Unfit.

    A free text is taken as it is; quotes around it go. Everything else is YAML: a number, `[low, high]` (or
    `low to high`), a list, a mapping; `yes` and `no` are truths where truths are wanted.
    """
    text = text.strip()
    if not text:
        raise Unfit("there is no answer", "to take something out, edit the file")
    if slot.kind == "truth" and text.lower() in _TRUTHS:
        return _TRUTHS[text.lower()]
    match = _RANGE.fullmatch(text)
    if slot.is_term and slot.kind in ("number", "date") and match:
        return [_yaml(match[1]), _yaml(match[2])]
    if slot.kind in ("text", "choice"):
        return _unquoted(text)
    if slot.is_list and not text.startswith(("[", "{")):
        return _unquoted(text)
    return _yaml(text)


def fitted_value(value: Any, slot: Slot) -> Any:
    """Data as they stand in the file: items of a list as a list of them, a text as the item that it names.

    Whether each fits is for the reader of deals to say. Raises Unfit for what no field takes.
    """
    if value is None:
        raise Unfit("there is no answer", "to take something out, edit the file")
    if not slot.is_list:
        return value
    items = value if isinstance(value, list) else [value]
    if slot.kind != "sections":
        return items
    assert slot.section is not None
    return [_item(one, slot.section, slot.path) if isinstance(one, str) else one for one in items]


def with_source(value: Any, slot: Slot, source: Origin, as_of: date) -> Any:
    """The value with where it comes from, where its field keeps that."""
    match slot.source_kept:
        case "in the value" if not isinstance(value, Mapping):
            return {"value": value, "source": source, "as_of": as_of.isoformat()}
        case "in the value":
            return {"source": source, "as_of": as_of.isoformat(), **value}
        case "in the item":
            items = value if isinstance(value, list) else [value]
            marked = [
                {**one, "source": one.get("source", source)} if isinstance(one, Mapping) else one
                for one in items
            ]
            return marked if isinstance(value, list) else marked[0]
        case _:
            return value


def required_fields(section: type[Section]) -> tuple[str, ...]:
    """The fields without which an item of a list is none."""
    return tuple(field.alias or name for name, field in section.model_fields.items() if field.is_required())


def _item(text: str, section: type[Section], path: str) -> dict[str, Any]:
    """A text in the place of an item stands for its one required field."""
    wanted = required_fields(section)
    if len(wanted) == 1:
        return {wanted[0]: text}
    fields = ", ".join(f"{name}: ..." for name in wanted)
    raise Unfit(f"an item of {path} is more than the text {shortened(text)!r}", f"write {{{fields}}}")


def _unquoted(text: str) -> str:
    """The text without the quotes of YAML around it, if it is in such."""
    if len(text) > 1 and text[0] in "'\"" and text[-1] == text[0]:
        with suppress(Unfit):
            return str(_yaml(text))
    return text


def _yaml(text: str) -> Any:
    try:
        return read_source(text, "answer", format="yaml").data
    except SourceError as error:
        problem = error.problems[0]
        raise Unfit(problem.message, problem.hint) from None
