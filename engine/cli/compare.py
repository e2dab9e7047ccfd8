"""`negotia compare`: what has changed between two assessments, or two versions of deals."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from datetime import date
from functools import cache
from pathlib import Path

import click

from ..baseline import BaselineFile
from ..batch import Batch, CheckJob, Interrupted
from ..batch.comparing import compare_sides
from ..batch.sides import Sides
from ..deal.base import Stage
from ..inference import EngineChoice
from ..output.comparison import COMPARISON_FORMATS
from ..ruleset import Ruleset
from ..tables.mapping import Mapping
from .acceptance import baseline_option
from .console import ColourChoice, reject, say, wants_colour
from .mapping import mapping_option
from .options import (
    as_of_option,
    chosen_rules,
    colour_option,
    deal_inputs,
    locale_option,
    rule_options,
    stage_option,
)


@click.command("compare", short_help="Show what has changed between two checks or versions.")
@click.argument("before", metavar="BEFORE")
@click.argument("after", metavar="AFTER")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(COMPARISON_FORMATS)),
    default="text",
    show_default=True,
    help="Output format; markdown is a comment for a change request.",
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write to a file."
)
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; as many as cores unless given."
)
@mapping_option
@baseline_option
@as_of_option
@locale_option
@stage_option
@rule_options
@colour_option
def compare(
    before: str,
    after: str,
    form: str,
    out: Path | None,
    jobs: int | None,
    mapping: Mapping | None,
    baseline: BaselineFile | None,
    as_of: date,
    locale: str,
    stage: Stage | None,
    rule_paths: tuple[Path, ...],
    shipped: bool,
    inference: EngineChoice,
    color: ColourChoice,
) -> int:
    """Show which findings are new, worse, fixed or better, waived or no longer, and how the scores moved.

    BEFORE and AFTER are each a deal, a folder of deals or a file with a deal a line, which are checked now; or
    what `check --format json` or `jsonl` wrote; or - for one of these on stdin. Deals are matched by their ids.

    \b
    negotia compare last-week.json plans/
    git show HEAD:acme.yaml | negotia compare - acme.yaml
    negotia compare main/plans plans/ --format markdown --out comment.md

    Exit status: 0 nothing is new, worse or no longer waived; 1 something is; 2 an input could not be read.
    """
    if before == after == "-":
        raise click.UsageError("only one of the two can come from stdin")

    @cache
    def rules() -> Ruleset:
        return chosen_rules(rule_paths, shipped, inference, locale)

    job = CheckJob(
        as_of,
        tuple(map(str, rule_paths)),
        shipped,
        inference,
        locale,
        stage,
        scope="findings",
        baseline=baseline,
    )
    with ExitStack() as stack:
        sides = Sides(job, rules, Batch(jobs or os.cpu_count() or 1), stack, mapping)
        first, second = deal_inputs((before, after))
        try:
            result = compare_sides(sides.side(first), sides.side(second))
        except Interrupted as stop:
            raise click.Abort from stop
    colour = wants_colour(color, sys.stdout) if out is None else color == "always"
    say(COMPARISON_FORMATS[form](result, colour), out)
    reject(result.problems)
    return 2 if result.problems else int(result.for_the_worse)
