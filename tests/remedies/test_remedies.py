"""The smallest edit of ours that clears a finding, on small deals."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assessment.comparison import compare
from engine.checking import check
from engine.deal.model import Deal
from engine.deal.reading import parse_deal
from engine.remedies import Remedy, remedies
from engine.ruleset import Ruleset
from tests.making import MONDAY, rules_of

HEAD = "deal: {id: d, title: D, currency: EUR, our_role: seller}\nus: {name: Us}\nthem: {name: Them}\n"


def rule(when: str, severity: str = "major", more: str = "") -> str:
    return dedent(
        f"""
        rules:
          - id: R
            title: t
            severity: {severity}
            {more or "stage: preparation"}
            when: {when}
            message: m
            remedy: Do something.
        """
    )


def deal_in(text: str) -> Deal:
    body = dedent(text).strip() + "\n"
    stated = {line.partition(":")[0] for line in body.splitlines()}
    head = [line for line in HEAD.splitlines() if line.partition(":")[0] not in stated]
    return parse_deal("\n".join([*head, body]), "deal.yaml")


def found(rules: Ruleset, text: str, as_of: date = MONDAY) -> Remedy:
    (one,) = remedies(deal_in(text), rules, rules.by_id["R"], as_of)
    return one


def changes(remedy: Remedy) -> list[str]:
    assert remedy.edit is not None
    return [f"{one.path}: {one.after}" for one in remedy.edit.changes]


LIMIT = rules_of(rule("above(us.batna.value, us.walkaway.value) and missing(us.walkaway.reason)"))
WORSE = "us: {name: Us, batna: {value: [200, 210]}, walkaway: {value: 190}}"


def test_a_limit_moves_to_the_nearest_boundary_with_which_the_rule_is_content() -> None:
    # 200 lies within the range of the alternative: whether the limit is worse would not be known.
    remedy = found(LIMIT, WORSE)
    assert changes(remedy) == ["us.walkaway.value: 210"]
    assert remedy.edit is not None
    assert "walkaway: {value: 210}" in remedy.edit.text
    assert remedy.edit.comparison.fixed == (remedy.finding,)
    assert "walkaway: {value: 190}" in remedy.text
    assert remedy.refused is None


def test_the_source_of_a_value_stays() -> None:
    remedy = found(LIMIT, WORSE.replace("190", "{value: 190, as_of: 2026-01-01}"))
    assert remedy.edit is not None
    assert "walkaway: {value: {value: 210, as_of: 2026-01-01}}" in remedy.edit.text


def test_what_could_be_stated_is_named_and_never_made_up() -> None:
    remedy = found(LIMIT, WORSE)
    assert [one.path for one in remedy.blanks] == ["us.walkaway.reason"]
    assert "..." not in (remedy.edit.text if remedy.edit else "...")


def test_our_alternative_is_a_fact_and_no_lever() -> None:
    rules = rules_of(rule("us.walkaway.summary == 'fixed' and above(us.batna.value, pricing.list_price)"))
    remedy = found(
        rules, "us: {name: Us, batna: {value: 9}, walkaway: {summary: fixed}}\npricing: {list_price: 8}"
    )
    assert (remedy.edit, remedy.refused, remedy.blanks, remedy.questions) == (None, None, (), ())


def test_a_limit_never_gives_ground() -> None:
    rules = rules_of(rule("above(us.walkaway.value, us.batna.value)"))
    remedy = found(rules, "us: {name: Us, batna: {value: 100}, walkaway: {value: 190}}")
    assert remedy.edit is None


ORDER = rules_of(
    rule("better(i, i.ours.target, i.ours.opening)", more="for_each: i in issues"),
)


def test_the_opening_moves_rather_than_the_target() -> None:
    remedy = found(
        ORDER,
        "issues: [{id: p, kind: money, ours: {opening: 225, target: 240, walkaway: 200, prefers: higher}}]",
    )
    assert changes(remedy) == ["issues[p].ours.opening: 240"]


def test_dates_of_an_issue_move_too() -> None:
    text = """
        issues:
          - id: start
            kind: date
            ours: {opening: 2026-05-04, target: 2026-04-01, walkaway: 2026-06-01, prefers: lower}
    """
    assert changes(found(ORDER, text)) == ["issues[start].ours.opening: 2026-04-01"]


def test_a_choice_moves_to_another_option() -> None:
    text = """
        issues:
          - {id: p, kind: choice, options: [York, Hull, Leeds],
             ours: {opening: Hull, target: York, scores: {York: 5, Hull: 2, Leeds: 6}}}
    """
    remedy = found(ORDER, text)
    assert remedy.edit is not None
    (change,) = remedy.edit.changes
    assert change.path == "issues[p].ours.opening"
    assert change.after in ("York", "Leeds")


DRAFT = rules_of(rule("stated(v.beyond_hard)", "blocker", more="for_each: v in derived.offers"))
OFFERS = """
    issues:
      - {id: p, kind: money, hard: true, ours: {opening: 120, walkaway: 100, prefers: higher}}
      - {id: q, kind: number, ours: {opening: 9, walkaway: 5, prefers: higher}}
    bargaining:
      offers:
        - {id: one, round: 1, by: us, status: STATUS, terms: {p: 95, q: 9}, total: TOTAL}
"""


def test_a_draft_comes_back_to_the_limit_with_its_total() -> None:
    text = OFFERS.replace("STATUS", "draft").replace("TOTAL", "95")
    assert changes(found(DRAFT, text)) == [
        "bargaining.offers[one].terms.p: 100",
        "bargaining.offers[one].total: 100",
    ]


def test_a_total_that_is_something_else_stays() -> None:
    text = OFFERS.replace("STATUS", "draft").replace("TOTAL", "500")
    assert changes(found(DRAFT, text)) == ["bargaining.offers[one].terms.p: 100"]


def test_what_was_sent_cannot_be_edited() -> None:
    assert found(DRAFT, OFFERS.replace("STATUS", "sent").replace("TOTAL", "95")).edit is None


def test_a_draft_that_gives_twice_takes_both_back() -> None:
    rules = rules_of(
        rule(
            "count(move.given) > 0",
            "blocker",
            more="for_each: move in derived.moves\n            where: move.draft",
        )
    )
    text = """
        issues:
          - {id: p, kind: money, ours: {opening: 120, walkaway: 100, prefers: higher}}
          - {id: q, kind: number, ours: {opening: 9, walkaway: 5, prefers: higher}}
          - {id: r, kind: number, ours: {opening: 9, walkaway: 5, prefers: higher}}
        bargaining:
          offers:
            - {id: one, round: 1, by: us, status: sent, terms: {p: 120, q: 9, r: 9}}
            - {id: two, round: 2, by: us, status: draft, terms: {p: 110, q: 8, r: 7}}
    """
    assert changes(found(rules, text)) == [
        "bargaining.offers[two].terms.p: 120",
        "bargaining.offers[two].terms.q: 9",
        "bargaining.offers[two].terms.r: 9",
    ]


DUE = rules_of(rule("x.due > derived.term_ends", more="for_each: x in commitment.deliverables"))
TERM = """
    agreement: {term: {months: 12, starts: 2026-04-01}}
    commitment: {deliverables: [{what: handbook, party: WHO, due: 2028-01-01}]}
"""


def test_a_due_date_moves_to_the_last_day_of_the_term() -> None:
    assert changes(found(DUE, TERM.replace("WHO", "us"))) == [
        "commitment.deliverables[handbook].due: 2027-03-31"
    ]


def test_a_boundary_that_is_too_little_is_passed_by_a_day() -> None:
    strict = rules_of(rule("x.due >= derived.term_ends", more="for_each: x in commitment.deliverables"))
    assert changes(found(strict, TERM.replace("WHO", "us"))) == [
        "commitment.deliverables[handbook].due: 2027-03-30"
    ]


def test_what_they_owe_is_not_ours_to_move() -> None:
    assert found(DUE, TERM.replace("WHO", "them")).edit is None


def test_recorded_terms_follow_the_accepted_offer() -> None:
    rules = rules_of(rule("final.differs", more="for_each: final in derived.agreed"))
    text = """
        issues: [{id: p, kind: money}]
        bargaining: {offers: [{id: one, round: 1, by: us, status: accepted, terms: {p: 95.50}}]}
        commitment: {terms: {p: 90}}
    """
    remedy = found(rules, text)
    assert changes(remedy) == ["commitment.terms.p: 95.50"]
    assert remedy.edit is not None
    assert "terms: {p: 95.50}" in remedy.edit.text


HARM = rules_of(
    """
    rules:
      - {id: R, title: t, severity: minor, when: "above(us.batna.value, us.walkaway.value)", message: m, remedy: r}
      - id: OTHER
        title: t
        severity: SEVERITY
        when: above(us.walkaway.value, 195)
        message: m
        remedy: r
    """.replace("SEVERITY", "minor")
)


def test_an_edit_that_brings_as_much_is_refused_and_said_so() -> None:
    remedy = found(HARM, WORSE)
    assert remedy.edit is None
    assert remedy.refused is not None
    assert [one.path for one in remedy.refused.changes] == ["us.walkaway.value"]
    assert [one.rule for one in remedy.refused.comparison.new] == ["OTHER"]


def test_two_fields_where_one_is_not_enough() -> None:
    rules = rules_of(rule("m.their_share < 0.35", more="for_each: m in derived.talk_times"))
    text = """
        meetings:
          - id: first
            purpose: exchange
            at: 2026-03-04T10:00+01:00
            agenda:
              - {topic: a, minutes: 30, speaker: us}
              - {topic: b, minutes: 30, speaker: us}
    """
    assert changes(found(rules, text)) == [
        "meetings[first].agenda[a].speaker: both",
        "meetings[first].agenda[b].speaker: both",
    ]
    assert found(rules, text, date(2026, 3, 5)).edit is None


def test_an_alias_in_the_way_leaves_the_text_alone() -> None:
    text = """
        us: {name: Us, batna: {value: 200}, walkaway: &limit {value: 190}}
        them: {name: Them, walkaway: *limit}
    """
    remedy = found(LIMIT, text)
    assert remedy.edit is None
    assert remedy.text == deal_in(text).source.text  # type: ignore[union-attr]  # it was read from a text


ASKING = """
    rules:
      - id: R
        title: t
        severity: major
        when: CONDITION
        message: m
        remedy: r
        ask: {to: us, question: "What then?"}
"""


@pytest.mark.parametrize(
    ("condition", "text", "blanks", "together"),
    [
        ("missing(us.batna.summary)", "", ["us.batna.summary"], False),
        ("missing(us.strengths) or missing(us.weaknesses)", "", ["us.strengths", "us.weaknesses"], True),
        ("missing(us.strengths) and missing(us.weaknesses)", "", ["us.strengths", "us.weaknesses"], False),
        (
            "missing(us.strengths) or missing(us.hopes) and missing(us.view)",
            "",
            ["us.strengths", "us.view"],
            True,
        ),
        ("missing(deal.public_tender) or deal.public_tender", "", ["deal.public_tender"], False),
        ("missing(deal.approach)", "", ["deal.approach"], False),
        ("missing(deal.close_date)", "", ["deal.close_date"], False),
        (
            "missing(us.walkaway.value)",
            "us: {name: Us, walkaway: {summary: x}}",
            ["us.walkaway.value"],
            False,
        ),
        ("missing(commitment.reviews)", "", ["commitment.reviews"], False),
        ("missing(commitment.deliverables)", "", ["commitment.deliverables"], False),
        ("missing(agreement.personal_data)", "", ["agreement.personal_data"], False),
        ("missing(agreement.incoterms)", "", ["agreement.incoterms"], False),
        ("missing(strategy.concessions)", "", ["strategy.concessions"], False),
        ("missing(meetings)", "", ["meetings"], False),
        ("missing(agreement.liability.cap)", "", ["agreement.liability.cap"], False),
        ("missing(us.batna.summary) and deal.id == 'd'", "", ["us.batna.summary"], False),
        ("missing(us.goals)", "", ["us.goals"], False),
        ("missing(commitment.terms)", "", [], False),
        ("missing(commitment.contacts)", "us: {name: Us, people: [{name: Kim}]}", [], False),
        ("missing(them.needs)", "", [], False),
        ("missing(us.name) or missing(them.view) or missing(us.view)", "", [], False),
    ],
)
def test_absence_is_named_and_asked_for(condition: str, text: str, blanks: list[str], together: bool) -> None:
    remedy = found(rules_of(ASKING.replace("CONDITION", condition)), text or "deal: {id: d, title: D}")
    assert remedy.edit is None
    assert [one.path for one in remedy.blanks] == blanks
    assert remedy.together is together
    assert [one.text for one in remedy.questions] == ["What then?"]


def test_the_fields_of_an_element_are_named_too() -> None:
    rules = rules_of(rule("missing(m.at)", more="for_each: m in meetings"))
    assert [one.path for one in found(rules, "meetings: [{id: a}]").blanks] == ["meetings[a].at"]
    rules = rules_of(rule("missing(p.skills)", more="for_each: p in us.people"))
    people = "us: {name: Us, people: [{name: Kim}]}"
    assert [one.path for one in found(rules, people).blanks] == ["us.people[Kim].skills"]


def test_what_follows_from_the_deal_cannot_be_stated() -> None:
    rules = rules_of(rule("missing(v.beyond)", more="for_each: v in derived.offers"))
    assert found(rules, "bargaining: {offers: [{id: o, round: 1, by: us}]}").blanks == ()


def test_a_waived_finding_needs_no_remedy() -> None:
    text = f"{WORSE}\nwaivers: [{{rule: R, reason: known, by: manager}}]"
    assert remedies(deal_in(text), LIMIT, LIMIT.by_id["R"], MONDAY) == ()


def test_a_deal_made_in_memory_has_no_text_to_edit() -> None:
    deal = deal_in(WORSE)
    assert remedies(deal.model_copy(), LIMIT, LIMIT.by_id["R"], MONDAY) != ()
    bare = Deal.model_validate(
        {"deal": {"id": "d", "title": "D"}, "us": {"name": "U"}, "them": {"name": "T"}}
    )
    assert remedies(bare, LIMIT, LIMIT.by_id["R"], MONDAY) == ()


@settings(max_examples=40, deadline=None)
@given(batna=st.integers(1, 400), limit=st.integers(1, 400), severity=st.sampled_from(["blocker", "minor"]))
def test_an_edit_that_is_told_clears_the_finding_and_brings_nothing_as_grave(
    batna: int, limit: int, severity: str
) -> None:
    rules = rules_of(
        rule("above(us.batna.value, us.walkaway.value)", severity)
        + "  - {id: OTHER, title: t, severity: major, when: 'above(us.walkaway.value, 200)', message: m, remedy: r}\n"
    )
    deal = deal_in(f"us: {{name: Us, batna: {{value: {batna}}}, walkaway: {{value: {limit}}}}}")
    for remedy in remedies(deal, rules, rules.by_id["R"], MONDAY):
        if remedy.edit is not None:
            after = check(parse_deal(remedy.edit.text, "deal.yaml"), rules, MONDAY)
            comparison = compare(check(deal, rules, MONDAY), after)
            assert "R:" in [one.id for one in comparison.fixed]
            assert severity == "blocker" or not comparison.new
