"""How the deals of each owner and stage stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.assessment import Score
from engine.output import groups as groups_module
from engine.output.colour import painter
from engine.output.group_lines import group_lines
from engine.output.groups import Groups, percent, scored
from tests.output.building import BATNA, EMPTY, FULL, LIMIT, WAIVED, format_text, run_of

JO = replace(EMPTY, owner="Jo Other", stage="exchange", findings=(LIMIT, LIMIT, WAIVED))
KIM = replace(EMPTY, owner="Kim Sample", findings=(BATNA,), scores=(Score("preparation", 10, 7, 0),))


def counted(*deals: object) -> Groups:
    groups = Groups()
    for deal in deals:
        groups.add(deal)  # type: ignore[arg-type]  # assessments all
    return groups


def test_whoever_has_the_gravest_findings_comes_first() -> None:
    groups = counted(JO, replace(JO, findings=()), KIM, FULL)
    kim, jo = groups.owners
    assert (kim.name, kim.deals, kim.with_findings, kim.met_percent) == ("Kim Sample", 2, 2, 65)
    assert (jo.name, jo.deals, jo.with_findings, jo.met_percent) == ("Jo Other", 2, 1, None)
    assert jo.findings == {"blocker": 0, "major": 0, "minor": 2, "advice": 0}
    assert [group.name for group in groups.stages] == ["exchange", "bargaining"]


def test_owners_beyond_a_bound_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups_module, "MOST_OWNERS", 2)
    groups = counted(*(replace(KIM, owner=f"owner {number % 5}") for number in range(10)))
    assert [(group.name, group.deals) for group in groups.owners] == [
        ("owner 0", 2),
        ("owner 1", 2),
        ("other owners", 6),
    ]


def test_the_text_shows_them_if_there_are_several_owners() -> None:
    lines = list(group_lines(counted(JO, KIM, replace(EMPTY, owner="")), painter(False)))
    assert lines == [
        "by owner    deals  blocker  major  minor  advice  met",
        "Kim Sample      1        1      0      0       0  70%",
        "Jo Other        1        0      0      2       0    -",
        "no owner        1        0      0      0       0    -",
        "",
        "by stage    deals  blocker  major  minor  advice  met",
        "exchange        1        0      0      2       0    -",
        "bargaining      2        1      0      0       0  70%",
        "",
    ]
    text = format_text(run_of(JO, KIM))
    assert text.index("by owner") < text.index("Found 1 blocker")


def test_one_owner_needs_no_table() -> None:
    assert list(group_lines(counted(KIM, KIM, replace(EMPTY, owner="")), painter(False))) == []
    assert "by owner" not in format_text(run_of(KIM, KIM))


def test_many_and_long_names_are_cut() -> None:
    deals = [replace(KIM, owner=f"{number:02}{'x' * 50}\x1b") for number in range(23)]
    lines = list(group_lines(counted(*deals), painter(False)))
    assert lines[1].split()[0] == "00" + "x" * 29 + "…"
    assert lines[21:] == ["and 3 others", ""]


def test_shares_are_rounded_down_so_that_100_means_all() -> None:
    assert [percent(999, 1000), percent(1, 1), percent(0, 3), percent(0, 0)] == [99, 100, 0, None]
    assert scored(FULL) == (6, 10, 2)
