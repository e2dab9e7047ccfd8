"""`negotia analyze`: what both sides could gain, and how to get there."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from ..output.analysis_pages import FORMATS
from ..usecases import analyze_deal
from .console import ColourChoice, say, wants_colour
from .options import as_of_option, colour_option, deal_inputs


@click.command("analyze", short_help="Show where a good deal lies, what to trade and what to offer.")
@click.argument("deal", metavar="DEAL")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="Output format; html is one page with charts, to be opened, sent or printed.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write to a file in place of stdout.",
)
@click.option(
    "--steps",
    type=click.IntRange(1, 200),
    default=20,
    show_default=True,
    metavar="N",
    help="Cut amounts, periods and dates into about so many steps.",
)
@click.option(
    "--draws",
    type=click.IntRange(0, 100_000),
    default=1000,
    show_default=True,
    metavar="N",
    help="Draw the ranges of the plan so often to see whether the advice holds; 0 for not at all.",
)
@click.option(
    "--seed", type=int, default=0, show_default=True, metavar="N", help="The same seed gives the same draws."
)
@click.option(
    "--budget",
    type=click.IntRange(2, 1_000_000),
    default=2000,
    show_default=True,
    metavar="N",
    help="List at most so many efficient deals.",
)
@as_of_option
@colour_option
def analyze(
    deal: str,
    form: str,
    out: Path | None,
    steps: int,
    draws: int,
    seed: int,
    budget: int,
    as_of: date,
    color: ColourChoice,
) -> int:
    """Analyze the bargaining of a deal: whether there is room for one, where a good deal lies, the best
    trades, packages to offer together, the next steps; then the details and what was assumed.

    DEAL is a deal (YAML or JSON), or - for one on stdin. No rules are needed.

    \b
    negotia analyze acme.yaml
    negotia analyze acme.yaml --format html --out acme.html
    negotia analyze acme.yaml --format json --draws 0

    Exit status: 0 done, whatever the analysis says; 2 the deal cannot be read.
    """
    (one,) = deal_inputs((deal,))
    analysis = analyze_deal(one, seed=seed, draws=draws, budget=budget, steps=steps)
    colour = wants_colour(color, sys.stdout) if out is None else color == "always"
    say(FORMATS[form](analysis, as_of, colour), out)
    return 0
