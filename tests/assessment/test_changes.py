"""What a reviewer is told of two assessments of a deal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.assessment import Assessment, Finding, Score, Waived
from engine.assessment.changes import Changes, deal_changes
from tests.output.building import BATNA, DAY, EMPTY, LIMIT

ACCEPTED = Waived("manager", "known", DAY)
MINOR = replace(BATNA, severity="minor")


def having(*findings: Finding, scores: tuple[Score, ...] = ()) -> Assessment:
    return replace(EMPTY, findings=findings, scores=scores)


@pytest.mark.parametrize(
    ("before", "after", "kind", "for_the_worse"),
    [
        (None, BATNA, "new", True),
        (None, replace(BATNA, waived=ACCEPTED), "new", False),
        (BATNA, None, "fixed", False),
        (MINOR, BATNA, "worse", True),
        (BATNA, MINOR, "better", False),
        (BATNA, replace(BATNA, waived=ACCEPTED), "waived", False),
        (MINOR, replace(BATNA, waived=ACCEPTED), "waived", False),
        (replace(BATNA, waived=ACCEPTED), BATNA, "reopened", True),
        (replace(BATNA, waived=ACCEPTED), MINOR, "reopened", True),
        (
            replace(BATNA, waived=ACCEPTED),
            replace(BATNA, waived=replace(ACCEPTED, until=None)),
            "waived",
            False,
        ),
        (replace(MINOR, waived=ACCEPTED), replace(BATNA, waived=ACCEPTED), "worse", False),
        (replace(BATNA, waived=ACCEPTED), replace(MINOR, waived=ACCEPTED), "better", False),
    ],
)
def test_what_becomes_of_a_finding(
    before: Finding | None, after: Finding | None, kind: str, for_the_worse: bool
) -> None:
    found = deal_changes(
        having(*filter(None, [before])),
        having(*filter(None, [after])),
    )
    (change,) = found.changes
    assert (change.kind, change.for_the_worse) == (kind, for_the_worse)
    assert (change.before, change.after) == (before, after)
    assert change.finding == (after or before)
    assert Changes((found,), 1).for_the_worse is for_the_worse


def test_nothing_changes() -> None:
    one = having(BATNA, LIMIT, scores=(Score("preparation", 10, 5, 0),))
    reworded = replace(one, findings=(replace(BATNA, message="Otherwise."), LIMIT))
    assert deal_changes(one, reworded).same


def test_what_needs_a_look_stands_first() -> None:
    found = deal_changes(
        having(replace(BATNA, rule="GONE"), MINOR, replace(LIMIT, waived=ACCEPTED)),
        having(BATNA, LIMIT, replace(LIMIT, rule="NEW")),
    )
    assert [(one.kind, one.finding.rule) for one in found.changes] == [
        ("new", "NEW"),
        ("worse", "BATNA"),
        ("reopened", "LIMIT"),
        ("fixed", "GONE"),
    ]


def test_scores_are_compared_in_percent_of_what_is_known() -> None:
    before = having(scores=(Score("preparation", 10, 5, 3), Score("exchange", 0, 0, 4)))
    after = having(scores=(Score("preparation", 20, 10, 0), Score("exchange", 3, 2, 1)))
    (change,) = deal_changes(before, after).scores
    assert (change.stage, change.before, change.after) == ("exchange", None, 66)


def test_deals_of_one_side_only() -> None:
    new = deal_changes(None, having(BATNA))
    assert (new.presence, [one.kind for one in new.changes], new.same) == ("new", ["new"], False)
    gone = deal_changes(having(BATNA), None)
    assert (gone.presence, gone.changes, gone.same) == ("gone", (), False)
    both = Changes((new, gone), 2)
    assert (both.present("new"), both.present("gone"), both.present("both")) == (1, 1, 0)
    assert (both.count("new"), both.count("fixed")) == (1, 0)
