"""`negotia rules coverage, mutate, diff, docs`: how good the rules are, and what they say."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from ..authoring import RuleChoice, compare_rules, cover_practices, document_rules, mutate_rules
from ..inference import EngineChoice
from ..output.coverage import format_coverage, format_coverage_json
from ..output.difference import format_difference, format_difference_json
from ..output.mutation import format_mutation, format_mutation_json
from .console import reject, say, wants_colour
from .formats import Format, format_option
from .options import as_of_option, deal_inputs, require_rules, rule_options


def rule_choice(rule_paths: tuple[Path, ...], shipped: bool, inference: EngineChoice) -> RuleChoice:
    """The rules that the options choose, not read yet."""
    require_rules(rule_paths, shipped)
    return RuleChoice(rule_paths, shipped, inference)


@click.command("coverage", short_help="Show which rules carry which practices.")
@format_option
@rule_options
def coverage(format: Format, rule_paths: tuple[Path, ...], shipped: bool, inference: EngineChoice) -> int:
    """Show which rules and parts of documents carry which practices, as their cases show.

    A practice may have to be carried by a check (a finding), a question, guidance or a document.

    \b
    negotia rules coverage
    negotia rules coverage --format json

    Exit status: 0 every practice has all its carriers, 1 some do not, 2 the rules cannot be read.
    """
    found = cover_practices(rule_choice(rule_paths, shipped, inference))
    colour = wants_colour("auto", sys.stdout)
    say(format_coverage_json(found) if format == "json" else format_coverage(found, colour))
    return int(bool(found.gaps))


@click.command("mutate", short_help="Look for changes to rules that no case notices.")
@click.argument("ids", nargs=-1, metavar="[RULE]...")
@click.option(
    "--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that share the work."
)
@click.option(
    "--least",
    type=click.FloatRange(0, 100),
    default=90,
    show_default=True,
    metavar="PERCENT",
    help="The share of changes that cases must notice.",
)
@format_option
@rule_options
def mutate(
    ids: tuple[str, ...],
    jobs: int,
    least: float,
    format: Format,
    rule_paths: tuple[Path, ...],
    shipped: bool,
    inference: EngineChoice,
) -> int:
    """Change every rule, or those named, in small ways, and see whether a case beside it notices.

    Comparisons are shifted and turned round, `and` and `or` swapped, parts of them, `not`, `where`, `given` and
    `unless` dropped, thresholds moved, `any` and `all`, `stated` and `missing` swapped. Changes that make no
    difference may be listed, with the reason, in catalogue/equivalent-mutants.yaml beside the rules.

    \b
    negotia rules mutate
    negotia rules mutate BARG-ONE-SIDED --least 100

    Exit status: 0 enough changes are noticed, 1 too few, 2 the rules cannot be read.
    """
    result = mutate_rules(rule_choice(rule_paths, shipped, inference), ids, jobs)
    colour = wants_colour("auto", sys.stdout)
    say(format_mutation_json(result) if format == "json" else format_mutation(result, colour))
    return int(100 * result.score < least or bool(result.stale))


@click.command("diff", short_help="Show what other rules find in the same deals.")
@click.argument("old")
@click.argument("new")
@click.argument("paths", nargs=-1, required=True, metavar="DEALS...")
@as_of_option
@format_option
def diff(old: str, new: str, paths: tuple[str, ...], as_of: date, format: Format) -> int:
    """Show the findings, conclusions and advice that the rules NEW give for DEALS and the rules OLD do not, and
    the other way round.

    OLD and NEW are `shipped`, or a file or folder of rules. A folder that holds packs of the shipped names stands
    for itself; anything else is applied on top of the shipped rules, in place of packs of the same name.

    \b
    negotia rules diff shipped our-rules/ plans/
    negotia rules diff old/rules/ shipped plans/ --format json

    Exit status: 0 no difference, 1 some, 2 rules or a deal cannot be read.
    """
    found, problems = compare_rules(old, new, deal_inputs(paths), as_of)
    colour = wants_colour("auto", sys.stdout)
    say(format_difference_json(found) if format == "json" else format_difference(found, colour))
    if problems:
        reject(problems)
        return 2
    return int(bool(found.changes))


@click.command("docs", short_help="Write the rules as Markdown pages.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder for the pages; it is made when it is not there.",
)
@rule_options
def docs(out: Path, rule_paths: tuple[Path, ...], shipped: bool, inference: EngineChoice) -> int:
    """Write a Markdown page for each pack, one with the questions, and an index.

    \b
    negotia rules docs --out docs/rules
    """
    pages = document_rules(rule_choice(rule_paths, shipped, inference))
    for name, text in pages.items():
        say(text, out / name)
    return 0
