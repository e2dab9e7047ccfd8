"""Deal files -> deals; every mistake of a file at once, each with its place in the text."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..errors import DealError, Problem, SourceError
from ..source import Format, Source, read_file, read_source
from .crosscheck import crosscheck
from .migrations import migrate
from .model import SCHEMA, Deal
from .paths import Location, describe
from .problems import Mistake, mistakes
from .shown import shown
from .terms import type_terms

_MOST = 100
"""Mistakes reported of one file; whoever has more has given the wrong file."""

_AT_KEY = frozenset({"unknown-key", "unknown-issue", "unknown-option"})


class _Enough(Exception):
    """The list of mistakes is long enough."""


def read_deal(path: str | Path) -> Deal:
    """The deal described by a YAML or JSON file. Raises DealError with every problem of the file."""
    try:
        source = read_file(path)
    except SourceError as error:
        raise DealError(error.problems) from None
    return deal_from(source)


def parse_deal(text: str | bytes, name: str = "<deal>", *, format: Format | None = None) -> Deal:
    """The deal described by a text; `name` stands for it in messages. Raises DealError."""
    try:
        source = read_source(text, name, format=format)
    except SourceError as error:
        raise DealError(error.problems) from None
    return deal_from(source)


def deal_from(source: Source) -> Deal:
    """The deal that a source's data describe. Raises DealError with every problem."""
    if not isinstance(source.data, Mapping):
        message = f"a deal description has the sections deal, us and them; this is {shown(source.data)}"
        hint = "begin with the lines `deal:`, `us:` and `them:`"
        raise DealError([Problem("not-a-deal", message, source.name, source.first_line, 1, hint=hint)])
    found: list[Mistake] = []
    deal = build_deal(source.data, found)
    if deal is None:
        raise DealError(_located(mistake, source) for mistake in found)
    deal._source = source
    return deal


def build_deal(raw: Mapping[str, Any], found: list[Mistake]) -> Deal | None:
    """The deal that raw data describe, or None with every mistake (100 at most) added to `found`."""

    def report(location: Location, code: str, message: str, hint: str) -> None:
        found.append(Mistake(location, code, message, hint))
        if len(found) >= _MOST:
            raise _Enough

    data, wrong_schema = migrate(raw)
    if wrong_schema:
        hint = f"write schema: {SCHEMA}; a file of a later schema needs a later negotia"
        found.append(Mistake(("schema",), "unknown-schema", wrong_schema, hint))
        return None
    try:
        typed = type_terms(data, report)
        crosscheck(data, report)
        deal = Deal.model_validate(typed)
    except _Enough:
        return None
    except ValidationError as error:
        found.extend(islice(mistakes(error), _MOST - len(found)))
        return None
    return None if found else deal


def _located(mistake: Mistake, source: Source) -> Problem:
    at = source.key_position if mistake.code in _AT_KEY else source.position
    position = at(mistake.location)
    path = describe(mistake.location, source.data)
    cell = source.cell(mistake.location)
    return Problem(mistake.code, mistake.message, source.name, *position, path, mistake.hint, cell)
