"""Values derived from a deal that are not about offers, and the meetings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from engine.facts import Facts, vocabulary
from engine.facts.derived import Derived
from engine.facts.meetings import working_days
from tests.making import MONDAY, deal_of


def derived(text: str = "", as_of: date = MONDAY) -> Derived:
    return Facts(deal_of(text), as_of).derived


def test_a_deal_without_a_stage_is_in_preparation() -> None:
    assert (derived().stage, derived().stage_number) == ("preparation", 1)
    closed = derived("deal: {id: d, title: D, stage: closed}")
    assert (closed.stage, closed.stage_number) == ("closed", 6)


def test_a_deal_can_be_looked_at_as_if_at_another_stage() -> None:
    assert Facts(deal_of(), MONDAY, "bargaining").derived.stage_number == 4


MEETINGS = """
meetings:
  - {id: past, at: "2026-02-27T10:00+01:00"}
  - {id: later, at: "2026-03-16T10:00+01:00"}
  - {id: next, at: "2026-03-06T10:00+01:00"}
  - {id: undated}
"""


def test_the_meeting_is_the_first_one_on_or_after_the_day() -> None:
    found = derived(MEETINGS)
    assert found.meeting is not None
    assert found.meeting.key == "next"
    assert (found.days_to_meeting, found.working_days_to_meeting) == (4, 4)
    today = derived(MEETINGS, date(2026, 3, 16))
    assert (today.days_to_meeting, today.working_days_to_meeting) == (0, 0)


def test_a_meeting_without_a_date_comes_last() -> None:
    found = derived(MEETINGS, date(2026, 4, 1))
    assert found.meeting is not None
    assert found.meeting.key == "undated"
    assert (found.days_to_meeting, found.working_days_to_meeting) == (None, None)
    assert derived().meeting is None


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 3, 2), date(2026, 3, 2), 0),
        (date(2026, 3, 2), date(2026, 3, 1), 0),
        (date(2026, 3, 2), date(2026, 3, 4), 2),
        (date(2026, 3, 6), date(2026, 3, 9), 1),
        (date(2026, 3, 7), date(2026, 3, 9), 1),
        (date(2026, 3, 2), date(2026, 3, 16), 10),
        (date(2026, 3, 2), date(2026, 3, 17), 11),
    ],
)
def test_working_days(first: date, last: date, days: int) -> None:
    assert working_days(first, last) == days


def test_talk_time_counts_points_for_both_as_half() -> None:
    found = derived("""
        meetings:
          - id: m
            agenda:
              - {topic: a, minutes: 20, speaker: us}
              - {topic: b, minutes: 10, speaker: them}
              - {topic: c, minutes: 10, speaker: both}
              - {topic: d, minutes: 30}
          - {id: n, agenda: [{topic: a, speaker: us}]}
    """).talk_times
    assert [(one.key, one.minutes, one.their_share) for one in found] == [("m", 40, Decimal("0.375"))]


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        (
            "deal: {id: d, title: D, effective_date: 2026-04-01}\nagreement: {term: {months: 12}}",
            date(2026, 4, 1),
            date(2027, 3, 31),
        ),
        (
            "deal: {id: d, title: D, effective_date: 2026-04-01}\nagreement: {term: {months: 1, starts: 2026-01-31}}",
            date(2026, 1, 31),
            date(2026, 2, 28),
        ),
        (
            "deal: {id: d, title: D, effective_date: 2026-04-01}\nagreement: {term: {months: 2, starts: 2026-07-01}}",
            date(2026, 4, 1),
            date(2026, 8, 31),
        ),
        (
            "deal: {id: d, title: D, effective_date: 2028-02-29}\nagreement: {term: {months: 12}}",
            date(2028, 2, 29),
            date(2029, 2, 28),
        ),
        ("agreement: {term: {months: 12}}", None, None),
        ("deal: {id: d, title: D, effective_date: 2026-04-01}", date(2026, 4, 1), None),
    ],
)
def test_the_term(text: str, starts: date | None, ends: date | None) -> None:
    found = derived(text)
    assert (found.term_starts, found.term_ends) == (starts, ends)


def test_failed_tactics_are_those_that_did_not_work() -> None:
    found = derived("""
        bargaining:
          impasse_tactics:
            - {tactic: break, worked: false}
            - {tactic: reframe, worked: true}
            - {tactic: escalate}
    """)
    assert found.failed_tactics == ("break",)
    assert derived().failed_tactics == ()


def test_a_deal_is_complex_as_stated_or_by_two_signs() -> None:
    signs = "deal: {id: d, title: D, subject: mixed%s}\nagreement: {term: {months: 36}}"
    assert derived(signs % "").complexity_signs == (
        "services and goods or licences in one contract",
        "a term of more than two years",
    )
    assert derived(signs % "").complex
    assert not derived(signs % ", complexity: simple").complex
    assert derived("deal: {id: d, title: D, complexity: complex}").complex
    assert not derived("deal: {id: d, title: D, regulated: true}").complex


def test_nothing_is_derived_that_is_not_asked_for() -> None:
    found = derived(MEETINGS)
    assert found.meeting is not None
    assert "moves" not in vars(found)
    assert "meeting" in vars(found)


def test_everything_derived_is_documented_and_in_the_vocabulary() -> None:
    record = vocabulary().names["derived"]
    fields = record.fields  # type: ignore[union-attr]  # derived is a record
    assert {"moves", "gaps", "stage_number", "term_ends"} <= set(fields)
    assert all(field.doc for field in fields.values())


def test_a_term_that_never_ends_is_no_date() -> None:
    found = derived(
        "deal: {id: d, title: D, effective_date: 2026-04-01}\nagreement: {term: {months: 200000}}"
    )
    with pytest.raises(OverflowError, match="after the year 9999"):
        assert found.term_ends
