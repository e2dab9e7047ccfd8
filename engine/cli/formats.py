"""The choice between a text to read and JSON for programs."""

from __future__ import annotations

from typing import Literal

import click

Format = Literal["text", "json"]
format_option = click.option(
    "--format",
    "format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the result is written.",
)
