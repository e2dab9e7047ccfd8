"""Findings as the rows of one table: what CSV, Excel and Parquet files hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal, NamedTuple

from ..assessment import Assessment, Finding
from ..run import Refusal
from .colour import one_line

State = Literal["open", "waived", "problem"]


class Row(NamedTuple):
    """A finding, or a problem of an input that is no deal: then `rule` is its code and `finding` is empty.

    Texts are on one line and free of control characters; line and column count from 1, 0 where there are none;
    `cell` is the place of what stands in a table.
    """

    deal: str
    title: str
    owner: str
    stage: str
    meeting: datetime | None
    state: State
    severity: str
    rule: str
    finding: str
    subject: str
    message: str
    remedy: str
    practice: str
    source: str
    line: int
    column: int
    cell: str
    path: str
    waived_by: str
    waived_until: date | None
    waived_reason: str


COLUMNS: tuple[str, ...] = Row._fields


def finding_rows(one: Assessment) -> Iterator[Row]:
    """A row a finding, waived ones too."""
    return (_row(one, finding) for finding in one.findings)


def problem_rows(one: Refusal) -> Iterator[Row]:
    """A row a problem."""
    for problem in one.problems:
        yield Row(
            deal="",
            title="",
            owner="",
            stage="",
            meeting=None,
            state="problem",
            severity="error",
            rule=problem.code,
            finding="",
            subject="",
            message=one_line(problem.message),
            remedy=one_line(problem.hint),
            practice="",
            source=one_line(problem.source),
            line=problem.line,
            column=problem.column,
            cell=one_line(problem.cell),
            path=one_line(problem.path),
            waived_by="",
            waived_until=None,
            waived_reason="",
        )


def _row(one: Assessment, finding: Finding) -> Row:
    waived = finding.waived
    return Row(
        deal=one_line(one.id),
        title=one_line(one.title),
        owner=one_line(one.owner),
        stage=one.stage,
        meeting=one.meeting,
        state="open" if waived is None else "waived",
        severity=finding.severity,
        rule=finding.rule,
        finding=one_line(finding.title),
        subject=one_line(finding.subject),
        message=one_line(finding.message),
        remedy=one_line(finding.remedy),
        practice=" ".join(finding.practice),
        source=one_line(finding.location.source),
        line=finding.location.line,
        column=finding.location.column,
        cell=one_line(finding.location.cell),
        path=one_line(finding.location.path),
        waived_by=one_line(waived.by) if waived else "",
        waived_until=waived.until if waived else None,
        waived_reason=one_line(waived.reason) if waived else "",
    )
