"""Tells reports what the lines of parts say, in their order or in that of the meetings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

import msgspec

from ..assessment import Assessment
from ..errors import NegotiaError
from ..output.jsonl import JsonLines
from ..output.report import Report
from ..run import Refusal, RunInfo, Totals
from .entries import read_entry


class _Header(msgspec.Struct):
    """What tells apart the lines of deals and of what is none, and orders them; the rest is not looked at."""

    meeting: datetime | None = None
    problems: list[msgspec.Raw] | None = None


class Telling:
    """Passes lines on to reports, and refusals to whoever wants to hear of them at once.

    With a folder to put them aside in, it waits for all lines and begins with the next meeting; only where a line
    stands is kept in memory then.
    """

    def __init__(
        self,
        reports: Sequence[Report],
        info: RunInfo,
        refused: Callable[[Refusal], None],
        aside: Path | None = None,
    ) -> None:
        self._plain = [report for report in reports if isinstance(report, JsonLines)]
        self._others = [report for report in reports if not isinstance(report, JsonLines)]
        self._reports = reports
        self._info = info
        self._refused = refused
        self._aside: BinaryIO | None = TemporaryFile(dir=aside) if aside else None  # noqa: SIM115 - until finish
        self._places: list[tuple[bool, float, int, int]] = []

    def line(self, line: bytes) -> None:
        """The line of a deal, or of what is none."""
        if self._aside is None:
            self._tell(line)
            return
        meeting = msgspec.json.decode(line, type=_Header).meeting
        place = (meeting is None, meeting.timestamp() if meeting else 0.0, self._aside.tell(), len(line))
        self._places.append(place)
        try:
            self._aside.write(line)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise NegotiaError(f"deals cannot be put aside to be sorted: {reason}") from error

    def finish(self, totals: Totals) -> None:
        """There are no more lines."""
        if self._aside is not None:
            with self._aside as aside:
                for _, _, start, length in sorted(self._places):
                    aside.seek(start)
                    self._tell(aside.read(length))
        for report in self._reports:
            report.finish(totals)

    def _tell(self, line: bytes) -> None:
        for lines in self._plain:
            lines.line(line)
        if not self._others and msgspec.json.decode(line, type=_Header).problems is None:
            return
        entry = read_entry(line, self._info)
        if isinstance(entry, Assessment):
            for report in self._others:
                report.deal(entry)
        else:
            self._refused(entry)
            for report in self._others:
                report.refusal(entry)
