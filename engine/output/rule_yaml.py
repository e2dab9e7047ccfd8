"""A rule as YAML: as it applies after all packs, ready to be copied into a pack of one's own."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import yaml

from ..expressions import Text
from ..ruleset import Rule


def format_rule_yaml(rule: Rule) -> str:
    """The rule as a rule file holds it, with the texts and thresholds that are in force."""
    head = f"# {rule.source}:{rule.line}, pack {rule.pack}, with every override in force\n"
    return head + yaml.dump([_entry(rule)], Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


def _entry(rule: Rule) -> dict[str, Any]:
    check, clause = rule.check, rule.clause
    written = {
        "id": rule.id,
        "title": rule.title.source,
        "why": rule.why,
        "practice": list(rule.practice),
        "stage": None if rule.stage == "preparation" else rule.stage,
        "until": None if rule.until == "closed" else rule.until,
        "severity": rule.severity if rule.message else None,
        "params": dict(rule.params),
        "for_each": f"{check.loop.variable} in {check.loop.items.source}" if check.loop else None,
        "where": check.where.source if check.where else None,
        "expect" if check.negate else "when": _condition(rule),
        "given": list(map(str, clause.givens)) if clause else None,
        "unless": list(map(str, clause.unlesses)) if clause else None,
        "conclude": clause.concludes if clause else None,
        "message": _source(rule.message),
        "remedy": _source(rule.remedy),
        "ask": _ask(rule),
        "advise": _advise(rule),
        "waivable": rule.waivable,
        "tests": [test.model_dump(mode="python", exclude_none=True) for test in rule.tests],
    }
    return _stated(written)


def _condition(rule: Rule) -> str | None:
    """Its condition; a rule that only builds on conclusions has none of its own."""
    source = rule.check.condition.source
    return None if source == "True" and rule.clause is not None and rule.clause.givens else source


def _ask(rule: Rule) -> dict[str, Any] | None:
    ask = rule.ask
    if ask is None:
        return None
    return _stated(
        {
            "to": ask.to,
            "question": ask.question.source,
            "why": _source(ask.why),
            "follow_up": _source(ask.follow_up),
            "path": ask.path,
            "sensitive": ask.sensitive,
        }
    )


def _advise(rule: Rule) -> dict[str, Any] | None:
    advise = rule.advise
    if advise is None:
        return None
    return _stated({"text": advise.text.source, "say": _source(advise.say), "tactic": advise.tactic})


def _source(text: Text | None) -> str | None:
    return None if text is None else text.source


def _stated(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if value}


class _Dumper(yaml.SafeDumper):
    """Writes decimals with the digits they have."""

    def decimal(self, value: Decimal) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:float", format(value, "f"))

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        return True


_Dumper.add_representer(Decimal, _Dumper.decimal)
