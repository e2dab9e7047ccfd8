"""Explanations for programs: all parts of a rule, whatever its values are."""

from __future__ import annotations

import json

from engine.deal.reading import read_deal
from engine.explaining import explain
from engine.output.explanation_json import format_explanation_json
from engine.resources import folder
from engine.usecases import load_rules
from tests.making import MONDAY


def test_every_kind_of_value_has_a_form() -> None:
    rules = load_rules()
    deal = read_deal(folder("samples") / "deals" / "stalled-price.yaml")
    shown = {}
    for rule in rules.rules[::12]:
        found = json.loads(format_explanation_json(explain(deal, rules, rule, MONDAY), ()))
        assert (found["rule"], found["deal"]) == (rule.id, deal.id)
        assert [one["outcome"] for one in found["cases"]]
        shown |= {part["source"]: part["shown"] for one in found["cases"] for part in one["parts"]}
    assert {"true", "false"} <= set(shown.values())
