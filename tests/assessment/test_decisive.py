"""The question about the range that it would be worth most to know."""

from __future__ import annotations

from datetime import date

import pytest

from engine.assessment import Assessment
from engine.assessment.building import assess
from engine.bargaining.robustness import question as robustness
from engine.checking import check
from engine.deal.model import Deal
from engine.deal.reading import read_deal
from engine.evaluation import evaluate
from engine.resources import folder
from engine.ruleset import Ruleset, load_ruleset
from tests.making import MONDAY, deal_of, rules_of

DEAL = """
deal: {{id: d, title: D, stage: {stage}}}
us: {{name: Us}}
them: {{name: Them}}
issues:
  - id: price
    name: Price
    kind: money
    ours: {{opening: 120, walkaway: 80, weight: 60}}
    theirs: {{opening: 60, walkaway: {limit}, weight: {weight}}}
  - id: start
    kind: choice
    options: [soon, later]
    ours: {{opening: soon, walkaway: later, weight: 40}}
    theirs: {{opening: later, walkaway: soon, weight: 40}}
"""
RULES = """
questions:
  - {path: "issues[issue].theirs.walkaway", to: us, question: "Where does {{ them.name }} stop on {{ issue.name }}?",
     why: It tells whether there is room., follow_up: f, sensitive: true}
  - {path: "us.batna", to: us, question: "What without them?"}
  - {path: "us.goals", to: us, question: "What for?"}
rules:
  - {id: A, title: t, severity: blocker, when: missing(us.batna.summary), message: m, remedy: r,
     ask: {to: us, path: us.batna.summary, question: What without them?, why: w, follow_up: f}}
  - {id: B, title: t, severity: minor, when: missing(us.goals.short_term), message: m, remedy: r,
     ask: {to: us, path: us.goals.short_term, question: What for?, why: w, follow_up: f}}
"""
MOST = "The answer settles most of what a good package for both depends on."
MORE = "Of all that the plan gives as a range, this is what a good package for both depends on most."
PATH = "issues[price].theirs.walkaway"


def rules(text: str = RULES) -> Ruleset:
    return rules_of(text)


def deal(stage: str = "bargaining", limit: str = "[81, 119]", weight: str = "60") -> Deal:
    return deal_of(DEAL.format(stage=stage, limit=limit, weight=weight))


def asked(found: Assessment) -> list[tuple[int, str]]:
    return [(one.rank, one.path) for one in found.questions]


def test_the_question_stands_among_the_others_which_keep_their_order() -> None:
    without = check(deal(limit="110"), rules(), MONDAY)
    assert asked(without) == [(1, "us.batna.summary"), (2, "us.goals.short_term")]
    found = check(deal(), rules(), MONDAY)
    assert asked(found) == [(1, "us.batna.summary"), (2, PATH), (3, "us.goals.short_term")]


def test_it_is_worded_as_the_field_is_and_says_honestly_why() -> None:
    question = check(deal(), rules(), MONDAY).questions[1]
    assert (question.id, question.to, question.text) == (PATH, "us", "Where does Them stop on Price?")
    assert question.why == f"It tells whether there is room. {MOST}"
    assert (question.follow_up, question.sensitive, question.settles) == ("f", True, ())


def test_where_no_answer_settles_most_it_says_so() -> None:
    one = read_deal(folder("samples") / "deals" / "stalled-price.yaml")
    questions = check(one, load_ruleset(), date(2026, 3, 2)).questions
    (question,) = [each for each in questions if each.why.endswith(MORE)]
    assert question.path == "them.walkaway"
    assert question.text.startswith("Where do we believe that ")


def test_the_reason_is_in_the_language_of_the_reader() -> None:
    question = check(deal(), rules(), MONDAY, locale="de_DE").questions[1]
    assert question.why.endswith("wovon ein gutes Paket für beide abhängt.")


def test_what_a_rule_asks_anyway_keeps_its_place_and_only_gains_the_reason() -> None:
    own = """
  - {id: C, title: t, severity: advice, when: stated(issue.theirs.walkaway), for_each: issue in issues,
     where: issue.kind == "money", message: m, remedy: r,
     ask: {to: us, path: issue.theirs.walkaway, question: How far do they go?, why: w, follow_up: f}}
"""
    found = check(deal(limit="[81, 300]"), rules(RULES + own), MONDAY)
    assert asked(found) == [(1, "us.batna.summary"), (2, "us.goals.short_term"), (3, PATH)]
    assert found.questions[2].settles == ("C:issues[price]",)
    assert found.questions[2].why == f"w {MOST}"


def test_a_field_without_wording_is_not_asked_for() -> None:
    bare = RULES.replace("issues[issue].theirs.walkaway", "issues[issue].theirs.opening")
    assert asked(check(deal(), rules(bare), MONDAY)) == asked(check(deal(limit="110"), rules(), MONDAY))


def test_where_the_stage_is_late_nothing_is_left_to_ask() -> None:
    assert PATH not in [one.path for one in check(deal("commitment"), rules(), MONDAY).questions]
    late = check(deal(), rules(), MONDAY, stage="commitment")
    assert PATH not in [one.path for one in late.questions]
    early = check(deal("commitment"), rules(), MONDAY, stage="bargaining")
    assert PATH in [one.path for one in early.questions]


def test_an_assessment_of_the_findings_alone_weighs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("valued")

    monkeypatch.setattr(robustness, "value", never)
    assert assess(evaluate(deal(), rules(), MONDAY), scope="findings").questions == ()
    with pytest.raises(AssertionError, match="valued"):
        check(deal(), rules(), MONDAY)
    check(deal(limit="110"), rules(), MONDAY)


def test_rules_that_word_no_question_pay_for_no_analysis(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("valued")

    monkeypatch.setattr(robustness, "value", never)
    silent = "rules: [{id: A, title: t, severity: minor, when: missing(us.batna), message: m, remedy: r}]"
    assert check(deal(), rules(silent), MONDAY).questions == ()
