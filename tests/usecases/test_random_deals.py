"""All shipped rules on 5,000 deals drawn at random: no error, every outcome counted, no unknown without a case."""

from __future__ import annotations

from engine.assessment.building import assess
from engine.deal.model import Deal
from engine.deal.problems import Mistake
from engine.deal.reading import build_deal
from engine.evaluation import Evaluation, evaluate
from engine.expressions import NOT_APPLICABLE
from engine.ruleset import load_ruleset
from engine.run import tally
from tests.making import MONDAY
from tests.random_deals import RandomDeal

DEALS = 5_000
LOOKED_AT_CLOSELY = 50
"""Each deal of so many is assessed in full, texts and all."""


def deal(seed: int) -> Deal:
    mistakes: list[Mistake] = []
    built = build_deal(RandomDeal(seed).data(), mistakes)
    assert built is not None, (seed, mistakes)
    return built


def codes(evaluation: Evaluation) -> list[tuple[str, object]]:
    """Rule and code of each outcome; a rule whose list is empty has one outcome as well."""
    found = []
    for rule, result in zip(evaluation.ruleset.rules, evaluation.results, strict=True):
        each = (result or [NOT_APPLICABLE]) if isinstance(result, list) else [result]
        found += [(rule.id, code) for code in each]
    return found


def test_no_rule_ends_in_an_error_and_the_counts_add_up() -> None:
    ruleset = load_ruleset()
    fired: set[str] = set()
    open_: set[str] = set()
    for seed in range(DEALS):
        evaluation = evaluate(deal(seed), ruleset, MONDAY)
        outcomes = codes(evaluation)
        assert [(seed, rule, code) for rule, code in outcomes if isinstance(code, Exception)] == []
        assert {rule for rule, _ in outcomes} == ruleset.by_id.keys()
        fired.update(rule for rule, code in outcomes if code is True)
        open_.update(rule for rule, code in outcomes if code is None)
        if seed % LOOKED_AT_CLOSELY == 0:
            check_closely(evaluation, len(outcomes))
    assert len(fired) > 0.8 * len(ruleset.rules)
    shown = {rule.id for rule in ruleset.rules if any(case.expect == "unknown" for case in rule.tests)}
    inheriting = {
        rule.id for rule in ruleset.rules if rule.clause and (rule.clause.givens or rule.clause.unlesses)
    }
    assert open_ - shown - inheriting == set(), "what can be unknown has a case that shows it"


def check_closely(evaluation: Evaluation, outcomes: int) -> None:
    """The assessment tells as many outcomes as there are, of every rule, and its tally adds up to them."""
    assessment = assess(evaluation)
    counts = tally([assessment])
    assert {one.rule for one in assessment.outcomes} == {rule.id for rule in evaluation.ruleset.rules}
    assert len(assessment.outcomes) == outcomes
    assert outcomes == sum(
        (
            counts.fired,
            counts.clear,
            counts.not_evaluated,
            counts.not_applicable,
            counts.waived,
            counts.errors,
        )
    )
    assert all(one.needs for one in assessment.outcomes if one.outcome == "not evaluated")


def test_the_same_seed_gives_the_same_deal() -> None:
    assert RandomDeal(7).data() == RandomDeal(7).data()
    assert RandomDeal(7).data() != RandomDeal(8).data()
