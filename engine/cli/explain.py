"""`negotia explain`: what a rule wants and why, or what it made of a deal."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from ..deal.base import Stage
from ..inference import EngineChoice
from ..output.card import format_rule
from ..output.explanation import format_explanation
from ..output.explanation_json import format_explanation_json
from ..output.remedies import format_remedies
from ..usecases import explain_deal_rule, find_remedies, find_rule
from .console import ColourChoice, say, wants_colour
from .formats import Format, format_option
from .options import as_of_option, chosen_rules, colour_option, deal_inputs, rule_options, stage_option


@click.command("explain", short_help="Explain a rule, or what it made of a deal.")
@click.argument("words", nargs=-1, required=True, metavar="[DEAL] RULE")
@format_option
@as_of_option
@stage_option
@rule_options
@colour_option
def explain(
    words: tuple[str, ...],
    format: Format,
    as_of: date,
    stage: Stage | None,
    rule_paths: tuple[Path, ...],
    shipped: bool,
    inference: EngineChoice,
    color: ColourChoice,
) -> int:
    """Explain a rule: what it checks, why, whose practice it carries, its cases.
    With a deal: why it fired or not, with the value of every part of its condition, and the
    smallest edit of the plan that clears it, where there is one. The edit is checked before it is
    shown: the finding is gone, and nothing as grave came.

    \b
    negotia explain BARG-ONE-SIDED
    negotia explain acme.yaml BARG-ONE-SIDED --as-of 2026-03-02
    negotia explain acme.yaml BARG-ONE-SIDED --format json
    """
    if len(words) > 2:
        raise click.UsageError("name a rule, or a deal and a rule")
    if format == "json" and len(words) < 2:
        raise click.UsageError("--format json tells what a rule made of a deal: name both")
    *deals, id = words
    ruleset = chosen_rules(rule_paths, shipped, inference)
    rule = find_rule(ruleset, id)
    colour = wants_colour(color, sys.stdout)
    if not deals:
        say(format_rule(rule, colour))
    else:
        (deal,) = deal_inputs(tuple(deals))
        explanation = explain_deal_rule(deal, ruleset, rule, as_of, stage)
        found = find_remedies(deal, ruleset, rule, as_of, stage)
        if format == "json":
            say(format_explanation_json(explanation, found))
        else:
            say(format_explanation(explanation, colour) + format_remedies(found, colour))
    return 0
