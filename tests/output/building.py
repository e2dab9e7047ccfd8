"""Assessments built by hand, so that tests of formats depend on no rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from engine.assessment import (
    Advice,
    Assessment,
    Conclusion,
    Finding,
    Location,
    Outcome,
    Question,
    RulesetInfo,
    Score,
    Waived,
    WaiverNote,
)
from engine.assessment.model import OUTCOMES
from engine.deal.term import Term
from engine.output import Options
from engine.output.json import JSON
from engine.output.options import DEFAULT
from engine.output.report import write_report
from engine.output.text import TEXT
from engine.run import Run

DAY = date(2026, 3, 2)
RULESET = RulesetInfo((("house", "1.0.0", "a" * 64),), "b" * 64, "built-in")
PLACE = Location("acme.yaml", 3, 5, "us.batna")

BATNA = Finding(
    rule="BATNA",
    severity="blocker",
    subject="",
    title="The alternative",
    message="There is no alternative.",
    remedy="Find one.",
    practice=("PR-1",),
    stage="preparation",
    location=PLACE,
    values={"us.batna.value": Decimal("100.10"), "deal.close_date": DAY, "us.batna.summary": None},
)
LIMIT = replace(
    BATNA,
    rule="LIMIT",
    severity="minor",
    subject="issues[price]",
    message="There is no limit on the price.",
    remedy="",
    values={"issues[price].theirs.opening": Term(Decimal("1.5"), Decimal(2)), "issue.name": "Price"},
)
WAIVED = replace(LIMIT, severity="major", waived=Waived("manager", "the board knows", DAY))

EMPTY = Assessment(
    path="acme.yaml",
    id="acme",
    title="Software for Acme",
    owner="",
    stage="bargaining",
    as_of=DAY,
    ruleset=RULESET,
    findings=(),
    questions=(),
    conclusions=(),
    advice=(),
    scores=(),
    outcomes=(),
    waivers=(),
    counts=dict.fromkeys(OUTCOMES, 0),
)
FULL = replace(
    EMPTY,
    owner="Kim Sample",
    findings=(BATNA, WAIVED),
    questions=(
        Question("q1", "economic buyer", "Who pays?", "why", "next", "them.people", "text", ("BATNA",), 1),
        Question("q2", "us", "What else?", "", "", "", "", (), 2, sensitive=True),
    ),
    conclusions=(Conclusion("deadlock", "issues[price]", False, ("LIMIT",), ("Within the limit",), 1),),
    advice=(Advice("CALL", "issues[price]", "Call", "Call them.", "What helps?", "reframe", ("BA-1",)),),
    scores=(Score("preparation", 10, 6, 2),),
    outcomes=(
        Outcome("BATNA", "", "fires"),
        Outcome("LIMIT", "issues[price]", "fires"),
        Outcome("CALL", "issues[price]", "fires"),
        Outcome("DATE", "", "clear"),
        Outcome("COST", "issues[start]", "not evaluated", ("pricing.cost", "pricing.floor")),
        Outcome("ODD", "", "not evaluated"),
        Outcome("LATE", "", "not applicable"),
        Outcome("BUG", "issues[price]", "error", (), "division by\nsomething"),
    ),
    counts={"fires": 3, "clear": 1, "not evaluated": 2, "not applicable": 1, "error": 1},
    waivers=(
        WaiverNote("LIMIT", "issues[price]", "used", "accepted by manager", PLACE),
        WaiverNote("GONE", "issues[term]", "unknown rule", "there is no rule GONE", PLACE),
    ),
)


def run_of(*assessments: Assessment) -> Run:
    return Run(DAY, RULESET, assessments)


def format_text(run: Run, options: Options = DEFAULT) -> str:
    """The whole run for people."""
    return write_report(run, TEXT, options).decode()


def format_json(run: Run, options: Options = DEFAULT) -> str:
    """The whole run as one JSON object."""
    return write_report(run, JSON, options).decode()
