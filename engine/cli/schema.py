"""`negotia schema`: JSON Schemas of what negotia reads and writes."""

from __future__ import annotations

import click

from ..output.encoding import encode
from ..usecases import SCHEMAS, json_schema
from .console import say


@click.command("schema", short_help="Print a JSON Schema, for editors and programs.")
@click.argument("kind", type=click.Choice(list(SCHEMAS)))
def schema(kind: str) -> int:
    """Print the JSON Schema of deal files, rule files, assessments (check --format json) or analyses.

    \b
    negotia schema deal > deal.schema.json

    An editor that knows YAML schemas completes and checks a deal that begins with the line

    \b
    # yaml-language-server: $schema=deal.schema.json
    """
    say(encode(json_schema(kind)) + "\n")
    return 0
