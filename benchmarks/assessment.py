"""What a check costs: `python -m benchmarks.assessment` from the top of the checkout.

Three pinned deals (complete, early, stalled) against 120 rules. The unit is `json.loads` of the complete deal, in the
same run. Outcomes and inference of a deal should cost 3 units at most, all texts of the early deal 10.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from engine.assessment.building import assess
from engine.deal.reading import read_deal
from engine.evaluation import evaluate
from engine.expressions import reference
from engine.inference import compile_inference
from engine.resources import folder
from engine.ruleset import load_ruleset
from engine.ruleset.model import Ruleset

from .timing import milliseconds

AS_OF = date(2026, 3, 2)
RULES = 120
DEALS = ("agency", "agency-early", "stalled-price")


def with_rules(ruleset: Ruleset, count: int) -> Ruleset:
    """The set cut or repeated to that many rules; repeated ones conclude nothing new."""
    rules = list(ruleset.rules)
    while len(rules) < count:
        for rule in ruleset.rules[: count - len(rules)]:
            id = f"{rule.id}-{len(rules)}"
            rules.append(replace(rule, id=id, check=replace(rule.check, key=id), clause=None))
    return replace(ruleset, rules=tuple(rules[:count]))


def main() -> None:
    shipped = load_ruleset()
    deals = {name: read_deal(folder("samples") / "deals" / f"{name}.yaml") for name in DEALS}
    complete = deals[DEALS[0]].source
    assert complete is not None
    text = json.dumps(complete.data, default=_plain)
    unit = milliseconds(lambda: json.loads(text))
    print(f"unit: json.loads of the complete deal ({len(text):,} bytes): {unit:.3f} ms")
    for ruleset, title in (
        (with_rules(shipped, RULES), f"{RULES} rules"),
        (shipped, f"all {len(shipped.rules)} rules"),
    ):
        print(f"{title}: units a deal")
        for name, deal in deals.items():
            evaluation = evaluate(deal, ruleset, AS_OF)
            checks = ruleset.program.checks
            cold = _forgetful(ruleset)
            first = milliseconds(lambda deal=deal, cold=cold: evaluate(deal, cold, AS_OF), 0.2)
            both = milliseconds(lambda deal=deal, ruleset=ruleset: evaluate(deal, ruleset, AS_OF))
            texts = milliseconds(lambda evaluation=evaluation: assess(evaluation))
            compiled = milliseconds(lambda e=evaluation, r=ruleset: r.program.run(e.facts.env))
            interpreted = milliseconds(lambda e=evaluation, c=checks: reference.run(c, e.facts.env))
            print(
                f"  {name:<14} outcomes and inference {both / unit:5.2f} (nothing remembered {first / unit:5.2f})"
                f"   texts, questions, needs {texts / unit:6.2f}"
                f"   compiled {interpreted / compiled:4.1f}x faster than interpreted"
            )


def _forgetful(ruleset: Ruleset) -> Ruleset:
    """The same set with an inference that remembers nothing."""
    clauses = [rule.clause for rule in ruleset.rules if rule.clause]
    cold = replace(ruleset)
    vars(cold)["inference"] = compile_inference(clauses, memory=0)
    vars(cold)["program"] = ruleset.program
    return cold


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else str(value)


if __name__ == "__main__":
    main()
