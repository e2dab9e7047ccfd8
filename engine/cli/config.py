"""`negotia config`: what `negotia.toml` sets, and where."""

from __future__ import annotations

import click

from ..config import READERS
from ..output.settings import format_settings, format_settings_json
from .console import say
from .formats import Format, format_option
from .settings import Settings


@click.command("config", short_help="Print the settings of negotia.toml, and where each comes from.")
@format_option
@click.pass_obj
def config(settings: Settings, format: Format) -> int:
    """Print the settings, and where each comes from.

    \b
    negotia config
    negotia --config house.toml config --format json

    A file `negotia.toml` in the working directory, or the nearest one above it, sets what the command line does
    not. Paths are relative to the file. `negotia --config FILE ...` names another, `--config none` leaves it out.

    \b
    rules = ["our-rules"]            # on top of ours, as with --rules
    no-shipped-rules = false
    templates = "our-templates"
    baseline = "negotia.baseline"
    fail-on = "major"
    fail-on-unknown = "blocker"
    locale = "de_DE"
    """
    found = settings.config
    say(format_settings_json(found, READERS) if format == "json" else format_settings(found, READERS))
    return 0
