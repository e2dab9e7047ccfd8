"""Looks for rules that cannot do their work: untested, unreachable, contradictory, mute."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ..deal.base import STAGES
from ..expressions.syntax import Literal
from ..ruleset.model import Rule, Ruleset
from ..suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class Lint:
    """A weakness of a rule: a stable code, where it stands, what is weak."""

    rule: str
    code: str
    message: str
    source: str
    line: int


def lint(ruleset: Ruleset, practices: Collection[str] = ()) -> tuple[Lint, ...]:
    """The weaknesses of all rules, in the order of the rules.

    `practices` are the ids that rules may cite; without any, citations are not looked at.
    """
    return tuple(
        Lint(rule.id, code, message, rule.source, rule.line)
        for rule in ruleset.rules
        for code, message in (*_weaknesses(rule, ruleset), *_miscited(rule, practices))
    )


def _miscited(rule: Rule, practices: Collection[str]) -> Iterator[tuple[str, str]]:
    for practice in rule.practice if practices else ():
        if practice not in practices:
            hint = did_you_mean(practice, practices) or "add it to catalogue/practices.yaml beside the rules"
            yield "unknown-practice", f"no catalogue has the practice {practice!r} ({hint})"


def _weaknesses(rule: Rule, ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    yield from _untested(rule)
    yield from _unreachable(rule, ruleset)
    yield from _contradicted(rule, ruleset)
    if rule.message is not None and rule.remedy is None:
        yield "no-remedy", "it says what is wrong and not what to do"
    if not rule.why:
        yield "no-why", "it does not say why a negotiator cares"
    if not rule.practice:
        yield "no-practice", "it names no practice that it carries"


def _untested(rule: Rule) -> Iterator[tuple[str, str]]:
    expected = {case.expect for case in rule.tests}
    if "fires" not in expected:
        yield "no-firing-case", "no case shows it fire"
    if not expected & {"clear", "not-applicable"}:
        yield "no-clear-case", "no case shows it stay silent"


def _unreachable(rule: Rule, ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    root = rule.check.condition.root
    if isinstance(root, Literal) and not (rule.clause and rule.clause.givens):
        yield "constant", "its condition is always the same"
    for reference in rule.clause.givens if rule.clause else ():
        makers = [one for one in ruleset.rules if one.clause and one.clause.concludes == reference.conclusion]
        if not any(_stages(maker) & _stages(rule) for maker in makers):
            yield "unreachable", f"no rule that applies in its stages concludes {reference.conclusion!r}"
        if reference.scope != "any" and not any(
            _same_subject(rule, maker, reference.scope) for maker in makers
        ):
            hint = "any" if reference.scope == "same" else "same-subject"
            yield "unreachable", f"{reference} is concluded about other subjects only (use {hint}?)"


def _contradicted(rule: Rule, ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    clause = rule.clause
    for reference in clause.givens if clause else ():
        if clause and reference in clause.unlesses:
            yield "contradiction", f"it is given {reference} and unless {reference}"
    for other in ruleset.rules:
        if other.id < rule.id and _essence(other) == _essence(rule):
            yield "twin", f"it has the same condition as {other.id}"


def _essence(rule: Rule) -> tuple[object, ...]:
    """What decides whether a rule fires."""
    check, clause = rule.check, rule.clause
    chain = (clause.givens, clause.unlesses) if clause else ()
    loop = check.loop and check.loop.items.root
    return (
        check.condition.root,
        loop,
        check.where and check.where.root,
        check.negate,
        rule.stage,
        rule.until,
        chain,
    )


def _stages(rule: Rule) -> set[str]:
    return set(STAGES[STAGES.index(rule.stage) : STAGES.index(rule.until) + 1])


def _same_subject(rule: Rule, maker: Rule, scope: str) -> bool:
    scoped = rule.check.loop is not None and scope == "same"
    return (maker.check.loop is not None) == scoped
