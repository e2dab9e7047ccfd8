"""The report that writes Markdown (CommonMark with the tables of GitHub)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from ..assessment import Assessment, Finding, Location
from ..documents.pages.markdown import escape
from ..errors import place_of
from ..ruleset.schema import SEVERITIES
from ..run import Refusal, RunInfo, Totals
from .groups import Group, Groups
from .options import Options
from .spool import Spool
from .verdict import verdict
from .words import counted, long_day


class MarkdownReport:
    """The summary stands above the deals, which wait for it outside memory."""

    def __init__(self, file: BinaryIO, info: RunInfo, options: Options) -> None:
        self._file = file
        self._info = info
        self._options = options
        self._groups = Groups()
        self._deals = Spool()
        self._problems = Spool()

    def deal(self, one: Assessment) -> None:
        """A section."""
        self._groups.add(one)
        self._deals.write(_lines(_deal(one, self._options)))

    def refusal(self, one: Refusal) -> None:
        """A line a problem."""
        for problem in one.problems:
            place = escape(place_of(problem.source, problem.line, cell=problem.cell))
            hint = f" ({escape(problem.hint)})" if problem.hint else ""
            self._problems.write(f"- {place}: {escape(problem.message)}{hint}\n")

    def finish(self, totals: Totals) -> None:
        """Puts it together."""
        self._write(["# Check of negotiation plans", "", f"**{verdict(totals)}**", ""])
        for name, groups in self._groups.named().items():
            self._write([f"## By {name}", "", *_table(name, groups), ""])
        if not self._problems.empty:
            self._write(["## Could not be checked", ""])
            self._problems.copy_to(self._file)
            self._write([""])
        if not self._deals.empty:
            self._write(["## Deals", ""])
            self._deals.copy_to(self._file)
        packs = counted(len(self._info.ruleset.packs), "pack")
        self._write([f"*Checked as of {long_day(self._info.as_of)} with {packs} of rules.*"])

    def _write(self, lines: Iterable[str]) -> None:
        self._file.write(_lines(lines).encode())


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _table(name: str, groups: list[Group]) -> Iterator[str]:
    yield _row([name.capitalize(), "Deals", *map(str.capitalize, SEVERITIES), "Met"])
    yield _row(["---", *("---:" for _ in range(len(SEVERITIES) + 2))])
    for group in groups:
        met = "" if group.met_percent is None else f"{group.met_percent}%"
        yield _row([escape(group.name), str(group.deals), *map(str, group.findings.values()), met])


def _deal(one: Assessment, options: Options) -> Iterator[str]:
    yield f"### {escape(one.id)}: {escape(one.title)}"
    yield ""
    meeting = f"meeting {one.meeting:%Y-%m-%d %H:%M}" if one.meeting else ""
    about = [f"stage {one.stage}", f"owner {escape(one.owner)}" if one.owner else "", meeting]
    yield " · ".join(filter(None, about))
    yield ""
    if one.findings:
        yield _row(["Severity", "Rule", "Finding", "What to do", "Place"])
        yield _row(["---"] * 5)
        yield from map(_finding, one.findings)
        yield ""
    else:
        yield "No findings."
        yield ""
    if one.questions:
        first = one.questions[0]
        count = counted(len(one.questions), "question")
        yield f"{count} to ask; first, to {escape(first.to)}: {escape(first.text)}"
        yield ""
    if options.show_guidance and one.advice:
        yield from (f"- {advice.rule}: {escape(advice.text)}" for advice in one.advice)
        yield ""


def _finding(finding: Finding) -> str:
    told = escape(finding.message)
    if finding.waived is not None:
        until = f" until {finding.waived.until}" if finding.waived.until else ""
        told += f" *(accepted by {escape(finding.waived.by)}{until}: {escape(finding.waived.reason)})*"
    severity = f"waived {finding.severity}" if finding.waived else finding.severity
    return _row([severity, finding.rule, told, escape(finding.remedy), _place(finding.location)])


def _place(location: Location) -> str:
    return escape(place_of(location.source, location.line, cell=location.cell))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
