"""Reports for those who write rules: the list of rules, the results of their cases, their weaknesses."""

from __future__ import annotations

from collections.abc import Sequence

from ..ruleset import Rule, Ruleset
from ..workbench.linting import Lint
from ..workbench.testing import CaseResult
from .colour import one_line, painter
from .words import counted


def format_rules(ruleset: Ruleset, colour: bool = False) -> str:
    """A line a rule, pack by pack: id, severity, stages, practices, title; then what is switched off."""
    paint = painter(colour)
    width = max((len(rule.id) for rule in ruleset.rules), default=0)
    lines = []
    for pack in ruleset.packs:
        rules = [rule for rule in ruleset.rules if rule.pack == pack.name]
        lines.append(paint(f"{pack.name} {pack.version}: {counted(len(rules), 'rule')}", "strong"))
        lines += [
            f"  {rule.id:<{width}}  {_kind(rule):<15}  {stages(rule):<27}  {rule.title.source}"
            for rule in rules
        ]
    for id, reason in ruleset.switched_off.items():
        lines.append(f"{id} is switched off: {one_line(reason)}")
    lines.append(f"{counted(len(ruleset.rules), 'rule')} in {counted(len(ruleset.packs), 'pack')}.")
    return "\n".join(lines) + "\n"


def format_cases(results: Sequence[CaseResult], ruleset: Ruleset, colour: bool = False) -> str:
    """The cases that came out otherwise than they say, and how many passed."""
    paint = painter(colour)
    lines = []
    for one in results:
        if not one.passed:
            rule = ruleset.by_id[one.rule]
            failed = paint("failed", "error")
            lines.append(
                f"{rule.source}:{rule.line}: {failed} {one.rule}, {one_line(one.name)}: {one_line(one.failure)}"
            )
    passed = sum(one.passed for one in results)
    rules = counted(len({one.rule for one in results}), "rule")
    verdict = f"{passed} of {counted(len(results), 'case')} of {rules} passed."
    lines.append(paint(verdict, "good" if passed == len(results) else "error"))
    return "\n".join(lines) + "\n"


def format_lint(weaknesses: Sequence[Lint], ruleset: Ruleset, colour: bool = False) -> str:
    """The weaknesses of rules, each at its place."""
    paint = painter(colour)
    lines = [
        f"{one.source}:{one.line}: {paint(one.code, 'minor')} {one.rule} {one_line(one.message)}"
        for one in weaknesses
    ]
    if weaknesses:
        lines.append(
            f"Found {counted(len(weaknesses), 'weakness', 'es')} in {counted(len(ruleset.rules), 'rule')}."
        )
    else:
        lines.append(paint(f"No weaknesses in {counted(len(ruleset.rules), 'rule')}.", "good"))
    return "\n".join(lines) + "\n"


def stages(rule: Rule) -> str:
    """The stages it applies in: `bargaining`, `from exchange`, `exchange to bargaining` or `all stages`."""
    if rule.until == "closed":
        return "all stages" if rule.stage == "preparation" else f"from {rule.stage}"
    return rule.stage if rule.stage == rule.until else f"{rule.stage} to {rule.until}"


def _kind(rule: Rule) -> str:
    """Its severity, or what it does instead of making findings."""
    if rule.message is not None:
        return rule.severity
    return "question" if rule.ask else "guidance" if rule.advise else "conclusion"
