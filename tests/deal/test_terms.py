from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from engine.deal.paths import Location
from engine.deal.term import Term
from engine.deal.terms import type_terms
from tests.deal.strategies import deal_data

ISSUES = [
    {"id": "price", "kind": "money"},
    {"id": "support", "kind": "choice", "options": ["basic", "extended"]},
    {"id": "report", "kind": "choice", "options": "weekly"},
    {"id": "vague", "kind": "rumour"},
]


class Reports(list[tuple[Location, str]]):
    def __call__(self, location: Location, code: str, message: str, hint: str) -> None:
        assert message
        self.append((location, code))


def typed(**sections: Any) -> tuple[dict[str, Any], Reports]:
    reports = Reports()
    return type_terms({"issues": ISSUES, **sections}, reports), reports


def test_positions() -> None:
    issue = {
        "id": "price",
        "kind": "money",
        "ours": {"opening": 9, "target": None, "why": "x"},
        "theirs": {"walkaway": [1, 2]},
    }
    data, reports = typed(issues=[issue])
    assert data["issues"][0]["ours"] == {"opening": Term.of(9), "target": None, "why": "x"}
    assert data["issues"][0]["theirs"] == {"walkaway": Term(Decimal(1), Decimal(2))}
    assert reports == []


def test_concessions() -> None:
    data, reports = typed(
        strategy={"concessions": [{"id": "c", "issue": "price", "from": 9, "to": 8}, {"id": "d"}]}
    )
    first, second = data["strategy"]["concessions"]
    assert (first["from"], first["to"]) == (Term.of(9), Term.of(8))
    assert second == {"id": "d"}
    assert reports == []


def test_packages() -> None:
    data, reports = typed(
        bargaining={"offers": [{"round": 1, "terms": {"price": 9, "support": None}}, {"round": 2}]},
        commitment={"terms": {"support": "basic"}, "thanks": "a card"},
    )
    assert data["bargaining"]["offers"] == [{"round": 1, "terms": {"price": Term.of(9)}}, {"round": 2}]
    assert data["commitment"] == {"terms": {"support": Term.of("basic")}, "thanks": "a card"}
    assert reports == []


def test_a_term_that_is_typed_already_stays() -> None:
    data, reports = typed(commitment={"terms": {"price": Term.of(9)}})
    assert data["commitment"]["terms"] == {"price": Term.of(9)}
    assert reports == []


@pytest.mark.parametrize(
    ("sections", "location", "code"),
    [
        ({"commitment": {"terms": {"fee": 1}}}, ("commitment", "terms", "fee"), "unknown-issue"),
        ({"commitment": {"terms": {"price": "x"}}}, ("commitment", "terms", "price"), "wrong-term"),
        ({"commitment": {"terms": {"report": "daily"}}}, ("commitment", "terms", "report"), "wrong-term"),
        (
            {"bargaining": {"offers": [{}, {"terms": {"support": "gold"}}]}},
            ("bargaining", "offers", 1, "terms", "support"),
            "wrong-term",
        ),
        (
            {"strategy": {"concessions": [{"from": 9, "to": 8}]}},
            ("strategy", "concessions", 0, "from"),
            "no-issue",
        ),
        (
            {"strategy": {"concessions": [{"to": "x", "issue": "price"}]}},
            ("strategy", "concessions", 0, "to"),
            "wrong-term",
        ),
        (
            {"issues": [{"id": "price", "kind": "money", "ours": {"walkaway": "x"}}]},
            ("issues", 0, "ours", "walkaway"),
            "wrong-term",
        ),
    ],
)
def test_a_mistake_is_reported_once_and_left_out(
    sections: dict[str, Any], location: Location, code: str
) -> None:
    data, reports = typed(**sections)
    assert reports == [(location, code)]
    for step in location:
        data = data.get(step) if isinstance(data, dict) else data[step]
    assert data is None


@pytest.mark.parametrize(
    "sections",
    [
        {"issues": None},
        {"issues": "price"},
        {"issues": ["price", {"id": ["price"]}, {"ours": 3}]},
        {"strategy": []},
        {"strategy": {"concessions": {"id": "c"}}},
        {"strategy": {"concessions": ["c", None]}},
        {"bargaining": {"offers": [None, {"terms": [1]}]}},
        {"commitment": {"terms": "all"}},
        {"commitment": {"terms": {"vague": 3}}},  # the issue's kind is at fault, not its terms
        {"strategy": {"concessions": [{"issue": ["price"], "to": 8}]}},
    ],
)
def test_what_is_no_term_is_left_to_the_model(sections: dict[str, Any]) -> None:
    _, reports = typed(**sections)
    assert reports == []


@settings(deadline=None)
@given(deal_data(noise=True))
def test_the_input_is_never_changed(data: dict[str, Any]) -> None:
    before = deepcopy(data)
    type_terms(data, lambda *_: None)
    assert data == before
