"""Tells reports what the lines of parts say, in their order or in that of the meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from tempfile import TemporaryFile
from typing import BinaryIO

import msgspec

from ..assessment import Assessment
from ..output.jsonl import JsonLines
from ..output.report import Report
from ..run import RunInfo, Totals
from .entries import read_entry


class _Header(msgspec.Struct):
    meeting: datetime | None = None


class Telling:
    """Passes lines on to reports; `by_meeting` waits for all lines and begins with the next meeting.

    Only where a line stands is kept in memory then.
    """

    def __init__(self, reports: Sequence[Report], info: RunInfo, by_meeting: bool) -> None:
        self._plain = [report for report in reports if isinstance(report, JsonLines)]
        self._others = [report for report in reports if not isinstance(report, JsonLines)]
        self._reports = reports
        self._info = info
        self._spool: BinaryIO | None = TemporaryFile() if by_meeting else None  # noqa: SIM115 - closed in finish
        self._places: list[tuple[bool, float, int, int]] = []

    def line(self, line: bytes) -> None:
        """The line of a deal, or of what is none."""
        if self._spool is None:
            self._tell(line)
            return
        meeting = msgspec.json.decode(line, type=_Header).meeting
        place = (meeting is None, meeting.timestamp() if meeting else 0.0, self._spool.tell(), len(line))
        self._places.append(place)
        self._spool.write(line)

    def finish(self, totals: Totals) -> None:
        """There are no more lines."""
        if self._spool is not None:
            with self._spool as spool:
                for _, _, start, length in sorted(self._places):
                    spool.seek(start)
                    self._tell(spool.read(length))
        for report in self._reports:
            report.finish(totals)

    def _tell(self, line: bytes) -> None:
        for lines in self._plain:
            lines.line(line)
        if not self._others:
            return
        entry = read_entry(line, self._info)
        for report in self._others:
            if isinstance(entry, Assessment):
                report.deal(entry)
            else:
                report.refusal(entry)
