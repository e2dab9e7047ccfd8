"""A run as a JUnit report, which every build server shows: a deal is a suite, a rule on a subject a case.

JUnit has no standard. What is written is what both the schema of Ant's task and that of Jenkins' xUnit plugin accept.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import BinaryIO, Literal, NamedTuple

from ..assessment import Assessment, Finding, Location, Outcome
from ..errors import place_of
from ..ruleset.schema import SEVERITIES
from ..run import Refusal, RunInfo, Totals
from .colour import one_line
from .options import Options
from .report import Format

_Kind = Literal["passed", "failure", "error", "skipped"]


class _Case(NamedTuple):
    name: str
    kind: _Kind = "passed"
    type: str = ""
    message: str = ""
    details: str = ""
    note: str = ""
    """What is worth a word though the case has passed."""


class _JunitReport:
    """Findings below what makes the run fail are no failures: they are told in the suite's output."""

    def __init__(self, file: BinaryIO, info: RunInfo, options: Options) -> None:
        self._file = file
        self._as_of = info.as_of
        grave = 0 if options.fail_on == "never" else SEVERITIES.index(options.fail_on) + 1
        self._failing = frozenset(SEVERITIES[:grave])
        self._suites = 0
        self._write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n')

    def deal(self, one: Assessment) -> None:
        """A suite."""
        properties = {"title": one.title, "owner": one.owner, "stage": one.stage, "file": one.path}
        self._suite(one.id, properties, list(self._cases(one)))

    def refusal(self, one: Refusal) -> None:
        """A suite with an error a problem."""
        cases = []
        for problem in one.problems:
            place = one_line(f"{problem.place} {problem.path}")
            details = "\n".join(filter(None, (place, one_line(problem.hint))))
            name = f"{problem.code} {problem.path or problem.cell or problem.line or ''}"
            cases.append(_Case(name, "error", problem.code, problem.message, details))
        self._suite(f"{one.source}:{one.line}" if one.line else one.source, {"file": one.source}, cases)

    def finish(self, totals: Totals) -> None:  # noqa: ARG002 - every suite has told its own
        """Ends the file."""
        self._write("</testsuites>\n")

    def _cases(self, one: Assessment) -> Iterator[_Case]:
        """What applies to the deal, in the order of the rules; what has no outcome comes from the findings."""
        findings = {(finding.rule, finding.subject): finding for finding in one.findings}
        for outcome in one.outcomes:
            finding = findings.pop((outcome.rule, outcome.subject), None)
            if finding is not None:
                yield self._finding(finding)
            elif outcome.outcome != "not applicable":
                yield _other(outcome)
        yield from map(self._finding, findings.values())

    def _finding(self, finding: Finding) -> _Case:
        name = _name(finding.rule, finding.subject)
        if finding.waived is not None:
            waived = finding.waived
            until = f" until {waived.until}" if waived.until else ""
            return _Case(
                name, "skipped", message=f"waived by {waived.by}{until}: {waived.reason}: {finding.message}"
            )
        place = _place(finding.location)
        if finding.severity not in self._failing:
            note = f"{place}: {finding.severity} {finding.rule} {one_line(finding.message)}"
            return _Case(name, note=note)
        help = f"help: {one_line(finding.remedy)}" if finding.remedy else ""
        details = "\n".join(filter(None, (place, help)))
        return _Case(name, "failure", finding.severity, finding.message, details)

    def _suite(self, name: str, properties: dict[str, str], cases: list[_Case]) -> None:
        kinds = [case.kind for case in cases]
        attributes = {
            "name": name,
            "timestamp": f"{self._as_of}T00:00:00",
            "hostname": "localhost",
            "tests": len(cases),
            "failures": kinds.count("failure"),
            "errors": kinds.count("error"),
            "skipped": kinds.count("skipped"),
            "time": "0",
            "package": "negotia",
            "id": self._suites,
        }
        self._suites += 1
        told = "".join(
            f"<property{_attributes({'name': key, 'value': value})}/>" for key, value in properties.items()
        )
        notes = "\n".join(case.note for case in cases if case.note)
        self._write(
            f"<testsuite{_attributes(attributes)}>\n<properties>{told}</properties>\n"
            f"{''.join(_case(name, case) for case in cases)}"
            f"<system-out>{escape(notes)}</system-out>\n<system-err></system-err>\n</testsuite>\n"
        )

    def _write(self, text: str) -> None:
        self._file.write(text.encode())


def _other(outcome: Outcome) -> _Case:
    name = _name(outcome.rule, outcome.subject)
    if outcome.outcome == "error":
        return _Case(name, "error", "rule", outcome.error)
    if outcome.outcome == "not evaluated":
        needs = ", ".join(outcome.needs) or "nothing that can be filled in"
        return _Case(name, "skipped", message=f"not evaluated: needs {needs}")
    return _Case(name)


def _case(suite: str, case: _Case) -> str:
    start = f"<testcase{_attributes({'name': case.name, 'classname': suite, 'time': '0'})}"
    if case.kind == "passed":
        return f"{start}/>\n"
    if case.kind == "skipped":
        return f"{start}><skipped{_attributes({'message': case.message})}/></testcase>\n"
    attributes = _attributes({"message": case.message, "type": case.type})
    return f"{start}><{case.kind}{attributes}>{escape(case.details)}</{case.kind}></testcase>\n"


def _name(rule: str, subject: str) -> str:
    return f"{rule} {subject}" if subject else rule


def _place(location: Location) -> str:
    place = place_of(location.source, location.line, location.column, location.cell)
    return one_line(f"{place} {location.path}")


def _attributes(values: dict[str, object]) -> str:
    return "".join(f' {key}="{escape(one_line(str(value))) or "-"}"' for key, value in values.items())


JUNIT = Format("junit", "a JUnit report for build servers: a suite a deal, a case a rule", _JunitReport)
