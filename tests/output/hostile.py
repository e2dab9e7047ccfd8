"""Texts that formats trip over, in every text of a deal."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from engine.assessment import Assessment, Location
from engine.errors import Problem
from engine.run import Run
from tests.output.building import DAY, FULL, RULESET, WAIVED

TEXTS: Final = (
    "=cmd|'/C calc'!A0",
    "+1+2",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "]]>",
    "<![CDATA[",
    "</script><script>alert(1)</script><!--",
    '"><img src=x onerror=alert(1)>',
    "\x00\x07\x1b[2J\x9b",
    "\u202eevil\u2066",
    "שלום (עולם) مرحبا",
    "::error::x\n::set-output name=a::b %0A",
    "| a | b |\n# c\n- d",
    "[press](javascript:alert(1)) {0} {{x}}",
    "\ud800 \ufffe \uffff",
    "a" * 10_000,
    "\u2028\u2029",
    "C:\\new\\table, \"quoted\"; 'single' & <b>",
)


def hostile(text: str) -> Run:
    """A deal in which everything that is free text is this one, and a file that is none."""
    place = Location(f"plans/{text}.yaml", 3, 5, text)
    assert WAIVED.waived is not None
    findings = tuple(
        replace(finding, subject=text, title=text, message=text, remedy=text, location=place, waived=waived)
        for finding, waived in (
            (replace(WAIVED, severity="blocker", rule="OPEN"), None),
            (WAIVED, replace(WAIVED.waived, by=text, reason=text)),
        )
    )
    deal: Assessment = replace(
        FULL,
        path=f"plans/{text}.yaml",
        id=text,
        title=text,
        owner=text,
        findings=findings,
        questions=tuple(replace(one, to=text, text=text, why=text) for one in FULL.questions),
        advice=tuple(replace(one, text=text, say=text) for one in FULL.advice),
        outcomes=tuple(replace(one, subject=text, error=one.error and text) for one in FULL.outcomes),
    )
    problem = Problem("odd", text, f"plans/{text}.yaml", 1, 2, text, text)
    return Run(DAY, RULESET, (deal,), (problem,))
