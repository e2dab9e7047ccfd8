"""A run as Markdown."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from engine.errors import Problem
from engine.output import FORMATS, Options, write_report
from engine.run import Run
from tests.output.building import DAY, EMPTY, FULL, LIMIT, RULESET, run_of
from tests.output.hostile import TEXTS, hostile

ACME = """\
### acme: Software for Acme

stage bargaining · owner Kim Sample · meeting 2026-03-04 10:00

| Severity | Rule | Finding | What to do | Place |
| --- | --- | --- | --- | --- |
| blocker | BATNA | There is no alternative. | Find one. | acme.yaml:3 |
| waived major | LIMIT | There is no limit on the price. *(accepted by manager until 2026-03-02: the board knows)* |  \
| acme.yaml:3 |

2 questions to ask; first, to economic buyer: Who pays?
"""


def markdown(run: Run, options: Options | None = None) -> str:
    return write_report(run, FORMATS["markdown"], options or Options()).decode()


def test_a_deal_is_a_section_with_its_findings() -> None:
    text = markdown(run_of(replace(FULL, meeting=datetime(2026, 3, 4, 10))))
    assert text == (
        "# Check of negotiation plans\n\n**Found 1 blocker. 1 rule could not be run.**\n\n## Deals\n\n"
        f"{ACME}\n*Checked as of Monday, 2 March 2026 with 1 pack of rules.*\n"
    )


def test_several_deals_are_summed_up_first() -> None:
    other = replace(EMPTY, id="beta", owner="Jo | Other", findings=(LIMIT,), stage="exchange")
    lines = markdown(run_of(FULL, other)).splitlines()
    start = lines.index("## By owner")
    assert lines[start : start + 6] == [
        "## By owner",
        "",
        "| Owner | Deals | Blocker | Major | Minor | Advice | Met |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        "| Kim Sample | 1 | 1 | 0 | 0 | 0 | 60% |",
        "| Jo \\| Other | 1 | 0 | 0 | 1 | 0 |  |",
    ]
    assert lines.index("## By stage") < lines.index("## Deals")


def test_guidance_is_listed_on_demand() -> None:
    assert "- CALL: Call them.\n" not in markdown(run_of(FULL))
    assert "- CALL: Call them.\n" in markdown(run_of(FULL), Options(show_guidance=True))


def test_what_could_not_be_read_stands_before_the_deals() -> None:
    problems = (
        Problem("syntax", "no colon", "b.yaml", 3, 7, "us", "add one"),
        Problem("gone", "gone", "c.yaml"),
    )
    text = markdown(Run(DAY, RULESET, (EMPTY,), problems))
    assert "## Could not be checked\n\n- b.yaml:3: no colon (add one)\n- c.yaml: gone\n\n## Deals\n" in text
    assert "No findings.\n" in text


def test_nothing_at_all() -> None:
    assert markdown(run_of()).startswith("# Check of negotiation plans\n\n**No deals.**\n\n*Checked")


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_stays_in_its_place(text: str) -> None:
    lines = markdown(hostile(text)).splitlines()
    assert [line for line in lines if line.startswith("#")] == [
        "# Check of negotiation plans",
        "## Could not be checked",
        "## Deals",
        next(line for line in lines if line.startswith("### ")),
    ]
    table = [line for line in lines if line.startswith("| ")]
    assert len(table) == 4
    assert {line.replace("\\|", "").count("|") for line in table} == {6}
    assert "<script>" not in "\n".join(lines).replace("\\<", "")
