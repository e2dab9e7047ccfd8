"""What the JSON Schemas of results are put together from."""

from __future__ import annotations

from typing import Any


def record(description: str, **properties: Any) -> dict[str, Any]:
    """An object in which every property is always there, and no other."""
    return {
        "description": description,
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def list_of(items: dict[str, Any]) -> dict[str, Any]:
    """A list of such items."""
    return {"type": "array", "items": items}


def or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Such a value, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def ref(name: str) -> dict[str, Any]:
    """What is defined under that name."""
    return {"$ref": f"#/$defs/{name}"}
