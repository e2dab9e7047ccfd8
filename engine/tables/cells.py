"""Values of a deal in cells, and back. What would not read back as the same value is written as JSON."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from ..deal.base import read_day
from ..deal.shown import shown
from ..output.encoding import encode_line
from .kinds import Field, Kind

Cell = str | int | float | Decimal | bool | date | datetime | time | timedelta | None
"""What a cell holds when it is read; a blank text is as good as nothing."""
Written = str | Decimal | date | None
"""What is written into a cell."""

_DIGITS = re.compile(r"[+-]?[0-9]{1,60}(\.[0-9]{1,60})?([eE][+-]?[0-9]{1,3})?")
_TERM = re.compile(
    r"(?P<low>.*?)(?:\s+to\s+(?P<high>.*?))?"
    r"(?:\s*\((?P<source>stated|estimated)?(?:,?\s*as of (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}))?\))?",
    re.DOTALL,
)
_SERIAL_DAYS = range(10_000, 100_000)
"""Days since the end of 1899 that are taken for dates: from 1927 to 2173."""
_EPOCH = date(1899, 12, 30)
_FIRST_DAY = date(1904, 1, 1)
"""Days before it are counted in more than one way."""
_YES, _NO = frozenset({"yes", "true", "y", "x"}), frozenset({"no", "false", "n"})


class CellMistake(ValueError):
    """A cell does not hold what it should; the message is for the user, `hint` is the way out."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in the cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def read_cell(field: Field, cell: Cell) -> Any:
    """What the cell says, as a deal file would have it; None if it is blank. Raises CellMistake."""
    if is_blank(cell):
        return None
    if isinstance(cell, float) and not math.isfinite(cell):
        raise CellMistake(f"{field.name!r} takes a finite number")
    return _READ[field.kind](field, cell)


def write_cell(field: Field, value: Any) -> Written:
    """What to write for a value of a deal file, so that `read_cell` answers it again."""
    if value is None:
        return None
    plain = _WRITE.get(field.kind, _nothing)(value)
    try:
        same = plain is not None and read_cell(field, plain) == value
    except CellMistake:
        same = False
    if same:
        return plain
    if field.kind == "text" or not isinstance(value, str | list | dict):
        return str(value)
    return encode_line(value).decode()


def exact(cell: float | Decimal | int) -> Decimal | int:
    """The number that was typed: the shortest one that is stored like this; whole ones without decimals."""
    number = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
    return int(number) if number == number.to_integral_value() and abs(number) < 10**15 else number


def day_of(cell: Cell) -> str | None:
    """The date of a cell, as `2026-03-31`; None if it holds none. A bare serial number counts as one."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool) and int(cell) in _SERIAL_DAYS:
        return (_EPOCH + timedelta(days=int(cell))).isoformat()
    return None


def _text(_: Field, cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float | Decimal):
        return str(exact(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep="T", timespec="minutes")
    return cell if isinstance(cell, str) else str(cell)


def _texts(field: Field, cell: Cell) -> list[str]:
    found = _from_json(cell)
    if isinstance(found, list) and all(isinstance(one, str) for one in found):
        return found
    return [line.strip() for line in _text(field, cell).split("\n") if line.strip()]


def _choices(field: Field, cell: Cell) -> list[str]:
    if isinstance(found := _from_json(cell), list):
        return found
    words = (word.strip() for word in re.split(r"[,;\n]", _text(field, cell)))
    return [_option(field, word) for word in words if word]


def _choice(field: Field, cell: Cell) -> str:
    return _option(field, _text(field, cell))


def _option(field: Field, text: str) -> str:
    folded = text.strip().casefold()
    return next((one for one in field.options if one.casefold() == folded), text)


def _number(field: Field, cell: Cell) -> Decimal | int:
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        return exact(cell)
    if isinstance(cell, str) and _DIGITS.fullmatch(cell.strip()):
        return exact(Decimal(cell.strip()))
    raise CellMistake(
        f"{field.name!r} takes a number, not {shown(_text(field, cell))}",
        "type the number alone, without a unit, currency or separators",
    )


def _count(field: Field, cell: Cell) -> Decimal | int:
    return _number(field, cell)


def _day(field: Field, cell: Cell) -> str:
    return day_of(cell) or _text(field, cell).strip()


def _moment(field: Field, cell: Cell) -> str:
    if isinstance(cell, date | time | timedelta | int | float | Decimal):
        raise CellMistake(
            f"{field.name!r} takes a date and time with its zone, which a date of the spreadsheet has not",
            "write it as text: 2026-03-31T14:00+02:00",
        )
    return _text(field, cell).strip()


def _truth(field: Field, cell: Cell) -> bool:
    if isinstance(cell, bool):
        return cell
    word = _text(field, cell).strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise CellMistake(f"{field.name!r} takes yes or no, not {shown(_text(field, cell))}")


def _term(field: Field, cell: Cell) -> Any:
    if not isinstance(cell, str):
        if isinstance(cell, date):
            return day_of(cell)
        if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
            return exact(cell)
        return _text(field, cell)
    found = _from_json(cell)
    if found is not None:
        return found
    match = _TERM.fullmatch(cell.strip())
    assert match is not None
    value = _ends(match["low"], match["high"])
    if match["source"] is None and match["day"] is None:
        return _ends(cell.strip(), None) if value is None or cell.strip().endswith("()") else value
    whole = {"value": value, "source": match["source"], "as_of": match["day"]}
    return {key: one for key, one in whole.items() if one is not None}


def _ends(low: str, high: str | None) -> Any:
    first = _end(low)
    if high is None:
        return low if first is None else first
    second = _end(high)
    return f"{low} to {high}" if first is None or second is None else [first, second]


def _end(text: str) -> Any:
    if _DIGITS.fullmatch(text):
        return exact(Decimal(text))
    return text if read_day(text) is not None else None


def _by_key(field: Field, cell: Cell) -> Any:
    """`option: score` lines."""
    found = _from_json(cell)
    if isinstance(found, dict):
        return found
    scores = {}
    for line in filter(str.strip, _text(field, cell).split("\n")):
        key, colon, text = line.rpartition(":")
        if not colon or not _DIGITS.fullmatch(text.strip()):
            raise CellMistake(f"{shown(line)} is no score", "write a line for each value: yes: 10")
        scores[key.strip()] = exact(Decimal(text.strip()))
    return scores


def _nested(field: Field, cell: Cell) -> Any:
    found = _from_json(cell)
    if isinstance(found, list | dict):
        return found
    raise CellMistake(f"{field.name!r} has fields of its own, or a sheet", "write into those")


def _from_json(cell: Cell) -> Any:
    """What a text in JSON says; None for any other text."""
    if not isinstance(cell, str) or cell[:1] not in ("[", "{", '"'):
        return None
    try:
        return json.loads(cell, parse_float=Decimal, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return None


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


_READ: Mapping[Kind, Callable[[Field, Cell], Any]] = {
    "text": _text,
    "texts": _texts,
    "number": _number,
    "count": _count,
    "day": _day,
    "moment": _moment,
    "truth": _truth,
    "choice": _choice,
    "choices": _choices,
    "term": _term,
    "terms": _nested,
    "scores": _by_key,
    "section": _nested,
    "sections": _nested,
}


def _nothing(_: Any) -> Written:
    return None


def _write_text(value: Any) -> Written:
    return value if isinstance(value, str) else None


def _write_number(value: Any) -> Written:
    number = Decimal(value)
    return number if Decimal(repr(float(number))) == number else None


def _write_day(value: Any) -> Written:
    day = read_day(value)
    return day if day is not None and day >= _FIRST_DAY else value


def _write_texts(value: Any) -> Written:
    return "\n".join(value) if isinstance(value, list) else value


def _write_term(value: Any) -> Written:
    if isinstance(value, dict):
        about = [value.get("source"), f"as of {value['as_of']}" if value.get("as_of") else None]
        return f"{_end_text(value.get('value'))} ({', '.join(filter(None, about))})"
    if isinstance(value, str):
        return _write_day(value) if read_day(value) else value
    return _end_text(value) if isinstance(value, list) else _write_number(value)


def _end_text(value: Any) -> str:
    return " to ".join(map(str, value)) if isinstance(value, list) else str(value)


def _write_scores(value: Any) -> Written:
    return "\n".join(f"{key}: {score}" for key, score in value.items()) if isinstance(value, dict) else None


_WRITE: Mapping[Kind, Callable[[Any], Written]] = {
    "text": _write_text,
    "texts": _write_texts,
    "number": _write_number,
    "count": _write_number,
    "day": _write_day,
    "moment": _write_text,
    "truth": lambda value: "yes" if value is True else "no",
    "choice": _write_text,
    "choices": lambda value: ", ".join(value) if isinstance(value, list) else None,
    "term": _write_term,
    "scores": _write_scores,
}
