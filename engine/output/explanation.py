"""An explanation as an indented tree: what a rule made of a deal, with the value of every part."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from ..deal.base import Section
from ..deal.term import Term
from ..explaining import Case, Explanation, Link
from ..expressions import Trace
from ..wording import plain
from .colour import Paint, one_line, painter
from .rules import stages
from .words import long_day

_LONGEST = 60


def format_explanation(explanation: Explanation, colour: bool = False) -> str:
    """Subject by subject: the outcome, what was said, and each part of the rule with its value."""
    paint = painter(colour)
    rule = explanation.rule
    lines = [
        paint(f"{rule.id}: {rule.title.source}", "strong"),
        f"for the deal {one_line(explanation.deal)} (stage {explanation.stage}), "
        f"as of {long_day(explanation.as_of)}",
    ]
    for case in explanation.cases:
        lines += ["", *_case(case, explanation, paint)]
    return "\n".join(lines) + "\n"


def _case(case: Case, explanation: Explanation, paint: Paint) -> Iterator[str]:
    outcome = case.outcome
    subject = one_line(outcome.subject) or "The deal"
    style = {"fires": "blocker", "clear": "good", "error": "error"}.get(outcome.outcome, "faint")
    yield f"{subject}: {paint(outcome.outcome, style)}"
    if outcome.error:
        yield f"  {one_line(outcome.error)}"
    if outcome.needs:
        yield f"  needs: {', '.join(map(one_line, outcome.needs))}"
    if case.finding is not None:
        waived = " (waived)" if case.finding.waived else ""
        yield f"  says: {one_line(case.finding.message)} ({case.finding.severity}){waived}"
    if not case.in_stage:
        yield f"  stage: the rule applies {_in(stages(explanation.rule))}, not in {explanation.stage}"
    for part in case.parts:
        yield from _tree(part.trace, paint, "  ", f"{part.name}: ")
    for link in case.links:
        yield _link(link)


def _in(words: str) -> str:
    return words if words.startswith(("from", "all")) else f"in {words}"


def _tree(trace: Trace, paint: Paint, indent: str, label: str = "") -> Iterator[str]:
    source = " ".join(trace.source.split())
    yield f"{indent}{paint(label, 'faint') if label else ''}{source} -> {paint(shown_value(trace), 'strong')}"
    for child in trace.children:
        yield from _tree(child, paint, indent + "    ")


def shown_value(trace: Trace) -> str:
    """The value in words, as far as it is known."""
    value = trace.value
    if value is None:
        return _unknown(trace)
    return _named(trace) or _shown(value)


def _unknown(trace: Trace) -> str:
    reasons = dict.fromkeys(need.reason for need in trace.needs if need.reason != "missing")
    if reasons:
        return f"unknown ({', '.join(reasons)})"
    return "unknown" if trace.children else "not stated"


def _named(trace: Trace) -> str:
    """An element by its key, or by the place where it stands."""
    if trace.place and not isinstance(trace.value, str | Decimal | bool | date):
        key = getattr(trace.value, "key", "")
        return one_line(key) if key else trace.place
    return ""


def _shown(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            text = one_line(value)
            return f'"{text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."}"'
        case Exception():
            return f"error ({one_line(str(value))})"
        case int() | Decimal() | date() | Term():
            return plain(value)
        case tuple() | list() | dict():
            return "empty" if not value else f"{len(value)} {'entry' if len(value) == 1 else 'entries'}"
        case Section():
            return one_line(value.key) or "stated"
        case _:
            return "there"


def _link(link: Link) -> str:
    value = {True: "holds", False: "does not hold", None: "is not known"}[link.value]
    rules = ", ".join(link.rules)
    drawn = f"no rule draws it here; {rules} could" if link.value is False else f"by {rules}"
    return f"  {link.name}: {link.reference} {value} ({drawn})"
