"""Comparisons as text, JSON and Markdown, of changes built by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from engine.assessment import Score, Waived
from engine.assessment.changes import Changes, deal_changes
from engine.errors import Problem
from engine.output.comparison import (
    COMPARISON_FORMATS,
    format_changes,
    format_changes_json,
    format_changes_markdown,
    summary,
)
from tests.output.building import BATNA, DAY, EMPTY, LIMIT

BEFORE = replace(
    EMPTY, findings=(replace(BATNA, severity="minor"),), scores=(Score("preparation", 10, 6, 2),)
)
AFTER = replace(
    EMPTY,
    title="a [b]",
    findings=(BATNA, replace(LIMIT, waived=Waived("manager", "known", DAY))),
    scores=(Score("preparation", 10, 5, 2), Score("exchange", 2, 1, 0)),
)
RESULT = Changes(
    (deal_changes(BEFORE, AFTER), deal_changes(replace(EMPTY, id="old", title="Old"), None)),
    5,
    (Problem("empty", "is empty", "x.yaml"),),
    ("They were checked with different rules.",),
)


def test_as_text() -> None:
    assert format_changes(RESULT) == (
        "acme: a [b] (stage bargaining)\n"
        "  new      minor (waived) LIMIT There is no limit on the price. [issues[price]]\n"
        "  worse    minor -> blocker BATNA There is no alternative.\n"
        "           help: Find one.\n"
        "  met      preparation 60% -> 50%, exchange - -> 50%\n"
        "\n"
        "old: Old (stage bargaining, gone)\n"
        "\n"
        "1 new and 1 worse in 2 of 5 deals (1 gone).\n"
        "They were checked with different rules.\n"
    )
    assert "\x1b[1;31mworse   \x1b[0m" in format_changes(RESULT, colour=True)


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (Changes((), 1), "No change in 1 deal."),
        (RESULT, "1 new and 1 worse in 2 of 5 deals (1 gone)."),
        (
            Changes((deal_changes(None, EMPTY),), 2),
            "No finding has changed; scores or deals have in 1 of 2 deals (1 new).",
        ),
    ],
)
def test_in_one_sentence(result: Changes, said: str) -> None:
    assert summary(result) == said


def test_as_markdown() -> None:
    assert format_changes_markdown(RESULT) == (
        "# What has changed\n\n"
        "**1 new and 1 worse in 2 of 5 deals (1 gone).**\n\n"
        "They were checked with different rules.\n\n"
        "## acme: a \\[b\\]\n\n"
        "| | Severity | Rule | Finding | Subject |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| **new** | minor (waived) | LIMIT | There is no limit on the price. | issues\\[price\\] |\n"
        "| **worse** | minor -\\> blocker | BATNA | There is no alternative. |  |\n\n"
        "Met: preparation 60% -\\> 50%, exchange - -\\> 50%\n\n"
        "## old: Old (gone)\n"
    )


def test_as_json() -> None:
    data = json.loads(format_changes_json(RESULT))
    assert data["schema"] == "negotia/comparison/1"
    first, second = data["deals"]
    assert [(one["kind"], one["rule"]) for one in first["changes"]] == [("new", "LIMIT"), ("worse", "BATNA")]
    assert first["changes"][0]["before"] is None
    assert first["changes"][0]["after"]["waived"]["by"] == "manager"
    assert first["changes"][1]["before"] == {"severity": "minor", "waived": None}
    assert first["scores"][0] == {"stage": "preparation", "before": 60, "after": 50}
    assert (second["id"], second["presence"], second["changes"]) == ("old", "gone", [])
    assert data["problems"][0]["message"] == "is empty"
    assert data["summary"] == {
        "compared": 5,
        "new_deals": 0,
        "gone_deals": 1,
        "changes": {"new": 1, "worse": 1, "reopened": 0, "fixed": 0, "better": 0, "waived": 0},
        "for_the_worse": True,
    }


def test_there_is_one_of_each_format() -> None:
    assert list(COMPARISON_FORMATS) == ["text", "json", "markdown"]
