"""Answers in the text of a deal, and what they settle."""

from __future__ import annotations

import json
from datetime import date
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.answering import Answer, Answered, Inquiry, answer_deal, answers_in, assigned_answer, inquire
from engine.errors import DealError, NegotiaError, SourceError
from engine.source import read_source
from engine.usecases import load_rules
from tests.making import MONDAY, rules_of

RULES = rules_of(
    """
    rules:
      - id: R-BATNA
        title: t
        severity: major
        expect: stated(us.batna.summary)
        message: no alternative
        ask: {to: us, question: "What else?", path: us.batna.summary}
      - id: R-LIMIT
        title: t
        severity: blocker
        when: above(us.batna.value, us.walkaway.value)
        message: worse than the alternative
      - id: R-NEED
        title: t
        for_each: need in them.needs
        severity: minor
        when: missing(need.answer)
        message: "no answer to {{ need.text }}"
        ask: {to: us, question: "What do we say to {{ need.text }}?"}
      - id: R-MEETING
        title: t
        severity: minor
        when: stated(derived.meeting) and missing(derived.meeting.objective)
        message: no objective
        ask: {to: us, question: "What for?"}
      - id: R-UNHEARD
        title: t
        severity: minor
        when: stated(derived.unheard)
        message: not heard
        ask: {to: them, question: "What matters to you?"}
      - id: R-OFFER
        title: t
        for_each: view in derived.offers
        severity: minor
        when: missing(view.beyond)
        message: well within
        ask: {to: us, question: "More?"}
    questions:
      - {path: us.batna.value, to: us, question: "What is it worth?"}
      - {path: us.walkaway.value, to: us, question: "Where do we stop?"}
      - {path: them.needs, to: them, question: "What do you need?"}
    """
)
REPRESENTATIVE = {"name": "Bo", "decision_role": "representative", "attends": True}
PRICE = {"id": "price", "kind": "money", "ours": {"opening": 120, "walkaway": 100}, "theirs": {"opening": 80}}
HALTED = {"bargaining": {"halted": True}}
DEAL = """\
    # our plan
    deal: {id: d, title: D}
    us:
      name: Us  # in short
      batna:
        value: 200
      weaknesses: none
    them:
      name: Them
      people: [{name: Ada, decision_role: decision-maker}]
    meetings:
      - {id: first, at: 2026-03-04T10:00+01:00}
"""


def asking(text: str = DEAL, **options: Any) -> Inquiry:
    return inquire(dedent(text), "deal.yaml", RULES, MONDAY, **options)


def answered(*assigned: str, text: str = DEAL, source: Any = None) -> Answered:
    return answer_deal(asking(text), [assigned_answer(one, source) for one in assigned])


def added(result: Answered) -> str:
    """The lines that came, without their margin."""
    before = result.before.text.splitlines()
    return "\n".join(line.strip() for line in result.after.text.splitlines() if line not in before)


def test_each_question_knows_its_fields() -> None:
    found = {one.question.text: [slot.path for slot in one.slots] for one in asking().questions}
    assert found == {
        "What else?": ["us.batna.summary"],
        "Where do we stop?": ["us.walkaway.value"],
        "What do you need?": ["them.needs"],
        "What for?": ["meetings[first].objective"],
        "What matters to you?": ["R-UNHEARD"],
    }


def test_an_answer_that_no_field_is_about_is_kept_with_its_question() -> None:
    result = answered("R-UNHEARD= that it is on time ")
    (kept,) = result.after.data["exchange"]["questions"]
    assert kept == {
        "question": "What matters to you?",
        "status": "answered",
        "answer": "that it is on time",
        "on": "2026-03-02",
    }
    assert [one.text for one in result.comparison.answered] == ["What matters to you?"]
    assert [one.rule for one in result.after.assessment.findings] == ["R-BATNA", "R-UNHEARD", "R-MEETING"]


def test_it_goes_to_the_question_that_the_deal_lists_already() -> None:
    asked = DEAL + "    exchange: {questions: [{question: Why?}, {id: m, question: what matters to you}]}\n"
    result = answered("R-UNHEARD={answer: Time, by: Ada, on: 2026-02-27}", text=asked)
    assert result.after.data["exchange"]["questions"] == [
        {"question": "Why?"},
        {
            "id": "m",
            "question": "what matters to you",
            "status": "answered",
            "answer": "Time",
            "by": "Ada",
            "on": "2026-02-27",
        },
    ]
    assert "What matters to you?" not in {one.question.text for one in result.after.questions}


@pytest.mark.parametrize(
    ("answer", "source", "message"),
    [
        (
            "R-UNHEARD=Time",
            "estimated",
            "--set: a guess of ours does not answer a question to them (ask them; what we",
        ),
        ("R-UNHEARD= ", None, "--set: there is no answer"),
        ("R-UNHEARD={answer: Time, whom: Ada}", None, "--set: unknown key 'whom' (known keys: id,"),
        ("R-HEARD=Time", None, "--set: a deal has no field 'R-HEARD'"),
    ],
)
def test_what_cannot_be_kept_with_a_question(answer: str, source: Any, message: str) -> None:
    with pytest.raises(DealError) as caught:
        answered(answer, source=source)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("id", "deal"),
    [
        ("EXCH-ASK-TRIED", {}),
        ("EXCH-ASK-PROGRESS", {}),
        ("EXCH-ASK-ATTEMPTS", {}),
        ("EXCH-ASK-SATISFACTION", {"exchange": {"questions": [{"question": "Who pays?"}]}}),
        ("EXCH-ASK-SATISFACTION-BUYER", {"deal": {"our_role": "buyer"}}),
        ("PEOP-PRIORITIES", {"them": {"people": [{"name": "Bo", "decision_role": "decision-maker"}]}}),
        ("DIFF-OPEN-QUESTION", {"bargaining": {"incidents": [{"kind": "pressure", "by": "them", "what": "A date."}]}}),
        ("IMP-ESCALATE", {"them": {"people": [REPRESENTATIVE]}, **HALTED}),
        ("IMP-PROBLEM-SOLVING", {"issues": [PRICE], **HALTED}),
    ],
)  # fmt: skip
def test_a_shipped_question_without_a_field_is_not_asked_again(id: str, deal: dict[str, Any]) -> None:
    whole = {
        **deal,
        "deal": {"id": "d", "title": "D", **deal.get("deal", {})},
        "us": {"name": "Us"},
        "them": {"name": "Them", **deal.get("them", {})},
    }
    before = inquire(json.dumps(whole), "deal.json", load_rules(), MONDAY, format="json")
    (asked,) = (one for one in before.questions if one.question.id == f"{id}:")
    assert [slot.path for slot in asked.slots] == [id]
    after = answer_deal(before, [Answer(id, "They said so", typed=True)]).after
    assert f"{id}:" not in {one.question.id for one in after.questions}
    assert after.data["exchange"]["questions"][-1]["question"] == asked.question.text


def test_what_follows_from_the_deal_is_no_field() -> None:
    text = DEAL + "    bargaining: {offers: [{id: o, round: 1, by: us}]}\n"
    (more,) = (one for one in asking(text).questions if one.question.text == "More?")
    assert more.slots == ()


def test_an_answer_changes_nothing_but_its_place() -> None:
    result = answered("us.batna.summary=Sell to Globex")
    assert result.after.text == dedent(DEAL).replace(
        "value: 200\n", "value: 200\n    summary: Sell to Globex\n"
    )


def test_what_is_missing_on_the_way_is_made() -> None:
    result = answered("agreement.term.months=24")
    assert result.after.text.endswith("agreement:\n  term:\n    months: 24\n")


def test_a_list_grows_and_none_is_replaced() -> None:
    result = answered(
        "them.people={name: Bo, role: CFO}", "us.weaknesses=no references", "us.strengths=[fast, cheap]"
    )
    people = result.after.data["them"]["people"]
    assert [one["name"] for one in people] == ["Ada", "Bo"]
    assert result.after.data["us"]["weaknesses"] == ["no references"]
    assert result.after.data["us"]["strengths"] == ["fast", "cheap"]
    again = answer_deal(result.after, [assigned_answer("us.strengths=near")])
    assert again.after.data["us"]["strengths"] == ["fast", "cheap", "near"]


def test_one_text_in_the_place_of_a_list_stays_beside_the_new_one() -> None:
    result = answered(
        "us.strengths=near", text="deal: {id: d, title: D}\nus: {name: U, strengths: fast}\nthem: {name: T}"
    )
    assert result.after.data["us"]["strengths"] == ["fast", "near"]


def test_none_is_written_as_people_write_it() -> None:
    assert answered("us.strengths=none").after.data["us"]["strengths"] == "none"


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        ("them.batna.summary=stay as they are", "summary: stay as they are\nsource: estimated"),
        ("them.needs=speed", "needs:\n- text: speed\nsource: estimated"),
        ("them.batna.value=90", "value:\nvalue: 90\nsource: estimated\nas_of: 2026-03-02"),
    ],
)
def test_the_source_is_recorded_where_the_field_keeps_one(answer: str, lines: str) -> None:
    result = answered(answer, source="estimated")
    assert added(result) == lines
    assert result.sourceless == ()


def test_an_answer_of_theirs_whose_source_has_no_place_is_named() -> None:
    result = answered("them.decision_process=the board", "us.walkaway.value=1", source="stated")
    assert [one.path for one in result.sourceless] == ["them.decision_process"]


def test_what_the_answers_settle() -> None:
    comparison = answered("us.batna.summary=Globex", "us.walkaway.value=150", "them.needs=speed").comparison
    assert [one.id for one in comparison.fixed] == ["R-BATNA:"]
    assert [one.id for one in comparison.new] == ["R-LIMIT:", "R-NEED:them.needs[speed]"]
    assert [(one.rule, one.subject, one.outcome) for one in comparison.known] == [
        ("R-LIMIT", "", "fires"),
        ("R-NEED", "them.needs[speed]", "fires"),
    ]
    assert {one.text for one in comparison.answered} == {
        "What else?",
        "Where do we stop?",
        "What do you need?",
    }
    assert [one.text for one in comparison.raised] == ["What do we say to speed?"]


def test_answers_follow_each_other() -> None:
    first = answered("us.batna.summary=Globex")
    second = answer_deal(first.after, [assigned_answer("us.walkaway.value=250")])
    both = first.then(second)
    assert both.before is first.before
    assert both.after.data["us"]["batna"]["summary"] == "Globex"
    assert [one.path for one in both.answers] == ["us.batna.summary", "us.walkaway.value"]
    assert [one.rule for one in both.comparison.fixed] == ["R-BATNA"]


def test_a_later_answer_may_speak_of_what_an_earlier_one_added() -> None:
    result = answered("them.people={name: Bo}", "them.people[Bo].role=CFO")
    assert result.after.data["them"]["people"][1] == {"name": "Bo", "role": "CFO"}


def test_answers_that_only_fit_together_fit() -> None:
    result = answered("agreement.personal_data.our_role=processor", "agreement.personal_data.processed=yes")
    assert result.after.data["agreement"]["personal_data"] == {"our_role": "processor", "processed": True}


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("us.batan.value=1", "--set: us has no field 'batan' (did you mean 'batna'?)"),
        ("us.batna.value=", "--set: there is no answer (to take something out, edit the file)"),
        ("them.people[Bo].role=x", "--set: them.people has no item 'Bo' (there are: Ada)"),
        ("us.walkaway.value=5k", "--set: a number is expected, not '5k'"),
        ("deal.approach=integ", "--set: 'approach' cannot be 'integ' (did you mean 'integrative'?)"),
        ("deal.close_date=soon", "--set: 'close_date'"),
        ("them.people={name: Ada}", "--set: 'Ada' stands twice in 'people'"),
        ("us.name.first=x", "--set: us.name has no parts"),
        ("us.weaknesses.x=1", "--set: us.weaknesses has no parts"),
        (
            "strategy.concessions=a day",
            "--set: an item of strategy.concessions is more than the text 'a day'",
        ),
    ],
)
def test_an_answer_that_does_not_fit(answer: str, problem: str) -> None:
    with pytest.raises(DealError) as caught:
        answered(answer)
    (found,) = caught.value.problems
    assert str(found).startswith(problem)


def test_every_answer_that_does_not_fit_is_named_at_once() -> None:
    with pytest.raises(DealError) as caught:
        answered("us.batan=1", "us.batna.steps=", "us.name=Ours")
    assert len(caught.value.problems) == 2


def test_a_mistake_elsewhere_keeps_its_own_place() -> None:
    text = """\
        deal: {id: d, title: D, currency: EUR}
        us: {name: U}
        them: {name: T}
        issues: [{id: price, kind: money, ours: {opening: 5}}]
    """
    with pytest.raises(DealError) as caught:
        answered("issues[price].kind=date", text=text)
    (problem,) = caught.value.problems
    assert (problem.source, problem.line, problem.path) == ("deal.yaml", 4, "issues[price].ours.opening")


def test_a_place_that_is_an_alias_is_not_edited() -> None:
    text = """\
        deal: {id: d, title: D}
        us: {name: U, batna: &b {summary: x}}
        them: {name: T, batna: *b}
    """
    with pytest.raises(DealError, match="an alias may refer to it"):
        answered("us.batna.value=5", text=text)


def test_a_deal_in_json_stays_json() -> None:
    text = '{\n  "deal": {"id": "d", "title": "D"},\n  "us": {"name": "U"},\n  "them": {"name": "T"}\n}\n'
    inquiry = asking(text, format="json")
    result = answer_deal(inquiry, [assigned_answer("us.batna.value=5")])
    assert read_source(result.after.text, "x", format="json").data["us"]["batna"] == {"value": 5}


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("us.name=a=b", "us.name", "a=b"),
        ("meetings[a=b].place = York", "meetings[a=b].place", " York"),
        ("us.batna.summary=", "us.batna.summary", ""),
    ],
)
def test_assigned(text: str, path: str, value: str) -> None:
    found = assigned_answer(text, "stated")
    assert (found.path, found.value, found.source, found.typed) == (path, value, "stated", True)


def test_assigned_without_a_value() -> None:
    with pytest.raises(NegotiaError, match="write PATH=VALUE"):
        assigned_answer("us.batna.value")


def test_a_file_of_answers() -> None:
    file = read_source("# mine\nus.batna.value: 5\nthem.needs: [speed, peace]\n", "answers.yaml")
    one, two = answers_in(file, "stated")
    assert one == Answer("us.batna.value", 5, "stated", False, "answers.yaml", 2, 1)
    result = answer_deal(asking(), [one, two])
    assert [need["text"] for need in result.after.data["them"]["needs"]] == ["speed", "peace"]


def test_a_mistake_in_a_file_of_answers_has_its_place() -> None:
    file = read_source("us.batna.value: 5\nus.walkaway.value: lots\n", "answers.yaml")
    with pytest.raises(DealError) as caught:
        answer_deal(asking(), answers_in(file))
    (problem,) = caught.value.problems
    assert (problem.source, problem.line, problem.column) == ("answers.yaml", 2, 1)


def test_a_file_that_is_no_file_of_answers() -> None:
    with pytest.raises(SourceError, match="maps paths to values"):
        answers_in(read_source("[1, 2]", "answers.yaml"))


LINES = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\u2028\u2029\u0085"), min_size=1
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES.filter(lambda text: text.strip()), min_size=1, max_size=3))
def test_any_text_of_a_file_comes_back_as_it_was(texts: list[str]) -> None:
    answers = [Answer("us.batna.summary", texts[0]), *(Answer("us.goals.short_term", one) for one in texts)]
    after = answer_deal(asking(), answers).after
    assert after.data["us"]["batna"]["summary"] == texts[0]
    assert after.data["us"]["goals"]["short_term"] in (texts, "none")
    assert after.text.startswith("# our plan\n")


def test_the_day_of_an_answer_is_the_day_of_the_check() -> None:
    inquiry = inquire(dedent(DEAL), "deal.yaml", RULES, date(2026, 5, 6))
    result = answer_deal(inquiry, [assigned_answer("them.batna.value=5", "stated")])
    assert result.after.data["them"]["batna"]["value"]["as_of"] == "2026-05-06"
