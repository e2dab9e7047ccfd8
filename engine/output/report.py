"""What a format of a run is: it hears of one deal after the other and writes as it goes, however long the run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Protocol

from ..assessment import Assessment
from ..run import Refusal, Run, RunInfo, Totals
from .options import DEFAULT, Options


class Report(Protocol):
    """Writes a run in its format: deals and refusals in the order of the inputs, then what was counted."""

    def deal(self, one: Assessment) -> None:
        """A deal was checked."""

    def refusal(self, one: Refusal) -> None:
        """An input is no deal."""

    def finish(self, totals: Totals) -> None:
        """The run is over."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name. `make` gives the report that writes to a file; `text` is False for a format that no
    terminal can show."""

    name: str
    about: str
    make: Callable[[BinaryIO, RunInfo, Options], Report]
    text: bool = True


def write_report(run: Run, format: Format, options: Options = DEFAULT) -> bytes:
    """The whole report of a run that is at hand."""
    file = BytesIO()
    report = format.make(file, run.info, options)
    for one in run.assessments:
        report.deal(one)
    for refusal in run.refusals:
        report.refusal(refusal)
    report.finish(run.counted())
    return file.getvalue()
