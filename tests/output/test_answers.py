"""How questions, answers and changed lines look."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.answering import Answered, find_slot, inquire
from engine.assessment import Outcome
from engine.output.answers import expected, format_answered, format_questions
from engine.output.changes import changed_lines
from engine.output.colour import painter
from tests.making import MONDAY, rules_of
from tests.output.building import BATNA, LIMIT

RULES = rules_of(
    """
    rules:
      - id: R-BATNA
        title: t
        severity: major
        expect: stated(us.batna.summary)
        message: no alternative
        ask: {to: us, question: "What else?", why: It helps., path: us.batna.summary}
      - {id: R-VAGUE, title: t, severity: minor, when: stated(us.name), message: m, ask: {to: us, question: "Who?"}}
      - {id: R-WHY, title: t, when: stated(us.name), ask: {to: them, question: "Why?"}}
    """
)
DEAL = "deal: {id: d, title: D}\nus: {name: Us}\nthem: {name: Them}\n"
DATA = inquire(
    DEAL
    + "issues: [{id: price, kind: money, unit: EUR}, {id: place, kind: choice, options: [York, Hull]}]\n",
    "deal.yaml",
    RULES,
    MONDAY,
).data


def test_questions_say_where_answers_go_and_what_they_settle() -> None:
    assert format_questions(inquire(DEAL, "deal.yaml", RULES, MONDAY), None) == (
        "d: D (stage preparation)\n"
        "\n"
        "1. to us: What else?\n"
        "   why: It helps.\n"
        "   us.batna.summary: a text\n"
        "   settles R-BATNA\n"
        "\n"
        "2. to us: Who?\n"
        "   no single field takes the answer; `negotia explain` shows what is missing for R-VAGUE\n"
        "\n"
        "3. to them: Why?\n"
        "   R-WHY: a text, kept with the question\n"
        "   settles R-WHY\n"
        "\n"
        "3 questions. Answer one with --set PATH=VALUE, many with --from FILE, or run this on a terminal to be "
        "asked.\n"
    )


def test_what_an_answer_brings_is_said_too() -> None:
    before = inquire(DEAL, "deal.yaml", RULES, MONDAY)
    after = replace(
        before, assessment=replace(before.assessment, findings=(BATNA, replace(LIMIT, severity="major")))
    )
    before = replace(before, assessment=replace(before.assessment, findings=(LIMIT,)))
    text = format_answered(Answered(before, after, ()), written=False)
    assert text.startswith("Would write deal.yaml (0 answers):\n\n")
    assert "now major LIMIT There is no limit on the price. [issues[price]] (was minor)\n" in text
    assert "new: blocker BATNA There is no alternative.\n" in text


def test_what_can_be_told_now_and_what_cannot_any_more() -> None:
    before = inquire(DEAL, "deal.yaml", RULES, MONDAY)
    was = (Outcome("A", "", "not evaluated"), Outcome("C", "", "not evaluated"))
    now = (
        Outcome("A", "", "clear"),
        Outcome("B", "issues[price]", "not evaluated", ("issues[price].unit",)),
        Outcome("C", "", "fires"),
    )
    came = replace(BATNA, rule="C")
    after = replace(before, assessment=replace(before.assessment, outcomes=now, findings=(came,)))
    before = replace(before, assessment=replace(before.assessment, outcomes=was, findings=()))
    text = format_answered(Answered(before, after, ()), written=True)
    assert "now told: A clear\n" in text
    assert "now open: B [issues[price]] needs issues[price].unit\n" in text
    assert "now told: C" not in text
    assert "new: blocker C There is no alternative.\n" in text


def test_nothing_else_changes() -> None:
    before = inquire(DEAL, "deal.yaml", RULES, MONDAY)
    assert "\nNothing else changes.\n" in format_answered(Answered(before, before, ()), written=True)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("us.batna.summary", "a text"),
        ("us.strengths", "texts"),
        ("deal.public_tender", "yes or no"),
        ("deal.close_date", "a date such as 2026-03-31"),
        ("pricing.floor", "a number"),
        ("issues[price].ours.target", "a number, or a range such as 10 to 12, in EUR"),
        ("issues[place].ours.target", "one of: York, Hull"),
        ("deal.our_role", "one of: seller, buyer"),
        ("us.goals", "a mapping {...}"),
        ("agreement.personal_data", "a mapping {processed: ...}"),
        ("them.needs", "items such as {text: ...}"),
        ("commitment.terms", "a mapping"),
    ],
)
def test_expected(path: str, words: str) -> None:
    assert expected(find_slot(path, DATA)) == words


def test_choices_of_a_list_may_be_several() -> None:
    data = inquire(DEAL.replace("{name: Us}", "{name: Us, people: [{name: Kim}]}"), "d", RULES, MONDAY).data
    assert expected(find_slot("us.people[Kim].skills", data)).startswith("some of: analysis, listening, ")


def test_changed_lines_have_the_numbers_of_their_own_text() -> None:
    before = "a: 1\nb: 2\n" + "x: 0\n" * 8 + "c: 3\n"
    after = "a: 1\nb: 9\nnew: 1\n" + "x: 0\n" * 8
    assert list(changed_lines(before, after, painter(False))) == [
        "   2 - b: 2",
        "   2 + b: 9",
        "   3 + new: 1",
        "  11 - c: 3",
    ]


def test_changed_lines_cannot_disturb_a_terminal_and_end_somewhere() -> None:
    (line,) = changed_lines("", f"  a: \x1b[2J{'z' * 500}", painter(False))
    assert line.startswith("  1 +   a: \N{REPLACEMENT CHARACTER}[2Jzzz")
    assert line.endswith("...")
    assert len(line) < 180
