"""A run as JSON, `negotia/assessment/1`: for programs, complete, numbers exact."""

from __future__ import annotations

from textwrap import indent
from typing import BinaryIO

from ..assessment import Assessment
from ..errors import Problem
from ..run import Refusal, RunInfo, Totals
from .deal_data import deal_data, problem_data
from .encoding import encode
from .options import Options
from .report import Format

SCHEMA = "negotia/assessment/1"


class _JsonReport:
    """Writes the members of one object as they come; problems are kept to its end."""

    def __init__(self, file: BinaryIO, info: RunInfo, options: Options) -> None:  # noqa: ARG002
        self._file = file
        self._problems: list[Problem] = []
        self._separator = ""
        packs = [
            {"name": name, "version": version, "sha256": sha256}
            for name, version, sha256 in info.ruleset.packs
        ]
        ruleset = {"packs": packs, "sha256": info.ruleset.sha256, "inference": info.ruleset.inference}
        head = encode({"schema": SCHEMA, "as_of": info.as_of, "ruleset": ruleset})
        self._write(head.removesuffix("\n}") + ',\n  "deals": [')

    def deal(self, one: Assessment) -> None:
        """Writes the deal."""
        self._write(f"{self._separator}\n{indent(encode(deal_data(one)), '    ')}")
        self._separator = ","

    def refusal(self, one: Refusal) -> None:
        """Keeps the problems."""
        self._problems.extend(one.problems)

    def finish(self, totals: Totals) -> None:
        """Writes the problems and what was counted."""
        summary = {
            "deals": totals.deals,
            "problems": totals.problems,
            "findings": totals.findings,
            "tally": totals.tally,
        }
        tail = encode({"problems": [problem_data(one) for one in self._problems], "summary": summary})
        self._write(("\n  ]" if self._separator else "]") + "," + tail.removeprefix("{") + "\n")

    def _write(self, text: str) -> None:
        self._file.write(text.encode())


JSON = Format("json", "one JSON object, complete", _JsonReport)
