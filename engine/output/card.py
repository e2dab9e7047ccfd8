"""A rule as text for people: what it checks, why, whose practice it carries, and its cases."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from ..ruleset import Rule
from .colour import painter
from .rules import stages

_WIDTH = 100
_LABEL = 14


def format_rule(rule: Rule, colour: bool = False) -> str:
    """The card of a rule."""
    paint = painter(colour)
    lines = [paint(f"{rule.id}: {rule.title.source}", "strong")]
    lines += _labelled("Why", rule.why or "not said")
    lines += _labelled("Practice", ", ".join(rule.practice) or "none named")
    lines += _labelled("Stage", stages(rule))
    lines += _labelled("Severity", severity_words(rule))
    lines += [line for label, text in _conditions(rule) for line in _labelled(label, text)]
    lines += [line for label, text in _effects(rule) for line in _labelled(label, text)]
    lines += _labelled("Waivers", waiver_words(rule))
    lines += _cases(rule)
    lines += _labelled("Written in", f"{rule.source}:{rule.line} (pack {rule.pack})")
    return "\n".join(lines) + "\n"


def severity_words(rule: Rule) -> str:
    """Its severity in words; ramps with how they rise."""
    match rule.severity:
        case "ramp":
            return "a question early on; minor, then major as the meeting comes near"
        case "ramp-to-blocker":
            return "a question early on; minor, major, then blocker as the meeting comes near"
        case declared:
            return declared if rule.message is not None else "none: it makes no finding"


def _conditions(rule: Rule) -> Iterator[tuple[str, str]]:
    check, clause = rule.check, rule.clause
    if check.loop is not None:
        yield "For each", f"{check.loop.variable} in {check.loop.items.source}"
    if check.where is not None:
        yield "Where", check.where.source
    if check.condition.source != "True":
        yield ("Expects" if check.negate else "Fires when"), check.condition.source
    if clause is not None and clause.givens:
        yield "Given", ", ".join(map(str, clause.givens))
    if clause is not None and clause.unlesses:
        yield "Unless", ", ".join(map(str, clause.unlesses))
    if rule.params:
        yield "Thresholds", ", ".join(f"{name} = {value}" for name, value in rule.params.items())


def _effects(rule: Rule) -> Iterator[tuple[str, str]]:
    if rule.message is not None:
        yield "Says", rule.message.source
    if rule.remedy is not None:
        yield "Remedy", rule.remedy.source
    if rule.ask is not None:
        yield f"Asks {rule.ask.to}", rule.ask.question.source
    if rule.advise is not None:
        yield "Advises", rule.advise.text.source
    if rule.advise is not None and rule.advise.tactic is not None:
        yield "Tactic", rule.advise.tactic
    if rule.clause is not None and rule.clause.concludes is not None:
        yield "Concludes", rule.clause.concludes


def waiver_words(rule: Rule) -> str:
    """Who may accept its findings for now."""
    if rule.waivable == "no":
        return "it cannot be waived"
    return f"allowed {rule.waivable}" if rule.waivable else "allowed"


def _cases(rule: Rule) -> Iterator[str]:
    for index, case in enumerate(rule.tests):
        where = f" at {case.at}" if case.at else ""
        yield from _labelled("Cases" if index == 0 else "", f"{case.expect}{where}: {case.name}")


def _labelled(label: str, text: str) -> list[str]:
    """The text beside its label, wrapped; a label too long for its column stands above."""
    margin = " " * _LABEL
    body = wrap(" ".join(text.split()), _WIDTH, initial_indent=margin, subsequent_indent=margin)
    if len(label) >= _LABEL - 1:
        return [f"  {label}", *body]
    return [f"  {label:<{_LABEL - 2}}{body[0][_LABEL:]}", *body[1:]]
