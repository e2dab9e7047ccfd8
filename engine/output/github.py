"""Findings as annotations of GitHub's workflows: they stand at the lines of a pull request."""

from __future__ import annotations

from typing import BinaryIO, Literal

from ..assessment import Assessment
from ..ruleset.schema import Severity
from ..run import Refusal, RunInfo, Totals
from .colour import one_line
from .options import Options
from .report import Format
from .verdict import verdict

Command = Literal["error", "warning", "notice"]
_COMMANDS: dict[Severity, Command] = {
    "blocker": "error",
    "major": "warning",
    "minor": "notice",
    "advice": "notice",
}


class _GitHubReport:
    def __init__(self, file: BinaryIO, info: RunInfo, options: Options) -> None:  # noqa: ARG002
        self._file = file

    def deal(self, one: Assessment) -> None:
        """A line an open finding; waived ones bother nobody."""
        for finding in one.open_findings:
            place = finding.location
            title = f"{finding.severity} {finding.rule}: {finding.title}"
            self._annotate(
                _COMMANDS[finding.severity],
                (place.source, place.line, place.column),
                title,
                finding.message,
                finding.remedy,
            )
        for outcome in one.outcomes:
            if outcome.outcome == "error":
                self._annotate(
                    "error", (one.path, 0, 0), f"{outcome.rule} could not be run", outcome.error, ""
                )

    def refusal(self, one: Refusal) -> None:
        """A line a problem."""
        for problem in one.problems:
            place = (problem.source, problem.line, problem.column)
            self._annotate("error", place, problem.code, problem.message, problem.hint)

    def finish(self, totals: Totals) -> None:
        """What was found, for readers of the log."""
        self._file.write(f"{verdict(totals)}\n".encode())

    def _annotate(
        self, command: Command, place: tuple[str, int, int], title: str, message: str, remedy: str
    ) -> None:
        source, line, column = place
        properties = [("file", source), ("line", line), ("col", column), ("title", title)]
        told = ",".join(f"{name}={_property(str(value))}" for name, value in properties if value)
        text = "\n".join(filter(None, (one_line(message), one_line(remedy))))
        self._file.write(f"::{command} {told}::{_data(text)}\n".encode())


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(one_line(text)).replace(":", "%3A").replace(",", "%2C")


GITHUB = Format("github", "annotations in the log of a GitHub workflow", _GitHubReport)
