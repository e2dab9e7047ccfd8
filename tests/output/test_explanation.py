from __future__ import annotations

from textwrap import dedent

import pytest

from engine.assessment import Outcome
from engine.explaining import Case, Explanation, Part, explain
from engine.expressions import Need, Trace
from engine.output.card import format_rule
from engine.output.explanation import format_explanation
from engine.output.rule_yaml import format_rule_yaml
from engine.output.rules import format_rules
from engine.ruleset import compile_packs, pack_from_text
from tests.making import MONDAY, deal_of, rules_of

RULES = rules_of(
    """
    params: {share: 0.50}
    rules:
      - id: ROLE
        title: Somebody decides
        stage: exchange
        until: bargaining
        severity: ramp
        expect: any(person.role == "buyer" and stated(person.authority) for person in them.people)
        message: Nobody decides.
        waivable: "no"
        ask: {to: them, question: Who decides?, why: we must know, follow_up: Who else?, sensitive: true}
      - id: TOP
        title: Gap
        severity: ramp-to-blocker
        unless: deal.calm
        when: not stated(us.batna.summary) and derived.stage_number == 1
        message: Gap.
        remedy: Mend.
        ask: {to: us, question: What?}
        waivable: by manager
      - id: CALM
        title: Calm
        stage: bargaining
        until: bargaining
        when: us.name == "Calm"
        conclude: calm
      - id: TACTIC
        title: Tactic
        when: us.name == "Us"
        advise: {text: Wait., tactic: break}
      - id: PUT
        title: Put
        when: us.name == "Us"
        ask: {to: us, question: Why?}
      - id: EACH
        title: Each
        severity: minor
        for_each: issue in issues
        where: issue.kind == "money"
        given: [any.calm, deal.calm]
        message: Calm.
    """
)


def explained(rule: str, deal: str) -> str:
    return format_explanation(explain(deal_of(deal), RULES, RULES.by_id[rule], MONDAY))


def test_the_elements_of_a_quantifier_have_their_own_values() -> None:
    text = explained(
        "ROLE",
        """
        deal: {id: d, title: D, stage: exchange}
        them:
          name: Them
          people:
            - {name: Ada, role: buyer}
            - {name: Ben, role: seller}
        """,
    )
    assert text == dedent(
        """\
        ROLE: Somebody decides
        for the deal d (stage exchange), as of Monday, 2 March 2026

        The deal: fires
          says: Nobody decides. (major)
          expect: any(person.role == "buyer" and stated(person.authority) for person in them.people) -> false
              them.people -> 2 entries
              person -> Ada
                  person.role == "buyer" and stated(person.authority) -> false
                      person.role == "buyer" -> true
                          person.role -> "buyer"
                      stated(person.authority) -> false
                          person.authority -> not stated
              person -> Ben
                  person.role == "buyer" and stated(person.authority) -> false
                      person.role == "buyer" -> false
                          person.role -> "seller"
        """
    )


def test_conclusions_that_do_not_hold_are_named() -> None:
    text = explained("TOP", "us: {name: Us}")
    assert "  unless: deal.calm does not hold (no rule draws it here; CALM could)\n" in text
    assert "      derived.stage_number == 1 -> true\n          derived.stage_number -> 1\n" in text


def test_a_rule_of_one_stage_says_which() -> None:
    assert "  stage: the rule applies in bargaining, not in preparation\n" in explained(
        "CALM", "us: {name: Us}"
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "not stated"),
        ((), "empty"),
        ((1,), "1 entry"),
        ({"a": 1}, "1 entry"),
        ("x" * 70, '"' + "x" * 57 + '..."'),
        (ValueError("odd\nvalue"), "error (odd value)"),
        (object(), "there"),
        (MONDAY, "2 March 2026"),
        (deal_of().us, "stated"),
    ],
)
def test_values_are_shown_in_short(value: object, shown: str) -> None:
    assert f"  when: thing -> {shown}\n" in rendered(Trace("thing", value))


def test_unknown_values_say_why() -> None:
    child = Trace("inner", None)
    assert "thing -> unknown\n" in rendered(Trace("thing", None, children=(child,)))
    vague = Need("us", ("batna",), reason="too wide")
    assert "thing -> unknown (too wide)\n" in rendered(Trace("thing", None, needs=(vague,)))


def test_an_element_without_a_key_is_named_by_its_place() -> None:
    assert "one -> us.steps[2]\n" in rendered(Trace("one", object(), place="us.steps[2]"))
    assert 'one -> "text"\n' in rendered(Trace("one", "text", place="us.steps[2]"))


def test_an_error_is_told() -> None:
    outcome = Outcome("TOP", "", "error", (), "it broke")
    case = Case(outcome, True, (), (), None)
    text = format_explanation(Explanation(RULES.by_id["TOP"], "d", "preparation", MONDAY, (case,)))
    assert text.endswith("\nThe deal: error\n  it broke\n")


def rendered(trace: Trace) -> str:
    case = Case(Outcome("TOP", "", "clear"), True, (Part("when", trace),), (), None)
    return format_explanation(Explanation(RULES.by_id["TOP"], "d", "preparation", MONDAY, (case,)))


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        (
            "ROLE",
            [
                "  Why         not said",
                "  Practice    none named",
                "  Stage       exchange to bargaining",
                "  Severity    a question early on; minor, then major as the meeting comes near",
                "  Thresholds  share = 0.50",
                "  Asks them   Who decides?",
                "  Waivers     it cannot be waived",
            ],
        ),
        (
            "TOP",
            [
                "  Severity    a question early on; minor, major, then blocker as the meeting comes near",
                "  Unless      deal.calm",
                "  Remedy      Mend.",
                "  Waivers     allowed by manager",
            ],
        ),
        (
            "CALM",
            ["  Stage       bargaining", "  Severity    none: it makes no finding", "  Concludes   calm"],
        ),
        (
            "EACH",
            [
                "  For each    issue in issues",
                '  Where       issue.kind == "money"',
                "  Given       any.calm, deal.calm",
            ],
        ),
        ("TACTIC", ["  Advises     Wait.", "  Tactic      break", "  Waivers     allowed"]),
    ],
)
def test_the_card_of_a_rule(rule: str, lines: list[str]) -> None:
    card = format_rule(RULES.by_id[rule]).splitlines()
    assert [line for line in lines if line not in card] == []


def test_a_long_label_stands_above_its_text() -> None:
    rules = rules_of(
        """
        rules:
          - {id: A, title: A, when: us.name == "Us", ask: {to: economic buyer, question: Who pays?}}
        """
    )
    assert "  Asks economic buyer\n              Who pays?\n" in format_rule(rules.by_id["A"])


def test_a_rule_shown_as_yaml_is_the_rule() -> None:
    """Reading what is shown gives a rule that is shown the same."""
    for rule in RULES.rules:
        text = format_rule_yaml(rule)
        others = [format_rule_yaml(one) for one in RULES.rules if one is not rule]
        pack = "pack: test\nversion: 1.0.0\nrules:\n" + "".join([text, *others])
        again = compile_packs([pack_from_text(pack)]).by_id[rule.id]
        assert format_rule_yaml(again).splitlines()[1:] == text.splitlines()[1:]


def test_the_list_tells_what_rules_without_findings_do() -> None:
    lines = format_rules(RULES).splitlines()
    assert [line.split()[:2] for line in lines[1:-1]] == [
        ["ROLE", "ramp"],
        ["TOP", "ramp-to-blocker"],
        ["CALM", "conclusion"],
        ["TACTIC", "guidance"],
        ["PUT", "question"],
        ["EACH", "minor"],
    ]
    assert lines[-1] == "6 rules in 1 pack."
