"""Coverage and mutation as text and JSON, from results built by hand."""

from __future__ import annotations

import json
from dataclasses import replace

from engine.output.coverage import format_coverage, format_coverage_json
from engine.output.mutation import format_mutation, format_mutation_json
from engine.workbench.catalogue import Group, Practice
from engine.workbench.coverage import Cell, Coverage, Evidence, Row
from engine.workbench.equivalents import Equivalent
from engine.workbench.mutation import Mutation, Survivor

ONE = Practice(id="A-1", text="Do | this", by=("check", "ask"))
TWO = Practice(id="A-10", text="Do that", by=("document",))
RULES = tuple(Evidence(f"R-{number}", "shown") for number in range(6))
FULL = Row(ONE, (Cell(ONE, "check", RULES[:1]), Cell(ONE, "ask", RULES)))
DOCUMENT = Row(TWO, (Cell(TWO, "document", (Evidence("brief", "At a glance"),)),))
BARE = Row(TWO, (Cell(TWO, "document", ()),))
GROUP = Group(id="g", title="Group", practices=(ONE, TWO))


def test_coverage_as_text() -> None:
    assert format_coverage(Coverage(((GROUP, (FULL, DOCUMENT)),))) == (
        "Group: 2 of 2\n"
        "  A-1   Do | this\n"
        "          check     R-0\n"
        "          ask       R-0, R-1, R-2, R-3 and 2 more\n"
        "  A-10  Do that\n"
        "          document  brief: At a glance\n"
        "2 of 2 practices carried as they must be.\n"
    )


def test_gaps_are_marked() -> None:
    text = format_coverage(Coverage(((GROUP, (FULL, BARE)),)))
    assert "          document  missing\n" in text
    assert text.endswith("1 of 2 practices carried as they must be. Missing: 1 carrier.\n")
    assert "\x1b[1;31mmissing\x1b[0m" in format_coverage(Coverage(((GROUP, (BARE,)),)), colour=True)
    assert format_coverage(Coverage(())) == "0 of 0 practices carried as they must be.\n"


def test_coverage_as_json() -> None:
    data = json.loads(format_coverage_json(Coverage(((GROUP, (FULL, DOCUMENT, BARE)),))))
    assert data["practices"][0]["carriers"]["check"] == [{"rule": "R-0", "case": "shown"}]
    assert data["practices"][1]["carriers"]["document"] == [{"document": "brief", "part": "At a glance"}]
    assert data["practices"][2]["carried"] is False
    assert data["summary"] == {
        "practices": 3,
        "carried": 2,
        "missing": [{"practice": "A-10", "carrier": "document"}],
    }


SWAPPED = Survivor("A", "comparison", "when", "x < 1", "x <= 1", "pack.yaml", 4, 11)
DROPPED = replace(SWAPPED, operator="where", part="where", was="stated(x)", became="")
STALE = Equivalent(rule="A", part="when", was="gone", reason="r")


def test_mutation_as_text() -> None:
    assert format_mutation(Mutation(1998, (SWAPPED, DROPPED), (SWAPPED,), (STALE,))) == (
        "pack.yaml:4:11: comparison A nobody notices: x < 1 -> x <= 1\n"
        "pack.yaml:4:11: where A nobody notices when it is dropped: stated(x)\n"
        "not needed A: the list of equivalent changes has 'gone' in vain; a case notices it, or it is no longer there\n"
        "1998 of 2000 changes noticed (99.9 %); 1 more change nothing and are set aside.\n"
    )
    assert format_mutation(Mutation(1, (), (), ())) == "1 of 1 change noticed (100.0 %).\n"
    assert "\x1b[33mcomparison\x1b[0m" in format_mutation(Mutation(0, (SWAPPED,), (), ()), colour=True)


def test_mutation_as_json() -> None:
    data = json.loads(format_mutation_json(Mutation(2, (SWAPPED,), (DROPPED,), (STALE,))))
    assert (data["score"], data["total"], data["noticed"]) == (0.6667, 4, 2)
    assert data["survivors"][0]["column"] == 11
    assert data["excluded"][0]["became"] == ""
    assert data["stale"] == [{"rule": "A", "part": "when", "was": "gone", "reason": "r"}]
