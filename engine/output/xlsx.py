"""A run as an Excel workbook: a summary with a chart, and sheets of deals, findings and questions to filter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO, NamedTuple

from ..assessment import Assessment, Question
from ..ruleset.schema import SEVERITIES
from ..run import Refusal, RunInfo, Totals
from .groups import Group, Groups, percent, scored
from .options import Options
from .report import Format
from .rows import finding_rows, problem_rows
from .sheets import Cell, Column, Sheet, Styles
from .verdict import verdict
from .words import counted, long_day

_COUNT = 9
_DEALS = (
    Column("Deal", 20),
    Column("Title", 42),
    Column("Owner", 20),
    Column("Stage", 14),
    Column("Meeting", 17),
    *(Column(severity.capitalize(), _COUNT) for severity in SEVERITIES),
    Column("Waived", _COUNT),
    Column("Questions", 11),
    Column("Not evaluated", 14),
    Column("Met", _COUNT),
    Column("File", 40),
)
_FINDINGS = (
    Column("Deal", 20),
    Column("Title", 30),
    Column("Owner", 18),
    Column("Stage", 14),
    Column("Meeting", 17),
    Column("State", 10),
    Column("Severity", 10),
    Column("Rule", 20),
    Column("Finding", 30),
    Column("Subject", 22),
    Column("Message", 60),
    Column("What to do", 60),
    Column("Practice", 12),
    Column("File", 34),
    Column("Line", 7),
    Column("Column", 8),
    Column("Cell", 14),
    Column("Field", 30),
    Column("Accepted by", 16),
    Column("Until", 12),
    Column("Reason", 40),
)
_QUESTIONS = (
    Column("Deal", 20),
    Column("Owner", 18),
    Column("Rank", 7),
    Column("To", 20),
    Column("Question", 60),
    Column("Why", 50),
    Column("Field", 30),
    Column("Sensitive", 10),
)
_MOST_BARS = 15


class _Found(NamedTuple):
    """Where a table of the summary stands: its first and last row, from 0."""

    first: int
    last: int


class _XlsxReport:
    """Rows go to disk as they come; what is kept in memory does not grow with the deals."""

    def __init__(self, file: BinaryIO, info: RunInfo, options: Options) -> None:  # noqa: ARG002
        import xlsxwriter

        self._info = info
        self._book: Any = xlsxwriter.Workbook(
            file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        made = datetime(info.as_of.year, info.as_of.month, info.as_of.day)
        self._book.set_properties({"title": "Check of negotiation plans", "created": made})
        self._styles = Styles.of(self._book)
        self._summary = self._book.add_worksheet("Summary")
        self._deals = Sheet(self._book, "Deals", _DEALS, self._styles)
        self._findings = Sheet(self._book, "Findings", _FINDINGS, self._styles)
        self._questions = Sheet(self._book, "Questions", _QUESTIONS, self._styles)
        self._groups = Groups()

    def deal(self, one: Assessment) -> None:
        """A row for the deal, for each finding and each question."""
        self._groups.add(one)
        self._deals.add(list(_deal(one)))
        for row in finding_rows(one):
            self._findings.add(list(row))
        for question in one.questions:
            self._questions.add(list(_question(one, question)))

    def refusal(self, one: Refusal) -> None:
        """A row a problem, among the findings."""
        for row in problem_rows(one):
            self._findings.add(list(row))

    def finish(self, totals: Totals) -> None:
        """Writes the summary and the file."""
        for sheet in (self._deals, self._findings, self._questions):
            sheet.finish()
        self._sum_up(totals)
        self._book.close()

    def _sum_up(self, totals: Totals) -> None:
        page, styles = self._summary, self._styles
        page.hide_gridlines(2)
        page.set_column(0, 0, 30)
        page.set_column(1, 6, 11)
        page.write_string(0, 0, "Check of negotiation plans", styles.title)
        page.write_string(1, 0, verdict(totals), styles.strong)
        packs = counted(len(self._info.ruleset.packs), "pack")
        page.write_string(2, 0, f"Checked as of {long_day(self._info.as_of)} with {packs} of rules.")
        row, charted = 4, None
        for name, groups in (("Owner", self._groups.owners), ("Stage", self._groups.stages)):
            if groups:
                found = self._table(row, name, groups)
                charted = charted or found
                row = found.last + 3
        if charted is not None:
            self._chart(charted)

    def _table(self, row: int, name: str, groups: list[Group]) -> _Found:
        page, styles = self._summary, self._styles
        for place, head in enumerate((name, "Deals", *map(str.capitalize, SEVERITIES), "Met")):
            page.write_string(row, place, head, styles.head)
        for number, group in enumerate(groups, start=row + 1):
            styles.write(page, number, 0, group.name)
            for place, count in enumerate((group.deals, *group.findings.values()), start=1):
                page.write_number(number, place, count)
            if group.met_percent is not None:
                page.write_number(number, len(SEVERITIES) + 2, group.met_percent / 100, styles.percent)
        return _Found(row + 1, row + len(groups))

    def _chart(self, found: _Found) -> None:
        """Open findings by owner, the first of the table."""
        last = min(found.last, found.first + _MOST_BARS - 1)
        chart = self._book.add_chart({"type": "bar", "subtype": "stacked"})
        for place, (severity, colour) in enumerate(zip(SEVERITIES, _COLOURS, strict=True), start=2):
            chart.add_series(
                {
                    "name": severity.capitalize(),
                    "categories": ["Summary", found.first, 0, last, 0],
                    "values": ["Summary", found.first, place, last, place],
                    "fill": {"color": colour},
                    "gap": 60,
                }
            )
        chart.set_title({"name": "Open findings by owner", "name_font": {"size": 12}})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"major_gridlines": {"visible": True, "line": {"color": "#D3DAE1"}}})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 560, "height": 120 + 26 * (last - found.first + 1)})
        self._summary.insert_chart(4, 8, chart, {"description": "Open findings by owner and severity"})


_COLOURS = ("#A3281B", "#D9822B", "#C9A227", "#5B8DB8")


def _deal(one: Assessment) -> Iterator[Cell]:
    met, known, _ = scored(one)
    share = percent(met, known)
    yield from (one.id, one.title, one.owner, one.stage, one.meeting)
    findings = one.open_findings
    yield from (sum(finding.severity == severity for finding in findings) for severity in SEVERITIES)
    yield len(one.findings) - len(findings)
    yield len(one.questions)
    yield one.count("not evaluated")
    yield None if share is None else share / 100
    yield one.path


def _question(one: Assessment, question: Question) -> Iterator[Cell]:
    yield from (one.id, one.owner, question.rank, question.to, question.text, question.why, question.path)
    yield "yes" if question.sensitive else ""


XLSX = Format("xlsx", "an Excel workbook: summary, deals, findings and questions", _XlsxReport, text=False)
