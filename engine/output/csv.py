"""Findings as comma-separated values (RFC 4180): a row a finding, for spreadsheets and databases."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from ..assessment import Assessment
from ..run import Refusal, RunInfo, Totals
from .formulas import disarmed
from .options import Options
from .report import Format
from .rows import COLUMNS, Row, finding_rows, problem_rows


class _Encoded:
    """What the csv module writes to."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, text: str) -> int:
        return self._file.write(text.encode())


class _CsvReport:
    def __init__(self, file: BinaryIO, info: RunInfo, options: Options) -> None:  # noqa: ARG002
        self._writer = csv.writer(_Encoded(file))
        self._writer.writerow(COLUMNS)

    def deal(self, one: Assessment) -> None:
        """A row a finding."""
        self._writer.writerows(map(_cells, finding_rows(one)))

    def refusal(self, one: Refusal) -> None:
        """A row a problem."""
        self._writer.writerows(map(_cells, problem_rows(one)))

    def finish(self, totals: Totals) -> None:
        """The rows are all there is."""


def _cells(row: Row) -> Iterator[str]:
    for cell in row:
        yield disarmed(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


CSV = Format("csv", "a row a finding, comma-separated, safe to open in a spreadsheet", _CsvReport)
