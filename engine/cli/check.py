"""`negotia check`: deals against rules."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from ..deal.base import Stage
from ..inference import EngineChoice
from ..output import FORMATS, Options, write_report
from ..ruleset.schema import SEVERITIES
from ..usecases import FailOn, check_paths, exit_status
from .console import ColourChoice, reject, say, wants_colour
from .options import (
    as_of_option,
    chosen_rules,
    colour_option,
    deal_inputs,
    locale_option,
    rule_options,
    stage_option,
)

_LIMITS = click.Choice([*SEVERITIES, "never"])


@click.command("check", short_help="Check deals against the rules.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="Output format.",
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write to a file."
)
@click.option(
    "--fail-on",
    type=_LIMITS,
    default="blocker",
    show_default=True,
    help="Exit 1 on findings as grave as this.",
)
@click.option(
    "--fail-on-unknown",
    type=_LIMITS,
    default="never",
    show_default=True,
    help="Exit 1 if a rule as grave as this could not be evaluated.",
)
@click.option("--show-unknown", is_flag=True, help="List what could not be evaluated, and what it needs.")
@click.option(
    "--show-guidance", is_flag=True, help="List what to do in the situation at hand, as the brief does."
)
@as_of_option
@locale_option
@stage_option
@rule_options
@colour_option
def check(
    paths: tuple[str, ...],
    form: str,
    out: Path | None,
    fail_on: FailOn,
    fail_on_unknown: FailOn,
    show_unknown: bool,
    show_guidance: bool,
    as_of: date,
    locale: str,
    stage: Stage | None,
    rule_paths: tuple[Path, ...],
    shipped: bool,
    inference: EngineChoice,
    color: ColourChoice,
) -> int:
    """Check deals against the rules.

    PATH is a deal (YAML or JSON), a folder of deals with all below it, or - for a deal on stdin.
    A file that cannot be read stops no other.

    \b
    negotia check acme.yaml
    negotia check plans/ --fail-on major
    negotia check acme.yaml --format json --out acme.json
    negotia check acme.yaml --stage bargaining --as-of 2026-03-02

    Exit status: 0 nothing as grave as --fail-on; 1 findings; 2 a file could not be read, or a rule
    could not be run. Waived findings never fail.
    """
    ruleset = chosen_rules(rule_paths, shipped, inference, locale)
    run = check_paths(deal_inputs(paths), ruleset, as_of, stage, locale=locale)
    reject(run.problems)
    colour = wants_colour(color, sys.stdout) if out is None else color == "always"
    say(write_report(run, FORMATS[form], Options(colour, show_unknown, show_guidance)).decode(), out)
    return exit_status(run, ruleset, fail_on, fail_on_unknown)
