"""The JSON Schema of deal files, made from the model, for editors and for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from .base import SHARED, Section
from .migrations import MIGRATIONS
from .model import SCHEMA, Deal

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NULL = {"type": "null"}


def deal_schema() -> dict[str, Any]:
    """The schema of deal files (draft 2020-12).

    It accepts whatever the reader accepts and refuses every mistake of a single value; what takes a second
    look (references, keys used twice, terms that do not fit their issue's kind) only the reader finds.
    """
    schema = file_schema(Deal, SCHEMA)
    schema["properties"]["schema"] |= {"type": ["string", "null"], "enum": [SCHEMA, *MIGRATIONS, None]}
    return schema


def file_schema(model: type[Section], name: str) -> dict[str, Any]:
    """The schema (draft 2020-12), called `name`, of files that a model describes."""
    body = model.model_json_schema(by_alias=True, schema_generator=_Generator)
    definitions: dict[str, Any] = {}
    body = _hoisted(body, definitions)
    body["$defs"] = dict(sorted({**body["$defs"], **definitions}.items()))
    return {"$schema": DIALECT, "$id": name, **body, "title": name}


class _Generator(GenerateJsonSchema):
    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        # What is absent is unknown: no default value stands for it.
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        if isinstance(inner.get("type"), str) and SHARED not in inner:
            null = {"enum": [*inner["enum"], None]} if "enum" in inner else {}
            return {**inner, "type": [inner["type"], "null"], **null}
        return {"anyOf": [inner, _NULL]}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        made = super().dict_schema(schema)
        values = made.get("additionalProperties")
        if isinstance(values, Mapping) and values.get(SHARED) == "Term":  # an issue whose value is still open
            made["additionalProperties"] = {"anyOf": [values, _NULL]}
        if "patternProperties" in made:  # keys of a form: any other key is a mistake
            made["additionalProperties"] = False
        return made

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        return {"type": "string", "enum": list(schema["expected"])}


def _hoisted(node: Any, definitions: dict[str, Any]) -> Any:
    """The schema with a reference in the place of each shared type, whose definition is put aside."""
    if isinstance(node, list):
        return [_hoisted(item, definitions) for item in node]
    if not isinstance(node, Mapping):
        return node
    rest = {
        key: _hoisted(value, definitions)
        for key, value in node.items()
        # Titles only repeat the key; a property may be called title, and that one stays.
        if key != SHARED and (key != "title" or isinstance(value, Mapping))
    }
    if SHARED not in node:
        return rest
    definitions[node[SHARED]] = rest
    return {"$ref": f"#/$defs/{node[SHARED]}"}
