"""The prep brief: what its pages say, what a table copy leaves out, and that it stays two pages."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from engine.casefile import CaseFile, open_case
from engine.documents import render_brief
from engine.documents.brief.context import Brief, Inside
from engine.documents.brief.limits import LIMITS, LINES, count_lines, count_words, words_in
from engine.documents.brief.rendering import brief_of
from engine.documents.lint import lint_document
from engine.documents.worded import Words
from tests.documents.cases import SAMPLES, case_of, everything, part_text, sample, sample_deal, shipped_rules
from tests.documents.poison import poison
from tests.making import MONDAY

DEAL = """
deal: {id: d, title: Castings, owner: Ada, currency: EUR, stage: bargaining, close_date: 2026-04-01,
       contract_value: {amount: 100, basis: monthly}}
us:
  name: Us
  people: [{name: Ada, attends: true}, {name: Gus, attends: false}]
  batna: {summary: Wait for the next one, value: 90}
  walkaway: {summary: At least 90 a month}
them:
  name: Them
  people:
    - {name: Bert, decision_role: champion, priorities: [speed], attends: true}
    - {name: Cleo, decision_role: economic buyer}
  batna: {summary: Do it alone, value: {value: [80, 95], source: estimated}, basis: monthly}
  interests: [{interest: Calm, priority: 2, source: estimated}, {interest: Less work., priority: 1, source: stated}]
issues:
  - {id: fee, name: Fee, kind: money, unit: EUR per month, hard: true, tier: must_have,
     ours: {opening: 120, target: 100, walkaway: 90, prefers: higher},
     theirs: {opening: {value: 70, source: stated}, walkaway: {value: [95, 105], source: estimated}, prefers: lower}}
  - {id: start, name: Start, kind: date, hard: true,
     ours: {opening: 2026-04-01, target: 2026-05-01, walkaway: 2026-06-01, prefers: lower}, theirs: {prefers: higher}}
  - {id: report, name: Report, kind: choice, options: [weekly, monthly],
     ours: {opening: monthly, target: monthly, walkaway: weekly}, theirs: {scores: {weekly: 9, monthly: 1}}}
  - {id: colour, kind: text, negotiable: false, ours: {opening: red}}
strategy:
  tactics: [{tactic: Naming a deadline, counter: Ask what happens then}, {tactic: Silence}]
  concessions:
    - {id: b, give: A later start, issue: start, order: 2}
    - {id: a, give: Less, issue: fee, to: 95, ask_in_return: "If you sign in May, then the fee is 95", cost_to_us: 5,
       value_to_them: 7.5, order: 1}
    - {id: c, give: A report, issue: report, order: 3}
  authority: [{who: Ada, issue: fee, down_to: 100}, {who: Gus, issue: fee, down_to: 90}, {who: Ada, issue: start}]
approvals: [{item: A fee below 100, approver: Gus, status: granted, expires: 2026-03-31}, {item: Travel}]
meetings:
  - {id: m, at: 2026-03-09T10:00+01:00, place: Linz, minutes: 60, purpose: bargaining, objective: A package,
     commitment: A date, note_taker: Ada, agenda: [{topic: Open points, minutes: 20, speaker: them}, {topic: End}]}
bargaining:
  offers:
    - {id: t1, round: 1, by: them, at: 2026-02-20, terms: {fee: 75}, status: rejected}
    - {id: u1, round: 1, by: us, terms: {fee: 120, start: 2026-04-01}, status: rejected}
    - {id: u2, round: 2, by: us, terms: {fee: 110, start: 2026-04-01}, status: sent, valid_until: 2026-03-20,
       conditions: [If you decide now], concessions: [c], creative: A shared visit}
clarification:
  agreed_points: [{point: Weekly call, documented: E-mail}, {point: No travel}]
  common_interests: [Calm]
  claims: [{by: us, statement: We are quick, status: supported}, {by: them, statement: It is dear}]
  disagreements: [{topic: Costs, status: open, handling: Compare}]
  misunderstandings: [{topic: Days, status: cleared}]
  assumptions: [{assumption: They pay, tested: true, result: Yes}, {assumption: They grow}]
  hidden_drivers: [{text: A promotion, source: estimated}]
  new_information: [{information: A fair, decision: adjust, reason: Time}, {information: News}]
"""


def brief(case: CaseFile, *, table_copy: bool = False) -> Brief:
    return brief_of(case, Words(case.deal), table_copy=table_copy)


@pytest.fixture(scope="module")
def case() -> CaseFile:
    return case_of(DEAL)


@pytest.fixture(scope="module")
def made(case: CaseFile) -> Brief:
    return brief(case)


def inside(made: Brief) -> Inside:
    assert made.inside is not None
    return made.inside


def test_the_meeting(made: Brief) -> None:
    front = made.front
    assert front.meeting == "9 March 2026, 10:00 (UTC+1) · 60 minutes · Linz · bargaining"
    assert (front.ours, front.theirs) == ("Ada", "Bert")
    assert (front.objective, front.commitment) == ("A package", "A date")
    assert [(one.topic, one.minutes, one.speaker) for one in front.agenda] == [
        ("Open points", "20 min", "they"),
        ("End", "", ""),
    ]
    assert front.close == (
        "Say aloud what was agreed, who does what and by when; Ada writes it down.",
        "Our offer holds until 20 March 2026.",
        "We mean to close by 1 April 2026.",
    )


def test_the_issues(made: Brief) -> None:
    fee, start, report = made.front.issues
    assert (fee.name, fee.unit, fee.opening, fee.now, fee.target, fee.walkaway) == (
        "Fee",
        "EUR per month",
        "120",
        "now: 110",
        "100",
        "90",
    )
    assert fee.theirs == ("75 (offered)", "limit: 95 to 105 (our guess)")
    assert fee.approval == "Ada: to 100; Gus: to 90"
    assert (start.now, start.theirs, start.approval) == ("", ("not known yet", "would like it higher"), "Ada")
    assert (report.theirs, report.approval) == (("not known yet", "would like: weekly"), "–")


def test_who_cares_about_what(made: Brief) -> None:
    assert [(one.name, one.part, one.cares) for one in made.front.people] == [
        ("Them", "", "Less work (they said); Calm (our guess)"),
        ("Cleo", "economic buyer", "not known yet"),
        ("Bert", "champion", "speed"),
    ]


def test_trades_in_their_order_with_who_may_agree(made: Brief) -> None:
    first, second = made.front.trades
    assert (first.number, first.text) == (1, "If you sign in May, then the fee is 95.")
    assert (first.cost, first.value, first.approval) == ("5 EUR", "7.50 EUR", "Gus")
    assert second.text == "A later start. Nothing is asked for it yet; it could buy monthly (Report)."
    assert (second.cost, second.approval) == ("–", "–")


def test_the_red_lines_the_alternatives_and_the_way_to_stop(made: Brief) -> None:
    assert inside(made).red_lines == (
        "At least 90 a month.",
        "Fee: not below 90 EUR per month",
        "Start: not later than 1 June 2026",
    )
    assert [(one.left, one.right) for one in inside(made).batnas] == [
        ("We", "Wait for the next one. Worth 90 EUR a month."),
        ("Them", "Do it alone. Worth 80 to 95 EUR a month (our guess)."),
    ]
    assert inside(made).approvals == (
        "A fee below 100: Gus, granted until 31 March 2026",
        "Travel: approver not named, not asked for yet",
    )
    assert inside(made).stop.endswith("ask for a break and call Gus.")


def test_ways_out_of_a_deadlock_open_the_talk_and_the_list_of_answers(made: Brief) -> None:
    assert made.front.opening == "What would a good result look like for you?"
    assert [(one.left, one.right) for one in inside(made).tactics] == [
        ("Still stuck: Agree on a part", "“Shall we write down what we agree on?”"),
        ("Naming a deadline", "Ask what happens then"),
        ("Silence", "not set yet"),
    ]


def test_the_verdict_names_the_gravest_first_and_at_most_three() -> None:
    empty = brief(
        case_of(
            """
            deal: {id: d, title: D, owner: Ada}
            issues: [{id: a, name: A, kind: text}, {id: b, name: B, kind: text}, {id: c, name: C, kind: text}]
            """
        )
    )
    assert inside(empty).verdict == "Not ready: 1 blocker and 3 major findings are open."
    assert [(one.mark, one.problem) for one in inside(empty).fixes] == [
        ("■ blocker", "We do not know what we do without Them."),
        ("▲ major", "A has no target."),
        ("▲ major", "B has no target."),
    ]
    assert inside(empty).fixes_by == "Ada, before the next talk"
    assert inside(empty).waiting == "3 checks wait for facts that the plan does not have."


def test_the_verdict_of_plans_with_little_or_nothing_grave(made: Brief) -> None:
    assert inside(made).verdict == "Ready: no blocker and no major finding is open."
    nearly = brief(case_of("us: {name: Us, batna: {summary: x}}\nissues: [{id: a, kind: text}]"))
    assert inside(nearly).verdict == "Nearly ready: 1 major finding is open."
    assert inside(nearly).fixes_by == "owner not named, before the next talk"


def test_an_empty_plan_says_what_is_missing_and_where_it_is_asked() -> None:
    empty = brief(case_of())
    front = empty.front
    assert (front.meeting, front.objective, front.ours, front.issues) == (
        "not set yet",
        "not set yet",
        "not known yet",
        (),
    )
    assert [one.right for one in inside(empty).batnas] == ["not set yet: to-do 1", "not known yet"]
    assert front.opening == "Thank you for your time. May we begin with you, before we speak about ourselves?"
    assert front.close == ()
    assert empty.annex is not None
    answers = {row.question: row.answers for row in empty.annex.glance}
    assert answers["What do we do without an agreement?"] == ("not set yet: to-do 1",)
    assert answers["How do they see it, and what troubles them?"] == ("Not known yet.",)
    text = part_text(render_brief(case_of()))
    for heading in ("What is on the table", "Red lines", "Agenda", "Offers on record", "What we may give"):
        assert heading not in text


def test_terms_agreed_by_the_accepted_offer(case: CaseFile) -> None:
    accepted = DEAL.replace("status: sent, valid_until: 2026-03-20", "status: accepted").replace(
        "{fee: 110,", "{fee: 100,"
    )
    made = brief(case_of(accepted))
    fee, start, _ = made.front.issues
    assert (fee.now, fee.theirs) == ("agreed: our target", ("as agreed",))
    assert start.now == "agreed: 1 April 2026"
    assert made.front.trades == ()
    assert made.annex is not None
    assert made.annex.process[-1].plan == ("Fee: 100 EUR per month.", "Start: 1 April 2026.")


def test_the_bargaining_so_far(made: Brief) -> None:
    assert made.annex is not None
    steps = {step.element: step.plan for step in made.annex.process}
    assert steps == {
        "Initial offers": (
            "We in round 1: Fee 120 EUR per month; Start 1 April 2026.",
            "They in round 1 on 20 February 2026: Fee 75 EUR per month.",
        ),
        "Counteroffers": ("1 in 2 rounds; the last is ours: sent, holds until 20 March 2026.",),
        "Proposed solutions": ("Round 2: A shared visit.",),
        "Concessions": ("Round 2: gave Fee from 120 to 110 EUR per month; tied to a condition.",),
        "Final adjustments": ("Not reached yet.",),
    }
    assert [(one.round, one.who, one.terms, one.conditions) for one in made.annex.offers] == [
        ("1", "They, 20 February 2026", "Fee 75 EUR per month.", ()),
        ("1", "We", "Fee 120 EUR per month; Start 1 April 2026.", ()),
        ("2", "We", "Fee 110 EUR per month. Otherwise as before.", ("If you decide now.",)),
    ]


def test_offers_without_terms_and_moves_without_a_price() -> None:
    made = brief(
        case_of(
            """
            issues: [{id: fee, kind: money, ours: {opening: 12, target: 10, walkaway: 9}}, {id: days, kind: number,
                      ours: {opening: 5, target: 8, walkaway: 9}}]
            bargaining: {offers: [{round: 1, by: us}, {round: 2, by: us, terms: {fee: 12, days: 9}},
              {round: 3, by: us, terms: {fee: 12}}, {round: 4, by: us, terms: {fee: 11}},
              {round: 5, by: us, terms: {fee: 10, days: 5}}]}
            """
        )
    )
    assert made.annex is not None
    assert [one.terms for one in made.annex.offers] == [
        "No terms on record.",
        "fee 12; days 9.",
        "The same package again.",
        "fee 11. Otherwise as before.",
        "fee 10; days 5.",
    ]
    steps = {step.element: step.plan for step in made.annex.process}
    assert steps["Initial offers"] == ("We in round 1: no terms on record.",)
    assert steps["Concessions"] == (
        "Round 4: gave fee from 12 to 11; no condition.",
        "Round 5: gave fee from 11 to 10; gained days from 9 to 5.",
    )
    assert steps["Proposed solutions"] == ("None so far.",)
    only = brief(case_of("bargaining: {offers: [{round: 1, by: them}]}"))
    assert only.annex is not None
    counters = {step.element: step.plan for step in only.annex.process}
    assert (counters["Counteroffers"], counters["Concessions"]) == (
        ("None so far.",),
        ("None of ours so far.",),
    )


def test_what_is_clear_and_what_is_not(made: Brief) -> None:
    assert made.annex is not None
    assert [(one.kind, one.what, one.state) for one in made.annex.points] == [
        ("Agreed", "Weekly call", "on record: E-mail"),
        ("Agreed", "No travel", "not written down yet"),
        ("Both want", "Calm", ""),
        ("We claim", "We are quick", "supported"),
        ("They claim", "It is dear", "open"),
        ("Disagreement", "Costs", "open: Compare"),
        ("Misunderstanding", "Days", "cleared"),
        ("Assumption", "They pay", "tested: Yes"),
        ("Assumption", "They grow", "not tested"),
        ("Behind it", "A promotion", "our guess"),
        ("New", "A fair", "position adjusted: Time"),
        ("New", "News", ""),
    ]


def test_findings_by_stage_waivers_and_conclusions() -> None:
    made = brief(
        case_of(
            """
            issues: [{id: fee, name: The fee, kind: text}]
            waivers: [{rule: T-BATNA, reason: We have time, by: Gus, until: 2026-04-01},
                      {rule: T-MINOR, reason: Small, by: Gus}]
            """
        )
    )
    assert made.annex is not None
    (stage,) = made.annex.findings
    assert stage.stage == "Preparation"
    assert [(one.mark, one.title, one.remedy, one.rule) for one in stage.rows] == [
        ("▲ major", "Each issue has a target", "Set one.", "T-MAJOR")
    ]
    assert stage.rows[0].place.startswith("issues[fee]")
    assert [(one.kind, one.state) for one in made.annex.waived] == [
        ("■ blocker", "Accepted by Gus until 1 April 2026: We have time."),
        ("● minor", "Accepted by Gus: Small."),
    ]
    assert [(one.left, one.right) for one in made.annex.conclusions] == [
        ("Issues", "the deal as a whole"),
        ("Each issue has a target", "The fee"),
    ]
    assert made.annex.made_from == "Deal d, as of 2 March 2026. Rules: test 1.0.0."


def test_a_must_fix_links_to_its_finding() -> None:
    xml = everything(render_brief(case_of()))
    (anchor,) = [one.anchor for one in inside(brief(case_of())).fixes]
    assert f'w:anchor="{anchor}"' in xml
    assert f'w:name="{anchor}"' in xml


def test_a_table_copy_has_no_limit_alternative_cost_or_finding(case: CaseFile) -> None:
    secrets = {"walkaway": "1111", "batna": "2222", "limit": "3333", "cost": "4444", "authority": "5555"}
    text = DEAL.replace("walkaway: 90", "walkaway: 1111").replace("value: 90", "value: 2222")
    text = text.replace("[95, 105]", "[95, 3333]").replace("cost_to_us: 5", "cost_to_us: 4444")
    text = text.replace("down_to: 90", "down_to: 5555").replace("At least 90", "At least 1111")
    text = text.replace("value: [80, 95]", "value: [80, 2222]").replace("floor: 1", "floor: 4444")
    planted = case_of(text)
    full, copy = everything(render_brief(planted)), everything(render_brief(planted, table_copy=True))
    for secret in secrets.values():
        assert secret in full.replace(",", "")
        assert secret not in copy.replace(",", "")
    for words in (
        "Walk-away",
        "Wait for the next one",
        "Do it alone",
        "Cost to us",
        "blocker",
        "Annex",
        "Stop signal",
    ):
        assert words in full or words == "blocker"
        assert words not in copy
    assert "If you sign in May" in copy
    made = brief(planted, table_copy=True)
    assert made.inside is None
    assert made.annex is None


def test_what_does_not_fit_is_cut_and_the_annex_has_it_in_full() -> None:
    issues = ", ".join(
        f"{{id: i{n}, name: Issue number {n} of many, kind: choice, options: [a, b], "
        f"tier: {'must_have' if n > 20 else 'trade'}, ours: {{opening: a, target: a, walkaway: b, rank: {n}}}}}"
        for n in range(1, 25)
    )
    made = brief(case_of(f"issues: [{issues}]\nus: {{name: Us, batna: {{summary: {'word ' * 400}}}}}"))
    assert [row.name for row in made.front.issues[-4:]] == [
        f"Issue number {n} of many" for n in range(21, 25)
    ]
    assert made.front.more_issues == f"{24 - len(made.front.issues)} more issues are in the annex."
    assert inside(made).batnas[0].right.endswith("…")
    assert made.annex is not None
    assert len(made.annex.issues) == 24
    assert "…" not in made.annex.glance[0].answers[0]


def front_words(document: bytes) -> int:
    return sum(map(words_in, part_text(document).split("Annex: behind")[0].split("\n")))


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("table_copy", [False, True])
def test_the_samples_have_sound_briefs(name: str, table_copy: bool) -> None:
    document = render_brief(sample(name), table_copy=table_copy)
    assert lint_document(document) == ()
    assert front_words(document) <= 650
    assert not re.search(r"(?<!^)\bNone\b|undefined", part_text(document), re.MULTILINE)
    assert document == render_brief(sample(name), table_copy=table_copy)


@pytest.mark.parametrize("name", ["agency", "stalled-price", "agency-early"])
def test_hostile_texts_come_out_literally(name: str) -> None:
    document = render_brief(open_case(poison(sample_deal(name)), shipped_rules(), MONDAY))
    assert lint_document(document) == ()
    assert '& <b>bold</b> {{ x }} {% if %} "quoted"' in part_text(document)
    assert front_words(document) <= 650
    front = everything(document).split("Annex: behind")[0]
    assert 'w:type="page"' not in front


def test_issues_with_long_terms_keep_to_their_page() -> None:
    options = ", ".join(
        f"{word} in the longest words that anybody could find" for word in ("weekly", "monthly")
    )
    issues = ", ".join(
        f"{{id: i{n}, kind: choice, options: [{options}], ours: {{opening: {options.split(', ')[0]}, "
        f"target: {options.split(', ')[1]}, walkaway: {options.split(', ')[1]}}}}}"
        for n in range(10)
    )
    rows = brief(case_of(f"issues: [{issues}]\nus: {{name: Us, batna: {{summary: x}}}}")).front.issues
    assert count_lines(rows, ()) <= LINES < count_lines(rows * 2, ())


def test_endless_names_keep_the_two_pages() -> None:
    long = poison(
        sample_deal("procurement"), lambda text: text.replace(" ", "") * (10_000 // max(len(text), 1))
    )
    document = render_brief(open_case(long, shipped_rules(), MONDAY))
    assert lint_document(document) == ()
    assert front_words(document) <= 650


def test_words_are_counted_in_texts_alone() -> None:
    made = brief(case_of())
    assert count_words(("one two", ("three",), 4, "– …")) == 3
    assert count_words(made.front) == sum(
        count_words(getattr(made.front, one.name)) for one in fields(made.front)
    )


def test_the_sparest_pages_are_taken_when_nothing_fits(
    case: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.documents.brief.rendering.WORDS", 0)
    assert len(brief(case).front.issues) == LIMITS[-1].issues
