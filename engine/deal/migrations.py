"""Older deal files, brought to the schema of today while they are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .model import SCHEMA
from .shown import shown

Migration = Callable[[Mapping[str, Any]], Mapping[str, Any]]


def _from_draft(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Schema 0 was today's content under its first number."""
    return {**data, "schema": SCHEMA}


MIGRATIONS: dict[str, Migration] = {"negotia/deal/0": _from_draft}


def migrate(data: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    """The data in today's schema, and what is wrong with the schema it names (empty when nothing is)."""
    schema = data.get("schema")
    if schema == SCHEMA:
        return data, ""
    if schema is None:
        return {**data, "schema": SCHEMA}, ""
    if isinstance(schema, str) and schema in MIGRATIONS:
        return MIGRATIONS[schema](data), ""
    return data, f"{shown(schema)} is not a schema of deal files that is known here"
