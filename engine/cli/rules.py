"""`negotia rules`: what sales operations do with rules."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..authoring import lint_rules
from ..inference import EngineChoice
from ..output.rule_yaml import format_rule_yaml
from ..output.rules import format_cases, format_lint, format_rules
from ..usecases import find_rule, run_rule_tests
from .console import say, wants_colour
from .options import chosen_rules, rule_options
from .rule_tools import coverage, diff, docs, mutate, rule_choice


@click.group("rules", short_help="List, show, test and lint the rules.")
def rules() -> None:
    """List and show the rules, test them, and see what changes when they change.

    \b
    negotia rules list
    negotia rules show BARG-ONE-SIDED
    negotia rules test --rules our-rules/
    negotia rules lint --rules our-rules/
    negotia rules coverage
    negotia rules mutate --rules our-rules/ OUR-RULE
    negotia rules diff shipped our-rules/ plans/
    """


for command in (coverage, mutate, diff, docs):
    rules.add_command(command)


@rules.command("list", short_help="List all rules.")
@rule_options
def list_command(rule_paths: tuple[Path, ...], shipped: bool, inference: EngineChoice) -> int:
    """List all rules: id, severity, stages and title, pack by pack.

    \b
    negotia rules list --rules our-rules/
    """
    say(format_rules(chosen_rules(rule_paths, shipped, inference), wants_colour("auto", sys.stdout)))
    return 0


@rules.command("show", short_help="Print a rule as it applies.")
@click.argument("id", metavar="RULE")
@rule_options
def show_command(id: str, rule_paths: tuple[Path, ...], shipped: bool, inference: EngineChoice) -> int:
    """Print a rule as YAML, as it applies after every override; ready to be copied into a pack.

    \b
    negotia rules show BARG-ONE-SIDED
    """
    say(format_rule_yaml(find_rule(chosen_rules(rule_paths, shipped, inference), id)))
    return 0


@rules.command("test", short_help="Run the cases that stand beside rules.")
@click.argument("ids", nargs=-1, metavar="[RULE]...")
@rule_options
def test_command(
    ids: tuple[str, ...], rule_paths: tuple[Path, ...], shipped: bool, inference: EngineChoice
) -> int:
    """Run the cases that stand beside rules: of all of them, or of those named.

    \b
    negotia rules test
    negotia rules test BARG-ONE-SIDED --rules our-rules/

    Exit status: 0 all pass, 1 some do not, 2 the rules cannot be read.
    """
    ruleset = chosen_rules(rule_paths, shipped, inference)
    results = run_rule_tests(ruleset, ids)
    say(format_cases(results, ruleset, wants_colour("auto", sys.stdout)))
    return int(not all(one.passed for one in results))


@rules.command("lint", short_help="Look for rules that cannot do their work.")
@rule_options
def lint_command(rule_paths: tuple[Path, ...], shipped: bool, inference: EngineChoice) -> int:
    """Look for rules that are untested, unreachable, contradictory or mute, or that cite unknown practices.

    What may be cited stands in catalogue/practices.yaml: that of the shipped rules, and one beside rules of your own.

    \b
    negotia rules lint --rules our-rules/

    Exit status: 0 no weakness, 1 some, 2 the rules cannot be read.
    """
    found, ruleset = lint_rules(rule_choice(rule_paths, shipped, inference))
    say(format_lint(found, ruleset, wants_colour("auto", sys.stdout)))
    return int(bool(found))
