"""Findings, questions, conclusions, advice, scores and outcomes of whole checks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.assessment import Assessment
from engine.checking import check
from engine.facts.derived import Derived
from tests.engines import ENGINES
from tests.making import MONDAY, deal_of, rules_of


def assessed(rules: str, deal: str = "", **options: object) -> Assessment:
    return check(deal_of(deal), rules_of(rules), MONDAY, **options)  # type: ignore[arg-type]


def test_a_finding_points_to_what_is_absent_at_its_nearest_ancestor() -> None:
    rules = (
        "rules: [{id: A, title: t, severity: minor, when: missing(us.batna.summary), message: m, remedy: r}]"
    )
    (finding,) = assessed(rules, "us:\n  name: Us\n  batna: {value: 3}").findings
    assert (finding.location.line, finding.location.path) == (5, "us.batna.summary")
    assert finding.id == "A:"
    assert finding.values == {"us.batna.summary": None}


def test_a_finding_does_not_point_to_what_has_a_default() -> None:
    rules = """
        rules:
          - id: A
            title: t
            severity: minor
            when: coalesce(deal.our_role, "seller") == "seller" and missing(us.batna)
            message: m
            remedy: r
    """
    (finding,) = assessed(rules, "us:\n  name: Us").findings
    assert (finding.location.path, finding.location.line) == ("us.batna", 4)
    assert finding.values == {"deal.our_role": None, "us.batna": None}


def test_a_finding_of_a_loop_points_to_its_element() -> None:
    rules = """
        rules:
          - id: A
            title: "{{ x.name }}"
            severity: minor
            for_each: x in issues
            where: x.kind == "money"
            when: x.tier != "trade"
            message: "{{ x.name }} is {{ x.tier }}"
            remedy: r
    """
    deal = """
        issues:
          - {id: a, kind: money, name: One, tier: must_have}
          - {id: b, kind: number, name: Two, tier: must_have}
          - {id: c, kind: money, name: Three}
    """
    found = assessed(rules, deal)
    (finding,) = found.findings
    assert (finding.subject, finding.message, finding.title) == ("issues[a]", "One is must_have", "One")
    assert finding.location.line == 5
    assert finding.values == {"issues[a].tier": "must_have"}
    assert [(one.subject, one.outcome, one.needs) for one in found.outcomes] == [
        ("issues[a]", "fires", ()),
        ("issues[b]", "not applicable", ()),
        ("issues[c]", "not evaluated", ("issues[c].tier",)),
    ]


def test_findings_stand_by_severity_then_by_place() -> None:
    rules = """
        rules:
          - {id: A-MINOR, title: t, severity: minor, when: stated(us.name), message: m, remedy: r}
          - {id: B-LATE, title: t, severity: blocker, for_each: x in issues, when: stated(x.id), message: m, remedy: r}
          - {id: A-LATE, title: t, severity: blocker, for_each: x in issues, when: stated(x.id), message: m, remedy: r}
    """
    found = assessed(rules, "issues: [{id: a, kind: money}, {id: b, kind: money}]").findings
    assert [one.id for one in found] == [
        "A-LATE:issues[a]",
        "B-LATE:issues[a]",
        "A-LATE:issues[b]",
        "B-LATE:issues[b]",
        "A-MINOR:",
    ]


ASKING = """
    rules:
      - id: A-BATNA
        title: t
        severity: ramp-to-blocker
        expect: stated(us.batna.summary)
        message: m
        remedy: r
        ask: {to: us, question: "What without {{ them.name }}?", why: w, follow_up: f, path: us.batna.summary}
      - id: A-LIMIT
        title: t
        for_each: x in issues
        message: m
        remedy: r
        severity: minor
        when: beyond_walkaway(x, x.theirs.opening)
      - id: A-TWICE
        title: t
        for_each: x in issues
        message: m
        remedy: r
        severity: major
        when: better(x, x.theirs.walkaway, x.ours.walkaway)
    questions:
      - {path: "issues[x].ours.walkaway", to: us, question: "Where do we stop on {{ x.name }}?"}
      - {path: "issues[x].theirs", to: them, question: "What matters to you about {{ x.name }}?", sensitive: true}
"""


def test_a_question_early_on_a_finding_late() -> None:
    early = assessed(ASKING, 'meetings: [{at: "2026-04-01T10:00+02:00"}]')
    assert early.findings == ()
    late = assessed(ASKING, 'meetings: [{at: "2026-03-03T10:00+01:00"}]')
    assert [one.severity for one in late.findings] == ["blocker"]
    for found in (early, late):
        (question,) = found.questions
        assert (question.to, question.text, question.why, question.follow_up) == (
            "us",
            "What without Them?",
            "w",
            "f",
        )
        assert (question.path, question.type, question.settles) == ("us.batna.summary", "text", ("A-BATNA",))


def test_what_keeps_rules_open_is_asked_once_and_ranked_by_what_it_settles() -> None:
    deal = """
        us: {name: Us, batna: {summary: none}}
        issues: [{id: p, kind: money, name: Price, ours: {opening: 5}}]
    """
    found = assessed(ASKING, deal).questions
    assert [(one.rank, one.path, one.text, one.settles, one.sensitive) for one in found] == [
        (
            1,
            "issues[p].theirs",
            "What matters to you about Price?",
            ("A-LIMIT:issues[p]", "A-TWICE:issues[p]"),
            True,
        ),
        (2, "issues[p].ours.walkaway", "Where do we stop on Price?", ("A-TWICE:issues[p]",), False),
    ]


def test_conclusions_carry_their_chain_and_inherited_needs() -> None:
    rules = """
        rules:
          - {id: A-SIGN, title: t, when: us.batna.summary == them.batna.summary, conclude: sign}
          - {id: B-CAUSE, title: t, given: sign, when: stated(us.name), conclude: cause}
          - {id: C-TACTIC, title: t, given: cause, conclude: way, advise: {text: Do, say: Say, tactic: break}}
    """
    open_ = assessed(rules, "us: {name: Us, batna: {summary: x}}")
    assert [(one.name, one.certain, one.because, one.level) for one in open_.conclusions] == [
        ("sign", False, ("A-SIGN",), 0),
        ("cause", False, ("B-CAUSE",), 1),
        ("way", False, ("C-TACTIC",), 1),
    ]
    assert {one.rule: one.needs for one in open_.outcomes} == dict.fromkeys(
        ("A-SIGN", "B-CAUSE", "C-TACTIC"), ("them.batna.summary",)
    )
    both = "us: {name: Us, batna: {summary: x}}\nthem: {name: Them, batna: {summary: %s}}"
    true = assessed(rules, both % "x")
    assert [one.certain for one in true.conclusions] == [True, True, True]
    assert [(one.rule, one.text, one.say, one.tactic) for one in true.advice] == [
        ("C-TACTIC", "Do", "Say", "break")
    ]
    false = assessed(rules, both % "y")
    assert (false.conclusions, false.advice, false.findings) == ((), (), ())
    assert [one.outcome for one in false.outcomes] == ["clear", "clear", "clear"]


def test_conclusions_about_an_element_do_not_reach_others() -> None:
    rules = """
        rules:
          - {id: A, title: t, for_each: x in issues, when: x.kind == "money", conclude: costly}
          - {id: B, title: t, for_each: x in issues, given: costly, severity: minor, message: m, remedy: r}
          - {id: C, title: t, given: any.costly, severity: minor, message: m, remedy: r}
          - {id: D, title: t, unless: any.costly, when: stated(us), severity: minor, message: m, remedy: r}
    """
    deal = "issues: [{id: a, kind: money}, {id: b, kind: number}]"
    assert [one.id for one in assessed(rules, deal).findings] == ["C:", "B:issues[a]"]
    assert [one.id for one in assessed(rules, "issues: [{id: b, kind: number}]").findings] == ["D:"]


def test_a_waived_finding_still_concludes() -> None:
    rules = """
        rules:
          - {id: A, title: t, when: missing(us.batna), severity: major, message: m, remedy: r, conclude: bare}
          - {id: B, title: t, given: bare, severity: minor, message: m, remedy: r}
    """
    found = assessed(rules, "waivers: [{rule: A, by: Kim, reason: known}]")
    assert [(one.rule, one.waived is not None) for one in found.findings] == [("A", True), ("B", False)]


def test_two_elements_for_one_subject_count_as_either() -> None:
    rules = """
        rules:
          - {id: A, title: t, for_each: s in derived.rounds, when: s.complete, conclude: done}
          - {id: B, title: t, given: any.done, severity: minor, message: m, remedy: r}
    """
    deal = """
        issues: [{id: p, kind: money}]
        bargaining: {offers: [{round: 1, by: us, terms: {p: 1}}, {round: 1, by: them, terms: {p: 1}}]}
    """
    assert [one.rule for one in assessed(rules, deal).findings] == ["B"]


def test_a_rule_over_an_absent_or_empty_list_is_counted() -> None:
    rules = "rules: [{id: A, title: t, for_each: x in issues, when: stated(x.ours), conclude: c}]"
    assert [(one.outcome, one.needs) for one in assessed(rules).outcomes] == [("not evaluated", ("issues",))]
    assert [(one.outcome, one.needs) for one in assessed(rules, "issues: []").outcomes] == [
        ("not applicable", ())
    ]


def test_the_deal_as_a_whole_may_rule_out_a_rule_whose_list_is_absent() -> None:
    rules = """
        rules:
          - {id: A, title: t, when: us.name == "Us", conclude: small}
          - {id: B, title: t, for_each: x in issues, unless: deal.small, when: stated(x.ours), conclude: c}
          - {id: C, title: t, for_each: x in issues, given: deal.small, when: stated(x.ours), conclude: c}
    """
    small, large = assessed(rules), assessed(rules, "us: {name: Big}")
    assert [one.outcome for one in small.outcomes] == ["fires", "clear", "not evaluated"]
    assert [one.outcome for one in large.outcomes] == ["clear", "not evaluated", "clear"]


def test_an_answer_may_fill_a_field_of_the_element() -> None:
    rules = """
        rules:
          - id: A
            title: t
            for_each: gap in derived.gaps
            when: gap.size > 0
            ask: {to: us, question: "Where do we stop on {{ gap.issue.label }}?", path: gap.issue.ours.walkaway}
          - {id: B, title: t, when: missing(meetings), ask: {to: us, question: When do we meet?, path: meetings}}
    """
    deal = "issues: [{id: p, kind: money, ours: {opening: 5, prefers: higher}, theirs: {opening: 3}}]"
    assert [(one.path, one.text, one.type) for one in assessed(rules, deal).questions] == [
        ("issues[p].ours.walkaway", "Where do we stop on p?", "a Term"),
        ("meetings", "When do we meet?", "a list of Meeting"),
    ]


def test_stages_close_rules() -> None:
    rules = "rules: [{id: A, title: t, stage: exchange, until: bargaining, when: stated(us), conclude: c}]"
    outcomes = {
        stage: assessed(rules, stage=stage).outcomes[0].outcome
        for stage in ("preparation", "exchange", "bargaining", "commitment")
    }
    assert outcomes == {
        "preparation": "not applicable",
        "exchange": "fires",
        "bargaining": "fires",
        "commitment": "not applicable",
    }


def test_a_rule_in_error_says_so_and_leaves_the_others_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = """
        rules:
          - {id: A, title: t, for_each: m in derived.moves, when: m.concedes, conclude: c}
          - {id: B, title: t, when: stated(us), severity: minor, message: m, remedy: r}
    """

    def fail(_: Derived) -> None:
        raise ArithmeticError("no such luck")

    monkeypatch.setattr(Derived, "moves", property(fail))
    found = assessed(rules)
    assert [(one.rule, one.outcome, one.error) for one in found.outcomes] == [
        ("A", "error", "ArithmeticError: no such luck"),
        ("B", "fires", ""),
    ]
    assert [one.rule for one in found.findings] == ["B"]


def test_scores_weigh_what_is_known_and_what_is_met() -> None:
    rules = """
        rules:
          - {id: A, title: t, severity: blocker, when: missing(us.name), message: m, remedy: r}
          - {id: B, title: t, severity: major, when: stated(us.name), message: m, remedy: r}
          - {id: C, title: t, severity: minor, when: us.batna.summary == "x", message: m, remedy: r}
          - {id: D, title: t, severity: minor, stage: exchange, when: missing(us.name), message: m, remedy: r}
          - {id: E, title: t, when: stated(us.name), conclude: c}
    """
    found = assessed(rules, stage="exchange").scores
    assert [(one.stage, one.known, one.met, one.unknown) for one in found] == [
        ("preparation", 12, 8, 2),
        ("exchange", 2, 2, 0),
    ]


def test_the_outcomes_add_up() -> None:
    found = assessed(ASKING, "issues: [{id: p, kind: money}]")
    kinds = ("fires", "clear", "not evaluated", "not applicable", "error")
    assert sum(found.count(kind) for kind in kinds) == len(found.outcomes) == 3  # type: ignore[arg-type]


def test_texts_are_worded_for_the_reader() -> None:
    rules = """
        rules:
          - id: A
            title: t
            severity: minor
            for_each: x in issues
            when: stated(x.ours)
            message: >-
              {{ value(x, x.ours.opening) | term }}; {{ middle(x.ours.opening) | money }}; {{ as_of }};
              {{ us.strengths }}
            remedy: r
    """
    deal = """
        deal: {id: d, title: D, currency: EUR}
        us: {name: Us, strengths: [a, b, c]}
        issues: [{id: p, kind: money, ours: {opening: 12345.5}}]
    """
    assert assessed(rules, deal).findings[0].message == (
        "12,345.50 EUR; 12,345.50 EUR; 2 March 2026; a, b and c"
    )
    assert assessed(rules, deal, locale="de").findings[0].message == (
        "12.345,50 EUR; 12.345,50 EUR; 2. März 2026; a, b und c"
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_the_assessment_names_its_rules_and_its_inference(engine: str) -> None:
    rules = """
        rules:
          - {id: A, title: t, when: stated(us), conclude: c}
          - {id: B, title: t, given: c, severity: minor, message: m, remedy: r}
    """
    found = check(deal_of(), rules_of(rules, engine=engine), MONDAY)
    assert found.ruleset.inference.startswith(engine)
    assert [name for name, _, _ in found.ruleset.packs] == ["test"]
    assert [one.rule for one in found.findings] == ["B"]
    assert Decimal(found.count("fires")) == 2
