from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.deal.base import STAGES, Stage
from engine.deal.reading import parse_deal
from engine.deal.starter import starter_deal
from engine.errors import NegotiaError

PAGE = starter_deal("relaunch", "Website relaunch", "Brightside Studio", "Harbour Foods")
_SUGGESTION = re.compile(r"^( *)# ")
_PLAIN = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text.strip())


def uncommented(lines: list[str]) -> str:
    return "".join(_SUGGESTION.sub(r"\1", line) for line in lines)


def suggestions() -> list[tuple[int, int]]:
    """First and last line of every suggestion: a key in a comment with what is indented below it."""
    lines = PAGE.splitlines(keepends=True)
    found: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        if _SUGGESTION.match(line):
            begins = re.match(r" *# [a-z-]", line)
            found = [*found, (number, number)] if begins else [*found[:-1], (found[-1][0], number)]
    return found


def test_it_reads_as_it_is() -> None:
    deal = parse_deal(PAGE)
    assert (deal.id, deal.deal.title, deal.us.name, deal.them.name) == (
        "relaunch",
        "Website relaunch",
        "Brightside Studio",
        "Harbour Foods",
    )
    assert deal.deal.stage == "preparation"
    assert [issue.id for issue in deal.issues or ()] == ["price"]


def test_what_a_rep_has_to_think_of_is_there_and_blank() -> None:
    deal = parse_deal(PAGE)
    assert deal.us.batna is not None
    assert deal.us.walkaway is not None
    assert deal.meetings is not None
    assert (deal.us.batna.summary, deal.us.walkaway.value, deal.meetings[0].objective) == (None, None, None)
    for key in ("opening:\n", "target:\n", "walkaway:\n", "objective:\n", "decision_process:\n"):
        assert key in PAGE


def test_it_reads_with_every_suggestion_taken() -> None:
    deal = parse_deal(uncommented(PAGE.splitlines(keepends=True)))
    assert deal.deal.contract_value is not None
    assert deal.deal.contract_value.amount == Decimal(120000)
    assert [issue.id for issue in deal.issues or ()] == ["price", "term"]
    assert deal.them.people is not None
    assert deal.them.people[0].decision_role == "decision-maker"
    assert deal.strategy is not None
    assert deal.strategy.concessions is not None
    assert deal.meetings is not None
    assert deal.meetings[0].at is not None


@pytest.mark.parametrize(("first", "last"), suggestions())
def test_it_reads_with_any_one_suggestion_taken(first: int, last: int) -> None:
    lines = PAGE.splitlines(keepends=True)
    text = "".join([*lines[:first], uncommented(lines[first : last + 1]), *lines[last + 1 :]])
    assert text != PAGE
    assert parse_deal(text).model_dump() != parse_deal(PAGE).model_dump()


def test_every_comment_explains_or_suggests() -> None:
    comments = [line.strip() for line in PAGE.splitlines() if line.strip().startswith("#")]
    assert all(re.match(r"##? \S|#   ", line) for line in comments)
    assert len(PAGE.splitlines()) < 120
    assert max(map(len, PAGE.splitlines())) <= 120


@pytest.mark.parametrize("stage", STAGES)
def test_the_stage_may_be_given(stage: Stage) -> None:
    assert parse_deal(starter_deal("d", "t", "we", "they", stage)).deal.stage == stage


@settings(deadline=None)
@given(_PLAIN, _PLAIN, _PLAIN, _PLAIN)
def test_any_name_comes_back_as_it_was_given(id: str, title: str, us: str, them: str) -> None:
    deal = parse_deal(starter_deal(id, title, us, them))
    assert (deal.id, deal.deal.title, deal.us.name, deal.them.name) == (id, title, us, them)


@pytest.mark.parametrize(
    ("blank", "message"),
    [
        ("id", "a new deal needs an id"),
        ("title", "a new deal needs a title"),
        ("us", "a new deal needs the name of our side"),
        ("them", "a new deal needs the name of the other side"),
    ],
)
def test_a_blank_name_is_refused(blank: str, message: str) -> None:
    with pytest.raises(NegotiaError, match=message):
        starter_deal(**{"id": "d", "title": "t", "us": "we", "them": "they", blank: " "})
