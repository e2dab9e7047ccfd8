"""What changed between two assessments."""

from __future__ import annotations

from dataclasses import replace

from engine.assessment import Assessment, Finding, Outcome, Question, Waived
from engine.assessment.comparison import compare
from tests.output.building import BATNA, DAY, EMPTY, LIMIT

ASKED = Question("us.batna", "us", "What else?", "", "", "us.batna", "text", ("BATNA",), 1)


def having(
    *findings: Finding, outcomes: tuple[Outcome, ...] = (), asks: tuple[Question, ...] = ()
) -> Assessment:
    return replace(EMPTY, findings=findings, outcomes=outcomes, questions=asks)


def test_nothing_changes() -> None:
    one = having(
        BATNA, outcomes=(Outcome("R", "", "clear"), Outcome("S", "", "not evaluated")), asks=(ASKED,)
    )
    assert compare(one, one).same


def test_findings_that_go_and_come() -> None:
    found = compare(having(BATNA), having(LIMIT))
    assert (found.fixed, found.new, found.changed) == ((BATNA,), (LIMIT,), ())
    assert not found.same


def test_a_finding_that_stays_with_another_severity_or_waived() -> None:
    minor = replace(BATNA, severity="minor")
    waived = replace(BATNA, waived=Waived("manager", "known", DAY))
    assert compare(having(BATNA), having(minor)).changed == ((BATNA, minor),)
    assert compare(having(BATNA), having(waived)).changed == ((BATNA, waived),)
    reworded = replace(BATNA, message="It is still not there.")
    assert compare(having(BATNA), having(reworded)).same


def test_questions_that_go_and_come() -> None:
    other = replace(ASKED, id="us.walkaway")
    found = compare(having(asks=(ASKED,)), having(asks=(other,)))
    assert (found.answered, found.raised) == ((ASKED,), (other,))


def test_what_can_be_told_now() -> None:
    before = having(
        outcomes=(
            Outcome("A", "", "not evaluated"),
            Outcome("B", "", "not evaluated"),
            Outcome("C", "", "not evaluated"),
            Outcome("D", "", "clear"),
        )
    )
    after = having(
        outcomes=(
            Outcome("A", "", "fires"),
            Outcome("B", "", "not applicable"),
            Outcome("C", "", "not evaluated"),
            Outcome("D", "", "fires"),
            Outcome("E", "", "clear"),
        )
    )
    found = compare(before, after)
    assert [one.rule for one in found.known] == ["A"]
    assert found.unknown == ()


def test_a_list_that_was_absent_brings_its_elements() -> None:
    before = having(outcomes=(Outcome("A", "", "not evaluated"),))
    after = having(outcomes=(Outcome("A", "x[1]", "clear"), Outcome("A", "x[2]", "not evaluated")))
    found = compare(before, after)
    assert [(one.subject, one.outcome) for one in found.known] == [("x[1]", "clear")]
    assert found.unknown == ()


def test_what_cannot_be_told_any_more() -> None:
    before = having(outcomes=(Outcome("A", "", "clear"), Outcome("B", "x[1]", "clear")))
    after = having(
        outcomes=(
            Outcome("A", "", "not evaluated", ("us.batna",)),
            Outcome("B", "x[1]", "clear"),
            Outcome("B", "x[2]", "not evaluated"),
        )
    )
    assert [(one.rule, one.subject) for one in compare(before, after).unknown] == [("A", ""), ("B", "x[2]")]
