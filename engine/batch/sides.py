"""What is compared: deals, or assessments of deals as a check wrote them, both as lines of a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

import msgspec

from ..assessment import RulesetInfo
from ..assessment.building import ruleset_info
from ..errors import NegotiaError, Problem
from ..output.encoding import encode_line
from ..output.jsonl import JsonLines, refusal_line
from ..output.options import DEFAULT
from ..ruleset import Ruleset
from ..run import Refusal, RunInfo
from ..tables.mapping import Mapping
from ..usecases import DealText, Input
from .inputs import Inputs
from .job import CheckJob
from .running import Batch, check_batch

_HEAD = 4096
_REPORT = re.compile(rb'\s*\{\s*"schema"\s*:\s*"negotia/assessment/')
_LINE = re.compile(rb'\s*\{"path":"')
"""How a line of `--format jsonl` begins; a deal has no `path`."""


@dataclass(frozen=True, slots=True)
class Side:
    """The lines of a side, and what they were made with, as far as that is known."""

    name: str
    lines: BinaryIO
    info: RunInfo
    known: bool


@dataclass(frozen=True, slots=True)
class Sides:
    """Reads sides; what is opened is closed with `stack`. The rules are loaded only if deals are to be checked."""

    job: CheckJob
    rules: Callable[[], Ruleset]
    batch: Batch
    stack: ExitStack
    mapping: Mapping | None = None
    """What the columns of tables mean."""

    def side(self, given: Input) -> Side:
        """The side that a path or a text stands for. Raises NegotiaError."""
        name = given.name if isinstance(given, DealText) else str(given)
        head = _head(given)
        if _REPORT.match(head):
            return self._report(name, _content(given))
        if _LINE.match(head):
            return Side(name, self._opened(given), RunInfo(self.job.as_of, _NO_RULES), known=False)
        ruleset = self.rules()
        info = RunInfo(self.job.as_of, ruleset_info(ruleset))
        lines = self._temporary()
        check_batch(
            Inputs((given,), mapping=self.mapping),
            self.job,
            ruleset,
            [JsonLines(lines, info, DEFAULT)],
            self.batch,
        )
        return Side(name, lines, info, known=True)

    def _report(self, name: str, content: bytes) -> Side:
        try:
            data = msgspec.json.Decoder(float_hook=Decimal).decode(content)
            rules = data["ruleset"]
            info = RunInfo(
                date.fromisoformat(data["as_of"]), RulesetInfo((), rules["sha256"], rules["inference"])
            )
            lines = self._temporary()
            lines.writelines(encode_line(deal) + b"\n" for deal in data["deals"])
            lines.writelines(_refused(problem) for problem in data["problems"])
        except (ValueError, TypeError, KeyError) as error:  # msgspec's errors are ValueErrors
            raise NegotiaError(f"{name} is no assessment of this version of negotia") from error
        return Side(name, lines, info, known=True)

    def _opened(self, given: Input) -> BinaryIO:
        if isinstance(given, DealText):
            lines = self._temporary()
            lines.write(_content(given))
            return lines
        return self.stack.enter_context(Path(given).open("rb"))

    def _temporary(self) -> BinaryIO:
        file: BinaryIO = self.stack.enter_context(TemporaryFile())  # noqa: SIM115 - closed with the stack
        return file


_NO_RULES = RulesetInfo((), "", "")


def _refused(problem: dict[str, Any]) -> bytes:
    return refusal_line(Refusal(problem["source"], (Problem(**problem),), problem["line"]))


def _head(given: Input) -> bytes:
    if isinstance(given, DealText):
        return _content(given)[:_HEAD]
    path = Path(given)
    if path.suffix.lower() not in (".json", ".jsonl", ".ndjson") or not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(_HEAD)


def _content(given: Input) -> bytes:
    if isinstance(given, DealText):
        return given.text.encode() if isinstance(given.text, str) else given.text
    return Path(given).read_bytes()
