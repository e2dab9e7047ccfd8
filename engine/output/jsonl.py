"""A run as JSON Lines: a deal a line, or the problems of an input that is none."""

from __future__ import annotations

from typing import BinaryIO

from ..assessment import Assessment
from ..run import Refusal, RunInfo, Totals
from .deal_data import deal_data, problem_data
from .encoding import encode_line
from .options import Options
from .report import Format


class JsonLines:
    """The report; lines that were made already are copied."""

    def __init__(self, file: BinaryIO, info: RunInfo, options: Options) -> None:  # noqa: ARG002
        self._file = file

    def line(self, line: bytes) -> None:
        """Copies a line as `deal_line` or `refusal_line` made it."""
        self._file.write(line)

    def deal(self, one: Assessment) -> None:
        """Writes the line of a deal."""
        self._file.write(deal_line(one))

    def refusal(self, one: Refusal) -> None:
        """Writes the line of what is no deal."""
        self._file.write(refusal_line(one))

    def finish(self, totals: Totals) -> None:
        """The lines are all there is."""


def deal_line(one: Assessment) -> bytes:
    """The line of a deal, as in `deals` of `negotia/assessment/1`."""
    return encode_line(deal_data(one)) + b"\n"


def refusal_line(one: Refusal) -> bytes:
    """The line of an input that is no deal: its path, its line and its problems."""
    problems = [problem_data(problem) for problem in one.problems]
    return encode_line({"path": one.source, "line": one.line, "problems": problems}) + b"\n"


JSON_LINES = Format(
    "jsonl", "a JSON object a line: a deal, or the problems of an input that is none", JsonLines
)
