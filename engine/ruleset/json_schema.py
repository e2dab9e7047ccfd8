"""The JSON Schema of rule files, made from their model, for editors and for other programs."""

from __future__ import annotations

from typing import Any

from ..deal.schema import file_schema
from .schema import SCHEMA, RuleFile


def rules_schema() -> dict[str, Any]:
    """The schema of rule files (draft 2020-12). What expressions and texts say only the loader checks."""
    return file_schema(RuleFile, SCHEMA)
