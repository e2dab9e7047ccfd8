"""The JSON Schemas of negotia as components of the OpenAPI document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..usecases import json_schema

COMPONENTS: Mapping[str, str] = {"Deal": "deal", "Assessment": "assessment", "Analysis": "analysis"}
"""Names of components, and the kinds of `negotia schema` that they are."""
_OWN = frozenset({"$schema", "$id", "$defs"})


def content_of(component: str, description: str) -> dict[str, Any]:
    """An answer of JSON that a component describes."""
    return {
        "description": description,
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{component}"}}},
    }


def components() -> dict[str, Any]:
    """All components; a definition `issue` of `Deal` is called `Deal.issue`."""
    found: dict[str, Any] = {}
    for name, kind in COMPONENTS.items():
        schema = json_schema(kind)
        parts = schema.get("$defs", {})
        found[name] = _moved({key: value for key, value in schema.items() if key not in _OWN}, name)
        found.update({f"{name}.{part}": _moved(one, name) for part, one in parts.items()})
    return found


def _moved(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {
            key: one.replace("#/$defs/", f"#/components/schemas/{name}.")
            if key == "$ref" and isinstance(one, str)
            else _moved(one, name)
            for key, one in value.items()
        }
    return [_moved(one, name) for one in value] if isinstance(value, list) else value
